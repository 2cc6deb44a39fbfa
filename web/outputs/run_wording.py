"""Run wording - how the console says where a run stands, what it was asked, and how good its plan is."""

from collections.abc import Mapping
from typing import Any

from scheduler.domain.text import Text
from scheduler.domain.wording import number_words
from scheduler.report.wording import percent

KIND_NAMES: Mapping[str, Text] = {
    "solve": Text(fr="Plan", en="Plan"),
    "repair": Text(fr="Réparation", en="Repair"),
    "explain": Text(fr="Explication", en="Explanation"),
    "suggest": Text(fr="Recherche de place", en="Search for a place"),
}

QUEUED = Text(fr="En attente", en="Waiting")
RUNNING = Text(fr="En cours", en="Running")
STOPPING = Text(fr="Arrêt demandé", en="Asked to stop")
LOST = Text(fr="Perdu", en="Lost")
FAILED = Text(fr="Sans réponse", en="Without an answer")
DONE = Text(fr="Terminé", en="Done")


def status_words(status: str, result: Mapping[str, Any] | None) -> Text:
    """In a few words, for a table."""
    match status:
        case "queued":
            return QUEUED
        case "running":
            return RUNNING
        case "stopping":
            return STOPPING
        case "lost":
            return LOST
        case "failed":
            return FAILED
        case _:
            return _done_words(result or {})


def _done_words(result: Mapping[str, Any]) -> Text:
    match result.get("status"):
        case "optimal":
            return Text(fr="Optimal, prouvé", en="Optimal, proven")
        case "feasible" if not result["bound"]:
            return Text(fr="Réalisable, rien n’est prouvé", en="Feasible, nothing is proven")
        case "feasible":
            gap = percent(result["gap"])
            return Text(fr=f"À {gap.fr} au plus de l’optimum", en=f"Within {gap.en} of the optimum")
        case "infeasible":
            return Text(fr="Sans solution", en="No solution")
        case "out_of_time":
            return Text(fr="Aucun plan dans le temps donné", en="No plan in the time given")
        case _:
            return DONE


def seconds_words(seconds: float) -> Text:
    """`45 secondes`, `2 minutes`, `2 min 30`."""
    whole = round(seconds)
    if whole < 60:
        return number_words(whole, Text(fr="seconde", en="second"), Text(fr="secondes", en="seconds"))
    minutes, rest = divmod(whole, 60)
    if not rest:
        return number_words(minutes, Text(fr="minute", en="minute"), Text(fr="minutes", en="minutes"))
    return Text(fr=f"{minutes} min {rest:02d}", en=f"{minutes} min {rest:02d}")
