"""Runs compared - the plans of several runs in one table, at the same prices, a column each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, request

from scheduler.domain.text import Text
from scheduler.domain.verdict import COMPONENTS
from scheduler.report.wording import COMPONENT_NAMES
from web.console.pages import page
from web.console.reader import reader
from web.console.run_found import found_run
from web.console.run_words import RunWords
from web.database import database
from web.models.runs import Run
from web.services.reference import loaded_territory

MOST = 6
"""Runs in one table."""


def compare_runs(territory: str) -> Response:
    """The plans of the runs that are asked for, in a table: a column each."""
    session = database.session()
    numbers = list(dict.fromkeys(request.args.getlist("calcul", type=int)))[:MOST]
    found = [found_run(territory, number) for number in numbers]
    planned = [run for run in found if (run.result or {}).get("own")]
    return page(
        "runs_compared.html",
        runs=planned,
        without=[run for run in found if run not in planned],
        r=RunWords(reader(), loaded_territory(session, territory)),
        rows=list(_rows(planned)),
        same_weeks=len({(run.first_day, run.weeks) for run in planned}) <= 1,
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison: what each run has, and which of them have the least of it."""

    name: Text
    values: tuple[int | None, ...]
    unit: str = ""

    @property
    def best(self) -> frozenset[int]:
        """The places of the best ones; none where all are alike."""
        known = [value for value in self.values if value is not None]
        if len(set(known)) < 2:
            return frozenset()
        wanted = max(known) if self.unit == "served" else min(known)
        return frozenset(place for place, value in enumerate(self.values) if value == wanted)


def _rows(runs: Sequence[Run]) -> Iterator[Row]:
    """The score at the territory's own prices, then what it is made of, then what people ask about."""
    results: list[dict[str, Any]] = [run.result or {} for run in runs]
    yield Row(_TOTAL, tuple(sum(result["own"].values()) for result in results))
    for name in COMPONENTS:
        yield Row(COMPONENT_NAMES[name], tuple(result["own"][name] for result in results))
    yield Row(_SERVED, tuple(result["served"] for result in results), "served")
    yield Row(_CHANGED, tuple(_changed(result) for result in results))
    yield Row(_KM, tuple(result["km"] for result in results))
    yield Row(_LONGEST, tuple(result["longest_minutes"] for result in results), "minutes")


def _changed(result: dict[str, Any]) -> int | None:
    """Published half-days that are not where they were announced; None where nothing was published."""
    kinds = result["changes"]
    return None if kinds is None else sum(number for kind, number in kinds.items() if kind not in ("kept", "new"))


_TOTAL = Text(fr="Score, aux prix du territoire", en="Score, at the territory's prices")
_SERVED = Text(fr="Demi-journées servies", en="Half-days served")
_CHANGED = Text(fr="Demi-journées publiées qui changent", en="Published half-days that change")
_KM = Text(fr="Kilomètres", en="Kilometres")
_LONGEST = Text(fr="La plus longue route d’une journée", en="The longest drive of a day")
