"""Lines - what a list of dates says of each permanence: that it is held, cancelled, or moved, and where it went.

A permanence that has moved gives two lines: where it was announced, struck out, and where it is held. Who comes by the
old date finds the new one there.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from scheduler.domain.text import Text
from web.outputs.agenda import Agenda, Dated, Former, Part, Place
from web.outputs.wording import hours_words, short_day_words


class State(StrEnum):
    """What has become of what was announced at a line's date and place."""

    HELD = "held"
    MOVED = "moved"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Line:
    """One date of a list. `note` says what is unusual about it; `instead` is what takes its place, if anything does."""

    date: date
    parts: tuple[Part, ...]
    place: Place
    room: str
    dated: Dated
    state: State
    note: Text
    instead: Dated | None = None

    @property
    def struck(self) -> bool:
        """Nobody should come."""
        return self.state is not State.HELD


NOTHING_UNUSUAL = Text(fr="", en="")


def lines_of(agenda: Agenda, here: Callable[[Place], bool] = lambda _place: True) -> tuple[Line, ...]:
    """Of the agenda's permanences, those lines whose place is `here`, in order of date, start and place."""
    found = [line for dated in agenda.dated for line in _lines(dated, agenda) if here(line.place)]
    return tuple(sorted(found, key=lambda line: (line.date, line.parts[0].start, line.place.name, line.dated.uid)))


def since(lines: Iterable[Line], first: date, last: date | None = None) -> tuple[Line, ...]:
    """Those from `first` on, to `last` where it is given, both included."""
    return tuple(line for line in lines if first <= line.date and (last is None or line.date <= last))


def next_held(lines: Iterable[Line]) -> Line | None:
    """The first at which somebody may come."""
    return next((line for line in lines if not line.struck), None)


def _lines(dated: Dated, agenda: Agenda) -> Iterable[Line]:
    former = dated.former
    if dated.cancelled:
        line = _cancelled(dated, agenda)
        yield line
        if former is not None and former.place.id != dated.place.id:
            yield replace(line, date=former.date, parts=former.parts, place=former.place, room=former.room)
        return
    yield Line(dated.date, dated.parts, dated.place, dated.room, dated, State.HELD, _what_is_new(dated, former))
    if former is not None and (former.date, former.parts, former.place.id) != (
        dated.date,
        dated.parts,
        dated.place.id,
    ):
        said = Text(fr="Déplacée", en="Moved")
        yield Line(former.date, former.parts, former.place, former.room, dated, State.MOVED, said, instead=dated)


def _cancelled(dated: Dated, agenda: Agenda) -> Line:
    named = dated.cancellation.replacement if dated.cancellation else None
    instead = agenda.by_uid.get(named) if named else None
    said = Text(fr="Annulée", en="Cancelled")
    return Line(dated.date, dated.parts, dated.place, dated.room, dated, State.CANCELLED, said, instead)


def _what_is_new(dated: Dated, former: Former | None) -> Text:
    if former is None:
        return NOTHING_UNUSUAL
    if former.place.id != dated.place.id:
        return Text(fr=f"Nouveau lieu (avant : {former.place.name})", en=f"New place (before: {former.place.name})")
    if (former.date, former.parts) != (dated.date, dated.parts):
        day, hours = short_day_words(former.date), hours_words(former.parts)
        return Text(fr=f"Nouvelle date (avant : {day.fr}, {hours.fr})", en=f"New date (before: {day.en}, {hours.en})")
    return Text(fr=f"Nouvelle salle (avant : {former.room})", en=f"New room (before: {former.room})")
