"""The summary of many territories: a line each, as a table in the terminal and as summary.csv."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scheduler.domain.outcome import Infeasible
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language, Text
from scheduler.report.record import Record, status_phrase
from scheduler.report.score_lines import aligned
from scheduler.report.unmet import missing
from scheduler.report.wording import number, percent

SUMMARY_FILE = "summary.csv"

COLUMNS = (
    "name",
    "path",
    "status",
    "total",
    "bound",
    "gap",
    "unmet_half_days",
    "advisors",
    "demands",
    "seconds",
    "folder",
    "reason",
)


class Status(StrEnum):
    """The words of score.json, and those of what kept a territory from being solved."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    INFEASIBLE = "infeasible"
    OUT_OF_TIME = "out_of_time"
    BAD_INPUT = "bad_input"
    WORKER_LOST = "worker_lost"
    TIMED_OUT = "timed_out"
    FAILED = "failed"
    NOT_WRITTEN = "not_written"


STATUS_NAMES = {
    Status.OPTIMAL: Text(fr="optimal", en="optimal"),
    Status.FEASIBLE: Text(fr="réalisable", en="feasible"),
    Status.INFEASIBLE: Text(fr="sans solution", en="infeasible"),
    Status.OUT_OF_TIME: Text(fr="temps écoulé", en="out of time"),
    Status.BAD_INPUT: Text(fr="fichiers inutilisables", en="bad input"),
    Status.WORKER_LOST: Text(fr="processus perdu", en="worker lost"),
    Status.TIMED_OUT: Text(fr="abandonné", en="given up"),
    Status.FAILED: Text(fr="échec", en="failed"),
    Status.NOT_WRITTEN: Text(fr="pas écrit", en="not written"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One territory; what is not known of it is None or blank."""

    name: str
    path: str
    status: Status
    total: int | None = None
    bound: int | None = None
    gap: float | None = None
    unmet_half_days: int | None = None
    advisors: int | None = None
    demands: int | None = None
    seconds: float | None = None
    folder: str = ""
    reason: str = ""

    @property
    def has_plan(self) -> bool:
        return self.status in (Status.OPTIMAL, Status.FEASIBLE)


def line_of(name: str, path: str, record: Record, problem: Problem, folder: str, language: Language) -> Line:
    """What a solve came to; `folder` is where its files were written."""
    planned, outcome = record.planned, record.outcome
    return Line(
        name,
        path,
        Status(record.status),
        total=planned.score.total if planned else None,
        bound=None if isinstance(outcome, Infeasible) else outcome.bound,
        gap=planned.gap if planned else None,
        unmet_half_days=sum(lack.half_days for lack in missing(planned.plan, problem)) if planned else None,
        advisors=len(problem.territory.advisors),
        demands=len(problem.territory.demands),
        seconds=record.seconds,
        folder=folder,
        reason="" if planned else status_phrase(record).said_in(language),
    )


def summary_csv(lines: Sequence[Line]) -> bytes:
    """UTF-8, comma, LF; one row for each territory, in the order in which they were given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in lines:
        writer.writerow(_cell(getattr(line, column)) for column in COLUMNS)
    return text.getvalue().encode()


def _cell(value: str | float | None) -> str:
    if value is None:
        return ""
    return f"{value:.4f}" if isinstance(value, float) else str(value)


HEADINGS = (
    Text(fr="Territoire", en="Territory"),
    Text(fr="état", en="status"),
    Text(fr="score", en="score"),
    Text(fr="borne", en="bound"),
    Text(fr="écart", en="gap"),
    Text(fr="non servi", en="not served"),
    Text(fr="secondes", en="seconds"),
)


def table_lines(lines: Sequence[Line], language: Language) -> Iterator[str]:
    """One line for each territory, under headings; then why those without a plan have none."""
    rows = [tuple(heading.said_in(language) for heading in HEADINGS), *(_shown(line, language) for line in lines)]
    yield from aligned(rows, right=range(2, len(HEADINGS)))
    for line in lines:
        if line.reason:
            yield f"{line.name} : {line.reason}" if language == "fr" else f"{line.name}: {line.reason}"


def _shown(line: Line, language: Language) -> tuple[str, ...]:
    return (
        line.name,
        STATUS_NAMES[line.status].said_in(language),
        _number(line.total, language),
        _number(line.bound, language),
        "" if line.gap is None else percent(line.gap).said_in(language),
        _number(line.unmet_half_days, language),
        _number(line.seconds, language, 1),
    )


def _number(value: float | None, language: Language, digits: int = 0) -> str:
    return "" if value is None else number(value, digits).said_in(language)
