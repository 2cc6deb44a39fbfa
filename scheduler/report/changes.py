"""The change list in words: what happens to each occurrence, and whom to call with which sentences; and as a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scheduler.domain.diff import KINDS, Change, half_days_by_kind
from scheduler.domain.people import Advisor, Structure
from scheduler.domain.places import Venue
from scheduler.domain.plan import Occurrence, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import clock_text
from scheduler.domain.wording import day_words, half_days_words, period_words
from scheduler.report.wording import hours_words

KIND_NAMES = {
    "kept": Text(fr="maintenues", en="kept"),
    "moved": Text(fr="déplacées", en="moved"),
    "handed-over": Text(fr="confiées à un autre conseiller", en="handed over"),
    "moved-and-handed-over": Text(fr="déplacées et confiées à un autre conseiller", en="moved and handed over"),
    "cancelled": Text(fr="annulées", en="cancelled"),
    "new": Text(fr="nouvelles", en="new"),
}

ONE_OF_KIND = {
    "kept": "maintenue",
    "moved": "déplacée",
    "handed-over": "confiée à un autre conseiller",
    "moved-and-handed-over": "déplacée et confiée à un autre conseiller",
    "cancelled": "annulée",
    "new": "nouvelle",
}
"""The French names for one half-day, or none."""

COLUMNS = (
    "change",
    "demand",
    "activity",
    "venue",
    "half_days",
    *(f"{side}_{cell}" for side in ("old", "new") for cell in ("date", "period", "start", "end", "advisor", "room")),
)


@dataclass(frozen=True, slots=True)
class Call:
    """Whom to tell, how to reach them, and what to say, a sentence for each change."""

    role: str
    """`venue`, `structure` or `advisor`."""
    id: str
    name: str
    phone: str
    email: str
    says: tuple[Text, ...]
    through: str = ""
    """For a venue without a number of its own: the host structure that answers for it, with the structure's number."""


def told(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Those that somebody must hear of."""
    return tuple(change for change in changes if change.kind != "kept")


def count_words(changes: tuple[Change, ...]) -> Text:
    """« 410 demi-journées maintenues, 4 confiées à un autre conseiller, 2 annulées »."""
    counts = {kind: number for kind, number in half_days_by_kind(changes).items() if number or kind == "kept"}
    first = half_days_words(counts["kept"])
    kept = _kind_words("kept", counts["kept"])
    rest = [(number, _kind_words(kind, number)) for kind, number in counts.items() if kind != "kept"]
    return Text(
        fr=", ".join([f"{first.fr} {kept.fr}", *(f"{number} {name.fr}" for number, name in rest)]),
        en=", ".join([f"{first.en} {kept.en}", *(f"{number} {name.en}" for number, name in rest)]),
    )


def _kind_words(kind: str, number: int) -> Text:
    """What became of so many half-days: the French agrees with their number."""
    several = KIND_NAMES[kind]
    return several if number > 1 else Text(fr=ONE_OF_KIND[kind], en=several.en)


def change_words(change: Change, territory: Territory, *, at: str = "") -> Text:
    """One sentence: when, what and where, and what becomes of it. Said to the venue `at`, where goes without saying."""
    occurrence = change.before or change.after
    assert occurrence is not None
    when, became = _when(occurrence), _became(change, territory)
    what = _what(territory, occurrence.first, is_named=occurrence.first.venue != at)
    return Text(fr=f"{when.fr}, {what.fr} : {became.fr}.", en=f"{when.en}, {what.en}: {became.en}.")


def _became(change: Change, territory: Territory) -> Text:
    before, after = change.before, change.after
    if after is None:
        assert before is not None
        who = _advisor(territory, before.first.advisor)
        return Text(fr=f"annulée ({who} devait la tenir)", en=f"cancelled ({who} was to hold it)")
    who = _advisor(territory, after.first.advisor)
    if before is None:
        return Text(fr=f"nouvelle, tenue par {who}", en=f"new, held by {who}")
    said: list[Text] = []
    if change.moved_in_time:
        when = _when(after) if after.date != before.date else _time(after)
        same = after.date == before.date
        fr, en = ("déplacée au même jour,", "moved, the same day, to") if same else ("déplacée au", "moved to")
        said.append(Text(fr=f"{fr} {when.fr}", en=f"{en} {when.en}"))
    if change.moved_in_place:
        where = _venue(territory, after.first.venue)
        said.append(Text(fr=f"déplacée à « {where} »", en=f"moved to '{where}'"))
    if change.handed_over:
        instead = _advisor(territory, before.first.advisor)
        said.append(Text(fr=f"tenue par {who} au lieu de {instead}", en=f"held by {who} instead of {instead}"))
    if not said:
        return Text(fr="maintenue", en="kept")
    return Text(fr=", ".join(text.fr for text in said), en=", ".join(text.en for text in said))


def _advisor(territory: Territory, name: str) -> str:
    """The name; the id where the territory knows it no more, since a published plan may be older than the files."""
    known = territory.advisor.get(name)
    return known.name if known else name


def _venue(territory: Territory, name: str) -> str:
    known = territory.venue.get(name)
    return known.name if known else name


def _what(territory: Territory, row: PlanRow, *, is_named: bool) -> Text:
    """`« rdv » (Mairie de Laruns)`; only `« rdv »` where the venue is not to be named."""
    known = territory.demand.get(row.demand)
    what, where = (known.title or known.activity) if known else row.activity, _venue(territory, row.venue)
    if not is_named:
        return Text(fr=f"« {what} »", en=f"'{what}'")
    return Text(fr=f"« {what} » ({where})", en=f"'{what}' ({where})")


def _when(occurrence: Occurrence) -> Text:
    day, time = day_words(occurrence.date), _time(occurrence)
    return Text(fr=f"{day.fr}, {time.fr}", en=f"{day.en}, {time.en}")


def _time(occurrence: Occurrence) -> Text:
    """`matin (9h–12h)`; without the hours where the plan has none."""
    first, last = occurrence.rows[0], occurrence.rows[-1]
    part = Text(fr="journée", en="whole day") if len(occurrence.rows) > 1 else period_words(first.half_day.period.name)
    if first.start is None or last.end is None:
        return part
    hours = hours_words(first.start, last.end)
    return Text(fr=f"{part.fr} ({hours.fr})", en=f"{part.en} ({hours.en})")


# -- whom to call ----------------------------------------------------------------------------------------------------


def calls(changes: Iterable[Change], territory: Territory) -> tuple[Call, ...]:
    """Everybody whom a change concerns: the venues first, then the advisors, then the host structures.

    In each of these, who has the earliest change comes first: that call cannot wait.
    """
    concerned = told(changes)
    found: dict[tuple[str, str], list[Text]] = {}
    for change in concerned:
        for role, name in dict.fromkeys(_concerned(change)):
            sentence = change_words(change, territory, at=name if role == "venue" else "")
            found.setdefault((role, name), []).append(sentence)
    order = ("venue", "advisor", "structure")
    return tuple(
        _call(role, name, tuple(says), territory)
        for (role, name), says in sorted(found.items(), key=lambda item: order.index(item[0][0]))
    )


def _concerned(change: Change) -> Iterator[tuple[str, str]]:
    for occurrence in (change.before, change.after):
        if occurrence is not None:
            yield "venue", occurrence.first.venue
            yield "advisor", occurrence.first.advisor
            yield "structure", occurrence.first.structure


def _call(role: str, name: str, says: tuple[Text, ...], territory: Territory) -> Call:
    """Who the territory knows no more is told by the id."""
    by_role: Mapping[str, Mapping[str, Venue] | Mapping[str, Advisor] | Mapping[str, Structure]] = {
        "venue": territory.venue,
        "advisor": territory.advisor,
        "structure": territory.structure,
    }
    known = by_role[role].get(name)
    if known is None:
        return Call(role, name, name, "", "", says)
    through = _structure_of(known, territory) if isinstance(known, Venue) and not (known.phone or known.email) else ""
    return Call(role, name, known.name, known.phone, known.email, says, through)


def _structure_of(venue: Venue, territory: Territory) -> str:
    """`Communauté de communes Conflent Canigó, 01 99 00 12 34`; blank where it cannot be reached either."""
    structure = territory.structure[venue.structure]
    reach = structure.phone or structure.email
    return f"{structure.name}, {reach}" if reach else ""


def call_lines(call: Call) -> Iterator[Text]:
    """The name with how to reach them, then a sentence a line."""
    reach = " · ".join(part for part in (call.phone, call.email) if part)
    nowhere = Text(fr="ni téléphone ni courriel connus", en="no phone or e-mail known")
    if call.through:
        nowhere = Text(fr=f"par {call.through}", en=f"through {call.through}")
    yield Text(fr=f"{call.name} ({reach or nowhere.fr})", en=f"{call.name} ({reach or nowhere.en})")
    yield from (Text(fr=f"  – {said.fr}", en=f"  – {said.en}") for said in call.says)


# -- as a table ------------------------------------------------------------------------------------------------------


def changes_csv(changes: Sequence[Change], territory: Territory) -> bytes:
    """UTF-8, comma: one row for each occurrence, kept ones too, in the order of KINDS, then by day."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for change in sorted(changes, key=lambda c: (KINDS.index(c.kind), c.when, c.demand)):
        one = change.after or change.before
        assert one is not None
        known = territory.demand.get(change.demand)
        activity = known.activity if known else one.first.activity
        cells = (change.kind, change.demand, activity, one.first.venue, str(change.half_days))
        writer.writerow((*cells, *_cells(change.before), *_cells(change.after)))
    return text.getvalue().encode()


def _cells(occurrence: Occurrence | None) -> tuple[str, ...]:
    if occurrence is None:
        return ("",) * 6
    first, last = occurrence.rows[0], occurrence.rows[-1]
    return (
        occurrence.date.isoformat(),
        "|".join(row.half_day.period.name for row in occurrence.rows),
        "" if first.start is None else clock_text(first.start),
        "" if last.end is None else clock_text(last.end),
        first.advisor,
        first.room,
    )
