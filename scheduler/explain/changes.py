"""Changes: what a coordinator may give way on - people, hours, rooms, limits - each as the problem that it makes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from scheduler.audit import driving, findings
from scheduler.audit.words import advisor_name, structure_name, venue_name
from scheduler.calendar.opening import ALL_DAY
from scheduler.domain.demands import Demand
from scheduler.domain.people import Advisor, Posting
from scheduler.domain.places import UNNAMED, Room
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay, clock_text
from scheduler.domain.wording import day_words, half_days_words, list_words, minutes_words
from scheduler.explain.alone import Alone
from scheduler.explain.conditions import at_most_half_days
from scheduler.explain.question import Question
from scheduler.model.model import Day
from scheduler.model.rule import Goal

LOANS = 2
"""How many advisors of other structures are tried, the nearest first."""

MORE_MINUTES = 30
"""By how much a day's driving is widened."""

HELP = "un renfort"
"""The id of an advisor from outside."""


@dataclass(frozen=True)
class Change:
    """What is changed in the data; `told` says it, knowing the plan that was found with it."""

    kind: str
    problem: Problem
    told: Callable[[Plan], Text]
    conditions: tuple[Goal, ...] = ()
    must: frozenset[Day] = frozenset()


def changes(question: Question, funnel: Alone) -> Iterator[Change]:
    """Those that might help, the most usual first."""
    excluded = {reason.key for reason in funnel.excluded if reason.at_all}
    yield from _loans(question, funnel)
    if "busy" in excluded or "day-full" in excluded or "cap" in excluded:
        yield from _longer_weeks(question, funnel)
    if "opening" in excluded:
        yield _wider_opening(question, funnel)
    if excluded & {"weekdays", "periods", "times"}:
        yield _wider_demand(question)
    if excluded & {"room-seats", "room-needs", "room-closed", "room-taken"}:
        yield _another_room(question)
    if "named" in excluded:
        yield _anybody(question)
    if "skills" in excluded:
        yield from _trained(question)
    if excluded & {"distance", "too-long"}:
        yield _longer_roads(question)
    if "pattern" in excluded:
        yield _no_patterns(question)
    if excluded & {"gap", "published"} and question.demand.min_gap_days > 1:
        yield _smaller_gap(question)
    yield _help_from_outside(question, funnel)


def _with(problem: Problem, **fields: object) -> Problem:
    territory: Territory = replace(problem.territory, **fields)  # type: ignore[arg-type]
    return replace(problem, territory=territory)


def _with_demand(question: Question, **fields: object) -> Problem:
    changed: Demand = replace(question.demand, **fields)  # type: ignore[arg-type]
    territory = question.problem.territory
    return _with(question.problem, demands=tuple(changed if d.id == changed.id else d for d in territory.demands))


def _with_advisors(problem: Problem, changed: dict[str, Advisor]) -> Problem:
    return _with(problem, advisors=tuple(changed.get(a.id, a) for a in problem.territory.advisors))


def _always(fr: str, en: str) -> Callable[[Plan], Text]:
    return lambda _: Text(fr=fr, en=en)


# -- people ----------------------------------------------------------------------------------------------------------


def _loans(question: Question, funnel: Alone) -> Iterator[Change]:
    """An advisor of another structure, from the nearest base."""
    problem, demand = question.problem, question.demand
    territory, structure = problem.territory, problem.territory.venue[demand.venue].structure
    others = [
        a
        for a in territory.advisors
        if (a.id, structure) not in territory.posting
        and demand.skills <= a.skills
        and demand.advisor in (None, a.id)
        and any(h.date in funnel.lack.days for h in problem.available[a.id])
    ]
    minutes = problem.driving.minutes
    near = sorted(others, key=lambda a: (minutes(a.base, demand.venue) + minutes(demand.venue, a.base), a.id))
    for advisor in near[:LOANS]:
        posting = Posting(advisor.id, structure, advisor.base)
        host = structure_name(territory, structure)
        yield Change(
            "lend-advisor",
            _with(problem, postings=(*territory.postings, posting)),
            _always(
                f"prêter {advisor.name} à « {host} » (une affectation de plus)",
                f"lend {advisor.name} to '{host}' (one posting more)",
            ),
            must=_days(problem, advisor.id, funnel),
        )


def _help_from_outside(question: Question, funnel: Alone) -> Change:
    """Somebody who comes for this alone, from the venue itself."""
    problem, demand = question.problem, question.demand
    territory, venue = problem.territory, problem.territory.venue[demand.venue]
    half_days = frozenset(HalfDay(day, p) for day in funnel.lack.days for p in territory.periods)
    half_days = frozenset(h for h in half_days if any(h in held for held in problem.available.values()))
    helper = Advisor(
        HELP,
        "un conseiller d’un autre territoire",
        venue.id,
        workdays=frozenset(range(7)),
        periods=frozenset(territory.period),
        half_days_per_week=demand.length.half_days,
        skills=demand.skills,
    )
    changed = replace(
        problem,
        territory=replace(
            territory,
            advisors=(*territory.advisors, helper),
            postings=(*territory.postings, Posting(HELP, venue.structure, venue.id)),
            demands=tuple(replace(d, advisor=None) if d.id == demand.id else d for d in territory.demands),
        ),
        available={**problem.available, HELP: half_days},
    )
    amount = half_days_words(demand.length.half_days)
    return Change(
        "outside-help",
        changed,
        _always(
            f"demander {amount.fr} de renfort à un conseiller d’un autre territoire",
            f"ask for {amount.en} of an advisor of another territory",
        ),
        conditions=(at_most_half_days(HELP, demand.length.half_days),),
        must=frozenset((HELP, h.date) for h in half_days),
    )


def _longer_weeks(question: Question, funnel: Alone) -> Iterator[Change]:
    """One half-day more a week (and a day, where need be) for one of those who could hold the demand."""
    length = question.demand.length.half_days
    territory = question.problem.territory
    able = sorted((line for line in funnel.advisors if line.possible), key=lambda line: -line.possible)
    for line in able[:2]:
        advisor = territory.advisor[line.advisor]
        week = sum(h.date in funnel.lack.days[:7] for h in question.problem.available[advisor.id])
        if week <= advisor.half_days_per_week:
            continue
        longer = replace(
            advisor,
            half_days_per_week=advisor.half_days_per_week + length,
            half_days_per_day=max(advisor.half_days_per_day, length),
        )
        amount = half_days_words(longer.half_days_per_week)
        yield Change(
            "longer-week",
            _with_advisors(question.problem, {advisor.id: longer}),
            _always(
                f"porter la semaine de {advisor.name} à {amount.fr} d’intervention, "
                f"au lieu de {advisor.half_days_per_week}",
                f"let {advisor.name} intervene {amount.en} a week instead of {advisor.half_days_per_week}",
            ),
            must=_days(question.problem, advisor.id, funnel),
        )


def _anybody(question: Question) -> Change:
    named = advisor_name(question.problem.territory, question.demand.advisor or "")
    return Change(
        "another-advisor",
        _with_demand(question, advisor=None),
        _always(
            f"laisser un autre conseiller que {named} tenir cette demande", f"let somebody other than {named} hold it"
        ),
    )


def _trained(question: Question) -> Iterator[Change]:
    territory, demand = question.problem.territory, question.demand
    structure = territory.venue[demand.venue].structure
    for advisor in territory.advisors:
        lacking = demand.skills - advisor.skills
        if lacking and (advisor.id, structure) in territory.posting and demand.advisor in (None, advisor.id):
            skills = ", ".join(sorted(lacking))
            yield Change(
                "train-advisor",
                _with_advisors(question.problem, {advisor.id: replace(advisor, skills=advisor.skills | lacking)}),
                _always(f"former {advisor.name} ({skills})", f"train {advisor.name} ({skills})"),
            )
            return


def _longer_roads(question: Question) -> Change:
    territory = question.problem.territory
    structure = territory.venue[question.demand.venue].structure
    posted = [a for a in territory.advisors if (a.id, structure) in territory.posting]
    longer = {a.id: replace(a, max_daily_travel=a.max_daily_travel + MORE_MINUTES) for a in posted}
    changed = _with_advisors(question.problem, longer)
    more = minutes_words(MORE_MINUTES)

    def told(plan: Plan) -> Text:
        """For whom: those with a day in the plan that their own limit does not admit."""
        far = {finding.advisor for finding in findings(plan, question.problem, (driving,))}
        names = list_words([Text(fr=a.name, en=a.name) for a in posted if a.id in far])
        return Text(
            fr=f"admettre {more.fr} de route de plus par jour pour {names.fr}",
            en=f"admit {more.en} more driving a day for {names.en}",
        )

    return Change("longer-roads", changed, told)


def _no_patterns(question: Question) -> Change:
    """The fixed half-days of those who could hold the demand, in favour of other structures, are given up."""
    territory = question.problem.territory
    structure = territory.venue[question.demand.venue].structure
    dropped = [
        p for p in territory.patterns if p.structure != structure and (p.advisor, structure) in territory.posting
    ]
    sources = "".join(f" ({source})" for source in [", ".join(sorted({p.source for p in dropped} - {""}))] if source)
    names = list_words([Text(fr=n, en=n) for n in dict.fromkeys(advisor_name(territory, p.advisor) for p in dropped)])
    return Change(
        "give-up-pattern",
        _with(question.problem, patterns=tuple(p for p in territory.patterns if p not in dropped)),
        _always(
            f"laisser {names.fr} échanger un jour fixe avec une autre structure{sources}",
            f"let {names.en} exchange a fixed half-day with another structure{sources}",
        ),
    )


# -- hours and rooms -------------------------------------------------------------------------------------------------


def _wider_opening(question: Question, funnel: Alone) -> Change:
    problem, venue = question.problem, question.problem.territory.venue[question.demand.venue]
    opening = {**problem.opening, **{(venue.id, day): ALL_DAY for day in funnel.lack.days}}
    changed = replace(problem, opening=opening)

    def told(plan: Plan) -> Text:
        hours = [
            Text(
                fr=f"le {day_words(row.date).fr} de {clock_text(row.start)} à {clock_text(row.end)}",
                en=f"on {day_words(row.date).en} from {clock_text(row.start)} to {clock_text(row.end)}",
            )
            for row in plan.interventions
            if row.venue == venue.id
            and row.start is not None
            and row.end is not None
            and not problem.is_open(venue.id, row.date, row.start, row.end)
        ]
        when = list_words(hours)
        return Text(fr=f"ouvrir « {venue.name} » {when.fr}", en=f"open '{venue.name}' {when.en}")

    return Change("widen-opening", changed, told)


def _wider_demand(question: Question) -> Change:
    demand = question.demand
    changed = _with_demand(question, weekdays=None, periods=None, start=None, end=None)

    def told(plan: Plan) -> Text:
        first = next((r for r in plan.by_demand.get(demand.id, ()) if not _asked(demand, r.half_day)), None)
        where = venue_name(question.problem.territory, demand.venue)
        when = day_words(first.date) if first else Text(fr="un autre jour", en="another day")
        hours = ""
        if first is not None and first.start is not None and first.end is not None:
            hours = f", {clock_text(first.start)} - {clock_text(first.end)}"
        return Text(
            fr=f"accepter à « {where} » un autre jour ou d’autres heures que demandé : {when.fr}{hours}",
            en=f"accept another day or other hours at '{where}' than asked for: {when.en}{hours}",
        )

    return Change("widen-times", changed, told)


def _asked(demand: Demand, half_day: HalfDay) -> bool:
    return (
        (demand.weekdays is None or half_day.date.weekday() in demand.weekdays)
        and (demand.periods is None or half_day.period.name in demand.periods)
        and demand.start is None
        and demand.end is None
    )


def _another_room(question: Question) -> Change:
    problem, venue = question.problem, question.problem.territory.venue[question.demand.venue]
    territory = problem.territory
    needs = question.demand.needs
    room = Room(
        "autre-salle",
        venue.id,
        capacity=question.demand.seats,
        confidential="confidential" in needs,
        internet="internet" in needs,
        equipment=needs - {"confidential", "internet", "accessible"},
    )
    unnamed = () if any(r.venue == venue.id for r in territory.rooms) else (Room(UNNAMED, venue.id),)
    venues = tuple(
        replace(v, accessible=v.accessible or "accessible" in needs) if v.id == venue.id else v
        for v in territory.venues
    )
    changed = _with(problem, rooms=(*territory.rooms, *unnamed, room), venues=venues)
    asked = ", ".join(sorted(needs))
    with_what = f" ({asked})" if asked else ""
    return Change(
        "another-room",
        changed,
        _always(
            f"trouver une autre salle à « {venue.name} » : {question.demand.seats} place(s){with_what}",
            f"find another room at '{venue.name}': {question.demand.seats} seat(s){with_what}",
        ),
    )


def _smaller_gap(question: Question) -> Change:
    gap = question.demand.min_gap_days
    return Change(
        "smaller-gap",
        _with_demand(question, min_gap_days=1),
        _always(
            f"rapprocher les dates : un jour d’écart au moins, au lieu de {gap}",
            f"bring the dates nearer: one day apart at least, instead of {gap}",
        ),
    )


def _days(problem: Problem, advisor: str, funnel: Alone) -> frozenset[Day]:
    """The advisor's days of the first week of the window in which there are any."""
    days = sorted({h.date for h in problem.available[advisor] if h.date in funnel.lack.days})
    first = problem.week(days[0]) if days else 0
    return frozenset((advisor, day) for day in days if problem.week(day) == first)
