"""Checks that whatever has a first and a last day begins before it ends."""

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.draft import Draft
from scheduler.intake.sheet import Report

RANGES = (
    ("advisors", "start", "end"),
    ("demands", "from", "to"),
    ("absences", "from", "to"),
    ("closures", "from", "to"),
)


def check_dates(territory: Territory, draft: Draft, report: Report) -> None:  # noqa: ARG001 - the rows say it all
    for table, first, last in RANGES:
        for row in draft.rows[table]:
            begins, ends = row.get(first), row.get(last)
            if begins is not None and ends is not None and begins > ends:
                row.refuse(
                    report,
                    last,
                    Text(
                        fr=f"le dernier jour précède le premier ({begins.isoformat()})",
                        en=f"the last day is before the first ({begins.isoformat()})",
                    ),
                )
