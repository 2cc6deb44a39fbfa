"""Proposal repairs - how what stands published could be mended, were a change of the reference data made: asked for."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.domain.plan import BASE, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon, monday_of, week_number, window_of
from web.models.proposals import Proposal
from web.models.runs import Run
from web.services.errors import ServiceError
from web.services.impact import Impact, held_before
from web.services.person import Person
from web.services.proposals import sides_of
from web.services.run_parameters import Pinned
from web.services.runs import ask

LONGEST_REPAIR = 8
"""Weeks in which repairs are looked for; of a change that hits more, the first ones."""


class NothingToRepairError(ServiceError):
    """No published date would be hit."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Aucune date publiée n’est touchée : il n’y a rien à réparer.",
                en="No published date is hit: there is nothing to repair.",
            )
        )


def ask_repairs(
    session: Session, person: Person, proposal: Proposal, impact: Impact, today: date, now: datetime
) -> Run:
    """Asks the workers how what stands published could be mended, were the proposal confirmed; the caller commits.

    In the weeks of the dates hit and of their demands' windows, as far as they are published; what lies before today
    stays as it was. Raises NothingToRepairError where no published date is hit.
    """
    _, after = sides_of(session, proposal)
    weeks = repair_weeks(impact, after)
    if weeks is None:
        raise NothingToRepairError
    pins = [_pinned(row) for row in held_before(session, after, weeks, today)] if weeks.first_day < today else []
    parameters = {"first_day": weeks.first_day, "weeks": weeks.weeks, "pins": pins}
    run = ask(session, person, proposal.territory, "repair", parameters, now, changed=after)
    proposal.run = run.id
    session.flush()
    return run


def repair_weeks(impact: Impact, after: Territory) -> Horizon | None:
    """The weeks in which the dates hit could be held instead: a demand's within its window; None: no date is hit."""
    hit = impact.hit_weeks
    if hit is None or impact.weeks is None:
        return None
    rhythms = {after.demand[demand].every_weeks for demand in impact.hit_demands if demand in after.demand} or {1}
    numbers = [week_number(day, after.anchor) for day in (hit.first_day, hit.last_day)]
    begins = min(window_of(numbers[0], weeks).first_week for weeks in rhythms)
    ends = max(window_of(numbers[1], weeks).numbers()[-1] for weeks in rhythms)
    first = max(after.anchor + timedelta(weeks=begins), impact.weeks.first_day)
    last = min(after.anchor + timedelta(weeks=ends), monday_of(impact.weeks.last_day))
    return Horizon(first, min((last - first).days // 7 + 1, LONGEST_REPAIR))


def _pinned(row: PlanRow) -> Pinned:
    """The row as something that a plan must hold: at the base, that the advisor is there."""
    if row.intervenes:
        return Pinned.of(row)
    return Pinned(date=row.date, period=row.half_day.period.name, advisor=row.advisor, activity=BASE)
