"""Driving - a day's driving, from base to base, is at most the advisor's `max_daily_travel`."""

from collections.abc import Iterator

from scheduler.audit.tours import day_tours
from scheduler.audit.words import advisor_name, venue_name
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import day_words, minutes_words

KEY = "driving"


def check(plan: Plan, problem: Problem) -> Iterator[Finding]:
    for tour in day_tours(plan, problem):
        limit = problem.territory.advisor[tour.advisor].max_daily_travel
        if tour.minutes > limit:
            who, when = advisor_name(problem.territory, tour.advisor), day_words(tour.date)
            driven, most = minutes_words(tour.minutes), minutes_words(limit)
            way = " → ".join(venue_name(problem.territory, stop) for stop in tour.stops)
            message = Text(
                fr=f"{who} roule {driven.fr} le {when.fr} ({way}) ; le maximum est de {most.fr}.",
                en=f"{who} drives {driven.en} on {when.en} ({way}); the maximum is {most.en}.",
            )
            yield Finding(KEY, message, date=tour.date, advisor=tour.advisor, excess=tour.minutes - limit)
