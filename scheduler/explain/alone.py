"""Reasons that stand alone: each half-day and advisor of a window, and the first thing that excludes it; no solver."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scheduler.domain.text import Text
from scheduler.explain.hurdles import Candidate, Hurdle, Hurdles
from scheduler.explain.occupied import Occupied
from scheduler.explain.question import Lack, Question


@dataclass(frozen=True, slots=True)
class Excluded:
    """How many candidates a reason excludes: `first` as the first of the reasons, `at_all` whatever else does too.

    `in_plan` says that it is the plan that excludes them, not the data. `articles` are those of the data, in order.
    """

    key: str
    rule: str
    text: Text
    first: int
    at_all: int
    in_plan: bool
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AdvisorLine:
    """One advisor's candidates: how many the data allow, how many are free in the plan, who takes how many others."""

    advisor: str
    possible: int
    free: int
    taken_by: tuple[tuple[str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    """By key of the first reason, how many it excludes."""


@dataclass(frozen=True, slots=True)
class Alone:
    """The funnel of one window: `candidates` in all, `possible` by the data, `free` in the plan as it stands."""

    lack: Lack
    candidates: int
    excluded: tuple[Excluded, ...]
    possible: int
    free: tuple[Candidate, ...]
    advisors: tuple[AdvisorLine, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that excludes one candidate, with the article where the data have one; empty where nothing does."""

    candidate: Candidate
    by_data: tuple[tuple[Hurdle, str], ...]
    in_plan: tuple[tuple[str, str], ...]
    """(key, whom or what it is about): `busy` is with the demand that the advisor holds then."""

    @property
    def reasons(self) -> tuple[str, ...]:
        return (*(hurdle.key for hurdle, _ in self.by_data), *(key for key, _ in self.in_plan))


def alone(question: Question, lack: Lack) -> Alone:
    """The funnel of one window in which the demand lacks half-days."""
    hurdles = Hurdles(question.problem, question.demand)
    occupied = Occupied(question)
    verdicts = [judged(c, hurdles, occupied) for c in hurdles.candidates(lack.days)]
    return Alone(
        lack,
        candidates=len(verdicts),
        excluded=tuple(_excluded(verdicts, hurdles)),
        possible=sum(not v.by_data for v in verdicts),
        free=tuple(v.candidate for v in verdicts if not v.reasons),
        advisors=tuple(_advisors(verdicts)),
    )


def judged(candidate: Candidate, hurdles: Hurdles, occupied: Occupied) -> Verdict:
    """What excludes the candidate: the data's reasons, and, where the data have none, the plan's."""
    by_data = []
    for hurdle in hurdles.all:
        article = hurdle.stops(candidate)
        if article is not None:
            by_data.append((hurdle, article))
    return Verdict(candidate, tuple(by_data), () if by_data else tuple(occupied.reasons(candidate)))


def verdict_on(question: Question, day: date, period: str, advisor: str) -> Verdict | None:
    """What excludes one placement; None where no candidate begins then (a full day begins in the morning)."""
    hurdles = Hurdles(question.problem, question.demand)
    occupied = Occupied(question)
    for candidate in hurdles.candidates((day,)):
        if (candidate.date, candidate.periods[0].name, candidate.advisor.id) == (day, period, advisor):
            return judged(candidate, hurdles, occupied)
    return None


def _excluded(verdicts: list[Verdict], hurdles: Hurdles) -> Iterator[Excluded]:
    first = Counter(v.reasons[0] for v in verdicts if v.reasons)
    at_all = Counter(key for v in verdicts for key in v.reasons)
    articles: dict[str, dict[str, None]] = {}
    for verdict in verdicts:
        for hurdle, article in verdict.by_data:
            if article:
                articles.setdefault(hurdle.key, {})[article] = None
    for hurdle in hurdles.all:
        if at_all[hurdle.key]:
            cited = tuple(articles.get(hurdle.key, ()))
            yield Excluded(hurdle.key, hurdle.rule, hurdle.text, first[hurdle.key], at_all[hurdle.key], False, cited)
    for key, (rule, text) in Occupied.REASONS.items():
        if at_all[key]:
            yield Excluded(key, rule, text, first[key], at_all[key], True, ())


def _advisors(verdicts: list[Verdict]) -> Iterator[AdvisorLine]:
    """Those who could hold the demand at all, in the files' order."""
    by_advisor: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_advisor.setdefault(verdict.candidate.advisor.id, []).append(verdict)
    for advisor, theirs in by_advisor.items():
        possible = [v for v in theirs if not v.by_data]
        taken = Counter(what for v in possible for key, what in v.in_plan[:1] if key == "busy")
        yield AdvisorLine(
            advisor,
            possible=len(possible),
            free=sum(not v.in_plan for v in possible),
            taken_by=tuple(taken.most_common()),
            reasons=tuple(Counter(v.reasons[0] for v in theirs if v.reasons).items()),
        )
