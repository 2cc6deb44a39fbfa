"""What could be decided at all: options, hostings and rooms, under the rules that are given and no others."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from scheduler.domain.demands import Demand, Length
from scheduler.domain.people import Absence, Pattern
from scheduler.domain.places import Closure, Room
from scheduler.domain.problem import Problem
from scheduler.model.universe import Universe
from scheduler.rules import RULES, presence
from tests.model.valley import AM, ANA, MONDAY, PLATEAU, PM, VALLEY, problem

DEMAND = Demand("demand", "mairie")
WEEK = tuple(MONDAY + timedelta(days=day) for day in range(7))
ROOMS = (Room("grande", "mairie"), Room("petite", "mairie", capacity=2))


def held_when(universe: Universe) -> set[tuple[date, tuple[str, ...]]]:
    """The day and the periods of each option."""
    return {(option.date, tuple(period.name for period in option.periods)) for option in universe.options}


def shared_out(asked: Problem) -> set[tuple[str, ...]]:
    """The structures of Monday's half-days, for each admitted hosting."""
    return {hosting.structures for hosting in Universe(asked, RULES).hostings["ana", MONDAY]}


def test_without_rules_anything_is_an_option() -> None:
    assert held_when(Universe(problem(DEMAND), ())) == {(day, (name,)) for day in WEEK for name in ("am", "pm", "eve")}


def test_one_rule_filters_by_itself_alone() -> None:
    assert held_when(Universe(problem(DEMAND), (presence.RULE,))) == {(MONDAY, ("am",)), (MONDAY, ("pm",))}


def test_full_day_takes_the_morning_and_the_afternoon() -> None:
    full = replace(DEMAND, length=Length.FULL)
    assert held_when(Universe(problem(full), RULES)) == {(MONDAY, ("am", "pm"))}


def test_full_day_needs_both_half_days() -> None:
    full = replace(DEMAND, length=Length.FULL)
    morning_off = (Absence("ana", MONDAY, MONDAY, period="am"),)
    assert Universe(problem(full, absences=morning_off), RULES).options == ()


def test_day_without_patterns_goes_to_one_structure() -> None:
    assert shared_out(problem(postings=(VALLEY, PLATEAU))) == {("vallee", "vallee"), ("plateau", "plateau")}


def test_pattern_of_one_half_day_gives_the_whole_day_to_its_structure() -> None:
    pattern = (Pattern("ana", 0, "plateau", period="pm"),)
    assert shared_out(problem(postings=(VALLEY, PLATEAU), patterns=pattern)) == {("plateau", "plateau")}


def test_patterns_of_two_structures_split_the_day() -> None:
    patterns = (Pattern("ana", 0, "plateau", period="am"), Pattern("ana", 0, "vallee", period="pm"))
    assert shared_out(problem(postings=(VALLEY, PLATEAU), patterns=patterns)) == {("plateau", "vallee")}


def test_third_half_day_of_a_split_day_goes_to_either() -> None:
    patterns = (Pattern("ana", 0, "plateau", period="am"), Pattern("ana", 0, "vallee", period="eve"))
    worker = replace(ANA, periods=frozenset({"am", "pm", "eve"}))
    assert shared_out(problem(postings=(VALLEY, PLATEAU), patterns=patterns, advisors=(worker,))) == {
        ("plateau", "plateau", "vallee"),
        ("plateau", "vallee", "vallee"),
    }


def test_pattern_of_a_half_day_of_leave_fixes_nothing() -> None:
    patterns = (Pattern("ana", 0, "plateau", period="am"), Pattern("ana", 0, "vallee", period="eve"))
    worker = replace(ANA, periods=frozenset({"am", "pm", "eve"}))
    leave = (Absence("ana", MONDAY, MONDAY, period="am"),)
    asked = problem(postings=(VALLEY, PLATEAU), patterns=patterns, advisors=(worker,), absences=leave)
    assert shared_out(asked) == {("vallee", "vallee")}


@pytest.mark.parametrize(("phase", "structure"), [(0, "vallee"), (1, "plateau")])
def test_alternating_pattern_counts_from_the_anchor(phase: int, structure: str) -> None:
    patterns = (
        Pattern("ana", 0, "vallee", cycle=2, phase=phase),
        Pattern("ana", 0, "plateau", cycle=2, phase=1 - phase),
    )
    assert shared_out(problem(postings=(VALLEY, PLATEAU), patterns=patterns)) == {(structure, structure)}


def test_hosting_tells_bases_and_structures() -> None:
    patterns = (Pattern("ana", 0, "plateau", period="am"), Pattern("ana", 0, "vallee", period="pm"))
    asked = problem(postings=(VALLEY, PLATEAU), patterns=patterns)
    (hosting,) = Universe(asked, RULES).hostings["ana", MONDAY]
    assert hosting.bases(asked) == ("antenne", "siege")
    assert [hosting.structure_of(half_day) for half_day in hosting.half_days] == ["plateau", "vallee"]


def test_option_in_a_structure_without_posting_is_none() -> None:
    there = Demand("there", "foyer")
    assert Universe(problem(there), RULES).options == ()
    assert len(Universe(problem(there, postings=(VALLEY, PLATEAU)), RULES).options) == 2


def test_room_of_an_option_seats_its_public() -> None:
    for seats, rooms in ((2, ["grande", "petite"]), (3, ["grande"])):
        universe = Universe(problem(replace(DEMAND, seats=seats), rooms=ROOMS), RULES)
        assert [[room.id for room in universe.rooms(option)] for option in universe.options] == [rooms, rooms]


def closed(room: str, period: str) -> Closure:
    return Closure("mairie", MONDAY, MONDAY, room=room, period=period)


def test_room_of_a_full_day_is_free_in_both_half_days() -> None:
    full = replace(DEMAND, length=Length.FULL)
    universe = Universe(problem(full, rooms=ROOMS, closures=(closed("grande", "pm"),)), RULES)
    assert [[room.id for room in universe.rooms(option)] for option in universe.options] == [["petite"]]


def test_full_day_does_not_change_rooms() -> None:
    """Each half-day has a room, but not the same one."""
    full = replace(DEMAND, length=Length.FULL)
    closures = (closed("grande", "pm"), closed("petite", "am"))
    assert Universe(problem(full, rooms=ROOMS, closures=closures), RULES).options == ()
    assert len(Universe(problem(DEMAND, rooms=ROOMS, closures=closures), RULES).options) == 2


def test_closed_venue_has_no_option() -> None:
    shut = (Closure("mairie", MONDAY, MONDAY, period="am"),)
    assert held_when(Universe(problem(DEMAND, closures=shut), RULES)) == {(MONDAY, ("pm",))}


def test_opening_hours_cover_the_intervention() -> None:
    venues = tuple(
        replace(venue, opening="Mo 08:30-12:00,13:30-16:59") if venue.id == "mairie" else venue
        for venue in problem().territory.venues
    )
    assert held_when(Universe(problem(DEMAND, venues=venues), RULES)) == {(MONDAY, ("am",))}


def test_options_are_found_by_demand_day_period_and_advisor() -> None:
    universe = Universe(problem(DEMAND), RULES)
    assert {key: universe.options[number].periods for key, number in universe.number.items()} == {
        ("demand", MONDAY, "am", "ana"): (AM,),
        ("demand", MONDAY, "pm", "ana"): (PM,),
    }
