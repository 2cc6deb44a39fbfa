"""Departures - on which days a place's regular hours do not hold, or what was announced does not take place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scheduler.domain.text import Text
from web.outputs.agenda import Agenda, Dated, Place
from web.outputs.posters.series import Kind, Series, kind_of
from web.outputs.wording import NBSP, activity_words, days_words, hours_words, short_day_words

NONE_HELD = {
    "permanence": Text(fr="pas de permanence", en="no drop-in help"),
    "rdv": Text(fr="pas de rendez-vous", en="no appointments"),
    "atelier": Text(fr="pas d’atelier", en="no workshop"),
}


@dataclass(frozen=True, slots=True)
class Departure:
    """A day on which a kind of permanence is not held (`instead`: where it has gone), or is held `besides`."""

    date: date
    kind: Kind
    label: Text
    besides: bool = False
    instead: Dated | None = None

    def words(self, place: Place) -> Text:
        """`Jeudi 24 décembre, 9 h – 12 h : pas de permanence. Nouvelle date : vendredi 4 décembre, 14 h – 16 h.`"""
        day, hours = short_day_words(self.date), hours_words(self.kind.parts)
        held = self.held()
        also = Text(fr=" aussi", en=" also") if self.besides else Text(fr="", en="")
        moved = _moved_words(self.instead, place) if self.instead is not None else Text(fr="", en="")
        return Text(
            fr=f"{_capital(day.fr)}{also.fr}, {hours.fr}{NBSP}: {held.fr}.{moved.fr}",
            en=f"{_capital(day.en)}{also.en}, {hours.en}: {held.en}.{moved.en}",
        )

    def held(self) -> Text:
        """What is held besides: `Atelier`; or not held: `pas d’atelier`."""
        if self.besides:
            return self.label
        if self.kind.title or self.kind.activity not in NONE_HELD:
            return Text(fr=f"{self.label.fr} n’a pas lieu", en=f"{self.label.en} does not take place")
        return NONE_HELD[self.kind.activity]


def departures(
    agenda: Agenda, place: Place, series: Iterable[Series], first: date, last: date
) -> tuple[Departure, ...]:
    """In order of date and hours, each day and kind once; cancelled and moved permanences say what replaces them."""
    found: dict[tuple[date, Kind, bool], Departure] = {}
    taken: set[tuple[date, Kind]] = set()
    for one in series:
        label = activity_words(one.held[0])
        taken |= {(dated.date, one.kind) for dated in one.held}
        for rhythm in one.told.regular:
            for day in rhythm.missing:
                found[day, one.kind, False] = Departure(day, one.kind, label)
            for day in rhythm.extra:
                found[day, one.kind, True] = Departure(day, one.kind, label, besides=True)
    for departure in _announced_elsewhere(agenda, place):
        if first <= departure.date <= last and (departure.date, departure.kind) not in taken:
            found[departure.date, departure.kind, False] = departure
    return tuple(sorted(found.values(), key=lambda departure: (departure.date, departure.kind.parts[0].start)))


def words_together(gone: Sequence[Departure], place: Place) -> tuple[Text, ...]:
    """Those of one kind in one line, `Pas de permanence, 9 h – 12 h : jeudis 3 et 10 décembre.`

    After them, one by one, those that have a new date.
    """
    told: defaultdict[tuple[Kind, bool], list[Departure]] = defaultdict(list)
    for one in gone:
        if one.instead is None:
            told[one.kind, one.besides].append(one)
    together = [_together(some) for some in told.values()]
    return (*together, *(one.words(place) for one in gone if one.instead is not None))


def _together(some: Sequence[Departure]) -> Text:
    held, hours, days = some[0].held(), hours_words(some[0].kind.parts), days_words([one.date for one in some])
    also = Text(fr=" aussi", en=" also") if some[0].besides else Text(fr="", en="")
    return Text(
        fr=f"{_capital(held.fr)}{also.fr}, {hours.fr}{NBSP}: {days.fr}.",
        en=f"{_capital(held.en)}{also.en}, {hours.en}: {days.en}.",
    )


def _announced_elsewhere(agenda: Agenda, place: Place) -> Iterator[Departure]:
    """What was announced in the place and is not held there as it was: cancelled, or moved away."""
    for dated in agenda.dated:
        label = activity_words(dated)
        if dated.cancelled:
            if dated.place.id == place.id:
                replacement = dated.cancellation.replacement if dated.cancellation is not None else None
                yield Departure(dated.date, kind_of(dated), label, instead=agenda.by_uid.get(replacement or ""))
        elif dated.former is not None and dated.former.place.id == place.id:
            former = dated.former
            if (former.date, former.parts, former.place.id) != (dated.date, dated.parts, dated.place.id):
                yield Departure(former.date, kind_of(dated, former.parts), label, instead=dated)


def _moved_words(instead: Dated, place: Place) -> Text:
    if instead.cancelled:
        return Text(fr="", en="")
    day, hours = short_day_words(instead.date), hours_words(instead.parts)
    where = f", {instead.place.name}" if instead.place.id != place.id else ""
    return Text(fr=f" Nouvelle date{NBSP}: {day.fr}, {hours.fr}{where}.", en=f" New date: {day.en}, {hours.en}{where}.")


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
