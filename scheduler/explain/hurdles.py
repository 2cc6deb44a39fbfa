"""Hurdles: what excludes a half-day by itself, whoever else is planned; finer than the rules, and in their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import product

from scheduler.calendar.public_holidays import public_holidays
from scheduler.domain.demands import Demand, Length
from scheduler.domain.people import Absence, Advisor, Pattern
from scheduler.domain.places import Room
from scheduler.domain.problem import FULL_DAY, Problem
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay, Period
from scheduler.explain.shortest import ShortestDriving
from scheduler.model.universe import Hosting
from scheduler.rules import driving, hosts, recurrence


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to hold the demand once: on that day, in these half-days, by that advisor."""

    date: date
    periods: tuple[Period, ...]
    advisor: Advisor

    @property
    def half_days(self) -> tuple[HalfDay, ...]:
        return tuple(HalfDay(self.date, period) for period in self.periods)


@dataclass(frozen=True, slots=True)
class Hurdle:
    """`key` names the reason, `rule` is the key of the rule it comes from; `stops` gives the article, None to pass."""

    key: str
    rule: str
    text: Text
    stops: Callable[[Candidate], str | None]


class Hurdles:
    """The hurdles of one demand, in the order in which they are told."""

    def __init__(self, problem: Problem, demand: Demand) -> None:
        self.problem = problem
        self.demand = demand
        self.territory = problem.territory
        self.venue = problem.territory.venue[demand.venue]

    def candidates(self, days: tuple[date, ...]) -> Iterator[Candidate]:
        """Every half-day (every day, for a full day) of each advisor, whatever excludes it."""
        period = self.territory.period
        spans = [(p,) for p in self.territory.periods]
        if self.demand.length is Length.FULL:
            spans = [tuple(period[name] for name in FULL_DAY)]  # type: ignore[list-item]
        for advisor in self.territory.advisors:
            for day in days:
                for periods in spans:
                    yield Candidate(day, periods, advisor)

    @cached_property
    def all(self) -> tuple[Hurdle, ...]:
        """What the demand asks, then the calendar, the venue, the room, the published plan, the advisor."""
        source = self.demand.source
        demand, venue = self.demand, self.venue

        def says(stopped: Callable[[Candidate], bool], article: str = source) -> Callable[[Candidate], str | None]:
            return lambda candidate: article if stopped(candidate) else None

        return (
            Hurdle(
                "dates",
                "conditions",
                Text(fr="hors des dates de la demande", en="outside the demand's dates"),
                says(lambda c: not _within(demand.from_, c.date, demand.to)),
            ),
            Hurdle(
                "weekdays",
                "conditions",
                Text(fr="un autre jour de la semaine que ceux demandés", en="another weekday than those asked for"),
                says(lambda c: demand.weekdays is not None and c.date.weekday() not in demand.weekdays),
            ),
            Hurdle(
                "periods",
                "conditions",
                Text(
                    fr="un autre moment de la journée que ceux demandés", en="another time of day than those asked for"
                ),
                says(lambda c: demand.periods is not None and any(p.name not in demand.periods for p in c.periods)),
            ),
            Hurdle(
                "times",
                "times",
                Text(
                    fr="les heures demandées ne tiennent pas dans la demi-journée",
                    en="the hours asked for do not fit in the half-day",
                ),
                says(self._does_not_fit),
            ),
            Hurdle(
                "holiday",
                "presence",
                Text(fr="jour férié", en="public holiday"),
                says(lambda c: c.date in self._holidays, ""),
            ),
            Hurdle(
                "closure",
                "opening",
                Text(
                    fr=f"« {venue.name} » est fermé (fermeture annoncée)",
                    en=f"'{venue.name}' is closed (announced closure)",
                ),
                self._closure,
            ),
            Hurdle(
                "opening",
                "opening",
                Text(
                    fr=f"hors des horaires de « {venue.name} » ({venue.opening})",
                    en=f"outside the opening hours of '{venue.name}' ({venue.opening})",
                ),
                says(self._is_shut),
            ),
            Hurdle(
                "room-seats",
                "rooms",
                Text(
                    fr=f"aucune salle de « {venue.name} » n’a {demand.seats} places",
                    en=f"no room of '{venue.name}' seats {demand.seats}",
                ),
                says(lambda _: not self._large_rooms),
            ),
            Hurdle(
                "room-needs",
                "rooms",
                Text(
                    fr=f"aucune salle assez grande n’offre ce qui est demandé ({', '.join(sorted(demand.needs))})",
                    en=f"no room that is large enough offers what is needed ({', '.join(sorted(demand.needs))})",
                ),
                says(lambda _: bool(self._large_rooms) and not self._fitting_rooms),
            ),
            Hurdle(
                "room-closed",
                "rooms",
                Text(fr="la salle qui convient est fermée", en="the room that fits is closed"),
                self._room_closure,
            ),
            Hurdle(
                "published",
                "recurrence",
                Text(
                    fr="ce qui est publié juste avant ou après la période remplit la fenêtre, ou est trop proche",
                    en="what is published just before or after the weeks fills the window, or is too near",
                ),
                says(self._too_near_to_facts),
            ),
            Hurdle(
                "posting",
                "hosts",
                Text(
                    fr=f"le conseiller n’est pas affecté à « {self._structure} »",
                    en=f"the advisor has no posting at '{self._structure}'",
                ),
                says(lambda c: (c.advisor.id, venue.structure) not in self.territory.posting, ""),
            ),
            Hurdle(
                "named",
                "conditions",
                Text(fr="la demande nomme un autre conseiller", en="the demand names another advisor"),
                says(lambda c: demand.advisor not in (None, c.advisor.id)),
            ),
            Hurdle(
                "skills",
                "conditions",
                Text(
                    fr=f"le conseiller n’a pas la compétence demandée ({', '.join(sorted(demand.skills))})",
                    en=f"the advisor lacks the skill asked for ({', '.join(sorted(demand.skills))})",
                ),
                says(lambda c: not demand.skills <= c.advisor.skills),
            ),
            Hurdle(
                "contract",
                "presence",
                Text(fr="hors du contrat du conseiller", en="outside the advisor's contract"),
                says(lambda c: not _within(c.advisor.start, c.date, c.advisor.end), ""),
            ),
            Hurdle(
                "workdays",
                "presence",
                Text(fr="le conseiller ne travaille pas à ce moment-là", en="the advisor does not work then"),
                says(
                    lambda c: (
                        c.date.weekday() not in c.advisor.workdays
                        or any(p.name not in c.advisor.periods for p in c.periods)
                    ),
                    "",
                ),
            ),
            Hurdle(
                "absence",
                "presence",
                Text(fr="le conseiller est absent", en="the advisor is absent"),
                says(self._is_absent, ""),
            ),
            Hurdle(
                "cap",
                "workload",
                Text(
                    fr="plus que ce que le conseiller peut tenir en un jour ou en une semaine",
                    en="more than the advisor may hold in a day or a week",
                ),
                says(lambda c: len(c.periods) > min(c.advisor.half_days_per_day, c.advisor.half_days_per_week), ""),
            ),
            Hurdle(
                "pattern",
                "hosts",
                Text(
                    fr="un jour fixe donne la demi-journée à une autre structure",
                    en="a pattern gives the half-day to another structure",
                ),
                self._pattern,
            ),
            Hurdle(
                "distance",
                "driving",
                Text(
                    fr="trop loin : l’aller et retour, à lui seul, dépasse la route permise en un jour",
                    en="too far: the way there and back alone exceeds the driving allowed in a day",
                ),
                says(self._is_too_far, ""),
            ),
        )

    # -- the venue ---------------------------------------------------------------------------------------------------

    def _does_not_fit(self, candidate: Candidate) -> bool:
        parts = self.problem.parts(self.demand, candidate.periods[0])
        return not all(period.start <= start < end <= period.end for period, start, end in parts)

    def _is_shut(self, candidate: Candidate) -> bool:
        return not all(
            self.problem.is_open(self.venue.id, candidate.date, start, end)
            for _, start, end in self.problem.parts(self.demand, candidate.periods[0])
        )

    def _closure(self, candidate: Candidate) -> str | None:
        """The closure's own reason stands for an article."""
        if not any(None in self.problem.closed.get((self.venue.id, h), ()) for h in candidate.half_days):
            return None
        return self._closure_reason(candidate, {None})

    def _closure_reason(self, candidate: Candidate, rooms: set[str | None]) -> str:
        names = {half_day.period.name for half_day in candidate.half_days}
        reasons = {
            closure.reason
            for closure in self.territory.closures
            if closure.venue == self.venue.id
            and closure.room in rooms
            and closure.from_ <= candidate.date <= closure.to
            and (closure.period is None or closure.period in names)
        }
        return ", ".join(sorted(reasons - {""}))

    @cached_property
    def _large_rooms(self) -> tuple[Room, ...]:
        """The rooms that seat the public, whatever else they offer."""
        rooms = self.territory.rooms_of[self.venue.id]
        return tuple(room for room in rooms if room.id == "" or room.capacity >= self.demand.seats)

    @cached_property
    def _fitting_rooms(self) -> tuple[Room, ...]:
        return tuple(r for r in self.territory.rooms_of[self.venue.id] if self.territory.room_fits(r, self.demand))

    def _room_closure(self, candidate: Candidate) -> str | None:
        shut = {room for h in candidate.half_days for room in self.problem.closed.get((self.venue.id, h), ())}
        fitting = {room.id for room in self._fitting_rooms}
        return self._closure_reason(candidate, shut) if fitting and fitting <= shut else None

    @cached_property
    def _structure(self) -> str:
        return self.territory.structure[self.venue.structure].name

    # -- the calendar and the published plan -------------------------------------------------------------------------

    @cached_property
    def _holidays(self) -> frozenset[date]:
        years = {day.year for day in self.problem.horizon.days()}
        return public_holidays(self.territory.country, self.territory.subdivision, years)

    def _too_near_to_facts(self, candidate: Candidate) -> bool:
        return not recurrence.RULE.admits_time(self.demand, candidate.date, candidate.periods[0], self.problem)

    # -- the advisor -------------------------------------------------------------------------------------------------

    def absence_of(self, candidate: Candidate) -> Absence | None:
        names = {period.name for period in candidate.periods}
        return next(
            (
                absence
                for absence in self.territory.absences
                if absence.advisor == candidate.advisor.id
                and absence.status == "approved"
                and absence.from_ <= candidate.date <= absence.to
                and (absence.period is None or absence.period in names)
            ),
            None,
        )

    def _is_absent(self, candidate: Candidate) -> bool:
        return self.absence_of(candidate) is not None

    def _pattern(self, candidate: Candidate) -> str | None:
        for half_day in candidate.half_days:
            pattern = self.pattern_at(candidate.advisor.id, half_day)
            if pattern is not None and pattern.structure != self.venue.structure:
                return pattern.source
        return None

    def pattern_at(self, advisor: str, half_day: HalfDay) -> Pattern | None:
        week = self.problem.week(half_day.date)
        patterns = self.territory.patterns_of[advisor]
        return next((p for p in patterns if p.holds(week, half_day.date.weekday(), half_day.period.name)), None)

    def _is_too_far(self, candidate: Candidate) -> bool:
        """By every way of sharing the day out that gives the half-days to the structure; of posted advisors only.

        Another stop on the way can shorten it where the travel table's times break the triangle inequality: then the
        shortest way through any venues counts, so that nothing is called too far that a tour might reach.
        """
        if (candidate.advisor.id, self.venue.structure) not in self.territory.posting:
            return False
        if not driving.RULE.admits_advisor(self.demand, candidate.advisor, self.problem):
            return True
        bases = self._bases(candidate)
        most, minutes, here = candidate.advisor.max_daily_travel, self.problem.driving.minutes, self.venue.id
        if any(minutes(first, here) + minutes(here, last) <= most for first, last in bases):
            return False
        ways = self._ways
        return not any(ways.minutes(first, here) + ways.minutes(here, last) <= most for first, last in bases)

    def _bases(self, candidate: Candidate) -> set[tuple[str, str]]:
        """The first and the last base of the day; those of the posting where the day has no such half-days at all."""
        advisor, structure = candidate.advisor.id, self.venue.structure
        half_days = self.problem.half_days.get((advisor, candidate.date), ())
        postings = self.territory.postings_of[advisor]
        found = set()
        for structures in product([posting.structure for posting in postings], repeat=len(half_days)):
            hosting = Hosting(advisor, half_days, structures)
            serves = all(hosting.structure_of(half_day) == structure for half_day in candidate.half_days)
            if half_days and serves and hosts.RULE.admits_hosting(hosting, self.problem):
                found.add(hosting.bases(self.problem))
        if found:
            return found
        base = self.territory.posting[advisor, structure].base
        return {(base, base)}

    @cached_property
    def _ways(self) -> ShortestDriving:
        return ShortestDriving(self.problem)


def _within(first: date | None, day: date, last: date | None) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)
