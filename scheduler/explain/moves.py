"""Moves: what changes from one plan to another, occurrence by occurrence, in words for the telephone."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scheduler.audit.words import advisor_name
from scheduler.domain.plan import Occurrence, Plan, occurrences
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.wording import day_words, half_day_words
from scheduler.explain.names import demand_words

Kind = Literal["moved", "handed-over", "dropped", "new"]


@dataclass(frozen=True, slots=True)
class Move:
    """One occurrence that is elsewhere (`moved`), with another advisor then (`handed-over`), gone or new."""

    kind: Kind
    demand: str
    before: Occurrence | None
    after: Occurrence | None


def moves(before: Plan, after: Plan, problem: Problem) -> tuple[Move, ...]:
    """By date of what changes. The territory of the problem must know every demand of both plans."""
    found: list[Move] = []
    demands = problem.territory.demand
    for name in {**before.by_demand, **after.by_demand}:
        old = occurrences(demands[name], before.by_demand.get(name, ()))
        new = occurrences(demands[name], after.by_demand.get(name, ()))
        found.extend(_paired(name, old, new, demands[name].every_weeks, problem))
    return tuple(sorted(found, key=lambda m: ((m.before or m.after).first.half_day, m.demand)))  # type: ignore[union-attr]


def _paired(
    name: str, old: tuple[Occurrence, ...], new: tuple[Occurrence, ...], weeks: int, problem: Problem
) -> Iterator[Move]:
    """Within each window, what is gone and what is new are one move each, in order."""
    kept = {_place(o) for o in old} & {_place(o) for o in new}
    gone: defaultdict[int, list[Occurrence]] = defaultdict(list)
    come: defaultdict[int, list[Occurrence]] = defaultdict(list)
    for held, found in ((old, gone), (new, come)):
        for occurrence in held:
            if _place(occurrence) not in kept:
                found[problem.week(occurrence.date) // weeks].append(occurrence)
    for window in sorted({*gone, *come}):
        left, arrived = gone[window], come[window]
        for number in range(max(len(left), len(arrived))):
            one = left[number] if number < len(left) else None
            other = arrived[number] if number < len(arrived) else None
            yield Move(_kind(one, other), name, one, other)


def _kind(before: Occurrence | None, after: Occurrence | None) -> Kind:
    if before is None:
        return "new"
    if after is None:
        return "dropped"
    return "handed-over" if before.first.half_day == after.first.half_day else "moved"


def _place(occurrence: Occurrence) -> tuple[object, ...]:
    return (occurrence.first.half_day, occurrence.first.advisor)


def move_words(move: Move, problem: Problem) -> Text:
    """`« rdv » (Laruns) : du lundi 7 septembre 2026, matin, au mardi 8 septembre 2026, matin, avec Ana.`"""
    name = demand_words(move.demand, problem)
    old = when_words(move.before) if move.before else None
    new = when_words(move.after) if move.after else None
    giver = advisor_name(problem.territory, move.before.first.advisor) if move.before else ""
    taker = advisor_name(problem.territory, move.after.first.advisor) if move.after else ""
    match move.kind:
        case "new":
            assert new is not None
            return Text(
                fr=f"{name.fr} : tenu le {new.fr}, avec {taker}", en=f"{name.en}: held on {new.en}, with {taker}"
            )
        case "dropped":
            assert old is not None
            return Text(
                fr=f"{name.fr} : n’est plus tenu le {old.fr} (c’était {giver})",
                en=f"{name.en}: no longer held on {old.en} (it was {giver})",
            )
        case "handed-over":
            assert old is not None
            return Text(
                fr=f"{name.fr}, le {old.fr} : {giver} laisse la place à {taker}",
                en=f"{name.en}, on {old.en}: {giver} hands over to {taker}",
            )
        case "moved":
            assert old is not None
            assert new is not None
            who = Text(fr=f"avec {taker}", en=f"with {taker}")
            if giver != taker:
                who = Text(fr=f"avec {taker} au lieu de {giver}", en=f"with {taker} instead of {giver}")
            return Text(
                fr=f"{name.fr} : du {old.fr} au {new.fr}, {who.fr}",
                en=f"{name.en}: from {old.en} to {new.en}, {who.en}",
            )


def when_words(occurrence: Occurrence) -> Text:
    """`lundi 7 septembre 2026, matin`; of a full day the day."""
    if len(occurrence.rows) > 1:
        day = day_words(occurrence.date)
        return Text(fr=f"{day.fr}, toute la journée", en=f"{day.en}, all day")
    return half_day_words(occurrence.first.half_day)
