"""Ways out: what could be given up or changed so that the demand is held, each proven by a plan, with its price."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from scheduler.audit import costs, score, split, unmet
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Cost
from scheduler.domain.wording import list_words
from scheduler.explain.alone import Alone
from scheduler.explain.changes import changes
from scheduler.explain.conditions import held_once_more
from scheduler.explain.members import Served, served_by
from scheduler.explain.names import demand_words
from scheduler.explain.prices import Around, Price, Priced, Pricer
from scheduler.explain.question import Question
from scheduler.explain.wording import served_words
from scheduler.model.model import Model
from scheduler.model.rule import Goal
from scheduler.search.budget import Budget

STRESS = 100
"""By how much a weight is raised to lead the search away from what must not be given up."""

GIVE_UPS = 3
"""How many other demands are named that might be given up instead."""

SHARE = 0.3
"""The most of the time that is left that one way out may take."""


@dataclass(frozen=True, slots=True)
class WayOut:
    """`kind` is a word for programs; `text` says what is done; the plan, its price and what it moves prove it."""

    kind: str
    text: Text
    found: Priced


def ways_out(question: Question, funnel: Alone, wanted: Served, budget: Budget) -> Iterator[WayOut]:
    """Each as it is found, until the time is over: what needs no change of the data first."""
    pricer = Pricer(question.problem, question.plan)
    told: set[Plan] = set()
    for way in _within_the_data(question, funnel, wanted, pricer, budget) if funnel.possible else ():
        if way.found.plan not in told or way.kind == "drop-regular-slot":
            told.add(way.found.plan)
            yield way
    condition = held_once_more(wanted)
    keeps_shares, keeps_others = _keeps_shares(question), _keeps_others(question, wanted)
    for change in changes(question, funnel):
        if budget.left() <= pricer.slowest or budget.is_over():
            return
        found = pricer.best(
            Around(question.demand.id, funnel.lack.days, change.must),
            (condition, *change.conditions),
            _part(budget),
            changed=change.problem,
            emphasis=_stressed(change.problem, unmet_by=STRESS, split_by=STRESS),
            accepts=lambda plan: keeps_shares(plan) and keeps_others(plan) and not question.is_possible(plan),
            thorough=False,
        )
        if found is not None:
            yield WayOut(change.kind, change.told(found.plan), found)


def _part(budget: Budget) -> Budget:
    return Budget(SHARE * budget.left(), False, budget.stopped)


def _within_the_data(
    question: Question, funnel: Alone, wanted: Served, pricer: Pricer, budget: Budget
) -> Iterator[WayOut]:
    """Move others; give up a half-day of a share; give up another demand."""
    problem, around = question.problem, Around(question.demand.id, funnel.lack.days)
    keeps_shares, keeps_others = _keeps_shares(question), _keeps_others(question, wanted)
    tries: tuple[tuple[str, Problem, Callable[[Plan], bool]], ...] = (
        ("move-others", _stressed(problem, unmet_by=STRESS, split_by=STRESS),
         lambda plan: keeps_shares(plan) and keeps_others(plan)),
        ("relax-share", _stressed(problem, unmet_by=STRESS),
         lambda plan: not keeps_shares(plan) and keeps_others(plan)),
        ("give-up-demand", _stressed(problem, split_by=STRESS),
         lambda plan: keeps_shares(plan) and not keeps_others(plan)),
    )  # fmt: skip
    for kind, emphasis, accepts in tries:
        spared: list[Goal] = []
        for _ in range(GIVE_UPS if kind == "give-up-demand" else 1):
            if budget.is_over():
                return
            conditions = (held_once_more(wanted), *spared)
            found = pricer.best(around, conditions, _part(budget), emphasis=emphasis, accepts=accepts)
            if found is None:
                break
            yield WayOut(kind, _said(kind, question, found), found)
            if kind == "move-others":
                yield from _without_regularity(question, found)
            spared.append(_spares(question, found.plan))


def _spares(question: Question, worse: Plan) -> Goal:
    """The demands that this plan holds less often are held as often as before, so that another is given up."""
    before = served_by(question.plan, question.problem)
    lost = [replace(served, times=before[served.demand, served.window]) for served in _lost(question, worse)]

    def post(model: Model) -> None:
        for served in lost:
            if served.demand in model.universe.by_demand:
                served.state(model)

    return Goal("spared", post)


def _lost(question: Question, worse: Plan) -> list[Served]:
    """What the plan holds less often, and how many times less."""
    before, after = served_by(question.plan, question.problem), served_by(worse, question.problem)
    return [
        Served(*key, times - after.get(key, 0)) for key, times in sorted(before.items()) if after.get(key, 0) < times
    ]


def _stressed(problem: Problem, unmet_by: int = 1, split_by: int = 1) -> Problem:
    weights = problem.territory.weights
    heavier = replace(weights, unmet=weights.unmet * unmet_by, split=weights.split * split_by)
    return replace(problem, territory=replace(problem.territory, weights=heavier))


def _keeps_shares(question: Question) -> Callable[[Plan], bool]:
    before = sum(cost.amount for cost in costs(question.plan, question.problem, (split,)))
    return lambda plan: sum(cost.amount for cost in costs(plan, question.problem, (split,))) <= before


def _keeps_others(question: Question, wanted: Served) -> Callable[[Plan], bool]:
    before = _lacking(question.plan, question, wanted)
    return lambda plan: _lacking(plan, question, wanted) <= before


def _lacking(plan: Plan, question: Question, wanted: Served) -> int:
    """The half-days that the other demands lack, weighed by their priority."""
    lacks = costs(plan, question.problem, (unmet,))
    return sum(cost.minutes for cost in lacks if cost.demand != wanted.demand)


def _said(kind: str, question: Question, found: Priced) -> Text:
    problem, before = question.problem, question.plan
    match kind:
        case "move-others":
            others = [move for move in found.moves if move.demand != question.demand.id]
            if not others:
                return Text(fr="la tenir, sans rien déplacer d’autre", en="hold it, and move nothing else")
            if len(others) == 1:
                return Text(fr="déplacer une autre demande", en="move another demand")
            return Text(fr=f"déplacer {len(others)} autres interventions", en=f"move {len(others)} other interventions")
        case "relax-share":
            more = _more(costs(before, problem, (split,)), costs(found.plan, problem, (split,)))
            return Text(fr=f"s’écarter d’une part : {more.fr}", en=f"go off a share: {more.en}")
        case _:
            lost = list_words([served_words(served, problem) for served in _lost(question, found.plan)])
            return Text(fr=f"renoncer à {lost.fr}", en=f"give up {lost.en}")


def _more(before: list[Cost], after: list[Cost]) -> Text:
    """What the new costs say, the same words for the same thing as the check's."""
    known = {(c.demand, c.advisor, c.structure, c.date, c.amount) for c in before}
    new = [c for c in after if (c.demand, c.advisor, c.structure, c.date, c.amount) not in known]
    fr, en = (" ".join(said).removesuffix(".") for said in ([c.message.fr for c in new], [c.message.en for c in new]))
    return Text(fr=fr, en=en)


def _without_regularity(question: Question, found: Priced) -> Iterator[WayOut]:
    """The same moves, the moved demands no longer held to a usual slot."""
    if found.price.after.irregular <= found.price.before.irregular:
        return
    moved = {move.demand for move in found.moves}
    territory = question.problem.territory
    demands = tuple(replace(d, regular=False) if d.id in moved else d for d in territory.demands)
    changed = replace(question.problem, territory=replace(territory, demands=demands))
    names = [d for d in demands if d.id in moved and territory.demand[d.id].regular]
    said = list_words([demand_words(demand.id, question.problem) for demand in names])
    price = Price(found.price.before, score(found.plan, changed))
    yield WayOut(
        "drop-regular-slot",
        Text(
            fr=f"ne plus tenir à un créneau régulier pour {said.fr}",
            en=f"no longer ask for a regular slot for {said.en}",
        ),
        Priced(found.plan, price, found.moves),
    )
