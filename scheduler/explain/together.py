"""Reasons that stand together: a smallest set of rules, shares and demands that cannot hold with the wanted one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from scheduler.explain.growth import Growth, NoPlan, PlanFound
from scheduler.explain.members import Member, RuleKept, Served
from scheduler.explain.proof import Proven, Refused, can_hold, prove
from scheduler.explain.question import Lack, Question
from scheduler.explain.shortest import with_shortest_ways
from scheduler.model.cp_sat import Effort, Status
from scheduler.search.budget import Budget

GROWING_SECONDS, TEST_SECONDS = 5.0, 1.5
"""The most that one solve may take while the conflict is sought, and while it is made smaller and proven."""

AT_ONCE = 6
"""So many members or fewer are left out one by one."""

MANY = 12
"""Conflicts of more members are left as they are once none of them can be left out."""

REDUCING_SHARE = 0.6
"""The part of what is left that goes into leaving members out; the rest is for the proof."""

ORDERS = 3
"""How many orders of leaving out are tried: the smallest of the sets that they end with is told."""

ROADS = (RuleKept("times"), RuleKept("driving"))
"""The rules that make day tours, and models many times larger: left out first, and brought in where they must be."""

NATURAL = ("times", "driving", "recurrence", "conditions", "opening", "rooms", "workload", "hosts")
"""The rules in the order in which they are left out; presence comes last, since nobody wonders at it."""


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Neither a conflict nor a plan was found in time; nothing is claimed. `refused` was put forward and not proven."""

    refused: Refused | None


Together = Proven | PlanFound | Unsettled

Propose = Callable[[Growth], "frozenset[Member] | PlanFound | None"]


def wanted_in(question: Question, lack: Lack) -> Served:
    """One occurrence more than the plan has in that window."""
    return Served(question.demand.id, lack.window, lack.planned + 1)


def together(question: Question, lack: Lack, budget: Budget, propose: Propose | None = None) -> Together:
    """Why the demand cannot be held in that window beside everything else, or a plan in which it is.

    `propose` names a set that seems to conflict; whoever proposes it, only what `prove` has proven is told.
    """
    growth = Growth(question, wanted_in(question, lack), budget, GROWING_SECONDS)
    proposed = (propose or _grown)(growth)
    if isinstance(proposed, PlanFound):
        return proposed
    if proposed is None:
        return Unsettled(None)
    problem = with_shortest_ways(question.problem)
    best: Proven | None = None
    refused: Refused | None = None
    for number in range(ORDERS):
        time_for_it = Budget(REDUCING_SHARE * budget.left(), False, budget.stopped)
        reduction = _Reduction(growth, proposed, Random(number), time_for_it)
        smaller = reduction.reduced()
        if best is not None and len(smaller) >= len(best.members):
            continue
        effort = Effort(seconds=GROWING_SECONDS, presolve=False)
        answer = prove(problem, growth.wanted, sorted(smaller, key=repr), effort, budget, reduction.needed)
        if isinstance(answer, Refused):
            refused = answer
            break
        best = answer
        if len(best.members) > MANY or budget.spent() > budget.seconds / 3:
            break
    return best or Unsettled(refused)


def _grown(growth: Growth) -> frozenset[Member] | PlanFound | None:
    """Without the roads first, since most conflicts do without them; then with them."""
    every_rule = growth.rules()
    seed = growth.seed()
    without_roads = growth.grow((every_rule - frozenset(ROADS)) | seed)
    match without_roads:
        case NoPlan(members=members):
            return members
        case PlanFound():
            return without_roads
    grown = growth.grow(every_rule | seed)
    return grown.members if isinstance(grown, NoPlan) else grown


class _Reduction:
    """Leaves members out as long as the rest still conflict."""

    def __init__(self, growth: Growth, members: frozenset[Member], dice: Random, budget: Budget) -> None:
        self._growth = growth
        self._problem = with_shortest_ways(growth.problem)
        self._kept = set(members)
        self._dice = dice
        self._budget = budget
        self.needed: set[Member] = set()
        """Members without which what was kept then can hold; so can what is kept in the end, which is less."""

    def reduced(self) -> frozenset[Member]:
        """The members that are needed, as far as the time allows to tell; the rules of many demands first."""
        beside = [m for m in sorted(self._kept, key=repr) if not isinstance(m, RuleKept)]
        unusual = {m for m in self._kept if isinstance(m, RuleKept) and m.key not in (*NATURAL, "presence")}
        rules = [*sorted(unusual), *(RuleKept(key) for key in NATURAL if RuleKept(key) in self._kept)]
        self._leave_out([m for m in ROADS if m in self._kept])
        if len(beside) > MANY:
            self._leave_out(rules, one_by_one=True)
        self._leave_out(self._farthest_first(beside))
        self._leave_out([m for m in (*rules, RuleKept("presence")) if m in self._kept], one_by_one=True)
        return frozenset(self._kept)

    def _farthest_first(self, members: Sequence[Member]) -> list[Member]:
        """Those of other weeks first; chance decides among equals."""
        window = self._growth.wanted.window
        shuffled = self._dice.sample(members, len(members))
        return sorted(shuffled, key=lambda m: isinstance(m, Served) and m.window == window)

    def _leave_out(self, members: Sequence[Member], *, one_by_one: bool = False) -> None:
        """All of them at once where that goes, else each half of them."""
        if not members or self._budget.is_over():
            return
        if one_by_one:
            for member in members:
                self._leave_out([member])
            return
        rest = self._kept - set(members)
        effort = Effort(seconds=min(TEST_SECONDS, max(0.1, self._budget.left())), presolve=False)
        status = can_hold(self._problem, self._growth.wanted, rest, effort)
        if status is Status.INFEASIBLE:
            self._kept = rest
        elif len(members) == 1:
            self.needed.update(members if status is Status.FEASIBLE else ())
        else:
            size = len(members) // 2 if len(members) > AT_ONCE else 1
            for first in range(0, len(members), size):
                self._leave_out(members[first : first + size])
