"""The record of a solve - how it ended and what it was made with, as every report says it."""

from dataclasses import dataclass

from scheduler.domain.outcome import Feasible, Infeasible, Optimal, Outcome, OutOfTime
from scheduler.domain.text import Text
from scheduler.report.wording import percent


@dataclass(frozen=True, slots=True)
class Record:
    """`seconds` is what the solve took, `limit_seconds` what it might take; `input_digest` names the input's files."""

    outcome: Outcome
    seconds: float
    limit_seconds: float
    workers: int
    seed: int
    deterministic: bool
    version: str
    input_digest: str

    @property
    def planned(self) -> Optimal | Feasible | None:
        """The outcome, where there is a plan."""
        return self.outcome if isinstance(self.outcome, Optimal | Feasible) else None

    @property
    def status(self) -> str:
        """The word that score.json uses."""
        match self.outcome:
            case Optimal():
                return "optimal"
            case Feasible():
                return "feasible"
            case Infeasible():
                return "infeasible"
            case OutOfTime():
                return "out_of_time"


def status_phrase(record: Record) -> Text:
    """How good the plan is, in one sentence."""
    match record.outcome:
        case Optimal():
            return Text(
                fr="Le meilleur plan possible : optimal, prouvé.",
                en="The best plan there is: optimal, proven.",
            )
        case Feasible() as feasible:
            gap = percent(feasible.gap)
            return Text(
                fr=f"Un bon plan, à {gap.fr} au plus de l’optimum.",
                en=f"A good plan, within {gap.en} of the optimum.",
            )
        case Infeasible() as infeasible:
            return Text(
                fr=f"Aucun plan ne respecte toutes les règles. {infeasible.reason.fr}",
                en=f"No plan keeps every rule. {infeasible.reason.en}",
            )
        case OutOfTime():
            return Text(
                fr="Le temps est écoulé sans qu’un plan ait été trouvé : donnez plus de temps avec --seconds.",
                en="The time was over before any plan was found: give more with --seconds.",
            )
