"""How a draft's audit is told: what forbids a place, with its article; what it would cost, component by component."""

from collections.abc import Iterable
from dataclasses import dataclass

from scheduler.audit import CHECKS
from scheduler.desk.judged import Effect
from scheduler.domain.text import Text
from scheduler.domain.verdict import COMPONENTS, Finding, Score
from scheduler.domain.wording import list_words
from scheduler.report.places import cost_words
from scheduler.report.rule_names import RULE_NAMES
from scheduler.report.wording import COMPONENT_NAMES

_ORDER = tuple(check.KEY for check in CHECKS)

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
    """The rules in FORMAT.md's order, the first breach of each in words."""
    breaches = _first_of_each(breaches_of(effect.broken))
    costs = changes_of_score(effect.cost)
    price = cost_words(effect.cost) if effect.cost.total or costs else NOTHING_MORE
    if not breaches:
        short = Text(fr=f"{effect.cost.total:+d} min", en=f"{effect.cost.total:+d} min")
        full = Text(fr=f"possible : {price.fr}", en=f"possible: {price.en}")
        return Verdict(True, effect.cost.total, short, full, (), costs)
    names = list(dict.fromkeys(breach.rule for breach in breaches))
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    short = Text(fr=f"{names[0].fr}{more}", en=f"{names[0].en}{more}")
    rules = list_words(names)
    said = [_with_article(breach) for breach in breaches]
    full = Text(
        fr="\n".join([f"interdit par {rules.fr}.", *(one.fr for one in said), f"Coût : {price.fr}."]),
        en="\n".join([f"forbidden by {rules.en}.", *(one.en for one in said), f"Cost: {price.en}."]),
    )
    return Verdict(False, effect.cost.total, short, full, breaches, costs)


def _first_of_each(breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    found: dict[str, Breach] = {}
    for breach in breaches:
        found.setdefault(breach.finding.rule, breach)
    return tuple(found[rule] for rule in _ORDER if rule in found)


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
