"""score.json - how good the plan is and how it was made, for machines: every key is always there."""

import json
from typing import Any

from scheduler.domain.outcome import Infeasible
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language
from scheduler.domain.verdict import COMPONENTS
from scheduler.report.record import Record
from scheduler.report.unmet import Missing, missing


def score_document(record: Record, problem: Problem, language: Language) -> dict[str, Any]:
    """The document; without a plan, `total`, `gap`, the components are null, and `bound` may be. `reason` is words."""
    outcome = record.outcome
    planned = record.planned
    return {
        "status": record.status,
        "total": planned.score.total if planned else None,
        "bound": None if isinstance(outcome, Infeasible) else outcome.bound,
        "gap": planned.gap if planned else None,
        "components": planned.score.components() if planned else dict.fromkeys(COMPONENTS),
        "seconds": round(record.seconds, 3),
        "seed": record.seed,
        "workers": record.workers,
        "deterministic": record.deterministic,
        "version": record.version,
        "input_digest": record.input_digest,
        "parameters": {
            "from": problem.horizon.first_day.isoformat(),
            "weeks": problem.horizon.weeks,
            "seconds": record.limit_seconds,
            "seed": record.seed,
            "workers": record.workers,
            "deterministic": record.deterministic,
            "published_rows": len(problem.published.rows),
        },
        "unmet": [_lack(lack) for lack in missing(planned.plan, problem)] if planned else [],
        "reason": outcome.reason.said_in(language) if isinstance(outcome, Infeasible) else None,
    }


def score_json(record: Record, problem: Problem, language: Language) -> bytes:
    return document_bytes(score_document(record, problem, language))


def document_bytes(document: dict[str, Any]) -> bytes:
    """UTF-8 with two spaces of indent, as all our JSON."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _lack(lack: Missing) -> dict[str, Any]:
    return {
        "demand": lack.demand,
        "venue": lack.venue,
        "first_day": lack.first_day.isoformat(),
        "last_day": lack.last_day.isoformat(),
        "half_days": lack.half_days,
        "minutes": lack.minutes,
    }
