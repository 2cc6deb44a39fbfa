"""Tiny - territories of one to three advisors with every feature of FORMAT.md switched on at random."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.time import WEEKDAYS, Horizon
from scheduler.prepare import prepare
from tests.generate.maker import Maker
from tests.generate.plans import good_plan
from tests.generate.tables import Row, Tables, clock, territory_of

ANCHOR = date(2026, 8, 31)
_SKILLS = ("fablab", "jeux", "aidants-connect")


@dataclass(frozen=True)
class Sample:
    """A territory with a horizon and what was published before: its rows lie before, in and after the horizon."""

    tables: Tables
    horizon: Horizon
    published: Plan

    @cached_property
    def territory(self) -> Territory:
        return territory_of(self.tables)

    @cached_property
    def problem(self) -> Problem:
        return prepare(self.territory, self.horizon, self.published)


def tiny(seed: int) -> Sample:
    """One of them; the same seed gives the same."""
    tables = _frame(seed)
    maker = Maker(f"tiny {seed}", tables)
    if maker.chance(0.4):
        tables.half_days["eve"] = ("17:30", "20:00") if maker.chance(0.5) else ("18:00", "19:30")
    if maker.chance(0.3):
        tables.workdays = "Mo-Sa"
    structures = _structures(maker)
    venues = _venues(maker, structures)
    _advisors(maker, structures, venues)
    _patterns(maker)
    for number in range(maker.random.randint(1, 4)):
        _demand(maker, f"demande-{number + 1}")
    horizon = Horizon(ANCHOR + timedelta(weeks=maker.random.randint(0, 20)), maker.random.randint(1, 3))
    _absences_and_closures(maker, horizon)
    _settings(maker)
    return Sample(tables, horizon, _published(maker, territory_of(tables), horizon, seed))


def _frame(seed: int) -> Tables:
    half_days = (
        {"am": ("08:30", "12:00"), "pm": ("13:30", "17:00")}
        if seed % 3
        else {"am": ("09:00", "12:00"), "pm": ("14:00", "17:00")}
    )
    return Tables(f"tiny-{seed}", f"Petit territoire {seed}", ANCHOR, dict(half_days))


def _structures(maker: Maker) -> list[str]:
    structures = [f"structure-{number + 1}" for number in range(maker.random.choice((1, 2, 2, 3)))]
    for structure in structures:
        maker.tables.add("structures", id=structure, name=f"Communauté de {maker.commune()}", kind="epci")
    return structures


def _venues(maker: Maker, structures: list[str]) -> list[Row]:
    """All of them have coordinates, or, for one in some territories, a driving time to and from every other."""
    number = max(len(structures), maker.random.randint(3, 8))
    for place in range(number):
        structure = structures[place] if place < len(structures) else maker.random.choice(structures)
        zone = "zrr" if maker.chance(0.4) else ""
        point = maker.near((44.2, 2.1), 18)
        opening = "" if maker.chance(0.4) else maker.tables.workdays + " 08:30-12:15,13:30-20:00"
        cells = {"opening": opening} if maker.chance(0.8) else {}
        row = maker.venue(f"lieu-{place + 1}", structure, point, zone=zone, **cells)
        if maker.chance(0.55):
            maker.rooms(row["id"], maker.random.randint(1, 2))
    venues = maker.tables.rows["venues"]
    if maker.chance(0.15):
        lost = maker.random.choice(venues)
        del lost["lat"], lost["lon"]
        for other in venues:
            if other is not lost:
                maker.tables.add("travel", from_=lost["id"], to=other["id"], minutes=maker.random.randint(5, 50))
    known = {(row["from"], row["to"]) for row in maker.tables.rows["travel"]}
    for _ in range(maker.random.randint(0, 4)):
        origin, destination = (row["id"] for row in maker.random.sample(venues, 2))
        if (origin, destination) not in known:
            known.add((origin, destination))
            maker.tables.add("travel", from_=origin, to=destination, minutes=maker.random.randint(3, 50))
    return venues


def _advisors(maker: Maker, structures: list[str], venues: list[Row]) -> None:
    random, tables = maker.random, maker.tables
    for number in range(random.randint(1, 3)):
        advisor = f"conseiller-{number + 1}"
        tables.add(
            "advisors",
            id=advisor,
            name=f"Conseiller {number + 1}",
            base=random.choice(venues)["id"],
            half_days_per_week=random.choice((None, 2, 4, 9)),
            half_days_per_day=random.choice((None, None, 1, 3)),
            max_daily_travel=random.choice((None, 40, 60, 90)),
            start=ANCHOR + timedelta(days=random.randint(0, 150)) if maker.chance(0.15) else None,
            workdays=random.choice(("Tu-Sa", "Mo|Tu|Th|Fr", "We")) if maker.chance(0.2) else None,
            periods="am|pm" if maker.chance(0.4) else None,
            skills=maker.some(_SKILLS, 2),
        )
        hosts = random.sample(structures, random.randint(1, min(2, len(structures))))
        window = random.randint(1, 4)
        low = ("0", "0.1", "0.25", "0.5", "0.3334", "0.4")
        for structure in hosts:
            share_min = random.choice(low) if maker.chance(0.6) else None
            share_max = random.choice(("0.5", "0.6", "0.9", "1")) if maker.chance(0.5) else None
            base = random.choice(venues)["id"] if maker.chance(0.5) else None
            tables.add(
                "postings",
                advisor=advisor,
                structure=structure,
                base=base,
                share_min=share_min,
                share_max=share_max,
                window_weeks=window if maker.chance(0.7) else random.randint(1, 4),
            )


def _patterns(maker: Maker) -> None:
    """At most one scheme for each advisor's weekday, so that none contradicts another."""
    random, tables = maker.random, maker.tables
    for advisor in [row["id"] for row in tables.rows["advisors"]]:
        hosts = [row["structure"] for row in tables.rows["postings"] if row["advisor"] == advisor]
        for weekday in WEEKDAYS[:5]:
            if not maker.chance(0.25):
                continue
            scheme = random.choice(("day", "half", "split", "alternate", "one week in three"))
            first, second = hosts[0], hosts[-1]
            if maker.chance(0.5):
                first, second = second, first
            source = f"art. {random.randint(1, 5)}.{random.randint(1, 4)}"
            common = {"advisor": advisor, "weekday": weekday, "source": source}
            if scheme == "day":
                tables.add("patterns", structure=first, **common)
            elif scheme == "half":
                tables.add("patterns", structure=first, period=random.choice(list(tables.half_days)), **common)
            elif scheme == "split":
                tables.add("patterns", structure=first, period="am", **common)
                tables.add("patterns", structure=second, period="pm", **common)
            elif scheme == "alternate":
                tables.add("patterns", structure=first, cycle=2, phase=0, **common)
                tables.add("patterns", structure=second, cycle=2, phase=1, **common)
            else:
                tables.add("patterns", structure=first, cycle=3, phase=random.randint(0, 2), **common)


def _demand(maker: Maker, demand: str) -> None:
    random, tables = maker.random, maker.tables
    posted = {row["structure"] for row in tables.rows["postings"]}
    venue = random.choice([row for row in tables.rows["venues"] if row["structure"] in posted])
    rooms = [row for row in tables.rows["rooms"] if row["venue"] == venue["id"]]
    who = [row["advisor"] for row in tables.rows["postings"] if row["structure"] == venue["structure"]]
    one = random.choice(who)
    able = next(row for row in tables.rows["advisors"] if row["id"] == one)
    full = maker.chance(0.3)
    count = random.choice((1, 1, 1, 2, 3))
    begins = ANCHOR + timedelta(days=random.randint(-10, 150)) if maker.chance(0.2) else None
    ends = (begins or ANCHOR) + timedelta(days=random.randint(0, 120)) if maker.chance(0.2) else None
    tables.add(
        "demands",
        id=demand,
        venue=venue["id"],
        activity=random.choice(("permanence", "atelier", "rdv")),
        length="full" if full else None,
        count=count,
        every_weeks=random.randint(1, 4),
        weekdays=[day for day in WEEKDAYS[:6] if maker.chance(0.5)] if maker.chance(0.35) else None,
        **_times(maker, full),
        setup_minutes=random.choice((None, None, 15, 30, 60)),
        advisor=able["id"] if maker.chance(0.15) else None,
        regular=maker.chance(0.75),
        min_gap_days=random.choice((None, None, 0, 2, 3, 8)),
        priority=random.choice((None, None, 2, 3)),
        **maker.fitting(venue, rooms),
        skills=maker.some(able["skills"].split("|"), 1) if able.get("skills") and maker.chance(0.4) else None,
        billed=maker.chance(0.3),
        from_=begins,
        to=ends,
        source=random.choice(("", "art. 1.2", "art. 3-1", "illustrative")),
    )


def _times(maker: Maker, full: bool) -> dict[str, object]:
    """Periods, and a start and an end that lie inside at least one of them."""
    random, half_days = maker.random, maker.tables.half_days
    first = "am" if full else random.choice(list(half_days))
    last = "pm" if full else first
    periods: list[str] | None = None
    if maker.chance(0.4):
        others = [name for name in half_days if name not in (first, last) and maker.chance(0.4)]
        periods = [name for name in half_days if name in (first, last) or name in others]
    start = clock(half_days[first][0]) + random.choice((0, 15, 30, 60)) if maker.chance(0.4) else None
    end = clock(half_days[last][1]) - random.choice((0, 15, 30)) if maker.chance(0.4) or start else None
    if start is not None and end is not None and end <= start:
        end = None
    return {"periods": periods, "start": _hours(start), "end": _hours(end)}


def _hours(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes // 60:02d}:{minutes % 60:02d}"


def _absences_and_closures(maker: Maker, horizon: Horizon) -> None:
    random, tables = maker.random, maker.tables
    days = list(horizon.days())
    for row in tables.rows["advisors"]:
        if maker.chance(0.4):
            first = random.choice(days) + timedelta(days=random.randint(-9, 2))
            tables.add(
                "absences",
                advisor=row["id"],
                from_=first,
                to=first + timedelta(days=random.randint(0, 3)) if maker.chance(0.5) else None,
                period=random.choice(list(tables.half_days)) if maker.chance(0.4) else None,
                kind=random.choice(("leave", "training")),
                status="requested" if maker.chance(0.2) else None,
            )
    places = [(row["venue"], row["id"]) for row in tables.rows["rooms"]]
    places += [(row["id"], "") for row in tables.rows["venues"]]
    for venue, room in random.sample(places, random.randint(0, 2)):
        first = random.choice(days)
        tables.add(
            "closures",
            venue=venue,
            room=room,
            from_=first,
            to=first + timedelta(days=random.randint(0, 2)) if maker.chance(0.5) else None,
            period=random.choice(list(tables.half_days)) if maker.chance(0.4) else None,
            reason="travaux",
        )


def _settings(maker: Maker) -> None:
    random, tables = maker.random, maker.tables
    if maker.chance(0.5):
        tables.travel["lunch_minutes"] = str(random.choice((0, 30, 60, 90)))
    if maker.chance(0.3):
        tables.weights = {"unmet": "200", "split": "90", "change": "50", "irregular": "25", "travel": "2"}
    if maker.chance(0.3):
        tables.rules.append({"kind": "zone_share", "zone": "zrr", "min": "0.5", "source": "art. 4.1"})
    if maker.chance(0.3):
        tables.rules.append({"kind": "billed_share", "max": "0.3334", "source": "art. 4.3"})


def _published(maker: Maker, territory: Territory, horizon: Horizon, seed: int) -> Plan:
    """A plan of some weeks before, in and after the horizon; in a quarter of the territories, none."""
    if maker.chance(0.25):
        return Plan(())
    before, after = maker.random.randint(0, 3), maker.random.choice((0, 0, 1))
    inside = maker.random.randint(0, horizon.weeks)
    weeks = before + (horizon.weeks + after if after else inside)
    if weeks == 0:
        return Plan(())
    earlier = Horizon(horizon.first_day - timedelta(weeks=before), weeks)
    return good_plan(prepare(territory, earlier), seed)
