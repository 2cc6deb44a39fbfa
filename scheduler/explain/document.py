"""The document: every answer as JSON values, with the same texts as the terminal's in the language asked for."""

from datetime import date
from typing import Any

from scheduler.domain.plan import Occurrence
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language
from scheduler.explain.alone import Alone, Verdict
from scheduler.explain.growth import PlanFound
from scheduler.explain.members import Member, RuleKept, RuleShareKept, Served, ShareKept
from scheduler.explain.moves import Move, move_words
from scheduler.explain.placement import Here, PlacementAnswer, There
from scheduler.explain.prices import Price, Priced
from scheduler.explain.proof import Proven
from scheduler.explain.question import Lack, Question
from scheduler.explain.together import Together
from scheduler.explain.ways_out import WayOut
from scheduler.explain.wording import price_words, rule_words, served_words, share_member_words

Json = dict[str, Any]


def question_document(question: Question) -> Json:
    """Where the demand is held, and in which windows it lacks something."""
    anchor = question.problem.territory.anchor
    return {
        "demand": question.demand.id,
        "venue": question.demand.venue,
        "source": question.demand.source,
        "held": [_occurrence(occurrence) for occurrence in question.occurrences],
        "windows": [{**_window(lack, anchor), "held": lack.held, "count": lack.count} for lack in question.windows],
    }


def alone_document(funnel: Alone, question: Question, language: Language) -> Json:
    return {
        **_window(funnel.lack, question.problem.territory.anchor),
        "candidates": funnel.candidates,
        "excluded": [
            {
                "reason": reason.key,
                "rule": reason.rule,
                "text": reason.text.said_in(language),
                "first": reason.first,
                "at_all": reason.at_all,
                "in_plan": reason.in_plan,
                "articles": list(reason.articles),
            }
            for reason in funnel.excluded
        ],
        "possible": funnel.possible,
        "free": [
            {"date": c.date.isoformat(), "period": c.periods[0].name, "advisor": c.advisor.id} for c in funnel.free
        ],
        "advisors": [
            {
                "advisor": line.advisor,
                "possible": line.possible,
                "free": line.free,
                "taken_by": dict(line.taken_by),
                "excluded": dict(line.reasons),
            }
            for line in funnel.advisors
        ],
    }


def way_document(way: WayOut, question: Question, language: Language) -> Json:
    return {
        "kind": way.kind,
        "text": way.text.said_in(language),
        **priced_document(way.found, question.problem, language),
    }


def priced_document(found: Priced, problem: Problem, language: Language) -> Json:
    return {
        "price": price_document(found.price, language),
        "moves": [_move(move, problem, language) for move in found.moves],
    }


def price_document(price: Price, language: Language) -> Json:
    """`minutes` is reached by a plan; `least` is proven, or null."""
    return {
        "minutes": price.minutes,
        "least": price.least,
        "exact": price.is_exact,
        "components": price.components(),
        "text": price_words(price).said_in(language),
    }


def together_document(proof: Together, question: Question, language: Language) -> Json:
    match proof:
        case Proven():
            return {
                "status": "conflict",
                "irreducible": proof.is_irreducible,
                "members": [_member(m, m in proof.needed, question, language) for m in proof.members],
            }
        case PlanFound():
            return {"status": "no-conflict"}
        case _:
            return {"status": "unsettled"}


def placement_document(answer: PlacementAnswer, question: Question, language: Language) -> Json:
    placement = answer.placement
    place = {"date": placement.date.isoformat(), "period": placement.period, "advisor": placement.advisor}
    match answer:
        case Here(without=found):
            status, verdict = "in-plan", None
        case There(with_it=found, verdict=verdict):
            status = "possible"
        case _:
            status, found, verdict = "forbidden", None, answer.verdict
    return {
        **place,
        "status": status,
        "reasons": _reasons(verdict, language) if verdict else [],
        "best": priced_document(found, question.problem, language) if found else None,
    }


def _reasons(verdict: Verdict, language: Language) -> list[Json]:
    by_data = [
        {"reason": hurdle.key, "rule": hurdle.rule, "text": hurdle.text.said_in(language), "article": article}
        for hurdle, article in verdict.by_data
    ]
    return [*by_data, *({"reason": key, "about": about} for key, about in verdict.in_plan)]


def _window(lack: Lack, anchor: date) -> Json:
    window = lack.window
    return {"first_day": window.first_day(anchor).isoformat(), "last_day": window.last_day(anchor).isoformat()}


def _occurrence(occurrence: Occurrence | None) -> Json | None:
    if occurrence is None:
        return None
    first = occurrence.first
    return {
        "date": first.date.isoformat(),
        "period": first.half_day.period.name,
        "advisor": first.advisor,
        "half_days": len(occurrence.rows),
    }


def _move(move: Move, problem: Problem, language: Language) -> Json:
    return {
        "kind": move.kind,
        "demand": move.demand,
        "before": _occurrence(move.before),
        "after": _occurrence(move.after),
        "text": move_words(move, problem).said_in(language),
    }


def _member(member: Member, needed: bool, question: Question, language: Language) -> Json:
    anchor = question.problem.territory.anchor
    match member:
        case RuleKept():
            what: Json = {"kind": "rule", "rule": member.key}
            text = rule_words(member, question)
        case Served():
            what = {"kind": "demand", "demand": member.demand, "times": member.times}
            what["first_day"] = member.window.first_day(anchor).isoformat()
            what["article"] = question.problem.territory.demand[member.demand].source
            text = served_words(member, question.problem)
        case ShareKept():
            what = {"kind": "share", "advisor": member.advisor, "structure": member.structure}
            what["first_day"] = member.window.first_day(anchor).isoformat()
            text = share_member_words(member, question.problem)
        case RuleShareKept():
            what = {"kind": "rule-share", "advisor": member.advisor, "rule": member.number}
            text = share_member_words(member, question.problem)
    return {**what, "needed": needed, "text": text.said_in(language)}
