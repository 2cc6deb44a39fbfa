"""Suggesting - the run that says where a request, or a demand that is not held, could go, the cheapest place first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scheduler.audit import findings, score
from scheduler.domain.demands import Demand
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import window_of
from scheduler.domain.verdict import Finding, Score
from scheduler.domain.wording import day_words, period_words
from scheduler.intake import read_request
from scheduler.prepare import prepare
from scheduler.report.changes import change_words
from scheduler.report.places import cost_words, excluded_lines, room_name
from scheduler.suggest.moving import places_by_moving
from scheduler.suggest.places import REQUEST, Place, Places, places, ranked
from web.services.plan_rows import RowChange, applied
from web.services.plans import require_known_names
from web.services.run_parameters import Spot, SuggestAsked
from web.worker.telling import Telling, Way
from web.worker.work import Done, NoAnswerError, Work

MOST_JUDGED = 60
"""Places, the cheapest of the engine's reckoning, that are judged with the demand's own rules and prices."""

SEEKING = Text(fr="Recherche des places…", en="Looking for places…")
NOWHERE = Text(fr="Aucune place", en="No place")
NOT_THERE = Text(
    fr="L’intervention à déplacer n’est pas, ou plus, dans le plan.",
    en="The intervention that is to move is not, or no longer, in the plan.",
)


def suggested(work: Work, asked: SuggestAsked) -> Done:
    """Raises NoAnswerError for a request that cannot be read, and UnknownNamesError."""
    require_known_names(work.about, work.territory)
    problem = prepare(work.territory, asked.horizon, work.standing)
    plan = work.about if asked.moving is None else without(work.about, asked.moving, problem)
    request = _request(asked, problem)
    telling = Telling(work)
    telling.doing(SEEKING)
    found = places(problem, plan, request)
    if asked.move:
        moving = _until_cancelled(places_by_moving(problem, plan, replace(request, id=REQUEST), asked.move), work)
        found = replace(found, places=ranked((*found.places, *moving)))
    if asked.demand is None:
        _tell_request(telling, found, asked.top, problem)
    else:
        _tell_demand(telling, found, asked, plan, problem, work)
    if not telling.result["answers"]:
        telling.section("nowhere", NOWHERE, excluded_lines(found.excluded, found.looked_at))
    return Done(telling.done())


def without(plan: Plan, spot: Spot, problem: Problem) -> Plan:
    """The plan with the base in place of the occurrence that is held there. Raises NoAnswerError where none is."""
    first = next(
        (
            row
            for row in plan.by_advisor_and_day.get((spot.advisor, spot.date), ())
            if row.intervenes and row.half_day.period.name == spot.period
        ),
        None,
    )
    if first is None:
        raise NoAnswerError(NOT_THERE)
    gone = {row for row in plan.by_advisor_and_day[spot.advisor, spot.date] if row.demand == first.demand}
    bases = problem.territory.posting
    return Plan(
        tuple(
            PlanRow(row.half_day, row.advisor, row.structure, bases[row.advisor, row.structure].base)
            if row in gone
            else row
            for row in plan.rows
        )
    )


def _request(asked: SuggestAsked, problem: Problem) -> Demand:
    """What is to be placed, once: of a demand of the territory, its frequency is judged afterwards."""
    if asked.demand is not None:
        return replace(problem.territory.demand[asked.demand], regular=False, min_gap_days=0)
    read = read_request(asked.request or {}, problem.territory)
    if isinstance(read, Demand):
        return read
    column, message = read
    raise NoAnswerError(Text(fr=f"{column} : {message.fr}.", en=f"{column}: {message.en}."))


def _until_cancelled(found: Iterable[Place], work: Work) -> Iterator[Place]:
    for place in found:
        yield place
        if work.cancelled.is_set():
            return


# -- a request that no file holds yet ----------------------------------------------------------------------------------


def _tell_request(telling: Telling, found: Places, top: int, problem: Problem) -> None:
    for place in found.places[:top]:
        telling.way(
            Way(
                kind="place",
                title=_title(place, problem),
                plan=None,
                applies=False,
                price=place.cost.components(),
                price_text=cost_words(place.cost),
                lines=[change_words(change, problem.territory) for change in place.moved],
                more=_where(place),
            )
        )


# -- a demand of the territory -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Judged:
    place: Place
    plan: Plan
    cost: Score


def _tell_demand(
    telling: Telling, found: Places, asked: SuggestAsked, plan: Plan, problem: Problem, work: Work
) -> None:
    """The places in which the demand's own rules let it be, with what they cost by its own prices."""
    assert asked.demand is not None
    demand = problem.territory.demand[asked.demand]
    known = {_subject(finding) for finding in findings(work.about, problem)}
    before = score(work.about, problem)
    judged = []
    for place in [place for place in found.places if _is_asked(place, asked, demand, problem)][:MOST_JUDGED]:
        after = _with(place, plan, demand)
        if after == work.about or any(_subject(finding) not in known for finding in findings(after, problem)):
            continue
        judged.append(_Judged(place, after, _more(score(after, problem), before)))
    for one in sorted(judged, key=lambda one: one.cost.total)[: asked.top]:
        telling.way(
            Way(
                kind="place",
                title=_title(one.place, problem),
                plan=one.plan,
                applies=True,
                price=one.cost.components(),
                price_text=cost_words(one.cost),
                lines=[change_words(change, problem.territory) for change in one.place.moved],
                more=_where(one.place),
            )
        )


def _is_asked(place: Place, asked: SuggestAsked, demand: Demand, problem: Problem) -> bool:
    """Whether the place is in the window that was asked about, where one was."""
    if asked.week is None:
        return True
    windows = {window_of(problem.week(day), demand.every_weeks) for day in (asked.week, place.date)}
    return len(windows) == 1


def _with(place: Place, plan: Plan, demand: Demand) -> Plan:
    """The plan with the demand held there, and everything that moves for it."""
    rows = [replace(row, demand=demand.id) if row.demand == REQUEST else row for row in (*place.rows, *place.others)]
    return applied([RowChange(None, row) for row in rows], plan)


def _more(after: Score, before: Score) -> Score:
    was = before.components()
    return Score(**{name: minutes - was[name] for name, minutes in after.components().items()})


def _subject(finding: Finding) -> tuple[object, ...]:
    return finding.rule, finding.date, finding.period, finding.advisor, finding.demand, finding.excess


def _title(place: Place, problem: Problem) -> Text:
    day = day_words(place.date)
    whole = len(place.interventions) > 1
    part = Text(fr="journée", en="whole day") if whole else period_words(place.period)
    who, room = problem.territory.advisor[place.advisor].name, room_name(problem.territory, place.room)
    where = f" ({room})" if room else ""
    return Text(fr=f"{day.fr}, {part.fr}, avec {who}{where}", en=f"{day.en}, {part.en}, with {who}{where}")


def _where(place: Place) -> dict[str, object]:
    periods = [row.half_day.period.name for row in place.interventions]
    return {"date": place.date.isoformat(), "periods": periods, "advisor": place.advisor, "room": place.room}
