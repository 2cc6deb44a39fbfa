"""Road issues - what the routing server could not say, venue by venue, and what to do about it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.travel.router import MAX_SNAP_METRES, Drive

NAMED = 5
"""How many other venues a sentence names before it counts the rest."""


@dataclass(frozen=True, slots=True)
class RoadIssue:
    """The router has no row for the drives between the venue and the `others`.

    The estimate stands in for them; without coordinates, the rows that the table has already.
    """

    kind: Literal["no_coordinates", "far_from_road", "unreachable"]
    venue: str
    others: tuple[str, ...]
    text: Text


def road_issues(
    territory: Territory, matter: frozenset[tuple[str, str]], drives: Mapping[tuple[str, str], Drive]
) -> tuple[RoadIssue, ...]:
    """Every reason why a pair that matters has no row, in the order of the territory's venues."""
    return (
        *_without_coordinates(territory, matter),
        *_far_from_road(territory, drives),
        *_unreachable(territory, drives),
    )


def _without_coordinates(territory: Territory, matter: frozenset[tuple[str, str]]) -> Iterator[RoadIssue]:
    partners = _partners(matter)
    for venue in territory.venues:
        others = _in_order(territory, partners.get(venue.id, set()))
        if others and (venue.lat is None or venue.lon is None):
            yield RoadIssue(
                "no_coordinates",
                venue.id,
                others,
                Text(
                    fr=f"{_said(territory, venue.id)} n’a pas de coordonnées : indiquez lat et lon dans venues. "
                    "En attendant, ses lignes de travel sont gardées.",
                    en=f"{_said(territory, venue.id)} has no coordinates: give lat and lon in venues. "
                    "Until then, its rows of travel are kept.",
                ),
            )


def _far_from_road(territory: Territory, drives: Mapping[tuple[str, str], Drive]) -> Iterator[RoadIssue]:
    """The greatest of the distances that the server told for the venue (it may depend on the other end)."""
    partners = _partners(drives)
    snaps: dict[str, list[float | None]] = {}
    for (start, end), drive in drives.items():
        snaps.setdefault(start, []).append(drive.origin_snap)
        snaps.setdefault(end, []).append(drive.destination_snap)
    for venue, told in snaps.items():
        metres = None if None in told else max(snap for snap in told if snap is not None)
        if metres is None or metres > MAX_SNAP_METRES:
            limit = f"{MAX_SNAP_METRES / 1000:g} km"
            where_fr = "loin de toute route connue" if metres is None else f"à {metres / 1000:.1f} km".replace(".", ",")
            where_en = "far from any known road" if metres is None else f"{metres / 1000:.1f} km"
            yield RoadIssue(
                "far_from_road",
                venue,
                _in_order(territory, partners[venue]),
                Text(
                    fr=f"{_said(territory, venue)} est {where_fr}{'' if metres is None else ' de la route'} "
                    f"(plus de {limit}) : vérifiez lat et lon dans venues, ou la carte du serveur. "
                    "Ses temps de route ne sont pas repris.",
                    en=f"{_said(territory, venue)} is {where_en}{'' if metres is None else ' from the road'} "
                    f"(more than {limit}): check lat and lon in venues, or the server's map. "
                    "Its driving times are not used.",
                ),
            )


def _unreachable(territory: Territory, drives: Mapping[tuple[str, str], Drive]) -> Iterator[RoadIssue]:
    """Each pair that no road joins is told once, with the venue that has the most of them."""
    left = {pair for pair, drive in drives.items() if drive.seconds is None and not drive.is_far_from_road}
    rank = {venue.id: index for index, venue in enumerate(territory.venues)}
    while left:
        pairs_of = Counter(venue for pair in left for venue in pair)
        cut_off = min(pairs_of, key=partial(_most_pairs_first, pairs_of, rank))
        settled = {pair for pair in left if cut_off in pair}
        others = _in_order(territory, _partners(settled)[cut_off])
        named = ", ".join(others[:NAMED]) + ("…" if len(others) > NAMED else "")
        yield RoadIssue(
            "unreachable",
            cut_off,
            others,
            Text(
                fr=f"Aucun trajet, à l’aller ou au retour, entre {_said(territory, cut_off)} et {len(others)} "
                f"{'lieu' if len(others) == 1 else 'lieux'} ({named}) : vérifiez lat et lon dans venues, "
                "ou la carte du serveur.",
                en=f"No drive, there or back, between {_said(territory, cut_off)} and {len(others)} "
                f"{'venue' if len(others) == 1 else 'venues'} ({named}): check lat and lon in venues, "
                "or the server's map.",
            ),
        )
        left -= settled


def _most_pairs_first(pairs_of: Mapping[str, int], rank: Mapping[str, int], venue: str) -> tuple[int, int]:
    return -pairs_of[venue], rank[venue]


def _partners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """By venue, those that it makes a pair with."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for start, end in pairs:
        partners[start].add(end)
        partners[end].add(start)
    return partners


def _in_order(territory: Territory, venues: set[str]) -> tuple[str, ...]:
    return tuple(venue.id for venue in territory.venues if venue.id in venues)


def _said(territory: Territory, venue: str) -> str:
    return f"« {territory.venue[venue].name} » ({venue})"
