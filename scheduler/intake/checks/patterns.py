"""Checks the weekly tables: phases inside their cycles, structures with a posting, no contradictions."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations
from math import gcd

from scheduler.domain.people import Pattern
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import WEEKDAYS
from scheduler.intake.aliases import VALUES
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.rows import Row
from scheduler.intake.sheet import Report

Entry = tuple[Row, Pattern]


def check_patterns(territory: Territory, draft: Draft, report: Report) -> None:
    rows = list(draft.pairs("patterns", territory.patterns))
    for row, pattern in rows:
        if pattern.phase >= pattern.cycle:
            row.refuse(
                report,
                "phase",
                Text(
                    fr=f"dans un cycle de {pattern.cycle}, la phase est au plus {pattern.cycle - 1}",
                    en=f"in a cycle of {pattern.cycle}, the phase is at most {pattern.cycle - 1}",
                ),
            )
        posted = [posting.structure for posting in territory.postings_of[pattern.advisor]]
        if pattern.structure not in posted and not draft.is_doubtful(
            "postings", advisor=pattern.advisor, structure=pattern.structure
        ):
            row.refuse(
                report,
                "structure",
                Text(
                    fr=f"« {pattern.advisor} » n’est pas affecté à cette structure (table « postings »)",
                    en=f'"{pattern.advisor}" has no posting in this structure (table "postings")',
                ),
                nearly(pattern.structure, posted),
            )
    for (first_row, first), (row, pattern) in _pairs_of_a_day(rows):
        if contradict(first, pattern):
            day = WEEKDAYS[pattern.weekday]
            french_day = VALUES["weekday"][day][1]
            row.refuse(
                report,
                "structure",
                Text(
                    fr=f"contredit la ligne {first_row.line} : le même {french_day} de « {pattern.advisor} » "
                    f"y revient à « {first.structure} »",
                    en=f'contradicts line {first_row.line}: there, the same {day} of "{pattern.advisor}" '
                    f'belongs to "{first.structure}"',
                ),
            )


def _pairs_of_a_day(rows: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each two patterns of one advisor and weekday."""
    days: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
    for row, pattern in rows:
        days[pattern.advisor, pattern.weekday].append((row, pattern))
    return chain.from_iterable(combinations(day, 2) for day in days.values())


def contradict(one: Pattern, other: Pattern) -> bool:
    """Whether some week gives one half-day to both structures: phases meet modulo the cycles' common divisor."""
    return (
        one.advisor == other.advisor
        and one.weekday == other.weekday
        and one.structure != other.structure
        and (one.period is None or other.period is None or one.period == other.period)
        and (one.phase - other.phase) % gcd(one.cycle, other.cycle) == 0
    )
