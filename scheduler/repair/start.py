"""Start: the pins, and every promise that still goes, where they were published; the annealing places what is left."""

from collections.abc import Iterator

from scheduler.audit import findings
from scheduler.domain.plan import Occurrence
from scheduler.domain.time import HalfDay
from scheduler.model.decision import Decision, options_of, plan_of
from scheduler.model.universe import Universe
from scheduler.repair.focus import promised
from scheduler.search.free_days import share_out_free_days
from scheduler.search.pins import Seated


def start(universe: Universe, seated: Seated, seed: int) -> Decision:
    """A decision that keeps every rule, and every promise that the disruption leaves possible."""
    if not universe.problem.asks:
        kept = _as_published(universe)
        if not findings(plan_of(universe, kept), universe.problem):
            return kept
    return _annealed(universe, seated, seed)


def _as_published(universe: Universe) -> Decision:
    """What is still possible, in the rooms and with the hosts of the publication where those still go."""
    rooms = dict(_rooms(universe))
    hosts = share_out_free_days(universe, frozenset(rooms))
    published = {(row.advisor, row.half_day): row.structure for row in universe.problem.promises.rows}
    for (advisor, _), hostings in universe.hostings.items():
        for hosting in hostings:
            shared = {(advisor, h): s for h, s in zip(hosting.half_days, hosting.structures, strict=True)}
            if shared.items() <= published.items():
                hosts |= shared
    return Decision(frozenset(rooms), rooms, hosts)


def _rooms(universe: Universe) -> Iterator[tuple[int, str]]:
    """The options that are promised, each with a room that nobody else has then."""
    taken: set[tuple[str, str, HalfDay]] = set()
    placed: set[int] = set()
    for occurrence in promised(universe.problem):
        number = option_of(universe, occurrence)
        if number is None or number in placed:
            continue
        option = universe.options[number]
        fitting = [room.id for room in universe.rooms(option)]
        for room in sorted(fitting, key=lambda name: name != occurrence.first.room):
            uses = {(option.demand.venue, room, half_day) for half_day in option.half_days}
            if not uses & taken:
                taken |= uses
                placed.add(number)
                yield number, room
                break


def option_of(universe: Universe, occurrence: Occurrence) -> int | None:
    """The number of the option that keeps the occurrence; None where there is none."""
    first = occurrence.first
    return universe.number.get((occurrence.demand, occurrence.date, first.half_day.period.name, first.advisor))


def _annealed(universe: Universe, seated: Seated, seed: int) -> Decision:
    # the compiled code takes half a second to import, and is seldom needed
    from scheduler.search.annealing.annealing import Annealing  # noqa: PLC0415

    annealing = Annealing(universe, seed, seated.locks)
    annealing.begin_from(options_of(universe, universe.problem.promises), seated.options)
    return annealing.decision()
