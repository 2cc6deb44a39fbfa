"""A territory of one advisor and one venue, to be varied by the tests of calendar and travel."""

from dataclasses import replace
from datetime import date
from typing import Any

from scheduler.domain.people import Advisor, Posting, Structure
from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory
from scheduler.domain.time import Clock, Horizon, Period

AM = Period(0, "am", Clock(8 * 60 + 30), Clock(12 * 60))
PM = Period(1, "pm", Clock(13 * 60 + 30), Clock(17 * 60))
EVENING = Period(2, "evening", Clock(18 * 60), Clock(21 * 60))

ANNE = Advisor("anne", "Anne", "mairie", workdays=frozenset(range(5)), periods=frozenset({"am", "pm"}))
POSTING = Posting("anne", "epci", "mairie")
MAIRIE = Venue("mairie", "Mairie", "epci", lat=43.0, lon=-0.5)

MONDAY = date(2026, 9, 7)
WEEK = Horizon(MONDAY, 1)


def territory(**changes: Any) -> Territory:
    """Anne works for one structure with one venue; `changes` replace fields of the territory."""
    small = Territory(
        id="small",
        name="Petit territoire",
        anchor=date(2026, 8, 31),
        periods=(AM, PM),
        structures=(Structure("epci", "Communauté de communes"),),
        advisors=(ANNE,),
        postings=(POSTING,),
        patterns=(),
        venues=(MAIRIE,),
        rooms=(),
        demands=(),
    )
    return replace(small, **changes)


def anne(**changes: Any) -> Advisor:
    return replace(ANNE, **changes)


def mairie(**changes: Any) -> Venue:
    return replace(MAIRIE, **changes)
