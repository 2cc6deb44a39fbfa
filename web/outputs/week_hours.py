"""Week hours - opening hours as a week that a person fills in, and as the text that the files have."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scheduler.domain.time import WEEKDAYS

PARTS = 2
"""How many times a day a venue may open in a week that is filled in: a morning and an afternoon."""

NEVER = "Mo-Su off"

_RULE = re.compile(r"(?:([A-Z][a-z](?:\s*[-,]\s*[A-Z][a-z])*)\s+)?(off|closed|[0-9:,\s-]+)")
_SPAN = re.compile(r"(\d\d:\d\d)\s*-\s*(\d\d:\d\d)")

Span = tuple[str, str]
"""From a time to another, `09:00`; blank where it is not given."""


@dataclass(frozen=True, slots=True)
class Week:
    """The spans of each day, Monday first; `holidays_off`: closed on public holidays."""

    days: tuple[tuple[Span, ...], ...]
    holidays_off: bool = False


def week_of(opening: str) -> Week | None:
    """The week that the text says; None for what a week cannot say (months, comments, three times a day, blank)."""
    days: list[tuple[Span, ...]] = [()] * len(WEEKDAYS)
    holidays_off = False
    rules = [rule.strip() for rule in opening.split(";") if rule.strip()]
    for rule in rules:
        if rule in ("PH off", "PH closed"):
            holidays_off = True
            continue
        match = _RULE.fullmatch(rule)
        named = _days(match[1]) if match else None
        spans = _spans(match[2]) if match else None
        if named is None or spans is None:
            return None
        for day in named:
            days[day] = spans
    return Week(tuple(days), holidays_off) if rules else None


def text_of(week: Week) -> str:
    """The text of the week: days with the same hours together. What is filled in by half stays so, for the reader."""
    said: dict[str, list[int]] = {}
    for day, spans in enumerate(week.days):
        hours = ",".join(f"{start}-{end}" for start, end in spans if start or end)
        if hours:
            said.setdefault(hours, []).append(day)
    rules = [f"{_named(days)} {hours}" for hours, days in said.items()] or [NEVER]
    return "; ".join([*rules, *(["PH off"] if week.holidays_off else [])])


def _days(text: str | None) -> list[int] | None:
    """The numbers of the days; without any named, every day."""
    if text is None:
        return list(range(len(WEEKDAYS)))
    found: list[int] = []
    for part in re.split(r"\s*,\s*", text):
        ends = re.split(r"\s*-\s*", part)
        if len(ends) > 2 or not set(ends) <= set(WEEKDAYS):
            return None
        first, last = WEEKDAYS.index(ends[0]), WEEKDAYS.index(ends[-1])
        found += [(first + step) % 7 for step in range((last - first) % 7 + 1)]
    return found


def _spans(text: str) -> tuple[Span, ...] | None:
    if text in ("off", "closed"):
        return ()
    parts = [_SPAN.fullmatch(part.strip()) for part in text.split(",")]
    if len(parts) > PARTS or None in parts:
        return None
    return tuple((part[1], part[2]) for part in parts if part is not None)


def _named(days: Sequence[int]) -> str:
    """`Mo-Fr,Su`: three days in a row or more as a range."""
    runs: list[list[int]] = []
    for day in days:
        if runs and day == runs[-1][-1] + 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}" if len(run) > 2 else ",".join(WEEKDAYS[day] for day in run)
        for run in runs
    )
