"""Checks who works for whom: each advisor has a posting, none twice, and the shares can be kept together."""

from collections import defaultdict
from fractions import Fraction

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.checks.shares import MIN_ABOVE_MAX
from scheduler.intake.draft import Draft
from scheduler.intake.rows import Row
from scheduler.intake.sheet import Report


def check_postings(territory: Territory, draft: Draft, report: Report) -> None:
    _check_rows(draft, report)
    rows: defaultdict[str, list[Row]] = defaultdict(list)
    for row, posting in draft.pairs("postings", territory.postings):
        rows[posting.advisor].append(row)
    for row, advisor in draft.pairs("advisors", territory.advisors):
        if draft.is_doubtful("postings", advisor=advisor.id):
            continue
        if rows[advisor.id]:
            if all(posting_row.ok for posting_row in rows[advisor.id]):
                _check_sums(territory, advisor.id, rows[advisor.id][-1], report)
        else:
            row.refuse(
                report,
                "id",
                Text(
                    fr="ce conseiller n’a aucune affectation : ajoutez une ligne à la table « postings »",
                    en='this advisor has no posting: add a row to the table "postings"',
                ),
            )


def _check_rows(draft: Draft, report: Report) -> None:
    """No structure twice for one advisor, and no least share above the greatest."""
    seen: dict[tuple[str, str], int] = {}
    for row in draft.rows["postings"]:
        least, most = row.get("share_min"), row.get("share_max")
        if least is not None and most is not None and least > most:
            row.refuse(report, "share_min", MIN_ABOVE_MAX)
        advisor, structure = row.get("advisor"), row.get("structure")
        if advisor is None or structure is None:
            continue
        line = seen.setdefault((advisor, structure), row.line)
        if line != row.line:
            row.refuse(
                report,
                "structure",
                Text(
                    fr=f"« {advisor} » est déjà affecté à cette structure, ligne {line}",
                    en=f'"{advisor}" already has a posting in this structure, line {line}',
                ),
            )


def _check_sums(territory: Territory, advisor: str, row: Row, report: Report) -> None:
    """The minimums of an advisor are at most the whole, and the maximums at least."""
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
    elif most < 1:
        row.warn(
            report,
            "share_max",
            Text(
                fr=f"les parts maximales de « {advisor} » font {float(most):g} au total, moins que 1 : "
                "elles ne pourront pas être tenues",
                en=f'the greatest shares of "{advisor}" add up to {float(most):g}, less than 1: they cannot be kept',
            ),
        )
