"""Telling - a publication, its changes and the findings that refuse it, as lines to read and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon, clock_text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, number_words, period_words, span_words
from scheduler.report.rule_names import RULE_NAMES
from web.outputs.agenda import AgendaChange, Release, Slot
from web.outputs.change_wording import change_words

NOTHING = Text(fr="", en="")


def release_lines(release: Release, name: str) -> Iterator[Text]:
    """What was published, then each change on its line."""
    span = span_words(release.first_day, Horizon(release.first_day, release.weeks).last_day)
    yield Text(
        fr=f"{name} : version {release.number} publiée, {span.fr}.",
        en=f"{name}: version {release.number} published, {span.en}.",
    )
    yield from change_lines(release.changes)


def change_lines(changes: Sequence[AgendaChange]) -> Iterator[Text]:
    """How many changes, and each of them."""
    if not changes:
        yield Text(fr="Aucune permanence ne change.", en="No permanence changes.")
        return
    number = number_words(
        len(changes),
        Text(fr="permanence change", en="permanence changes"),
        Text(fr="permanences changent", en="permanences change"),
    )
    yield Text(fr=f"{number.fr} :", en=f"{number.en}:")
    for change in changes:
        said = change_words(change)
        yield Text(fr=f"  {said.fr}", en=f"  {said.en}")


def finding_line(finding: Finding, territory: Territory) -> Text:
    """Rule, article, date, half-day, advisor, demand, what is wrong: what does not apply is left out."""
    advisor = territory.advisor.get(finding.advisor)
    who = advisor.name if advisor else ""
    parts = (
        RULE_NAMES[finding.rule],
        Text(fr=finding.article, en=finding.article),
        day_words(finding.date) if finding.date else NOTHING,
        period_words(finding.period) if finding.period else NOTHING,
        Text(fr=who, en=who),
        Text(fr=finding.demand, en=finding.demand),
    )
    return Text(
        fr=f"{', '.join(part.fr for part in parts if part.fr)} : {finding.message.fr}",
        en=f"{', '.join(part.en for part in parts if part.en)}: {finding.message.en}",
    )


def release_document(release: Release, territory: str) -> dict[str, Any]:
    return {
        "territory": territory,
        "publication": release.number,
        "first_day": release.first_day.isoformat(),
        "weeks": release.weeks,
        "author": release.author,
        "published_at": release.published_at.isoformat(),
        "message": release.message,
        "changes": [change_document(change) for change in release.changes],
    }


def change_document(change: AgendaChange) -> dict[str, Any]:
    return {
        "uid": change.uid,
        "demand": change.demand,
        "activity": change.activity,
        "title": change.title,
        "kinds": sorted(change.kinds),
        "before": _slot_document(change.before),
        "after": _slot_document(change.after),
    }


def finding_document(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "article": finding.article,
        "date": finding.date.isoformat() if finding.date else None,
        "period": finding.period,
        "advisor": finding.advisor,
        "demand": finding.demand,
        "excess": finding.excess,
        "message": finding.message.fr,
    }


def _slot_document(slot: Slot | None) -> dict[str, Any] | None:
    if slot is None:
        return None
    return {
        "date": slot.date.isoformat(),
        "parts": [
            {"period": part.period, "start": clock_text(part.start), "end": clock_text(part.end)} for part in slot.parts
        ],
        "venue": slot.place.id,
        "room": slot.room,
        "advisor": slot.advisor,
    }
