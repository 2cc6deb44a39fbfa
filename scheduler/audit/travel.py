"""Travel - the minutes of all the day tours."""

from collections.abc import Iterator

from scheduler.audit.tours import day_tours
from scheduler.audit.words import advisor_name, venue_name
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.verdict import Cost
from scheduler.domain.wording import day_words, minutes_words

KEY = "travel"


def price(plan: Plan, problem: Problem) -> Iterator[Cost]:
    for tour in day_tours(plan, problem):
        if tour.minutes:
            who, when, driven = (
                advisor_name(problem.territory, tour.advisor),
                day_words(tour.date),
                minutes_words(tour.minutes),
            )
            way = " → ".join(venue_name(problem.territory, stop) for stop in tour.stops)
            yield Cost(
                KEY,
                minutes=tour.minutes * problem.territory.weights.travel,
                amount=tour.minutes,
                message=Text(
                    fr=f"{who} roule {driven.fr} le {when.fr} : {way}.",
                    en=f"{who} drives {driven.en} on {when.en}: {way}.",
                ),
                date=tour.date,
                advisor=tour.advisor,
            )
