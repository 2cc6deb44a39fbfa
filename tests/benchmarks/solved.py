"""Solved - one run of `permanences solve`, believed only as far as the audit confirms it."""

import json
from dataclasses import dataclass
from pathlib import Path

from scheduler import audit
from scheduler.intake import read_plan
from tests.benchmarks.cases import Case
from tests.benchmarks.processes import PERMANENCES, run

WORKERS = 2


NO_PLAN = 3


@dataclass(frozen=True, slots=True)
class Solved:
    """`seconds` are of the whole command, from its start to its files, `solving` of the solve alone.

    `total` and `bound` are minutes. `wrong` says what the audit, or the exit code, holds against the run.
    """

    status: str
    total: int | None
    bound: int | None
    gap: float | None
    solving: float
    seconds: float
    peak_mb: int
    wrong: tuple[str, ...] = ()


def solved(case: Case, seconds: float, seed: int, scratch: Path, most_seconds: float | None = None) -> Solved:
    """Solve within `seconds`; a command that has not ended after `most_seconds` is killed, and that is wrong."""
    out = scratch / f"plan of {case.name}"
    options = ("--seconds", f"{seconds:g}", "--seed", str(seed), "--workers", str(WORKERS))
    ended = run(*PERMANENCES, "solve", *case.asked, *options, "--out", str(out), "--json", most_seconds=most_seconds)
    if ended.code not in (0, NO_PLAN):
        wrong = (f"exit code {ended.code} after {ended.seconds:.0f} s: {ended.errors.strip()[-500:]}",)
        return Solved("failed", None, None, None, 0.0, ended.seconds, ended.peak_mb, wrong)
    told = json.loads(ended.output)
    return Solved(
        told["status"],
        told["total"],
        told["bound"],
        told["gap"],
        told["seconds"],
        ended.seconds,
        ended.peak_mb,
        tuple(_held_against(case, out / "plan.csv", told)) if ended.code == 0 else (),
    )


def _held_against(case: Case, path: Path, told: dict[str, object]) -> list[str]:
    """What the audit finds in the written plan, and where the told score is not its own."""
    plan = read_plan(path, case.problem.territory, strict=True)
    wrong = [f"{finding.rule}: {finding.message.en}" for finding in audit.findings(plan, case.problem)]
    if (score := audit.score(plan, case.problem)).components() != told["components"]:
        wrong.append(f"the score told is {told['components']}, the audit's {score.components()}")
    return wrong
