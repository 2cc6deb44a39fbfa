"""Limits - the zone and billed shares of each advisor's interventions in the period, against the convention's."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import ShareRule, Territory


@dataclass(frozen=True, slots=True)
class Limit:
    """Of the advisor's `whole` intervention half-days, `part` count for the rule; `least` to `most` of them may."""

    rule: ShareRule
    advisor: str
    part: int
    whole: int

    @property
    def least(self) -> int:
        return ceil(self.rule.min * self.whole)

    @property
    def most(self) -> int:
        return floor(self.rule.max * self.whole)

    @property
    def off(self) -> int:
        """Half-days below the least (negative) or above the most."""
        return min(0, self.part - self.least) + max(0, self.part - self.most)


def limits(territory: Territory, inside: Plan) -> tuple[Limit, ...]:
    """Rule by rule, each advisor; `inside` is the plan of the period, which counts as one horizon."""
    return tuple(
        _limit(territory, rule, advisor.id, [row for row in inside.interventions if row.advisor == advisor.id])
        for rule in territory.share_rules
        for advisor in territory.advisors
    )


def _limit(territory: Territory, rule: ShareRule, advisor: str, rows: Sequence[PlanRow]) -> Limit:
    if rule.kind == "zone_share":
        part = sum(territory.venue[row.venue].zone == rule.zone for row in rows)
    else:
        part = sum(territory.demand[row.demand].billed for row in rows)
    return Limit(rule, advisor, part, len(rows))
