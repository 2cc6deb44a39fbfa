"""Telling - the agenda's values as the API's shapes."""

from dataclasses import asdict
from urllib.parse import quote
from zoneinfo import ZoneInfo

from scheduler.domain.time import clock_text
from web.api import shapes
from web.outputs import agenda as told
from web.outputs.open_data.rows import instant
from web.services.agendas import Edition

PRIVATE_TO_THE_TERRITORY = ("notes", "zone")
"""What the venues' table says for the coordinator alone."""


class Teller:
    """Says what it is given with the addresses of one service (`https://permanences.example/`)."""

    def __init__(self, service: str) -> None:
        self.service = service.rstrip("/")

    def territory(self, edition: Edition) -> shapes.Territory:
        return shapes.Territory(
            id=edition.territory,
            name=edition.name,
            publication=edition.publication,
            published_at=edition.published_at,
            url=self._address(edition.territory, ""),
        )

    def venue(self, territory: str, place: told.Place) -> shapes.Venue:
        said = {name: value for name, value in asdict(place).items() if name not in PRIVATE_TO_THE_TERRITORY}
        return shapes.Venue(
            **said,
            url=self._address(territory, f"lieux/{quote(place.id, safe='')}"),
            calendar=self._address(territory, f"lieux/{quote(place.id, safe='')}.ics"),
            poster=self._address(territory, f"affiches/{quote(place.id, safe='')}.pdf"),
        )

    def structure(self, territory: str, host: told.Host) -> shapes.Structure:
        return shapes.Structure(
            **asdict(host), calendar=self._address(territory, f"structures/{quote(host.id, safe='')}.ics")
        )

    def intervention(self, agenda: told.Agenda, one: told.Dated) -> shapes.Intervention:
        zone = ZoneInfo(agenda.timezone)
        return shapes.Intervention(
            uid=one.uid,
            status=one.status.value,
            date=one.date,
            starts_at=instant(one.date, one.start, zone),
            ends_at=instant(one.date, one.end, zone),
            parts=_parts(one.parts),
            activity=one.activity,
            title=one.title,
            booking=one.booking,
            audience=one.audience,
            seats=one.seats,
            min_participants=one.min_participants,
            venue=one.place.id,
            room=one.room,
            structure=one.structure,
            sequence=one.sequence,
            created=one.created,
            modified=one.modified,
            former=_former(one.former),
            cancellation=_cancellation(one.cancellation),
            url=self._address(agenda.territory, f"lieux/{quote(one.place.id, safe='')}"),
        )

    def _address(self, territory: str, rest: str) -> str:
        return f"{self.service}/{quote(territory, safe='')}/{rest}"


def publication(release: told.Release) -> shapes.Publication:
    return shapes.Publication(
        number=release.number,
        first_day=release.first_day,
        weeks=release.weeks,
        published_at=release.published_at,
        message=release.message,
        changes=len(release.changes),
    )


def publication_with_changes(release: told.Release) -> shapes.PublicationWithChanges:
    return shapes.PublicationWithChanges(
        number=release.number,
        first_day=release.first_day,
        weeks=release.weeks,
        published_at=release.published_at,
        message=release.message,
        changes=[_change(change) for change in release.changes],
    )


def _change(change: told.AgendaChange) -> shapes.Change:
    return shapes.Change(
        uid=change.uid,
        activity=change.activity,
        title=change.title,
        kinds=[kind.value for kind in told.ChangeKind if kind in change.kinds],
        before=_slot(change.before),
        after=_slot(change.after),
    )


def _slot(slot: told.Slot | None) -> shapes.Slot | None:
    if slot is None:
        return None
    return shapes.Slot(date=slot.date, parts=_parts(slot.parts), venue=slot.place.id, room=slot.room)


def _parts(parts: tuple[told.Part, ...]) -> list[shapes.Part]:
    return [shapes.Part(period=p.period, start=clock_text(p.start), end=clock_text(p.end)) for p in parts]


def _former(former: told.Former | None) -> shapes.Former | None:
    if former is None:
        return None
    return shapes.Former(
        date=former.date,
        parts=_parts(former.parts),
        venue=former.place.id,
        room=former.room,
        moved_at=former.moved_at,
        publication=former.publication,
    )


def _cancellation(cancellation: told.Cancellation | None) -> shapes.Cancellation | None:
    if cancellation is None:
        return None
    return shapes.Cancellation(
        at=cancellation.at, publication=cancellation.publication, replacement=cancellation.replacement
    )
