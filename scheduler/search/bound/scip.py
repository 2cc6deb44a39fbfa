"""SCIP, as the bound uses it: a whole-number program in, a proven minimum out, rises and solutions told on the way."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from pyscipopt import Eventhdlr, Model, quicksum
from pyscipopt.scip import PY_SCIP_EVENTTYPE as SCIP_EVENTTYPE
from pyscipopt.scip import PY_SCIP_PARAMSETTING as SCIP_PARAMSETTING
from pyscipopt.scip import Event, Variable

from scheduler.search.bound.matrix import Floats, Matrix

BRANCHING_STEPS = 20
"""Steps of the simplex method for which a branching candidate is tried; its own 10 prove later."""

WALL_CLOCK = 2

SETTINGS = {
    "timing/clocktype": WALL_CLOCK,
    "branching/relpscost/inititer": BRANCHING_STEPS,
    "presolving/maxrestarts": 0,  # each costs the root again, which is half of a proof
}


@dataclass
class Asking:
    """Who is told of each higher minimum and each solution, and who says below what cost solutions are wanted.

    Costs are without the matrix's constant. `below` is asked all the time: it falls as others find better plans.
    """

    on_bound: Callable[[float], None]
    on_solution: Callable[[Floats], None] | None = None
    below: Callable[[], float] = field(default=lambda: np.inf)


def whole_minimum(matrix: Matrix, seconds: float, asking: Asking) -> float | None:
    """What every solution of the whole-number program costs at least; None where nothing was proven.

    Where no solution costs less than what was asked for, that is the minimum; infinite where there is none at all.
    """
    model = Model()
    model.hideOutput()
    model.setParams(SETTINGS)
    model.setParam("limits/time", max(0.1, seconds))
    model.setHeuristics(SCIP_PARAMSETTING.OFF)  # the search finds plans sooner; here the proof counts
    model.setSeparating(SCIP_PARAMSETTING.FAST)
    columns = _state(model, matrix)
    watch = _Watch(columns, asking)
    model.includeEventhdlr(watch, "watch", "tells what is proven and found")
    watch.tighten(model)
    model.optimize()
    if model.getStatus() == "infeasible":
        return watch.limit
    proven = model.getDualbound()
    return None if model.isInfinity(abs(proven)) else float(proven)


def _state(model: Model, matrix: Matrix) -> list[Variable | None]:
    """The program in SCIP's words; column by column, its variable, or None where it can only be nought."""
    columns = [
        model.addVar(vtype="I", lb=least, ub=most, obj=cost) if least or most else None
        for least, most, cost in zip(matrix.least.tolist(), matrix.most.tolist(), matrix.cost.tolist(), strict=True)
    ]
    nought = model.addVar(vtype="I", lb=0, ub=0)
    starts, places, values = matrix.starts.tolist(), matrix.columns.tolist(), matrix.values.tolist()
    for row, (lower, upper) in enumerate(zip(matrix.lower.tolist(), matrix.upper.tolist(), strict=True)):
        terms = [
            values[entry] * column
            for entry in range(starts[row], starts[row + 1])
            if (column := columns[places[entry]]) is not None
        ]
        amount = quicksum(terms) if terms else nought + 0.0
        if np.isinf(lower):
            model.addCons(amount <= upper)
        elif np.isinf(upper):
            model.addCons(amount >= lower)
        else:
            model.addCons((amount >= lower) <= upper)
    return columns


class _Watch(Eventhdlr):
    """Listens at each program solved, each node closed and each better solution."""

    def __init__(self, columns: list[Variable | None], asking: Asking) -> None:
        self._columns, self._asking = columns, asking
        self.limit = np.inf
        """Solutions that cost that or more are not looked at."""

    def eventinit(self) -> None:
        kinds = SCIP_EVENTTYPE.LPSOLVED | SCIP_EVENTTYPE.NODESOLVED | SCIP_EVENTTYPE.BESTSOLFOUND
        self.model.catchEvent(kinds, self)

    def eventexec(self, event: Event) -> None:
        if event.getType() == SCIP_EVENTTYPE.BESTSOLFOUND:  # no limit may be set while SCIP takes a solution
            self._tell_solution()
            return
        bound = self.model.getDualbound()
        if not self.model.isInfinity(abs(bound)):
            self._asking.on_bound(bound)
        if event.getType() == SCIP_EVENTTYPE.LPSOLVED:  # a branching has children that SCIP would go on to count
            self.tighten(self.model)

    def _tell_solution(self) -> None:
        best = self.model.getBestSol()
        if best is not None and self._asking.on_solution is not None:
            self._asking.on_solution(np.array([0.0 if column is None else best[column] for column in self._columns]))

    def tighten(self, model: Model) -> None:
        """Give up whatever does not cost less than what is asked for by now."""
        limit = self._asking.below()
        if limit < self.limit:
            self.limit = limit
            model.setObjlimit(limit)
