"""Ana's valley - one advisor, two structures with a base in each, and roads of round figures; varied by the tests."""

from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.domain.demands import Demand, TravelTime
from scheduler.domain.people import Advisor, Posting, Structure
from scheduler.domain.places import Venue
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, Horizon, Period
from scheduler.prepare import prepare

AM = Period(0, "am", Clock(8 * 60 + 30), Clock(12 * 60))
PM = Period(1, "pm", Clock(13 * 60 + 30), Clock(17 * 60))
EVE = Period(2, "eve", Clock(18 * 60), Clock(20 * 60))
MONDAY = date(2026, 8, 31)

ANA = Advisor("ana", "Ana", "siege", workdays=frozenset({0}), periods=frozenset({"am", "pm"}), half_days_per_day=3)
VALLEY = Posting("ana", "vallee", "siege")
PLATEAU = Posting("ana", "plateau", "antenne")


def clock(text: str) -> Clock:
    hours, minutes = text.split(":")
    return Clock(60 * int(hours) + int(minutes))


def problem(*demands: Demand, **changes: Any) -> Problem:
    """One week, of which Ana works the Monday; `changes` replace fields of the territory.

    The siege, the mairie and the ecole are the valley's; the antenne and the foyer the plateau's.
    """
    roads = (
        ("siege", "mairie", 20),
        ("siege", "ecole", 10),
        ("mairie", "ecole", 15),
        ("siege", "foyer", 35),
        ("antenne", "foyer", 12),
        ("mairie", "foyer", 40),
        ("siege", "antenne", 30),
        ("antenne", "mairie", 25),
        ("antenne", "ecole", 33),
        ("foyer", "ecole", 38),
    )
    territory = Territory(
        id="valley",
        name="Vallée et Plateau",
        anchor=MONDAY,
        periods=(AM, PM, EVE),
        structures=(Structure("vallee", "Vallée"), Structure("plateau", "Plateau")),
        advisors=(ANA,),
        postings=(VALLEY,),
        patterns=(),
        venues=(
            Venue("siege", "Siège", "vallee"),
            Venue("mairie", "Mairie", "vallee"),
            Venue("ecole", "École", "vallee"),
            Venue("antenne", "Antenne", "plateau"),
            Venue("foyer", "Foyer", "plateau"),
        ),
        rooms=(),
        demands=demands,
        travel_times=tuple(TravelTime(*road) for road in roads),
    )
    return prepare(replace(territory, **changes), Horizon(MONDAY, 1))
