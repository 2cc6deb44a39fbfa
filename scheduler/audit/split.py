"""Split - the half-days off each share: of a host structure in its windows, of a zone or of billed demands."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from math import ceil, floor

from scheduler.audit.words import advisor_name, structure_name
from scheduler.domain.people import Posting
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.territory import ShareRule
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay, Window
from scheduler.domain.verdict import Cost
from scheduler.domain.wording import half_days_words, span_words

KEY = "split"


def price(plan: Plan, problem: Problem) -> Iterator[Cost]:
    yield from _postings(plan, problem)
    for rule in problem.territory.share_rules:
        yield from _rule(plan, problem, rule)


def _postings(plan: Plan, problem: Problem) -> Iterator[Cost]:
    available = problem.available_by_week
    hosted = _hosted(plan, problem)
    for posting in problem.territory.postings:
        theirs = hosted.get((posting.advisor, posting.structure), Counter())
        for window in problem.share_windows(posting):
            whole = sum(available[posting.advisor].get(week, 0) for week in window.numbers())
            part = sum(theirs[week] for week in window.numbers())
            lacking = max(0, floor(posting.share_min * whole) - part)
            beyond = max(0, part - ceil(posting.share_max * whole))
            if lacking + beyond:
                yield _posting_cost(problem, posting, window, part=part, whole=whole, off=lacking + beyond)


def _hosted(plan: Plan, problem: Problem) -> dict[tuple[str, str], Counter[int]]:
    """By (advisor, structure), the available half-days each week gives it: by the plan inside, by facts outside."""
    held: dict[tuple[str, str], set[HalfDay]] = {}
    for row in (*plan.rows, *problem.facts.rows):
        if row.half_day in problem.available.get(row.advisor, frozenset()):
            held.setdefault((row.advisor, row.structure), set()).add(row.half_day)
    return {
        posting: Counter(problem.week(half_day.date) for half_day in half_days) for posting, half_days in held.items()
    }


def _posting_cost(problem: Problem, posting: Posting, window: Window, *, part: int, whole: int, off: int) -> Cost:
    anchor = problem.territory.anchor
    first, last = window.first_day(anchor), window.last_day(anchor)
    who, host = advisor_name(problem.territory, posting.advisor), structure_name(problem.territory, posting.structure)
    when, given = span_words(first, last), half_days_words(part)
    share = _share_words(posting.share_min, posting.share_max)
    message = Text(
        fr=f"{who} donne {given.fr} sur {whole} à « {host} » {when.fr} ; la part prévue est {share.fr}.",
        en=f"{who} gives {given.en} of {whole} to '{host}' {when.en}; the agreed share is {share.en}.",
    )
    return Cost(
        KEY,
        minutes=off * problem.territory.weights.split,
        amount=off,
        message=message,
        date=first,
        advisor=posting.advisor,
        structure=posting.structure,
    )


def _rule(plan: Plan, problem: Problem, rule: ShareRule) -> Iterator[Cost]:
    """Of each advisor's intervention half-days in the plan, those in the zone, or those of billed demands."""
    for advisor in problem.territory.advisors:
        rows = [row for row in plan.interventions if row.advisor == advisor.id]
        whole, part = len(rows), sum(1 for row in rows if _counts(problem, rule, row))
        off = max(0, ceil(rule.min * whole) - part) + max(0, part - floor(rule.max * whole))
        if off:
            done, share = half_days_words(whole), _share_words(rule.min, rule.max)
            what = _subject(rule)
            cited = f" ({rule.source})" if rule.source else ""
            message = Text(
                fr=f"{advisor.name} : {part} sur {done.fr} {what.fr} ; la part prévue est {share.fr}{cited}.",
                en=f"{advisor.name}: {part} of {done.en} {what.en}; the agreed share is {share.en}{cited}.",
            )
            yield Cost(
                KEY,
                minutes=off * problem.territory.weights.split,
                amount=off,
                message=message,
                date=problem.horizon.first_day,
                advisor=advisor.id,
                article=rule.source,
            )


def _counts(problem: Problem, rule: ShareRule, row: PlanRow) -> bool:
    if rule.kind == "zone_share":
        return problem.territory.venue[row.venue].zone == rule.zone
    return problem.territory.demand[row.demand].billed


def _subject(rule: ShareRule) -> Text:
    if rule.kind == "zone_share":
        return Text(fr=f"d’intervention dans la zone « {rule.zone} »", en=f"of intervention in the zone '{rule.zone}'")
    return Text(fr="d’intervention pour des demandes facturées", en="of intervention for billed demands")


def _share_words(least: Fraction, most: Fraction) -> Text:
    low, high = _percent(least), _percent(most)
    if least == most:
        return Text(fr=f"de {low.fr} %", en=f"{low.en}%")
    if least == 0:
        return Text(fr=f"d’au plus {high.fr} %", en=f"at most {high.en}%")
    if most == 1:
        return Text(fr=f"d’au moins {low.fr} %", en=f"at least {low.en}%")
    return Text(fr=f"de {low.fr} à {high.fr} %", en=f"{low.en} to {high.en}%")


def _percent(share: Fraction) -> Text:
    said = f"{float(share * 100):.4f}".rstrip("0").rstrip(".")
    return Text(fr=said.replace(".", ","), en=said)
