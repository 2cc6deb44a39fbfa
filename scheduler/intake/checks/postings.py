"""Checks who works for whom: each advisor has a posting, none twice, and the shares can be kept together."""

from fractions import Fraction

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.checks.shares import MIN_ABOVE_MAX
from scheduler.intake.draft import Draft
from scheduler.intake.rows import Row
from scheduler.intake.sheet import Report


def check_postings(territory: Territory, draft: Draft, report: Report) -> None:
    seen: dict[tuple[str, str], int] = {}
    last_row: dict[str, Row] = {}
    for row, posting in zip(draft.standing["postings"], territory.postings, strict=True):
        key = (posting.advisor, posting.structure)
        if key in seen:
            line = seen[key]
            row.refuse(
                report,
                "structure",
                Text(
                    fr=f"« {posting.advisor} » est déjà affecté à cette structure, ligne {line}",
                    en=f'"{posting.advisor}" already has a posting in this structure, line {line}',
                ),
            )
        seen.setdefault(key, row.line)
        last_row[posting.advisor] = row
        if posting.share_min > posting.share_max:
            row.refuse(report, "share_min", MIN_ABOVE_MAX)
    for row, advisor in zip(draft.standing["advisors"], territory.advisors, strict=True):
        if territory.postings_of[advisor.id]:
            _check_sums(territory, draft, advisor.id, last_row[advisor.id], report)
        elif not draft.is_doubtful("postings", advisor=advisor.id):
            row.refuse(
                report,
                "id",
                Text(
                    fr="ce conseiller n'a aucune affectation : ajoutez une ligne à la table « postings »",
                    en='this advisor has no posting: add a row to the table "postings"',
                ),
            )


def _check_sums(territory: Territory, draft: Draft, advisor: str, row: Row, report: Report) -> None:
    """The minimums of an advisor are at most the whole, and the maximums, if all are known, at least the whole."""
    postings = territory.postings_of[advisor]
    least = sum((posting.share_min for posting in postings), Fraction(0))
    most = sum((posting.share_max for posting in postings), Fraction(0))
    if least > 1:
        row.refuse(
            report,
            "share_min",
            Text(
                fr=f"les parts minimales de « {advisor} » font {float(least):g} au total, plus que 1",
                en=f'the least shares of "{advisor}" add up to {float(least):g}, more than 1',
            ),
        )
    elif most < 1 and not draft.is_doubtful("postings", advisor=advisor):
        row.warn(
            report,
            "share_max",
            Text(
                fr=f"les parts maximales de « {advisor} » font {float(most):g} au total, moins que 1 : "
                "elles ne pourront pas être tenues",
                en=f'the greatest shares of "{advisor}" add up to {float(most):g}, less than 1: they cannot be kept',
            ),
        )
