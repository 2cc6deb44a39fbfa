"""Reads a territory: files to rows to values, all checks on the way, and one answer or all the problems."""

from dataclasses import dataclass, replace
from pathlib import Path

from scheduler.domain.territory import Territory
from scheduler.intake.build import build
from scheduler.intake.checks import CHECKS
from scheduler.intake.digest import digest
from scheduler.intake.draft import read_tables
from scheduler.intake.issue import BadInput, Issue, in_order
from scheduler.intake.read_settings import read_settings
from scheduler.intake.references import check_ids, check_references
from scheduler.intake.sheet import Found, Report
from scheduler.intake.source import find


@dataclass(frozen=True)
class Intake:
    """A territory that can be used, and what a coordinator should look at in its files all the same."""

    territory: Territory
    warnings: tuple[Issue, ...]


def read_territory(path: Path) -> Intake:
    """The territory of a folder or a workbook; raises BadInput with every problem of every file."""
    report = Report()
    return read_found(find(path, report), report)


def read_found(found: Found, report: Report) -> Intake:
    """The territory of the tables that were found; raises BadInput with every problem, those of the report first."""
    draft = read_tables(found, report)
    read_settings(draft, report)
    check_ids(draft, report)
    check_references(draft, report)
    territory = build(draft)
    for check in CHECKS:
        check(territory, draft, report)
    if report.has_errors:
        raise BadInput(report.issues)
    return Intake(replace(territory, digest=digest(territory)), in_order(report.issues))
