"""The soft goals of FORMAT.md, one module each, in minutes of driving; the twin of each stands in audit/."""

from scheduler.goals import change, irregular, split, travel, unmet
from scheduler.model.rule import Goal

GOALS: tuple[Goal, ...] = (unmet.GOAL, split.GOAL, change.GOAL, irregular.GOAL, travel.GOAL)
