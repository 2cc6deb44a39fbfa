"""The hard rules of FORMAT.md and the pins, one module each; the twin of each stands in audit/ under the same name."""

from scheduler.model.rule import Rule
from scheduler.rules import (
    conditions,
    driving,
    full_days,
    hosts,
    opening,
    pins,
    presence,
    recurrence,
    rooms,
    times,
    workload,
)

RULES: tuple[Rule, ...] = (
    conditions.RULE,
    presence.RULE,
    workload.RULE,
    opening.RULE,
    rooms.RULE,
    hosts.RULE,
    times.RULE,
    driving.RULE,
    recurrence.RULE,
    full_days.RULE,
    pins.RULE,
)
