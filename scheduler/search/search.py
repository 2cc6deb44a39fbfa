"""The search: anneal a start, then exact blocks and neighbourhoods, the bound rising beside; ends when they meet."""

from dataclasses import dataclass

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.goals import GOALS
from scheduler.model.cp_sat import Effort
from scheduler.model.decision import Decision, options_of
from scheduler.model.model import Day
from scheduler.rules import RULES
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.blocks import solve_block
from scheduler.search.bound.beside import BoundBeside
from scheduler.search.budget import MOVES_A_SECOND, Budget
from scheduler.search.incumbent import Incumbent
from scheduler.search.neighbourhoods import Chooser
from scheduler.search.pins import Seated, seat_pins

HOT, COLD = 40.0, 1.5
"""Minutes: the annealing's first and last temperatures."""

ANNEALING_SHARE, ANNEALING_MOST = 0.5, 120.0
"""The annealing's part of the time, and its most seconds: the slower it cools, the better it ends."""

CHUNK_SECONDS = 0.25
"""The annealing is run in pieces of about so long, so that it can be watched and stopped."""

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

    With two workers the bound is proven in a second process meanwhile; with one, between the annealing and the blocks,
    in a third of the time. Where days have too many tours for a block, the annealing has all of it.
    """
    seated = _seat_pins(incumbent, budget, tuning)
    if seated is None:
        return
    chooser = Chooser(incumbent.universe, tuning.seed)
    share = ANNEALING_SHARE if chooser.can_free else 1.0
    if tuning.workers > 1:
        with BoundBeside(problem, budget.seconds, incumbent, takes_plans=not tuning.deterministic) as bound:
            _anneal(incumbent, budget, tuning, share, seated)
            _blocks(incumbent, budget, tuning, chooser)
            bound.wait(budget.left(), budget.stopped)
    else:
        _anneal(incumbent, budget, tuning, share / 2, seated)
        if not budget.is_over():
            incumbent.enter(Text(fr="preuve", en="proof"))
            seconds = budget.seconds / 3
            with BoundBeside(problem, seconds, incumbent, takes_plans=not tuning.deterministic) as bound:
                bound.wait(seconds, budget.stopped)
            budget.work(seconds)
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


def _anneal(incumbent: Incumbent, budget: Budget, tuning: Tuning, share: float, seated: Seated) -> None:
    """A first good plan in that share of the time, from what was published where something was.

    Where preparing has taken all the time, one piece is run all the same: the alternative is an empty plan.
    """
    incumbent.enter(Text(fr="premier plan", en="first plan"))
    annealing = Annealing(incumbent.universe, tuning.seed, seated.locks)
    annealing.begin_from(options_of(incumbent.universe, incumbent.universe.problem.promises), seated.options)
    incumbent.offer(annealing.decision())
    seconds = min(share * budget.seconds, ANNEALING_MOST)
    moves = 20_000
    hot = HOT
    begun = budget.spent()
    best = annealing.best
    done = 0.0
    while annealing.slots and done < 1.0 and not budget.stopped.is_set():
        cold = HOT * (COLD / HOT) ** min(1.0, done + CHUNK_SECONDS / seconds)
        before = budget.spent()
        annealing.run(moves, hot, cold)
        budget.work(moves / MOVES_A_SECOND)
        if annealing.best < best:
            best = annealing.best
            incumbent.offer(annealing.decision())
        hot = cold
        done = (budget.spent() - begun) / seconds if budget.left() else 1.0
        moves = max(5_000, min(2 * moves, int(moves * CHUNK_SECONDS / max(1e-3, budget.spent() - before))))


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
    seconds = min(BLOCK_SECONDS, budget.left())
    effort = (
        Effort(deterministic_time=seconds, seed=tuning.seed)
        if tuning.deterministic
        else Effort(seconds=seconds, seed=tuning.seed)
    )
    block = solve_block(incumbent.universe, RULES, GOALS, free, held, effort, budget.stopped)
    budget.work(max(block.work, 0.02))
    if block.decision is not None:
        incumbent.offer(block.decision)
    return block.optimal
