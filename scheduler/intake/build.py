"""Makes the territory's values of the rows that stand, with defaults resolved."""

from datetime import date
from typing import Any, TypeVar

from scheduler.domain.demands import Demand, TravelTime
from scheduler.domain.people import Absence, Advisor, Pattern, Posting, Structure
from scheduler.domain.places import Closure, Room, Venue
from scheduler.domain.territory import ShareRule, Territory, TravelSettings, Weights
from scheduler.intake.draft import Draft
from scheduler.intake.rows import Row
from scheduler.intake.settings import KEY

T = TypeVar("T")

SOME_MONDAY = date(2001, 1, 1)
"""Stands for an anchor that could not be read, in a territory that is checked but never given out."""


def build(draft: Draft) -> Territory:
    """The territory of the rows that stand, in the files' order. Only one of a draft without errors is whole."""
    settings = draft.settings
    french = settings.get("country", "FR") == "FR"
    workdays = settings.get("workdays", KEY["workdays"].kind.read(KEY["workdays"].default))
    periods = frozenset(period.name for period in draft.periods)
    advisors = tuple(
        Advisor(**{"workdays": workdays, "periods": periods} | row.values) for row in draft.standing["advisors"]
    )
    base = {advisor.id: advisor.base for advisor in advisors}
    plain = {name: settings[name] for name in ("source", "timezone", "country", "subdivision") if name in settings}
    return Territory(
        id=settings.get("id", ""),
        name=settings.get("name", ""),
        anchor=settings.get("anchor", SOME_MONDAY),
        periods=draft.periods,
        structures=_all(Structure, draft, "structures"),
        advisors=advisors,
        postings=tuple(
            Posting(**{"base": base[row.get("advisor")]} | row.values) for row in draft.standing["postings"]
        ),
        patterns=_all(Pattern, draft, "patterns"),
        venues=tuple(Venue(**(_five_digits(row) if french else row.values)) for row in draft.standing["venues"]),
        rooms=_all(Room, draft, "rooms"),
        demands=_all(Demand, draft, "demands"),
        absences=tuple(Absence(**{"to": row.get("from")} | row.values) for row in draft.standing["absences"]),
        closures=tuple(Closure(**{"to": row.get("from")} | row.values) for row in draft.standing["closures"]),
        travel_times=_all(TravelTime, draft, "travel"),
        share_rules=_all(ShareRule, draft, "rules"),
        weights=Weights(**_section(settings, "weights.")),
        travel=TravelSettings(**_section(settings, "travel.")),
        **plain,
    )


def _all(value: type[T], draft: Draft, table: str) -> tuple[T, ...]:
    return tuple(value(**row.values) for row in draft.standing[table])


def _section(settings: dict[str, Any], prefix: str) -> dict[str, Any]:
    return {KEY[key].field: value for key, value in settings.items() if key.startswith(prefix)}


def _five_digits(row: Row) -> dict[str, Any]:
    """The venue's values, with the leading 0 that spreadsheets drop from French codes typed as numbers."""
    codes = {name: row.values[name] for name in ("insee", "postcode") if name in row.values}
    return row.values | {name: code.zfill(5) for name, code in codes.items() if code.isdecimal() and len(code) == 4}
