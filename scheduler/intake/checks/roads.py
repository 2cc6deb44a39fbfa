"""Checks that every drive that an advisor could have to make has a time: in the travel table, or from coordinates."""

from collections import defaultdict

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.draft import Draft
from scheduler.intake.sheet import Report

SHOWN = 5
"""How many of the missing drives a message names."""


def check_roads(territory: Territory, draft: Draft, report: Report) -> None:
    """Says, for each venue without coordinates, to which other venues no time is known."""
    lost = {v.id for _, v in draft.pairs("venues", territory.venues) if v.lat is None and v.lon is None}
    if not lost or (draft.unread | draft.doubtful) & {"venues", "travel"}:
        return
    known = {(row.get("from"), row.get("to")) for row in draft.rows["travel"]}
    missing: defaultdict[str, set[str]] = defaultdict(set)
    for stops in _stops(territory).values():
        for stop in stops & lost:
            for other in stops - {stop}:
                if (stop, other) not in known and (other, stop) not in known and stop not in missing[other]:
                    missing[stop].add(other)
    for row, venue in draft.pairs("venues", territory.venues):
        others = sorted(missing[venue.id])
        if others:
            names = ", ".join(others[:SHOWN]) + (", …" if len(others) > SHOWN else "")
            row.refuse(
                report,
                "lat",
                Text(
                    fr=f"« {venue.id} » n’a pas de coordonnées, ni de temps de route vers {names}",
                    en=f'"{venue.id}" has no coordinates, and no driving time to {names}',
                ),
                Text(
                    fr="Donnez lat et lon, ou complétez la table « travel »",
                    en='Give lat and lon, or complete the table "travel"',
                ),
            )


def _stops(territory: Territory) -> dict[str, set[str]]:
    """By advisor, the bases and the venues with demands of the structures that the advisor works for."""
    in_demand: defaultdict[str, set[str]] = defaultdict(set)
    for demand in territory.demands:
        in_demand[territory.venue[demand.venue].structure].add(demand.venue)
    stops: dict[str, set[str]] = {}
    for advisor in territory.advisors:
        postings = territory.postings_of[advisor.id]
        bases = {advisor.base} | {posting.base for posting in postings}
        stops[advisor.id] = bases.union(*(in_demand[posting.structure] for posting in postings))
    return stops
