"""The search: anneal a start, then exact blocks and neighbourhoods, the bound rising beside; ends when they meet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort
from scheduler.model.decision import Decision
from scheduler.model.model import Day
from scheduler.rules import RULES
from scheduler.search.blocks import solve_block
from scheduler.search.bound.beside import BoundBeside
from scheduler.search.budget import Budget
from scheduler.search.elites import Apart, anneal_apart
from scheduler.search.incumbent import Incumbent
from scheduler.search.merging import merge, merging_pieces
from scheduler.search.neighbourhoods import Chooser
from scheduler.search.pieces import SMALL
from scheduler.search.pins import Seated, seat_pins

ELITES_SHARE, ELITES_MOST = 0.4, 240.0
"""The part of the time, and the most seconds, in which good plans are annealed apart from each other."""

SMALL_ELITES_SHARE = 0.15
"""The part of it on small territories, whose exact blocks hold so much that they find the rest sooner."""

TOGETHER_SHARE, TOGETHER_MOST = 0.5, 8.0
"""The part of the time, and the most seconds, in which every core anneals; then the bound has one of them."""

FIRST_LOOK = 1.0
"""Seconds of annealing on one core before a small territory is proven: most plans are the best by then."""

MERGING_SHARE, MERGING_MOST = 0.2, 30.0
"""The part of the time, and the most seconds, in which they are merged."""

BLOCK_SECONDS = 4.0
"""The most that one exact block may take."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a search is run: its seed, its cores, and whether it must repeat exactly."""

    seed: int
    workers: int
    deterministic: bool


def search(problem: Problem, incumbent: Incumbent, budget: Budget, tuning: Tuning) -> None:
    """Improve the incumbent until the budget is over or its gap is closed.

    With several workers, all of them anneal first; then the bound is proven in a process of its own while the plan
    improves. On small territories it begins at once, since it may end the search. With one worker it has a third of
    the time.
    """
    seated = _seat_pins(incumbent, budget, tuning)
    if seated is None:
        return
    chooser = Chooser(incumbent.universe, tuning.seed)
    takes_plans = not tuning.deterministic
    alone = replace(tuning, workers=1)
    is_small = len(incumbent.universe.options) <= SMALL
    if tuning.workers == 1:
        for_elites = _elites_seconds(budget, chooser, is_small=is_small)
        first = min(for_elites, FIRST_LOOK) if is_small else for_elites
        elites = _elites(incumbent, budget, alone, seated, first)
        _prove_alone(problem, incumbent, budget, takes_plans)
        if first < for_elites and not budget.is_over():
            elites += _elites(incumbent, budget, replace(alone, seed=tuning.seed + 1), seated, for_elites - first)
        _improve(incumbent, budget, tuning, chooser, elites)
        return
    elites = []
    if not is_small:
        elites = _elites(incumbent, budget, tuning, seated, min(TOGETHER_SHARE * budget.seconds, TOGETHER_MOST))
    with BoundBeside(problem, budget.left(), incumbent, takes_plans=takes_plans) as bound:
        more = _elites_seconds(budget, chooser, is_small=is_small) - budget.spent()
        if not elites or more > 1.0:
            other = replace(alone, seed=tuning.seed + 1) if elites else alone
            elites += _elites(incumbent, budget, other, seated, more)
        _improve(incumbent, budget, tuning, chooser, elites)
        bound.wait(budget.left(), budget.stopped)


def _elites_seconds(budget: Budget, chooser: Chooser, *, is_small: bool) -> float:
    """The time that elites have in all; where days have too many tours for a block, everything."""
    if not chooser.can_free:
        return budget.seconds
    return min((SMALL_ELITES_SHARE if is_small else ELITES_SHARE) * budget.seconds, ELITES_MOST)


def _prove_alone(problem: Problem, incumbent: Incumbent, budget: Budget, takes_plans: bool) -> None:
    """With one core, the bound has it to itself for a while."""
    if budget.is_over():
        return
    incumbent.enter(Text(fr="preuve", en="proof"))
    seconds = budget.seconds / 3
    with BoundBeside(problem, seconds, incumbent, takes_plans=takes_plans) as bound:
        bound.wait(seconds, budget.stopped)
    budget.work(seconds)


def _improve(
    incumbent: Incumbent, budget: Budget, tuning: Tuning, chooser: Chooser, elites: Sequence[Decision]
) -> None:
    """What the elites have in them, then exact blocks until the end."""
    _merge(incumbent, budget, tuning, elites)
    _blocks(incumbent, budget, tuning, chooser)


def _seat_pins(incumbent: Incumbent, budget: Budget, tuning: Tuning) -> Seated | None:
    """A way to keep every pin, to begin with; None where there is none, or none was found in time."""
    if incumbent.universe.problem.asks:
        incumbent.enter(Text(fr="épingles", en="pins"))
    found = seat_pins(incumbent.universe, budget, tuning.seed)
    if isinstance(found, Text):
        incumbent.impossible = found
        return None
    return found


def _elites(incumbent: Incumbent, budget: Budget, tuning: Tuning, seated: Seated, seconds: float) -> list[Decision]:
    """Good plans to begin with."""
    incumbent.enter(Text(fr="premiers plans", en="first plans"))
    return anneal_apart(incumbent, budget, seated, Apart(max(seconds, 0.01), tuning.workers, tuning.seed))


def _merge(incumbent: Incumbent, budget: Budget, tuning: Tuning, elites: Sequence[Decision]) -> None:
    """The best of all elites, piece by piece."""
    if len(elites) < 2 or budget.is_over():
        return
    incumbent.enter(Text(fr="réunion des meilleurs plans", en="merging the best plans"))
    pieces = merging_pieces(incumbent.universe, elites)
    clock = budget.alike(min(MERGING_SHARE * budget.seconds, MERGING_MOST))
    for number, piece in enumerate(pieces):
        if budget.is_over():
            return
        assert incumbent.decision is not None
        seconds = min(clock.left() / (len(pieces) - number), budget.left())
        merged = merge(incumbent.universe, piece, incumbent.decision, _effort(seconds, tuning), budget.stopped)
        clock.work(merged.work)
        budget.work(merged.work)
        if merged.decision is not None:
            incumbent.offer(merged.decision)


def _effort(seconds: float, tuning: Tuning) -> Effort:
    if tuning.deterministic:
        return Effort(deterministic_time=seconds, seed=tuning.seed)
    return Effort(seconds=seconds, seed=tuning.seed)


def _blocks(incumbent: Incumbent, budget: Budget, tuning: Tuning, chooser: Chooser) -> None:
    """Exact blocks: each advisor alone, then neighbourhoods drawn by what pays, until the end."""
    if not chooser.can_free or budget.is_over():
        return
    incumbent.enter(Text(fr="amélioration exacte", en="exact improvement"))
    for free in chooser.singles():
        if budget.is_over():
            return
        _try(incumbent, budget, tuning, free)
    while not budget.is_over():
        assert incumbent.decision is not None
        kind, free = chooser.draw(incumbent.decision)
        before = incumbent.total
        began = budget.spent()
        optimal = _try(incumbent, budget, tuning, free)
        kind.learn(before - incumbent.total, budget.spent() - began, optimal)


def _try(incumbent: Incumbent, budget: Budget, tuning: Tuning, free: frozenset[Day]) -> bool:
    """Solve one block from the incumbent; True where it is proven best there."""
    held: Decision | None = incumbent.decision
    assert held is not None
    effort = _effort(min(BLOCK_SECONDS, budget.left()), tuning)
    block = solve_block(incumbent.universe, RULES, GOALS, free, held, effort, budget.stopped)
    budget.work(max(block.work, 0.02))
    if block.decision is not None:
        incumbent.offer(block.decision)
    return block.optimal
