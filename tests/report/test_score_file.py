"""score.json: every key, whatever the outcome."""

import json

from scheduler.domain.outcome import Infeasible, OutOfTime
from scheduler.domain.text import Text
from scheduler.report.score_file import score_document, score_json
from tests.report.plans import feasible, first_fit, optimal, problem_of, record_of

KEYS = [
    "status",
    "total",
    "bound",
    "gap",
    "components",
    "seconds",
    "seed",
    "workers",
    "deterministic",
    "version",
    "input_digest",
    "parameters",
    "unmet",
    "reason",
]


def test_score_file_of_a_feasible_plan() -> None:
    problem = problem_of("ossau-haut-bearn", 2)
    plan = first_fit(problem)

    document = json.loads(score_json(feasible(plan, problem, bound=1000), problem, "fr"))

    total = document["total"]
    assert list(document) == KEYS
    assert document | {"unmet": None} == {
        "status": "feasible",
        "total": total,
        "bound": 1000,
        "gap": (total - 1000) / total,
        "components": document["components"],
        "seconds": 1.25,
        "seed": 1,
        "workers": 2,
        "deterministic": False,
        "version": "0.1.0",
        "input_digest": "0123456789abcdef",
        "parameters": {
            "from": "2026-09-07",
            "weeks": 2,
            "seconds": 60.0,
            "seed": 1,
            "workers": 2,
            "deterministic": False,
            "published_rows": 0,
        },
        "unmet": None,
        "reason": None,
    }
    assert list(document["components"]) == ["unmet", "split", "change", "irregular", "travel"]
    assert sum(document["components"].values()) == total


def test_score_file_lists_what_is_not_served() -> None:
    problem = problem_of("ossau-haut-bearn", 2)

    document = score_document(optimal(first_fit(problem), problem), problem, "fr")

    assert sum(lack["minutes"] for lack in document["unmet"]) == document["components"]["unmet"]


def test_score_file_of_an_optimum_has_its_total_as_bound() -> None:
    problem = problem_of("ossau-haut-bearn", 2)

    document = score_document(optimal(first_fit(problem), problem), problem, "fr")

    assert (document["status"], document["bound"], document["gap"]) == ("optimal", document["total"], 0.0)


def test_score_file_without_a_plan_says_why() -> None:
    problem = problem_of("ossau-haut-bearn", 2)

    infeasible = score_document(record_of(Infeasible(Text(fr="Trop peu de jours.", en="Too few days."))), problem, "fr")
    out_of_time = score_document(record_of(OutOfTime(bound=70)), problem, "fr")

    assert list(infeasible) == list(out_of_time) == KEYS
    assert (infeasible["status"], infeasible["total"], infeasible["bound"], infeasible["reason"]) == (
        "infeasible",
        None,
        None,
        "Trop peu de jours.",
    )
    in_english = score_document(record_of(Infeasible(Text(fr="Trop peu de jours.", en="Too few days."))), problem, "en")
    assert in_english["reason"] == "Too few days."
    assert (out_of_time["status"], out_of_time["total"], out_of_time["bound"], out_of_time["reason"]) == (
        "out_of_time",
        None,
        70,
        None,
    )
