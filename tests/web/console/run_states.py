"""Run states - what a worker would write of a run, step by step, without a search: pages are tested on it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from scheduler.audit import score
from scheduler.prepare import prepare
from tests.web.small import HORIZON, At, first_plan, instead, plan_at, small_territory
from web.services.plans import standing_plan
from web.services.run_work import Point, finish, take_next, write_points
from web.worker.solving import facts

BOUND = 500


def begin(session: Session, number: int, worker: str) -> None:
    """The worker takes the run, and has a first plan."""
    assert take_next(session, worker, ("solve",), datetime.now(UTC)) == number
    write_points(session, number, 1, [Point(0.5, 900, None)], None)


def end(session: Session, number: int, moved: bool = False) -> None:
    """The run comes to the first plan, or to it with one permanence on another day."""
    territory = small_territory()
    later = instead(At("mairie-rdv", 1, "am", "ana", "bureau"), At("mairie-rdv", 2, "am", "ana", "bureau"))
    plan = plan_at(territory, later) if moved else first_plan(territory)
    problem = prepare(territory, HORIZON, standing_plan(session, territory))
    total, own = score(plan, problem).total, score(plan, problem).components()
    result = {"status": "feasible", "bound": BOUND, "seconds": 12.5, "stopped": False, "total": total}
    result |= {"gap": (total - BOUND) / total, "components": own, "own": own, **facts(plan, problem)}
    finish(session, number, result, plan, datetime.now(UTC))
