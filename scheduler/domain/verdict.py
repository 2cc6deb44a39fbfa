"""What the audit says of a plan: findings for broken rules, costs for the soft goals, and their sum, the score."""

import datetime
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from scheduler.domain.text import Text

COMPONENTS = ("unmet", "split", "change", "irregular", "travel")
"""The components of the score, in FORMAT.md's order. Each goal has the name of its component."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach of a hard rule: which rule and article, where and when, what is wrong, by how much.

    `rule` is the KEY of a rule; `excess` is in the rule's own unit (half-days, people, minutes, days); what does not
    apply is blank or None.
    """

    rule: str
    message: Text
    date: datetime.date | None = None
    period: str = ""
    advisor: str = ""
    demand: str = ""
    article: str = ""
    excess: int = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """One part of the score: `amount` in the goal's unit (half-days, occurrences, minutes), `minutes` once weighed."""

    goal: str
    minutes: int
    amount: int
    message: Text
    date: datetime.date | None = None
    advisor: str = ""
    demand: str = ""
    structure: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The five components in minutes of driving, as FORMAT.md weighs them. Smaller is better."""

    unmet: int = 0
    split: int = 0
    change: int = 0
    irregular: int = 0
    travel: int = 0

    @property
    def total(self) -> int:
        return self.unmet + self.split + self.change + self.irregular + self.travel

    def components(self) -> dict[str, int]:
        return asdict(self)

    @staticmethod
    def of(costs: Iterable[Cost]) -> "Score":
        sums = dict.fromkeys(COMPONENTS, 0)
        for cost in costs:
            sums[cost.goal] += cost.minutes
        return Score(**sums)
