"""Filters - which permanences a visitor wants to see, and among what one can choose."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from scheduler.domain.text import Text
from web.outputs.agenda import Agenda, Place
from web.outputs.pages.folding import folded
from web.outputs.pages.lines import Line
from web.outputs.wording import ACTIVITIES, BOOKINGS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for; blank or None is anything. `commune` is an INSEE code."""

    commune: str = ""
    day: date | None = None
    activity: str = ""
    booking: str = ""

    def __bool__(self) -> bool:
        return bool(self.commune or self.day or self.activity or self.booking)

    def keeps(self, line: Line) -> bool:
        dated = line.dated
        return (
            self.commune in ("", line.place.insee)
            and self.day in (None, line.date)
            and self.activity in ("", dated.activity)
            and self.booking in ("", dated.booking)
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """What the agenda has to choose among, each in the order in which it is offered."""

    communes: Mapping[str, str]
    """By INSEE code, the name."""
    activities: Mapping[str, Text]
    bookings: Mapping[str, Text]


def choices_of(agenda: Agenda) -> Choices:
    activities = {dated.activity for dated in agenda.dated}
    bookings = {dated.booking for dated in agenda.dated}
    usual = {name: text for name, text in ACTIVITIES.items() if name in activities}
    own = {name: Text(fr=_capital(name), en=_capital(name)) for name in sorted(activities - ACTIVITIES.keys())}
    return Choices(
        communes=communes_of(agenda.places),
        activities={**usual, **own},
        bookings={name: text for name, text in BOOKINGS.items() if name in bookings},
    )


def communes_of(places: Iterable[Place]) -> Mapping[str, str]:
    """By INSEE code, in the order of their names, accents apart."""
    names = {place.insee: place.commune or place.name for place in places if place.insee}
    return dict(sorted(names.items(), key=lambda item: (folded(item[1]), item[0])))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
