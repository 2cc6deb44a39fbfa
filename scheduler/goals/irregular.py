"""Irregular - the occurrences of a regular demand that are not on its `count` usual slots: weekday, period, advisor."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from scheduler.domain.demands import Demand
from scheduler.domain.time import Window
from scheduler.model.model import Model
from scheduler.model.program import Sum
from scheduler.model.rule import Goal

KEY = "irregular"

Slot = tuple[int, str, str]


def _post(model: Model) -> None:
    demands = model.problem.territory.demand
    for name, numbers in model.options_by(lambda o: [o.demand.id]):
        demand = demands[name]
        if demand.regular:
            facts = Counter(occurrence.slot for occurrence in model.problem.fact_occurrences.get(name, ()))
            windows = {model.window(number) for number in numbers}
            if len(windows) > 1 or facts:  # within one window, `count` slots are usual for at most `count` occurrences
                _post_demand(model, demand, numbers, facts)


def _post_demand(model: Model, demand: Demand, numbers: list[int], facts: Counter[Slot]) -> None:
    by_slot: defaultdict[Slot, list[int]] = defaultdict(list)
    for number in numbers:
        by_slot[model.option(number).slot].append(number)
    usual = {slot: model.column() for slot in (*by_slot, *(slot for slot in facts if slot not in by_slot))}
    model.at_most(Sum.of(usual.values()), demand.count)
    for slot, options in by_slot.items():
        for together in _one_at_most(model, demand, options):
            irregular = model.column()
            model.at_most(model.total(together) - usual[slot] - irregular, 0)
            model.charge(irregular * model.problem.territory.weights.irregular)
    if facts:
        frequency = {slot: model.total(by_slot.get(slot, ())) + facts[slot] for slot in usual}
        _most_frequent(model, demand, usual, frequency)


def _one_at_most(model: Model, demand: Demand, options: Sequence[int]) -> Iterable[Sequence[int]]:
    """The options in groups of which one at most is taken: the larger, the less a relaxed program can spread them."""
    if demand.count > 1:
        return [[number] for number in options]
    by_window: defaultdict[Window, list[int]] = defaultdict(list)
    for number in options:
        by_window[model.window(number)].append(number)
    return by_window.values()


def _most_frequent(model: Model, demand: Demand, usual: Mapping[Slot, Sum], frequency: Mapping[Slot, Sum]) -> None:
    """With published rows the most frequent slots are not the cheapest to name: no other slot may be more frequent."""
    most = max(count.constant + len(count.terms) for count in frequency.values())
    threshold = model.column(0, most)
    model.equal(Sum.of(usual.values()), min(demand.count, len(usual)))
    for slot, named in usual.items():
        # named: frequency >= threshold; not named: frequency <= threshold
        model.at_least(frequency[slot] - threshold - named * most, -most)
        model.at_most(frequency[slot] - threshold - named * most, 0)


GOAL = Goal(KEY, _post)
