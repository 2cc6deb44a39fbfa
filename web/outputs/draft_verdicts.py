"""How a draft's audit is told: what forbids a place, with its article; what it would cost, component by component."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.desk.judged import Effect
from scheduler.domain.text import Text
from scheduler.domain.verdict import COMPONENTS, Finding, Score
from scheduler.report.places import cost_words
from scheduler.report.rule_names import RULE_NAMES
from scheduler.report.wording import COMPONENT_NAMES

NOTHING_MORE = Text(fr="sans rien coûter", en="at no cost")


@dataclass(frozen=True, slots=True)
class Breach:
    """A finding as a person reads it."""

    rule: Text
    message: Text
    article: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an edit would come to: `short` fits into a half-day of the grid, `full` says all of it."""

    allowed: bool
    minutes: int
    short: Text
    full: Text
    breaches: tuple[Breach, ...]
    costs: tuple[tuple[Text, int], ...]


def verdict_of(effect: Effect) -> Verdict:
    breaches = breaches_of(effect.broken)
    costs = changes_of_score(effect.cost)
    price = cost_words(effect.cost) if effect.cost.total or costs else NOTHING_MORE
    if not breaches:
        short = Text(fr=f"{effect.cost.total:+d} min", en=f"{effect.cost.total:+d} min")
        full = Text(fr=f"possible : {price.fr}", en=f"possible: {price.en}")
        return Verdict(True, effect.cost.total, short, full, (), costs)
    names = list(dict.fromkeys(breach.rule for breach in breaches))
    short = Text(fr=", ".join(name.fr for name in names), en=", ".join(name.en for name in names))
    said = [_with_article(breach) for breach in breaches]
    full = Text(
        fr=f"interdit ({short.fr}) : {' '.join(one.fr for one in said)} Coût : {price.fr}.",
        en=f"forbidden ({short.en}): {' '.join(one.en for one in said)} Cost: {price.en}.",
    )
    return Verdict(False, effect.cost.total, short, full, breaches, costs)


def breaches_of(findings: Iterable[Finding]) -> tuple[Breach, ...]:
    return tuple(Breach(RULE_NAMES[one.rule], one.message, one.article, one) for one in findings)


def changes_of_score(cost: Score) -> tuple[tuple[Text, int], ...]:
    """The components that change, in FORMAT.md's order, each with its minutes."""
    minutes = cost.components()
    return tuple((COMPONENT_NAMES[name], minutes[name]) for name in COMPONENTS if minutes[name])


def _with_article(breach: Breach) -> Text:
    if not breach.article or breach.article in breach.message.fr:
        return breach.message
    return Text(fr=f"{breach.message.fr} [{breach.article}]", en=f"{breach.message.en} [{breach.article}]")
