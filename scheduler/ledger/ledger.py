"""The ledger: postings, advisors, host structures, demands and limits of a period, out of any number of plans."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.calendar.availability import available_half_days
from scheduler.domain.people import Advisor, Structure
from scheduler.domain.plan import Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.time import HalfDay, Horizon, week_number, window_of
from scheduler.ledger.amounts import Amount, Part
from scheduler.ledger.gathering import Gathered, PlanFile, Source, gathered
from scheduler.ledger.hosting import Account, accounts
from scheduler.ledger.limits import Limit, limits
from scheduler.ledger.roads import Road, roads
from scheduler.ledger.serving import Service, services
from scheduler.ledger.span import Span
from scheduler.prepare import prepare


@dataclass(frozen=True, slots=True)
class AdvisorLine:
    """An advisor's period: what was available, what of it has a row in a plan, and what of that is `with_public`."""

    advisor: Advisor
    told: Part
    with_public: Amount
    road: Road

    @property
    def at_base(self) -> Amount:
        return self.told.held - self.with_public

    @property
    def untold(self) -> Amount:
        """Available, and in no plan."""
        return self.told.available - self.told.held


@dataclass(frozen=True, slots=True)
class StructureLine:
    """A host structure's period: the sum of its postings, and the demands of its venues."""

    structure: Structure
    accounts: tuple[Account, ...]
    services: tuple[Service, ...]
    road: Road

    @property
    def inside(self) -> Part:
        return sum((account.inside for account in self.accounts), Part())

    @property
    def brought(self) -> Part:
        return sum((account.brought for account in self.accounts), Part())

    @property
    def carried(self) -> Part:
        return sum((account.carried for account in self.accounts), Part())

    @property
    def settled(self) -> Part:
        return sum((account.settled for account in self.accounts), Part())

    @property
    def due_min(self) -> Amount:
        return sum((account.due_min for account in self.accounts), Amount())

    @property
    def due_max(self) -> Amount:
        return sum((account.due_max for account in self.accounts), Amount())

    @property
    def balance(self) -> Amount:
        return sum((account.balance for account in self.accounts), Amount())

    @property
    def asked(self) -> int:
        return sum(service.asked for service in self.services)

    @property
    def unmet(self) -> int:
        return sum(service.unmet for service in self.services)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Every line of the period.

    `without_plan` are the Mondays of its weeks that no plan covers; `strays` are rows that nobody can hold, and that
    are counted nowhere: their half-day is not available (an absence that was recorded later, a public holiday).
    """

    territory: Territory
    span: Span
    sources: tuple[Source, ...]
    without_plan: tuple[date, ...]
    strays: tuple[PlanRow, ...]
    accounts: tuple[Account, ...]
    roads: Mapping[tuple[str, str], Road]
    """By (advisor, structure); absent where nothing was driven."""
    advisors: tuple[AdvisorLine, ...]
    structures: tuple[StructureLine, ...]
    services: tuple[Service, ...]
    limits: tuple[Limit, ...]

    def road(self, account: Account) -> Road:
        return self.roads.get((account.posting.advisor, account.posting.structure), Road())


def ledger_of(territory: Territory, files: Sequence[PlanFile], span: Span) -> Ledger:
    """The ledger of the period, by the plans in the order in which they were made.

    Raises BadInput for rows that cannot be counted, CalendarError where the public holidays of a year are not known.
    """
    every = gathered(files, territory)
    available = available_half_days(territory, _reach(territory, span))
    held = tuple(row for row in every.plan.rows if row.half_day in available[row.advisor])
    counted = Gathered(Plan(held), every.mondays, every.sources)
    inside = counted.plan.within(span.first_day, span.last_day)
    driven = roads(inside, prepare(territory, span.weeks))
    shares = accounts(territory, counted, available, span)
    served = services(territory, counted, span)
    return Ledger(
        territory=territory,
        span=span,
        sources=every.sources,
        without_plan=tuple(monday for monday in span.weeks.mondays() if monday not in every.mondays),
        strays=_strays(every.plan.within(span.first_day, span.last_day), available),
        accounts=shares,
        roads=driven,
        advisors=tuple(_advisor_line(advisor, inside, available, span, driven) for advisor in territory.advisors),
        structures=tuple(_structure_line(structure, shares, served, driven) for structure in territory.structures),
        services=served,
        limits=limits(territory, inside),
    )


def _reach(territory: Territory, span: Span) -> Horizon:
    """The weeks of the period, and those before it in which a window that meets it begins."""
    first = week_number(span.first_day, territory.anchor)
    lengths = {1, *(demand.every_weeks for demand in territory.demands)}
    begins = min(window_of(first, weeks).first_week for weeks in lengths)
    return Horizon(territory.anchor + timedelta(weeks=begins), span.weeks.weeks + first - begins)


def _strays(inside: Plan, available: Mapping[str, frozenset[HalfDay]]) -> tuple[PlanRow, ...]:
    return tuple(row for row in inside.rows if row.half_day not in available[row.advisor])


def _advisor_line(
    advisor: Advisor,
    inside: Plan,
    available: Mapping[str, frozenset[HalfDay]],
    span: Span,
    driven: Mapping[tuple[str, str], Road],
) -> AdvisorLine:
    rows = [row for row in inside.rows if row.advisor == advisor.id]
    return AdvisorLine(
        advisor,
        Part(
            Amount.of(row.half_day for row in rows),
            Amount.of(half_day for half_day in available[advisor.id] if half_day.date in span),
        ),
        Amount.of(row.half_day for row in rows if row.intervenes),
        _road(road for (who, _), road in driven.items() if who == advisor.id),
    )


def _structure_line(
    structure: Structure,
    shares: tuple[Account, ...],
    served: tuple[Service, ...],
    driven: Mapping[tuple[str, str], Road],
) -> StructureLine:
    return StructureLine(
        structure,
        tuple(account for account in shares if account.posting.structure == structure.id),
        tuple(service for service in served if service.structure == structure.id),
        _road(road for (_, host), road in driven.items() if host == structure.id),
    )


def _road(roads: Iterable[Road]) -> Road:
    return sum(roads, Road())
