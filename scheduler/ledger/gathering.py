"""Gathering - which plan tells each week: a later one replaces earlier ones; what contradicts itself is an error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay, monday_of
from scheduler.domain.wording import half_day_words
from scheduler.intake import BadInput, Issue


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A plan.csv as it was read: its name, and its rows with the line of each."""

    name: str
    lines: tuple[tuple[int, PlanRow], ...]

    def mondays(self) -> tuple[date, ...]:
        """The weeks that it covers: from its first row's to its last row's, those without any row too."""
        days = [row.date for _, row in self.lines]
        if not days:
            return ()
        first, last = monday_of(min(days)), monday_of(max(days))
        return tuple(first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1))


@dataclass(frozen=True, slots=True)
class Source:
    """A file's part of the ledger: the weeks that it tells, and those in which later files have replaced it."""

    name: str
    told: tuple[date, ...]
    replaced: tuple[tuple[date, str], ...]
    """(Monday, the file that replaces it there)."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """One plan out of several, and where each of its weeks comes from; `mondays` are the weeks that a file covers."""

    plan: Plan
    mondays: frozenset[date]
    sources: tuple[Source, ...]


def gathered(files: Sequence[PlanFile], territory: Territory) -> Gathered:
    """The plans as one, the later the stronger. Raises BadInput with every row that the ledger cannot count.

    Such are two rows of one advisor in one half-day, and a structure in which the advisor has no posting. Rows that
    a later file replaces are not looked at.
    """
    teller = {monday: place for place, file in enumerate(files) for monday in file.mondays()}
    standing = [
        (file.name, line, row)
        for place, file in enumerate(files)
        for line, row in file.lines
        if teller[monday_of(row.date)] == place
    ]
    issues = [*_held_twice(standing), *_without_posting(standing, territory)]
    if issues:
        raise BadInput(issues)
    return Gathered(
        Plan.of([row for _, _, row in standing]),
        frozenset(teller),
        tuple(_source(place, file, teller, files) for place, file in enumerate(files)),
    )


def _source(place: int, file: PlanFile, teller: dict[date, int], files: Sequence[PlanFile]) -> Source:
    return Source(
        file.name,
        tuple(monday for monday in file.mondays() if teller[monday] == place),
        tuple((monday, files[teller[monday]].name) for monday in file.mondays() if teller[monday] != place),
    )


def _held_twice(standing: list[tuple[str, int, PlanRow]]) -> Iterator[Issue]:
    first: dict[tuple[str, HalfDay], int] = {}
    for name, line, row in standing:
        earlier = first.setdefault((row.advisor, row.half_day), line)
        if earlier != line:
            when = half_day_words(row.half_day)
            yield _issue(
                name,
                line,
                "advisor",
                row.advisor,
                Text(
                    fr=f"a déjà une ligne le {when.fr} (ligne {earlier}) : une demi-journée n’a qu’une ligne par "
                    "conseiller",
                    en=f"has a row on {when.en} already (line {earlier}): a half-day has one row for each advisor",
                ),
            )


def _without_posting(standing: list[tuple[str, int, PlanRow]], territory: Territory) -> Iterator[Issue]:
    for name, line, row in standing:
        if (row.advisor, row.structure) not in territory.posting:
            yield _issue(
                name,
                line,
                "structure",
                row.structure,
                Text(
                    fr=f"« {row.advisor} » n’y a pas d’affectation (table postings) : rien ne dit quelle part lui "
                    "est due",
                    en=f"'{row.advisor}' has no posting there (table postings): nothing says which share it is due",
                ),
            )


def _issue(name: str, line: int, column: str, value: str, message: Text) -> Issue:
    return Issue(file=name, place=line, column=column, value=value, severity="error", message=message)
