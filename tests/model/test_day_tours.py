"""Which tours one day admits: by the gap between interventions, the day's driving, and the bases of its hosts."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from scheduler.domain.demands import Demand, Length
from scheduler.domain.people import Advisor, Pattern
from scheduler.domain.problem import Problem
from scheduler.model.day_tours import DayTour, Stop, day_tours, tour_minutes
from scheduler.model.universe import Hosting, Universe
from scheduler.rules import RULES
from tests.generate.territories import tiny
from tests.model.valley import ANA, MONDAY, PLATEAU, VALLEY, clock, problem

MORNING = Demand("morning", "mairie", periods=frozenset({"am"}))
AFTERNOON = Demand("afternoon", "ecole", periods=frozenset({"pm"}))


def tours(asked: Problem) -> list[DayTour]:
    return list(Universe(asked, RULES).tours("ana", MONDAY))


def ways(asked: Problem) -> set[tuple[str, ...]]:
    """The venues of each admitted tour, in order."""
    return {tuple(stop.venue for stop in tour.stops) for tour in tours(asked)}


def driving_at_most(minutes: int) -> Advisor:
    return replace(ANA, max_daily_travel=minutes)


def test_tours_are_each_intervention_alone_and_each_pair_in_order() -> None:
    assert ways(problem(MORNING, AFTERNOON)) == {("mairie",), ("ecole",), ("mairie", "ecole")}


def test_minutes_are_driven_from_base_to_base() -> None:
    minutes = {tuple(stop.venue for stop in tour.stops): tour.minutes for tour in tours(problem(MORNING, AFTERNOON))}
    # siege 20 mairie 20 siege; siege 10 ecole 10 siege; siege 20 mairie 15 ecole 10 siege
    assert minutes == {("mairie",): 40, ("ecole",): 20, ("mairie", "ecole"): 45}


def test_day_without_a_stop_drives_nowhere() -> None:
    assert tour_minutes(("siege", "antenne"), (), problem().driving) == 0


@pytest.mark.parametrize(("start", "admitted"), [("14:00", True), ("13:59", False)])
def test_gap_is_driving_lunch_and_setup(start: str, admitted: bool) -> None:
    """Over at 12:00, 15 minutes of driving, 45 of lunch and an hour of setup: 14:00 at the earliest."""
    late = replace(AFTERNOON, start=clock(start), setup_minutes=60)
    assert (("mairie", "ecole") in ways(problem(MORNING, late))) is admitted


@pytest.mark.parametrize(("limit", "admitted"), [(45, True), (44, False)])
def test_driving_of_the_day_is_limited(limit: int, admitted: bool) -> None:
    pair = {("mairie", "ecole")} if admitted else set()
    assert ways(problem(MORNING, AFTERNOON, advisors=(driving_at_most(limit),))) == {("mairie",), ("ecole",)} | pair


def test_split_day_goes_from_the_base_of_the_morning_to_that_of_the_afternoon() -> None:
    split = (
        Pattern("ana", 0, "vallee", period="am"),
        Pattern("ana", 0, "plateau", period="pm"),
    )
    there = Demand("there", "foyer", periods=frozenset({"pm"}))
    asked = problem(MORNING, there, postings=(VALLEY, PLATEAU), patterns=split)
    # siege 20 mairie 40 foyer 12 antenne; siege 20 mairie 25 antenne; siege 35 foyer 12 antenne
    assert {(tour.bases, tuple(s.venue for s in tour.stops), tour.minutes) for tour in tours(asked)} == {
        (("siege", "antenne"), ("mairie", "foyer"), 72),
        (("siege", "antenne"), ("mairie",), 45),
        (("siege", "antenne"), ("foyer",), 47),
    }


def test_day_open_to_two_structures_goes_to_one_of_them() -> None:
    there = Demand("there", "foyer", periods=frozenset({"pm"}))
    asked = problem(MORNING, there, postings=(VALLEY, PLATEAU))
    assert {(tour.bases, tuple(stop.venue for stop in tour.stops)) for tour in tours(asked)} == {
        (("siege", "siege"), ("mairie",)),
        (("antenne", "antenne"), ("foyer",)),
    }


def test_evening_is_a_third_stop() -> None:
    evening = Demand("evening", "siege", periods=frozenset({"eve"}))
    worker = replace(ANA, periods=frozenset({"am", "pm", "eve"}))
    asked = problem(MORNING, AFTERNOON, evening, advisors=(worker,))
    # from the ecole at 17:00: 10 minutes of driving and 45 of lunch, before 18:00
    assert ("mairie", "ecole", "siege") in ways(asked)
    assert ("mairie", "ecole", "siege") not in ways(
        problem(MORNING, AFTERNOON, replace(evening, setup_minutes=6), advisors=(worker,))
    )


def test_full_day_leaves_room_for_the_evening_alone() -> None:
    day = Demand("day", "ecole", length=Length.FULL)
    evening = Demand("evening", "siege", periods=frozenset({"eve"}))
    worker = replace(ANA, periods=frozenset({"am", "pm", "eve"}))
    asked = problem(day, MORNING, AFTERNOON, evening, advisors=(worker,))
    with_day = {tour for tour in tours(asked) if any(len(stop.ranks) == 2 for stop in tour.stops)}
    assert {tuple((stop.venue, stop.ranks) for stop in tour.stops) for tour in with_day} == {
        (("ecole", (0, 1)),),
        (("ecole", (0, 1)), ("siege", (2,))),
    }
    assert {tour.half_days for tour in with_day} == {2, 3}


def test_workload_of_a_day_limits_its_tours() -> None:
    once = replace(ANA, half_days_per_day=1)
    assert ways(problem(MORNING, AFTERNOON, advisors=(once,))) == {("mairie",), ("ecole",)}


def test_demands_that_agree_in_place_and_time_share_a_stop() -> None:
    twin = replace(MORNING, id="twin", activity="atelier")
    assert len(tours(problem(MORNING, twin))) == 1


def _all_sequences(stops: tuple[Stop, ...], after: int = -1) -> Iterator[tuple[Stop, ...]]:
    for stop in stops:
        if stop.ranks[0] > after:
            yield (stop,)
            for rest in _all_sequences(stops, stop.ranks[-1]):
                yield (stop, *rest)


@pytest.mark.parametrize("seed", range(40))
def test_tours_are_those_of_plain_enumeration_in_its_order(seed: int) -> None:
    sample = tiny(seed).problem
    universe = Universe(sample, RULES)
    for (advisor, day), numbers in universe.by_advisor_and_day.items():
        stops = tuple(sorted({universe.options[number].stop for number in numbers}))
        hostings = universe.hostings[advisor, day]
        who = sample.territory.advisor[advisor]

        def admits(tour: DayTour, who: Advisor = who) -> bool:
            return all(rule.admits_tour(tour, who, sample) for rule in RULES)

        plain = [
            tour
            for bases in dict.fromkeys(hosting.bases(sample) for hosting in hostings)
            for tour in _tours_between(bases, [h for h in hostings if h.bases(sample) == bases], stops, sample)
            if admits(tour)
        ]
        assert list(day_tours(stops, hostings, sample, admits)) == plain


def _tours_between(
    bases: tuple[str, str], hostings: list[Hosting], stops: tuple[Stop, ...], asked: Problem
) -> list[DayTour]:
    """Every sequence of stops that a hosting allows, once each, refused by nobody."""
    hosts = sorted(
        {tuple((h.period.rank, s) for h, s in zip(x.half_days, x.structures, strict=True)) for x in hostings}
    )
    found = dict.fromkeys(
        sequence
        for host in map(dict, hosts)
        for sequence in _all_sequences(tuple(s for s in stops if all(host.get(r) == s.structure for r in s.ranks)))
    )
    return [DayTour(bases, sequence, tour_minutes(bases, sequence, asked.driving)) for sequence in found]
