"""Checks that some advisor could hold each demand: posted, named, skilled, at work on its days and in its half-days."""

from scheduler.domain.demands import Demand, Length
from scheduler.domain.people import Advisor
from scheduler.domain.problem import FULL_DAY
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.checks.times import fitting_periods
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.sheet import Report


def check_placeable(territory: Territory, draft: Draft, report: Report) -> None:
    """Warns of the demands that nobody can ever hold, at the column that is the reason."""
    if draft.is_doubtful("postings") or draft.is_doubtful("advisors") or not draft.knows_hours:
        return
    skills = frozenset[str]().union(*(advisor.skills for advisor in territory.advisors))
    for row, demand in draft.pairs("demands", territory.demands):
        if row.ok and (reason := _nobody(territory, demand)) is not None:
            column, message = reason
            slips = (nearly(skill, skills) for skill in sorted(demand.skills - skills)) if column == "skills" else ()
            row.warn(report, column, message, next((slip for slip in slips if slip), None))


def _nobody(territory: Territory, demand: Demand) -> tuple[str, Text] | None:
    """The column, and why no advisor can hold the demand; None where one can."""
    structure = territory.venue[demand.venue].structure
    posted = [advisor for advisor in territory.advisors if (advisor.id, structure) in territory.posting]
    if not posted:
        return "venue", Text(
            fr=f"personne n’est affecté à « {structure} », structure de ce lieu : jamais la demande ne sera placée",
            en=f'nobody has a posting in "{structure}", the structure of this venue: it can never be placed',
        )
    if demand.advisor is not None and demand.advisor not in {advisor.id for advisor in posted}:
        return "advisor", Text(
            fr=f"n’est pas affecté à « {structure} », structure du lieu : jamais la demande ne sera placée",
            en=f'has no posting in "{structure}", the structure of the venue: it can never be placed',
        )
    able = [advisor for advisor in posted if demand.advisor in (None, advisor.id)]
    skilled = [advisor for advisor in able if demand.skills <= advisor.skills]
    if not skilled:
        return "skills", Text(
            fr="aucun conseiller possible n’a ces compétences : jamais la demande ne sera placée",
            en="no possible advisor has these skills: it can never be placed",
        )
    on_the_days = [a for a in skilled if demand.weekdays is None or demand.weekdays & a.workdays]
    if not on_the_days:
        return "weekdays", Text(
            fr="aucun conseiller possible ne travaille ces jours-là : jamais la demande ne sera placée",
            en="no possible advisor works on these days: it can never be placed",
        )
    if not any(_has_the_half_days(territory, advisor, demand) for advisor in on_the_days):
        return "periods" if demand.length is Length.HALF else "length", Text(
            fr="aucun conseiller possible ne travaille dans ces demi-journées : jamais la demande ne sera placée",
            en="no possible advisor works in these half-days: it can never be placed",
        )
    return None


def _has_the_half_days(territory: Territory, advisor: Advisor, demand: Demand) -> bool:
    if demand.length is Length.FULL:
        caps = min(advisor.half_days_per_day, advisor.half_days_per_week)
        return set(FULL_DAY) <= advisor.periods and caps >= demand.length.half_days
    possible = fitting_periods(territory, demand)
    return not possible or any(period.name in advisor.periods for period in possible)
