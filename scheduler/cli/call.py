"""One call of the command line: the language that it speaks, when it began, and how long it may still search."""

import time
from dataclasses import dataclass, field

import click

from scheduler.domain.problem import Problem
from scheduler.domain.text import Language

LEAST_SECONDS = 1.0
"""What a search is left at least, however long it took to read the files: less would be no search."""

ENDING_SECONDS, ENDING_SECONDS_A_HALF_DAY = 0.5, 0.001
"""What comes after the search, at most: its last step, the audit, the files (measured on two busy cores)."""


@dataclass(frozen=True, slots=True)
class Call:
    """Known before the arguments are read; click carries it as its `obj`. `began` is on the monotonic clock."""

    language: Language = "fr"
    began: float = field(default_factory=time.monotonic)


def call_of(context: click.Context) -> Call:
    call: Call = context.find_root().obj
    return call


def seconds_to_search(asked: float, problem: Problem) -> float:
    """What a search may take for the running command to take `asked` seconds: what is left, less what its end takes.

    At least LEAST_SECONDS, or all that was asked for where that is less.
    """
    spent = time.monotonic() - call_of(click.get_current_context()).began
    half_days = sum(len(available) for available in problem.available.values())
    ending = ENDING_SECONDS + ENDING_SECONDS_A_HALF_DAY * half_days
    return max(min(asked, LEAST_SECONDS), asked - spent - ending)
