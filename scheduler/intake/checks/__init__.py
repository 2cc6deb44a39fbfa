"""What must hold between the files of a territory: each check is given the rows that stand, as values and as rows."""

from collections.abc import Callable

from scheduler.domain.territory import Territory
from scheduler.intake.draft import Draft
from scheduler.intake.sheet import Report

CHECKS: tuple[Callable[[Territory, Draft, Report], None], ...] = ()
