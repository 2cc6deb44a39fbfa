"""What must hold between the files of a territory. Each check is given the rows that stand, as values and as rows."""

from collections.abc import Callable

from scheduler.domain.territory import Territory
from scheduler.intake.checks.dates import check_dates
from scheduler.intake.checks.opening import check_opening
from scheduler.intake.checks.patterns import check_patterns
from scheduler.intake.checks.placeable import check_placeable
from scheduler.intake.checks.places import check_places
from scheduler.intake.checks.postings import check_postings
from scheduler.intake.checks.roads import check_roads
from scheduler.intake.checks.rooms import check_rooms
from scheduler.intake.checks.settings import check_settings
from scheduler.intake.checks.shares import check_share_rules
from scheduler.intake.checks.times import check_times
from scheduler.intake.draft import Draft
from scheduler.intake.sheet import Report

CHECKS: tuple[Callable[[Territory, Draft, Report], None], ...] = (
    check_settings,
    check_share_rules,
    check_dates,
    check_postings,
    check_patterns,
    check_places,
    check_roads,
    check_times,
    check_rooms,
    check_opening,
    check_placeable,
)
