"""Series - the permanences of a place that are told in one line: the same activity, way to come and hours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from scheduler.domain.text import Text
from web.outputs.agenda import Dated, Part
from web.outputs.rhythm import Rhythms, rhythms
from web.outputs.wording import activity_words, booking_words


@dataclass(frozen=True, slots=True)
class Kind:
    """What is told of a permanence beside its date."""

    activity: str
    title: str
    audience: str
    booking: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The permanences of one kind that take place, in order, and the regular words that are true of their dates."""

    kind: Kind
    held: tuple[Dated, ...]
    told: Rhythms


def kind_of(dated: Dated, parts: tuple[Part, ...] | None = None) -> Kind:
    """The kind of a permanence: of one that has moved, with the former parts."""
    return Kind(dated.activity, dated.title, dated.audience, dated.booking, parts or dated.parts)


def series_of(live: Iterable[Dated], first: date, last: date) -> tuple[Series, ...]:
    """In the order of the week: by first weekday, then hours."""
    by_kind: defaultdict[Kind, list[Dated]] = defaultdict(list)
    for dated in live:
        by_kind[kind_of(dated)].append(dated)
    return tuple(
        Series(kind, tuple(held), rhythms((dated.date for dated in held), first, last))
        for kind, held in by_kind.items()
    )


def what_words(dated: Dated) -> Text:
    """`Atelier (seniors), sur inscription`."""
    activity, booking = activity_words(dated), booking_words(dated.booking)
    audience = f" ({dated.audience})" if dated.audience else ""
    return Text(fr=f"{activity.fr}{audience}, {booking.fr}", en=f"{activity.en}{audience}, {booking.en}")
