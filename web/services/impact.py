"""Impact - what a change of the reference data would do to what is published: the dates hit, the structures' balances.

A date is hit where the audit has something to say of it that it has not said before the change, or where the plan
names what the change takes away. Only days to come are looked at, and those since which an absence or closure counts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from scheduler.audit import findings
from scheduler.audit.words import advisor_name, structure_name, venue_name
from scheduler.domain.plan import BASE, Plan, PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Clock, HalfDay, Horizon, monday_of
from scheduler.domain.verdict import Finding
from scheduler.intake.differences import Difference, differences
from scheduler.ledger.gathering import PlanFile
from scheduler.ledger.hosting import Account
from scheduler.ledger.ledger import Ledger, ledger_of
from scheduler.ledger.span import Span
from scheduler.ledger.words import due_words, figure, signed
from scheduler.prepare import prepare
from web.services.plans import standing_plan

DATED = ("absences", "closures")
"""Tables whose rows say from which day on they count."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A published permanence that could not be held as it was announced, and why."""

    date: date
    start: Clock
    end: Clock
    title: str
    demand: str
    venue: str
    venue_name: str
    structure: str
    advisor: str
    advisor_name: str
    rows: tuple[PlanRow, ...]
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Balance:
    """What a posting holds of the advisor's time, is due, and has above or below it: before, and after."""

    advisor: str
    structure: str
    structure_id: str
    held: tuple[Text, Text]
    due: tuple[Text, Text]
    balance: tuple[Text, Text]


@dataclass(frozen=True, slots=True)
class Serving:
    """The half-days of a structure's demands that are not served: before, and after."""

    structure: str
    structure_id: str
    unmet: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Impact:
    """`weeks` were looked at (None: nothing is published from now on).

    `other` are findings about no announced permanence (half-days at the base, shares of a pattern). Balances and
    servings are only those that differ.
    """

    weeks: Horizon | None = None
    hits: tuple[Hit, ...] = ()
    other: tuple[Finding, ...] = ()
    balances: tuple[Balance, ...] = ()
    servings: tuple[Serving, ...] = ()

    @property
    def hit_demands(self) -> frozenset[str]:
        return frozenset(hit.demand for hit in self.hits)

    @property
    def hit_weeks(self) -> Horizon | None:
        """The whole weeks of the dates hit; None where there is none."""
        if not self.hits:
            return None
        first, last = (monday_of(day) for day in (self.hits[0].date, self.hits[-1].date))
        return Horizon(first, (last - first).days // 7 + 1)


def impact_of(session: Session, before: Territory, after: Territory, today: date) -> Impact:
    """What the change would do. Two audits and two ledgers of the published weeks: some tenths of a second.

    Raises CalendarError where the public holidays of a year are not known.
    """
    since = min([today, *_beginnings(differences(before, after))])
    weeks = _weeks(standing_plan(session, before), since)
    if weeks is None:
        return Impact()
    was, now = (_Judged(standing_plan(session, territory), territory, weeks) for territory in (before, after))
    reasons = {row: why for row, why in now.reasons.items() if row not in was.reasons}
    already = {_subject(finding) for finding in was.findings}
    found = [finding for finding in now.findings if _subject(finding) not in already]
    hits, other = _hits(reasons, found, now, before)
    hits = tuple(hit for hit in hits if hit.date >= since)
    lost = {row for hit in hits for row in hit.rows}
    held = Plan(tuple(_at_base(row, after) if row in lost else row for row in now.known.rows))
    ledgers = (_ledger(was.known, before, weeks), _ledger(held, after, weeks))
    return Impact(weeks, hits, other, tuple(_balances(*ledgers)), tuple(_servings(*ledgers)))


def broken_dates(session: Session, territory: Territory, today: date) -> tuple[Hit, ...]:
    """The published permanences to come that the reference data, as loaded, no longer allow."""
    plan = standing_plan(session, territory)
    weeks = _weeks(plan, today)
    if weeks is None:
        return ()
    judged = _Judged(plan, territory, weeks)
    hits, _ = _hits(judged.reasons, judged.findings, judged, territory)
    return tuple(hit for hit in hits if hit.date >= today)


def held_before(session: Session, territory: Territory, weeks: Horizon, today: date) -> tuple[PlanRow, ...]:
    """The published rows of these weeks that lie before today, but for those that the territory no longer allows."""
    judged = _Judged(standing_plan(session, territory), territory, weeks)
    broken = {(finding.date, finding.period, finding.advisor) for finding in judged.findings}
    return tuple(
        row
        for row in judged.known.rows
        if row.date in weeks
        and row.date < today
        and row not in judged.reasons
        and (row.date, row.half_day.period.name, row.advisor) not in broken
    )


class _Judged:
    """A plan of some weeks under a territory: the rows that name what it has not, and what the audit says of others.

    Where the advisor and the structure are there still, such a row is judged as a half-day at the base.
    """

    def __init__(self, plan: Plan, territory: Territory, weeks: Horizon) -> None:
        self.plan, self.territory, self.weeks = plan, territory, weeks
        self.reasons = {row: why for row in plan.rows if (why := _what_has_gone(row, territory)) is not None}
        known = (_at_base(row, territory) if row in self.reasons else row for row in plan.rows)
        self.known = Plan(tuple(row for row in known if _what_has_gone(row, territory) is None))
        self.findings = findings(self.known, prepare(territory, weeks, self.known))


def _beginnings(changed: Iterable[Difference]) -> list[date]:
    """The days on which the absences and closures that differ begin."""
    return [
        date.fromisoformat(side["from"])
        for difference in changed
        if difference.table in DATED
        for side in (difference.before, difference.after)
        if side is not None
    ]


def _weeks(plan: Plan, since: date) -> Horizon | None:
    """From the day's week to the last one published; None where there is none."""
    if not plan.rows:
        return None
    first = monday_of(max(plan.rows[0].date, since))
    last = monday_of(plan.rows[-1].date)
    return Horizon(first, (last - first).days // 7 + 1) if first <= last else None


def _subject(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.date, finding.period, finding.advisor, finding.demand)


def _what_has_gone(row: PlanRow, territory: Territory) -> Text | None:
    """The first name of the row that the territory has not, in words."""
    if row.intervenes and row.demand not in territory.demand:
        return Text(fr="ce n’est plus demandé", en="this is no longer asked for")
    for fr, en, name, known in (
        ("le conseiller", "the advisor", row.advisor, territory.advisor),
        ("le lieu", "the venue", row.venue, territory.venue),
        ("la salle", "the room", row.room, territory.room),
        ("la structure", "the structure", row.structure, territory.structure),
        ("la demi-journée", "the half-day", row.half_day.period.name, territory.period),
    ):
        if name and name not in known:
            return Text(fr=f"{fr} « {name} » n’existe plus", en=f"{en} '{name}' is no longer there")
    return None


def _hits(
    reasons: Mapping[PlanRow, Text], found: Iterable[Finding], judged: _Judged, named_by: Territory
) -> tuple[tuple[Hit, ...], tuple[Finding, ...]]:
    """The permanences of the weeks that are hit, by date; and the findings that are about none."""
    places = {(row.date, row.half_day.period.name, row.advisor, row.demand): row for row in judged.known.interventions}
    why: defaultdict[PlanRow, list[Text]] = defaultdict(list)
    for row, reason in reasons.items():
        if row.intervenes and row.date in judged.weeks:
            why[row].append(reason)
    other = []
    for finding in found:
        blamed = places.get((finding.date or date.min, finding.period, finding.advisor, finding.demand))
        if blamed is None:
            other.append(finding)
        else:
            why[blamed].append(finding.message)
    groups: defaultdict[tuple[date, str, str], list[PlanRow]] = defaultdict(list)
    for row in sorted(why, key=lambda row: (row.half_day, row.venue, row.advisor)):
        groups[row.date, row.demand, row.advisor].append(row)
    hits = tuple(_hit(rows, why, named_by) for rows in groups.values())
    return hits, tuple(other)


def _hit(rows: list[PlanRow], why: Mapping[PlanRow, list[Text]], territory: Territory) -> Hit:
    first, last = rows[0], rows[-1]
    demand = territory.demand.get(first.demand)
    return Hit(
        date=first.date,
        start=first.half_day.period.start if first.start is None else first.start,
        end=last.half_day.period.end if last.end is None else last.end,
        title=(demand.title if demand else "") or first.activity,
        demand=first.demand,
        venue=first.venue,
        venue_name=venue_name(territory, first.venue),
        structure=first.structure,
        advisor=first.advisor,
        advisor_name=advisor_name(territory, first.advisor),
        rows=tuple(rows),
        reasons=tuple(dict.fromkeys(reason for row in rows for reason in why[row])),
    )


def _at_base(row: PlanRow, territory: Territory) -> PlanRow:
    """The half-day of a permanence that is not held: it stays its structure's."""
    posting = territory.posting.get((row.advisor, row.structure))
    venue = row.venue if posting is None else posting.base
    return replace(row, venue=venue, demand="", room="", activity=BASE, start=None, end=None)


def _ledger(plan: Plan, territory: Territory, weeks: Horizon) -> Ledger:
    """The ledger of the weeks; rows that it cannot count (a structure without a posting) are left out."""
    seen: set[tuple[str, HalfDay]] = set()
    lines = []
    for line, row in enumerate(plan.rows, start=1):
        if (row.advisor, row.structure) in territory.posting and (row.advisor, row.half_day) not in seen:
            seen.add((row.advisor, row.half_day))
            lines.append((line, row))
    return ledger_of(territory, [PlanFile("", tuple(lines))], Span(weeks.first_day, weeks.last_day))


def _balances(before: Ledger, after: Ledger) -> Iterator[Balance]:
    """The postings whose figures differ, as said in both."""
    was, now = ({(a.posting.advisor, a.posting.structure): a for a in ledger.accounts} for ledger in (before, after))
    for key in dict.fromkeys((*was, *now)):
        sides = [_figures(side.get(key)) for side in (was, now)]
        if sides[0] != sides[1]:
            known = after.territory if key in now else before.territory
            yield Balance(
                advisor_name(known, key[0]),
                structure_name(known, key[1]),
                key[1],
                *((sides[0][column], sides[1][column]) for column in range(3)),
            )


def _figures(account: Account | None) -> tuple[Text, Text, Text]:
    """What is held, due and above or below: of the windows that end in these weeks, and of the weeks themselves."""
    if account is None:
        none = Text(fr="–", en="–")
        return none, none, none
    held, available = (figure(amount.half_days) for amount in (account.inside.held, account.inside.available))
    of = Text(fr=f"{held.fr} sur {available.fr}", en=f"{held.en} of {available.en}")
    return of, due_words(account), signed(account.balance.half_days)


def _servings(before: Ledger, after: Ledger) -> Iterator[Serving]:
    was, now = ({line.structure.id: line for line in ledger.structures} for ledger in (before, after))
    for id_ in dict.fromkeys((*was, *now)):
        unmet = tuple(side[id_].unmet if id_ in side else 0 for side in (was, now))
        if unmet[0] != unmet[1]:
            line = now.get(id_) or was[id_]
            yield Serving(line.structure.name, id_, (unmet[0], unmet[1]))
