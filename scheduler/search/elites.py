"""Elites: good plans, annealed apart from each other, each from a seed of its own, side by side on the free cores."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from math import ceil

from scheduler.model.decision import Decision, options_of
from scheduler.search.annealing.annealing import Annealing
from scheduler.search.budget import MOVES_A_SECOND, Budget
from scheduler.search.free_days import share_out_free_days
from scheduler.search.incumbent import Incumbent
from scheduler.search.pieces import Part, Piece, pieces_of
from scheduler.search.pins import Seated

HOTS, COLD = (40.0, 160.0), 1.5
"""Minutes: the first temperatures, elite by elite in turn, and the last one.

A hot start pays where few half-days decide how many others fit, a mild one where many advisors share many places.
"""

MOVES_A_SLOT = 30_000
"""Moves for each occurrence after which an annealing has told what it can: another one tells more."""

MOST_ROUNDS = 32
"""Elites beyond which another one tells nothing more."""

CHUNK_SECONDS = 0.25
"""The annealing is run in pieces of about so long, so that it can be watched and stopped."""

OFFER_SECONDS = 1.0
"""Plans on the way are offered no more often: each is audited whole."""


@dataclass(frozen=True, slots=True)
class Apart:
    """How the elites are made: within so many `seconds`, on so many `threads`, from this seed on."""

    seconds: float
    threads: int
    seed: int


@dataclass(frozen=True, slots=True)
class _Task:
    """One annealing of one piece."""

    piece: Piece
    seconds: float
    seed: int
    hot: float
    round: int
    first: bool


@dataclass
class _Offers:
    """Tells the incumbent of better parts, now and then."""

    incumbent: Incumbent
    _next: float = field(default=0.0)

    def offer(self, part: Part, *, at_once: bool) -> None:
        if at_once or time.monotonic() >= self._next:
            self.incumbent.offer_part(part)
            self._next = time.monotonic() + OFFER_SECONDS


def anneal_apart(incumbent: Incumbent, budget: Budget, seated: Seated, apart: Apart) -> list[Decision]:
    """The elites, in the order of their seeds; better plans are offered as they come.

    A territory that falls apart is annealed piece by piece. Where preparing has taken all the time, one chunk of each
    is run all the same: the alternative is an empty plan.
    """
    universe = incumbent.universe
    if incumbent.decision is None and not universe.problem.asks:
        incumbent.offer(Decision(frozenset(), {}, share_out_free_days(universe, frozenset())))
    tasks, rounds = _tasks(pieces_of(universe), apart)
    offers = _Offers(incumbent)

    def run(task: _Task) -> Part | None:
        if task.round and budget.stopped.is_set():
            return None
        # of equal plans the first offered stays: where runs must repeat, only one thread may speak before the end
        speaks = task.first if budget.deterministic else True
        return _annealed(task, budget, seated, offers if speaks else None)

    with ThreadPoolExecutor(apart.threads) as pool:
        parts = [part for part in pool.map(run, tasks) if part is not None]
    for part in parts:
        incumbent.offer_part(part)
    budget.work(apart.seconds)
    assert incumbent.decision is not None
    pieces = len(tasks) // rounds
    elites = []
    for begin in range(0, len(parts), pieces):
        elite = incumbent.decision
        for part in parts[begin : begin + pieces]:
            elite = part.put_into(elite, universe)
        elites.append(elite)
    return elites


def _tasks(pieces: tuple[Piece, ...], apart: Apart) -> tuple[list[_Task], int]:
    """Every piece in every round, the largest first, and the number of rounds; together they fill the time."""
    sizes = {id(piece): max(1, _occurrences(piece)) for piece in pieces}
    whole = sum(sizes.values())
    fitting = round(apart.seconds * apart.threads * MOVES_A_SECOND / (MOVES_A_SLOT * whole))
    rounds = max(ceil(apart.threads * max(sizes.values()) / whole), min(fitting, MOST_ROUNDS))
    in_order = sorted(pieces, key=lambda piece: -sizes[id(piece)])
    return [
        _Task(
            piece,
            seconds=apart.seconds * apart.threads * sizes[id(piece)] / (whole * rounds),
            seed=apart.seed + 7919 * (number * len(pieces) + place),
            hot=HOTS[number % len(HOTS)],
            round=number,
            first=number == 0 and place == 0,
        )
        for number in range(rounds)
        for place, piece in enumerate(in_order)
    ], rounds


def _occurrences(piece: Piece) -> int:
    """How many occurrences the piece may hold."""
    universe = piece.universe
    windows = {(option.demand.id, universe.window(option)): option.demand.count for option in universe.options}
    return sum(windows.values())


def _annealed(task: _Task, budget: Budget, seated: Seated, offers: _Offers | None) -> Part:
    """Cool one piece down within the seconds, or the moves that they stand for."""
    universe = task.piece.universe
    annealing = Annealing(universe, task.seed, seated.locks)
    annealing.begin_from(options_of(universe, universe.problem.promises), seated.options)
    clock = budget.alike(task.seconds)
    moves, hot, done = 20_000, task.hot, 0.0
    while annealing.slots and done < 1.0 and not budget.stopped.is_set():
        cold = task.hot * (COLD / task.hot) ** min(1.0, done + CHUNK_SECONDS / task.seconds)
        before = clock.spent()
        best = annealing.best
        annealing.run(moves, hot, cold)
        clock.work(moves / MOVES_A_SECOND)
        if offers is not None and annealing.best < best:
            offers.offer(task.piece.part(annealing.decision()), at_once=False)
        hot = cold
        done = 1.0 if clock.is_over() or not budget.left() else clock.spent() / task.seconds
        moves = max(5_000, min(2 * moves, int(moves * CHUNK_SECONDS / max(1e-3, clock.spent() - before))))
    return task.piece.part(annealing.decision())
