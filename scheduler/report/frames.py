"""The plan as data frames - interventions, roads and shares, for the workbook and for whoever analyses plans."""

import pandas as pd

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language
from scheduler.domain.time import Clock, clock_text
from scheduler.domain.wording import day_words, period_words
from scheduler.report.balance import loads, shares
from scheduler.report.roads import day_tours
from scheduler.report.unmet import missing
from scheduler.report.wording import share_words, windows_words

INTERVENTION_COLUMNS = (
    "date",
    "day",
    "week",
    "half_day",
    "start",
    "end",
    "advisor",
    "structure",
    "venue",
    "commune",
    "room",
    "activity",
    "demand",
)


def interventions_frame(plan: Plan, problem: Problem, language: Language) -> pd.DataFrame:
    """One row for each half-day with the public, in the plan's order; names and words in place of ids."""
    territory = problem.territory
    return pd.DataFrame(
        [
            {
                "date": row.date,
                "day": day_words(row.date).said_in(language),
                "week": problem.week(row.date),
                "half_day": period_words(row.half_day.period.name).said_in(language),
                "start": _clock(row.start),
                "end": _clock(row.end),
                "advisor": territory.advisor[row.advisor].name,
                "structure": territory.structure[row.structure].name,
                "venue": territory.venue[row.venue].name,
                "commune": territory.venue[row.venue].commune,
                "room": territory.room[row.room].name if row.room in territory.room else "",
                "activity": row.activity,
                "demand": row.demand,
            }
            for row in plan.interventions
        ],
        columns=INTERVENTION_COLUMNS,
    )


def unmet_frame(plan: Plan, problem: Problem, language: Language) -> pd.DataFrame:
    """One row for each demand and window that lacks half-days."""
    territory = problem.territory
    return pd.DataFrame(
        [
            {
                "demand": lack.demand,
                "venue": territory.venue[lack.venue].name,
                "commune": territory.venue[lack.venue].commune,
                "activity": territory.demand[lack.demand].activity,
                "when": windows_words([(lack.first_day, lack.last_day)]).said_in(language),
                "half_days": lack.half_days,
                "priority": territory.demand[lack.demand].priority,
                "minutes": lack.minutes,
                "source": territory.demand[lack.demand].source,
            }
            for lack in missing(plan, problem)
        ]
    )


def loads_frame(plan: Plan, problem: Problem) -> pd.DataFrame:
    """One row for each advisor: half-days available, with the public, at the base; kilometres and hours on the road."""
    tours = pd.DataFrame(
        [(tour.advisor, tour.km, tour.minutes / 60) for tour in day_tours(plan, problem)],
        columns=["advisor", "km", "hours"],
    )
    driven = tours.groupby("advisor").sum()
    frame = pd.DataFrame(
        [(load.advisor, load.available, load.with_public) for load in loads(plan, problem)],
        columns=["advisor", "available", "with_public"],
    )
    frame["at_base"] = frame["available"] - frame["with_public"]
    frame = frame.join(driven, on="advisor").fillna({"km": 0.0, "hours": 0.0})
    territory = problem.territory
    first = [territory.structure[territory.postings_of[advisor][0].structure].name for advisor in frame["advisor"]]
    frame.insert(1, "structure", first)
    frame["advisor"] = [territory.advisor[advisor].name for advisor in frame["advisor"]]
    return frame


def shares_frame(plan: Plan, problem: Problem, language: Language) -> pd.DataFrame:
    """One row for each posting of the advisors who have several: half-days due and held."""
    territory = problem.territory
    return pd.DataFrame(
        [
            {
                "advisor": territory.advisor[share.advisor].name,
                "structure": territory.structure[share.structure].name,
                "available": share.available,
                "hosted": share.hosted,
                "part": share.part,
                "agreed": share_words(share.share_min, share.share_max).said_in(language),
                "window_weeks": share.window_weeks,
            }
            for share in shares(plan, problem)
        ]
    )


def _clock(clock: Clock | None) -> str:
    return "" if clock is None else clock_text(clock)
