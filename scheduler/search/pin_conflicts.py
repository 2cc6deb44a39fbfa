"""Pins that cannot be kept: what forbids one alone, and a smallest set that excludes itself, each step proven."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from scheduler.audit import CHECKS, findings, pins
from scheduler.domain.demands import Demand
from scheduler.domain.pins import Ask, Pin
from scheduler.domain.places import UNNAMED
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay, Period
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, list_words
from scheduler.model.universe import Universe
from scheduler.report.rule_names import RULE_NAMES

MOST_TRIED = 400
"""Ways to keep a pin that are looked at, to say what forbids it."""

MOST_REASONS = 3

LEFT_OUT = tuple(
    frozenset(keys)
    for keys in (("times", "driving"), ("hosts",), ("rooms",), ("presence",), ("workload",), ("recurrence",))
)
"""The rules that tie several things together, in the order in which they are spared; a day's tours are one matter."""

Judge = Callable[[Collection[Ask], frozenset[str]], bool | None]
"""Whether those asks exclude each other without the rules of those keys; None where the time was over."""

JUDGES = tuple(check for check in CHECKS if check is not pins)


def impossible_pins(hopeless: Sequence[Ask], problem: Problem) -> Text:
    """Why nothing in the territory could keep these asks: a line for each pin, for its first such day."""
    first: dict[Pin, Ask] = {}
    for ask in hopeless:
        first.setdefault(ask.pin, ask)
    return _lines([_said(pin, problem, _reason(ask, problem)) for pin, ask in first.items()])


def smallest_conflict(universe: Universe, is_infeasible: Judge) -> Text:
    """A set of pins that cannot be kept together, none of which can be spared, and the rules that it takes."""
    problem = universe.problem
    conflict = list(dict.fromkeys(ask.pin for ask in problem.asks))
    is_smallest = True
    for pin in list(conflict):
        rest = [other for other in conflict if other is not pin]
        verdict = is_infeasible(_asks(rest, problem), frozenset())
        is_smallest = is_smallest and verdict is not None
        if verdict:
            conflict = rest
    said = [_said(pin, problem, None) for pin in conflict]
    return _lines([_heading(len(conflict), is_smallest), *said, _rules_words(_asks(conflict, problem), is_infeasible)])


def _asks(chosen: Sequence[Pin], problem: Problem) -> list[Ask]:
    return [ask for pin in chosen for ask in problem.asks_of(pin)]


def _heading(pins_in_it: int, is_smallest: bool) -> Text:
    if pins_in_it == 1:
        return Text(
            fr="Cette épingle demande plus que les règles ne permettent, à elle seule (prouvé) :",
            en="This pin asks for more than the rules allow, by itself (proven):",
        )
    if is_smallest:
        return Text(
            fr="Ces épingles ne peuvent pas être tenues ensemble ; sans l’une d’elles, les autres le sont (prouvé) :",
            en="These pins cannot be kept together; without any one of them, the others can (proven):",
        )
    return Text(
        fr="Ces épingles ne peuvent pas être tenues ensemble (prouvé ; il en suffit peut-être de moins) :",
        en="These pins cannot be kept together (proven; fewer of them may do):",
    )


def _rules_words(asks: Collection[Ask], is_infeasible: Judge) -> Text:
    """The rules without which the pins could be kept: left out one after the other while it stays impossible."""
    out: frozenset[str] = frozenset()
    for together in LEFT_OUT:
        if is_infeasible(asks, out | together):
            out |= together
    names = [RULE_NAMES[key] for together in LEFT_OUT for key in sorted(together - out)]
    if not names:
        return Text(fr="Elles se contredisent.", en="They contradict each other.")
    listed = list_words(names)
    return Text(fr=f"Ce qui l’interdit : {listed.fr}.", en=f"What forbids it: {listed.en}.")


def _said(pin: Pin, problem: Problem, reason: Text | None) -> Text:
    what = pins.pin_words(pin, problem.territory)
    said = Text(fr=f"Épingle de la ligne {pin.line} ({what.fr})", en=f"Pin of line {pin.line} ({what.en})")
    if reason is None:
        return Text(fr=f"{said.fr}.", en=f"{said.en}.")
    return Text(fr=f"{said.fr} : {reason.fr}", en=f"{said.en}: {reason.en}")


def _lines(said: Sequence[Text]) -> Text:
    return Text(fr="\n".join(text.fr for text in said), en="\n".join(text.en for text in said))


def _reason(ask: Ask, problem: Problem) -> Text:
    """What forbids the ways to keep the ask: the findings of the way that has fewest."""
    tried = islice(_ways(ask, problem), MOST_TRIED)
    broken = min((_judged(rows, problem) for rows in tried), key=len, default=None)
    if broken is None:
        return Text(
            fr="aucune demande n’a de ligne qui lui convienne, et aucune demi-journée à la base non plus.",
            en="no demand has a row that would do, nor has any half-day at the base.",
        )
    if not broken:
        when = list_words([day_words(day) for day in ask.days[:2]])
        return Text(fr=f"rien ne peut la tenir, {when.fr}.", en=f"nothing can keep it, {when.en}.")
    reasons = list(dict.fromkeys(finding.message for finding in broken))[:MOST_REASONS]
    return Text(fr=" ".join(text.fr for text in reasons), en=" ".join(text.en for text in reasons))


def _judged(rows: tuple[PlanRow, ...], problem: Problem) -> list[Finding]:
    """What breaks a rule in a plan of these rows alone, where the advisor is at work in no other half-day."""
    wanted = {row.half_day for row in rows}
    advisor = rows[0].advisor
    alone = replace(problem, available={advisor: problem.available[advisor] & wanted}, pins=())
    return findings(Plan.of(rows), alone, JUDGES)


def _ways(ask: Ask, problem: Problem) -> Iterator[tuple[PlanRow, ...]]:
    """Occurrences of demands, and half-days at the base, that would keep the ask if no rule forbade them."""
    pin, territory = ask.pin, problem.territory
    advisors = list(territory.advisor) if pin.advisor is None else [pin.advisor]
    demands = [
        demand
        for demand in territory.demands
        if pin.demand in (None, demand.id)
        and pin.venue in (None, demand.venue)
        and pin.activity in (None, demand.activity)
    ]
    for day in ask.days:
        for advisor in advisors:
            for period in territory.periods:
                for demand in demands:
                    for room in territory.rooms_of[demand.venue]:
                        rows = _rows(demand, HalfDay(day, period), advisor, room.id, problem)
                        if any(pin.is_kept_by(row) for row in rows):
                            yield rows
                for posting in territory.postings_of[advisor]:
                    base = PlanRow(HalfDay(day, period), advisor, posting.structure, posting.base)
                    if pin.is_kept_by(base):
                        yield (base,)


def _rows(demand: Demand, first: HalfDay, advisor: str, room: str, problem: Problem) -> tuple[PlanRow, ...]:
    parts: tuple[tuple[Period, int, int], ...] = problem.parts(demand, first.period)
    if parts[0][0] != first.period:  # a full day begins in the morning alone
        return ()
    return tuple(
        PlanRow(
            HalfDay(first.date, period),
            advisor,
            problem.territory.venue[demand.venue].structure,
            demand.venue,
            demand.id,
            room or UNNAMED,
            demand.activity,
            start,
            end,
        )
        for period, start, end in problem.parts(demand, first.period)
    )
