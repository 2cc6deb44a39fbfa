"""Findings as people read them, one to a line, and as programs do."""

from typing import Any

from scheduler.domain.territory import Territory
from scheduler.domain.text import Language, Text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, period_words
from scheduler.report.rule_names import RULE_NAMES


def finding_line(finding: Finding, territory: Territory) -> Text:
    """Rule, article, date, half-day, advisor, demand, what is wrong: each once, and what does not apply is left out."""
    advisor = territory.advisor.get(finding.advisor)
    parts = [RULE_NAMES[finding.rule]]
    for part in (_same(finding.article), _when(finding), _same(advisor.name if advisor else "")):
        if part.fr not in finding.message.fr:
            parts.append(part)
    if finding.demand:
        parts.append(_same(finding.demand))
    return Text(
        fr=f"{', '.join(part.fr for part in parts)} : {finding.message.fr}",
        en=f"{', '.join(part.en for part in parts)}: {finding.message.en}",
    )


def finding_document(finding: Finding, language: Language) -> dict[str, Any]:
    """The finding's fields by name; `excess` in the rule's own unit."""
    return {
        "rule": finding.rule,
        "article": finding.article,
        "date": finding.date.isoformat() if finding.date else None,
        "period": finding.period,
        "advisor": finding.advisor,
        "demand": finding.demand,
        "excess": finding.excess,
        "message": finding.message.said_in(language),
    }


def _when(finding: Finding) -> Text:
    """The date and half-day; blank where there is none, or where the message tells the date and what it says of it."""
    if finding.date is None or day_words(finding.date).fr in finding.message.fr:
        return _same("")
    day = day_words(finding.date)
    if not finding.period:
        return day
    period = period_words(finding.period)
    return Text(fr=f"{day.fr}, {period.fr}", en=f"{day.en}, {period.en}")


def _same(words: str) -> Text:
    return Text(fr=words, en=words)
