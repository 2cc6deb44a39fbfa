"""Judged - a plan with what the audit says of each of its parts; a change is judged by the parts that it touches."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.audit import cost_order, finding_order, row_order
from scheduler.desk.parts import JUDGES, Day, Part, Parts
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.verdict import COMPONENTS, Cost, Finding, Score


@dataclass(frozen=True, slots=True)
class Said:
    """What the audit says of a part."""

    findings: tuple[Finding, ...] = ()
    costs: tuple[Cost, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a plan: rows that go, and rows that come instead."""

    removed: tuple[PlanRow, ...] = ()
    added: tuple[PlanRow, ...] = ()

    def then(self, later: "Edit") -> "Edit":
        """Both as one: what comes and goes again is in neither."""
        stays = [row for row in self.added if row not in later.removed]
        gone = [row for row in later.removed if row not in self.added]
        return Edit(*_without_both((*self.removed, *gone), (*stays, *later.added)))

    @property
    def inverse(self) -> "Edit":
        return Edit(self.added, self.removed)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an edit does: findings that it adds and that it ends, and what it adds to each component of the score."""

    broken: tuple[Finding, ...]
    mended: tuple[Finding, ...]
    cost: Score


class Judged:
    """The rows of a plan inside the horizon, by part. It does not change: `changed` gives another one."""

    def __init__(self, parts: Parts, rows: Mapping[Part, tuple[PlanRow, ...]], said: Mapping[Part, Said]) -> None:
        self.parts = parts
        self.rows = rows
        self._said = said

    @staticmethod
    def of(plan: Plan, problem: Problem) -> "Judged":
        """Judges every part. Every id in the plan must be one of the territory's: KeyError."""
        parts = Parts(problem)
        held: dict[Part, list[PlanRow]] = {part: [] for part in parts.standing()}
        inside = [row for row in plan.rows if row.date in problem.horizon]
        for row in sorted(inside, key=row_order):
            for part in parts.of_row(row):
                held.setdefault(part, []).append(row)
        rows = {part: tuple(theirs) for part, theirs in held.items()}
        return Judged(parts, rows, {part: _judge(parts, part, theirs) for part, theirs in rows.items()})

    @property
    def problem(self) -> Problem:
        return self.parts.problem

    @cached_property
    def plan(self) -> Plan:
        """All the rows of the horizon."""
        return Plan.of([row for part, rows in self.rows.items() if isinstance(part, Day) for row in rows])

    @cached_property
    def findings(self) -> list[Finding]:
        """What `audit.findings` says of the plan."""
        order = finding_order(self.problem.territory)
        return sorted((finding for said in self._said.values() for finding in said.findings), key=order)

    @cached_property
    def costs(self) -> list[Cost]:
        """What `audit.costs` says of the plan."""
        found = sorted((cost for said in self._said.values() for cost in said.costs), key=cost_order)
        return sorted(found, key=lambda cost: COMPONENTS.index(cost.goal))

    @cached_property
    def score(self) -> Score:
        return Score.of(cost for said in self._said.values() for cost in said.costs)

    def changed(self, edit: Edit) -> "Judged":
        """The plan after the edit. ValueError where it removes a row that is not there."""
        rows, said = self._tried(edit)
        return Judged(self.parts, {**self.rows, **rows}, {**self._said, **said})

    def effect(self, edit: Edit) -> Effect:
        """What the edit would do."""
        _, after = self._tried(edit)
        return self._effect({part: self._said.get(part, NOTHING) for part in after}, after)

    def since(self, earlier: "Judged") -> Mapping[Part, Said]:
        """What is said of the parts that have changed from an earlier plan, from which this one has come by edits."""
        return {part: said for part, said in self._said.items() if earlier._said.get(part) is not said}

    def effect_since(self, earlier: "Judged", changed: Mapping[Part, Said], edit: Edit) -> Effect:
        """What leads from the earlier plan to this one with the edit; `changed` is `since(earlier)`."""
        _, tried = self._tried(edit)
        after = {**changed, **tried}
        return self._effect({part: earlier._said.get(part, NOTHING) for part in after}, after)

    def _effect(self, before: Mapping[Part, Said], after: Mapping[Part, Said]) -> Effect:
        order = finding_order(self.problem.territory)
        was = Counter(finding for said in before.values() for finding in said.findings)
        now = Counter(finding for said in after.values() for finding in said.findings)
        minutes = dict.fromkeys(COMPONENTS, 0)
        for sign, sides in ((-1, before), (1, after)):
            for said in sides.values():
                for cost in said.costs:
                    minutes[cost.goal] += sign * cost.minutes
        return Effect(
            tuple(sorted((now - was).elements(), key=order)),
            tuple(sorted((was - now).elements(), key=order)),
            Score(**minutes),
        )

    def _tried(self, edit: Edit) -> tuple[dict[Part, tuple[PlanRow, ...]], dict[Part, Said]]:
        """The rows of the parts that the edit touches, and what is said of them."""
        gone: dict[Part, list[PlanRow]] = {}
        come: dict[Part, list[PlanRow]] = {}
        for rows, touched in ((edit.removed, gone), (edit.added, come)):
            for row in rows:
                for part in self.parts.of_row(row):
                    touched.setdefault(part, []).append(row)
        after: dict[Part, tuple[PlanRow, ...]] = {}
        for part in gone.keys() | come.keys():
            theirs = list(self.rows.get(part, ()))
            for row in gone.get(part, ()):
                theirs.remove(row)
            theirs += come.get(part, ())
            after[part] = tuple(sorted(theirs, key=row_order))
        return after, {part: _judge(self.parts, part, theirs) for part, theirs in after.items()}


NOTHING = Said()


def _judge(parts: Parts, part: Part, rows: tuple[PlanRow, ...]) -> Said:
    checks, prices = JUDGES[type(part)]
    plan, problem = Plan(rows), parts.problem_of(part)
    return Said(
        tuple(finding for check in checks for finding in check.check(plan, problem)),
        tuple(cost for goal in prices for cost in goal.price(plan, problem)),
    )


def _without_both(
    removed: Iterable[PlanRow], added: Iterable[PlanRow]
) -> tuple[tuple[PlanRow, ...], tuple[PlanRow, ...]]:
    """Without the rows that are in both."""
    gone, come = Counter(removed), Counter(added)
    return tuple((gone - come).elements()), tuple((come - gone).elements())
