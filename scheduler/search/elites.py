"""Elites: good plans, annealed apart from each other, each from a seed of its own, side by side on the free cores."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from scheduler.model.decision import Decision, options_of
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.budget import MOVES_A_SECOND, Budget
from scheduler.search.incumbent import Incumbent
from scheduler.search.pins import Seated

HOT, COLD = 40.0, 1.5
"""Minutes: the annealing's first and last temperatures."""

MOVES_A_SLOT = 9_000
"""Moves for each occurrence after which an annealing has told what it can: another one tells more."""

CHUNK_SECONDS = 0.25
"""The annealing is run in pieces of about so long, so that it can be watched and stopped."""


@dataclass(frozen=True, slots=True)
class Apart:
    """How the elites are made: within so many `seconds`, on so many `threads`, from this seed on."""

    seconds: float
    threads: int
    seed: int


def anneal_apart(incumbent: Incumbent, budget: Budget, seated: Seated, apart: Apart) -> list[Decision]:
    """The elites, in the order of their seeds; each better plan is offered as it comes.

    Where preparing has taken all the time, one chunk is run all the same: the alternative is an empty plan.
    """
    first = Annealing(incumbent.universe, apart.seed, seated.locks)
    promised = options_of(incumbent.universe, incumbent.universe.problem.promises)
    first.begin_from(promised, seated.options)
    incumbent.offer(first.decision())
    if not first.slots:
        return [first.decision()]
    wanted = first.slots * MOVES_A_SLOT / MOVES_A_SECOND
    rounds = max(1, round(apart.seconds / wanted))

    def anneal_some(thread: int) -> list[Decision]:
        found = []
        for turn in range(rounds):
            number = turn * apart.threads + thread
            if number and (budget.stopped.is_set() or not budget.left()):
                break
            annealing = first
            if number:
                annealing = Annealing(incumbent.universe, apart.seed + 7919 * number, seated.locks)
                annealing.begin_from(promised, seated.options)
            offers = thread == 0 or not budget.deterministic  # of equal plans the first offered stays: the order counts
            _anneal(annealing, budget, apart.seconds / rounds, incumbent if offers else None)
            found.append(annealing.decision())
        return found

    with ThreadPoolExecutor(apart.threads) as pool:
        by_thread = list(pool.map(anneal_some, range(apart.threads)))
    elites = [decision for found in by_thread for decision in found]
    for decision in elites:
        incumbent.offer(decision)
    budget.work(apart.seconds)
    return elites


def _anneal(annealing: Annealing, budget: Budget, seconds: float, incumbent: Incumbent | None) -> None:
    """Cool one annealing down within the seconds, or the moves that they stand for; each best plan is offered."""
    clock = budget.alike(seconds)
    moves, hot, done = 20_000, HOT, 0.0
    while done < 1.0 and not budget.stopped.is_set():
        cold = HOT * (COLD / HOT) ** min(1.0, done + CHUNK_SECONDS / seconds)
        before = clock.spent()
        best = annealing.best
        annealing.run(moves, hot, cold)
        clock.work(moves / MOVES_A_SECOND)
        if incumbent is not None and annealing.best < best:
            incumbent.offer(annealing.decision())
        hot = cold
        done = 1.0 if clock.is_over() or not budget.left() else clock.spent() / seconds
        moves = max(5_000, min(2 * moves, int(moves * CHUNK_SECONDS / max(1e-3, clock.spent() - before))))
