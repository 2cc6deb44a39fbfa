"""What a solve writes: its record, and the files of a plan, the same for one territory and for many."""

from scheduler.domain.problem import Problem
from scheduler.domain.text import Language
from scheduler.report.plan_file import plan_csv
from scheduler.report.record import Record
from scheduler.report.score_file import score_json
from scheduler.solve import Run

PLAN_FILE = "plan.csv"
SCORE_FILE = "score.json"
WORKBOOK_FILE = "plan.xlsx"


def record_of(run: Run) -> Record:
    return Record(
        outcome=run.outcome,
        seconds=run.seconds,
        limit_seconds=run.parameters.seconds,
        workers=run.parameters.workers,
        seed=run.parameters.seed,
        deterministic=run.parameters.deterministic,
        version=run.version,
        input_digest=run.input_digest,
    )


def plan_files(record: Record, problem: Problem, language: Language) -> dict[str, bytes]:
    """What is written: without a plan score.json alone, which says so; files of an earlier plan stay as they are."""
    if record.planned is None:
        return {SCORE_FILE: score_json(record, problem, language)}
    # a tenth of a second, which the search has in place of the command's beginning
    from scheduler.report.workbook import plan_xlsx  # noqa: PLC0415

    return {
        PLAN_FILE: plan_csv(record.planned.plan),
        SCORE_FILE: score_json(record, problem, language),
        WORKBOOK_FILE: plan_xlsx(record, problem, language),
    }
