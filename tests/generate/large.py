"""Large - territories of the sizes that the search is measured on: like Sarthe, like a department's team, by scale."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, radians

from tests.generate.maker import ALL_WEEK, Maker
from tests.generate.tables import Row, Tables

ANCHOR = date(2026, 8, 31)
HALF_DAYS = {"am": ("09:00", "12:00"), "pm": ("14:00", "17:00")}

Point = tuple[float, float]


@dataclass(frozen=True)
class Asked:
    """What demands are like: weights of `every_weeks` 1, 2 and 4, and the parts of them that are special."""

    every_weeks: tuple[int, int, int]
    full: float = 0.0
    twice: float = 0.0
    skilled: float = 0.0
    timed: float = 0.0
    important: float = 0.0
    occasional: float = 0.0


def sarthe_like(seed: int) -> Tables:
    """16 advisors, 15 structures of which each has one main and two neighbours, 219 venues, some 245 demands."""
    maker = _maker("sarthe-like", seed)
    centres = [(48.0 + 0.27 * (n // 5 - 1), 0.2 + 0.27 * (n % 5 - 2)) for n in range(15)]
    structures = _structures(maker, 15)
    for number, (structure, centre) in enumerate(zip(structures, centres, strict=True)):
        for _ in range(15 if number < 9 else 14):
            _venue_with_rooms(maker, structure, centre, km=17)
    mains = [*range(15), maker.random.randrange(15)]
    for number, main in enumerate(mains):
        advisor = _advisor(maker, number, structures[main], half_days_per_week=9)
        maker.tables.add("postings", advisor=advisor, structure=structures[main], share_min="0.9", window_weeks=4)
        for near in _nearest(centres, main)[:2]:
            maker.tables.add("postings", advisor=advisor, structure=structures[near], share_max="0.1", window_weeks=4)
    venues = list(maker.tables.rows["venues"])
    _demands(maker, venues, 245, Asked((7, 58, 35)))
    _absences(maker, part=0.5)
    _closures(maker, 6)
    return maker.tables


def po_like(seed: int) -> Tables:
    """26 advisors of one department, based all over it; 150 venues that several can serve; 210 half-days asked."""
    maker = _maker("po-like", seed)
    (department,) = _structures(maker, 1)
    valleys = [(42.70, 2.90), (42.66, 2.90), (42.62, 2.42), (42.51, 2.75), (42.46, 2.03), (42.80, 2.55), (42.55, 3.02)]
    for _ in range(150):
        place = maker.random.choices(valleys, (30, 25, 18, 12, 8, 12, 15))[0]
        _venue_with_rooms(maker, department, place, km=22, opening=_few_half_days(maker))
    venues = list(maker.tables.rows["venues"])
    bases = maker.random.sample(venues, 17)
    skills = ("fablab", "aidants-connect", "langue-des-signes")
    for number in range(26):
        base = bases[number % len(bases)]["id"]
        held = [skill for skill, part in zip(skills, (0.4, 0.5, 0.2), strict=True) if maker.chance(part)]
        limit = maker.random.choice((60, 70, 80, 90))
        advisor = _advisor(maker, number, department, base=base, skills=held, max_daily_travel=limit)
        maker.tables.add("postings", advisor=advisor, structure=department)
    asked = Asked((50, 32, 18), full=0.14, twice=0.08, skilled=0.1, timed=0.2, important=0.25, occasional=0.1)
    _demands_for(maker, venues, 210.0, asked, skills)
    _absences(maker, part=0.4)
    _closures(maker, 6)
    return maker.tables


def scale(advisors: int, seed: int) -> Tables:
    """Clusters of four or five advisors who share two structures; 13 venues an advisor, asked for 3/4 of their time."""
    return _clusters(_maker(f"scale-{advisors}", seed), advisors, km=13, asked_part=0.75)


def rural(advisors: int, seed: int) -> Tables:
    """Clusters as in `scale`, of small mairies: further apart, open four half-days at most, all time asked for."""
    return _clusters(_maker(f"rural-{advisors}", seed), advisors, km=20, asked_part=0.95, few_half_days=True)


def _clusters(maker: Maker, advisors: int, km: float, asked_part: float, *, few_half_days: bool = False) -> Tables:
    sizes = _cluster_sizes(advisors)
    across = max(1, round(len(sizes) ** 0.5))
    number = 0
    for cluster, size in enumerate(sizes):
        centre = (44.0 + 0.42 * (cluster // across), 0.2 + 0.55 * (cluster % across))
        pair = _structures(maker, 2, first=2 * cluster)
        places = [(centre[0], centre[1] - 0.09), (centre[0], centre[1] + 0.09)]
        for venue in range(13 * size):
            hours = {"opening": _few_half_days(maker)} if few_half_days else {}
            _venue_with_rooms(maker, pair[venue % 2], places[venue % 2], km, **hours)
        for one in range(size):
            main, other = pair[one % 2], pair[1 - one % 2]
            advisor = _advisor(maker, number, main, half_days_per_week=9, max_daily_travel=120)
            maker.tables.add(
                "postings", advisor=advisor, structure=main, share_min="0.6", share_max="1", window_weeks=4
            )
            maker.tables.add("postings", advisor=advisor, structure=other, share_max="0.4", window_weeks=4)
            number += 1
        venues = [row for row in maker.tables.rows["venues"] if row["structure"] in pair]
        asked = Asked((15, 50, 35), full=0.06, important=0.2, timed=0.1)
        _demands_for(maker, venues, asked_part * 9 * size, asked, ())
    _absences(maker, part=0.35)
    _closures(maker, max(1, advisors // 4))
    return maker.tables


def tight(seed: int) -> Tables:
    """Four advisors of two structures, asked for a third more than they can give."""
    maker = _maker("tight", seed)
    pair = _structures(maker, 2)
    places = [(44.35, 2.0), (44.35, 2.3)]
    for venue in range(22):
        _venue_with_rooms(maker, pair[venue % 2], places[venue % 2], km=12)
    for number in range(4):
        main, other = pair[number % 2], pair[1 - number % 2]
        advisor = _advisor(maker, number, main, half_days_per_week=8, max_daily_travel=100)
        maker.tables.add("postings", advisor=advisor, structure=main, share_min="0.5", window_weeks=2)
        maker.tables.add("postings", advisor=advisor, structure=other, share_max="0.5", window_weeks=2)
    venues = list(maker.tables.rows["venues"])
    asked = Asked((60, 30, 10), full=0.15, twice=0.1, important=0.4, timed=0.2)
    _demands_for(maker, venues, 1.33 * 4 * 8, asked, ())
    _absences(maker, part=0.5)
    _closures(maker, 2)
    return maker.tables


def _maker(kind: str, seed: int) -> Maker:
    tables = Tables(f"{kind}-{seed}", f"Territoire {kind} {seed}", ANCHOR, dict(HALF_DAYS))
    tables.travel = {"lunch_minutes": "45", "detour": "1.3", "speed_kmh": "55"}
    return Maker(f"{kind} {seed}", tables)


def _structures(maker: Maker, number: int, first: int = 0) -> list[str]:
    made = [f"structure-{place + 1:03d}" for place in range(first, first + number)]
    for structure in made:
        maker.tables.add("structures", id=structure, name=f"Communauté de communes de {maker.commune()}", kind="epci")
    return made


def _few_half_days(maker: Maker) -> str:
    """A small mairie's hours: two to four half-days a week."""
    open_on = maker.random.sample([(day, half) for day in ("Mo", "Tu", "We", "Th", "Fr") for half in ("am", "pm")], 4)
    hours = {"am": "09:00-12:00", "pm": "14:00-17:00"}
    return "; ".join(
        f"{day} {','.join(hours[half] for half in sorted(half for at, half in chosen if at == day))}"
        for chosen in (open_on[: maker.random.randint(2, 4)],)
        for day in ("Mo", "Tu", "We", "Th", "Fr")
        if any(at == day for at, _ in chosen)
    )


def _venue_with_rooms(maker: Maker, structure: str, centre: Point, km: float, **cells: object) -> Row:
    number = len(maker.tables.rows["venues"]) + 1
    zone = "zrr" if maker.chance(0.3) else ""
    row = maker.venue(f"lieu-{number:04d}", structure, maker.near(centre, km), zone=zone, **cells)
    if maker.chance(0.8):
        maker.rooms(row["id"], 1 if maker.chance(0.75) else 2)
    return row


def _advisor(maker: Maker, number: int, structure: str, base: str | None = None, **cells: object) -> str:
    """Based, where no base is given, in a venue of the structure."""
    own = [row["id"] for row in maker.tables.rows["venues"] if row["structure"] == structure]
    advisor = f"conseiller-{number + 1:04d}"
    given = {"half_days_per_week": 9, **cells}
    maker.tables.add(
        "advisors",
        id=advisor,
        name=f"Conseiller numérique {number + 1:04d}",
        base=base or maker.random.choice(own),
        **given,
    )
    return advisor


def _nearest(centres: list[Point], one: int) -> list[int]:
    lat, lon = centres[one]

    def distance(other: int) -> float:
        return (centres[other][0] - lat) ** 2 + ((centres[other][1] - lon) * cos(radians(lat))) ** 2

    return sorted((other for other in range(len(centres)) if other != one), key=distance)


def _cluster_sizes(advisors: int) -> list[int]:
    """Fours and fives that sum to that number; fewer than four are one cluster, and so are six and seven."""
    clusters = max(1, round(advisors / 4.5))
    return [advisors // clusters + (1 if place < advisors % clusters else 0) for place in range(clusters)]


def _demands(maker: Maker, venues: list[Row], number: int, asked: Asked) -> None:
    """One at each venue first, then a second one here and there."""
    order = maker.random.sample(venues, len(venues))
    for place in range(number):
        _demand(maker, order[place % len(order)], asked, ())


def _demands_for(
    maker: Maker, venues: list[Row], half_days_a_week: float, asked: Asked, skills: tuple[str, ...]
) -> None:
    """Demands until they need so many half-days in an average week."""
    order = maker.random.sample(venues, len(venues))
    needed, place = 0.0, 0
    while needed < half_days_a_week:
        needed += _demand(maker, order[place % len(order)], asked, skills)
        place += 1


def _demand(maker: Maker, venue: Row, asked: Asked, skills: tuple[str, ...]) -> float:
    """Adds a demand that the venue's rooms and opening hours can hold; the half-days that it needs in a week."""
    random, tables = maker.random, maker.tables
    rooms = [row for row in tables.rows["rooms"] if row["venue"] == venue["id"]]
    full = venue.get("opening", "") in ("", ALL_WEEK) and maker.chance(asked.full)
    every_weeks = random.choices((1, 2, 4), asked.every_weeks)[0]
    count = 2 if maker.chance(asked.twice) else 1
    timed = not full and venue.get("opening", "") in ("", ALL_WEEK) and maker.chance(asked.timed)
    morning = maker.chance(0.5)
    hours: dict[str, object] = {"start": "09:00", "end": "11:30"} if morning else {"start": "14:30", "end": "17:00"}
    tables.add(
        "demands",
        id=f"demande-{len(tables.rows['demands']) + 1:04d}",
        venue=venue["id"],
        activity=maker.pick((("permanence", 54), ("rdv", 35), ("atelier", 11))),
        length="full" if full else None,
        count=count,
        every_weeks=every_weeks,
        periods=("am" if morning else "pm") if timed else None,
        **(hours if timed else {}),
        setup_minutes=15,
        min_gap_days=random.choice((None, 2)) if count > 1 else None,
        priority=random.choice((2, 3)) if maker.chance(asked.important) else None,
        **maker.fitting(venue, rooms, needs_at_most=1),
        skills=random.choice(skills) if skills and maker.chance(asked.skilled) else None,
        regular=not maker.chance(asked.occasional),
        source="illustrative",
        booking=random.choice(("walk-in", "appointment")),
    )
    return count * (2 if full else 1) / every_weeks


def _absences(maker: Maker, part: float) -> None:
    """One training day for all, and some leave of a few days in the first eight weeks."""
    random, tables = maker.random, maker.tables
    training = ANCHOR + timedelta(days=17)
    for row in list(tables.rows["advisors"]):
        tables.add("absences", advisor=row["id"], from_=training, kind="training", status="approved")
        if maker.chance(part):
            first = ANCHOR + timedelta(days=random.randrange(56))
            last = first + timedelta(days=random.choice((0, 1, 4)))
            period = random.choice(("am", "pm")) if maker.chance(0.2) else None
            tables.add(
                "absences", advisor=row["id"], from_=first, to=last, period=period, kind="leave", status="approved"
            )


def _closures(maker: Maker, number: int) -> None:
    random, tables = maker.random, maker.tables
    for venue in random.sample([row["id"] for row in tables.rows["venues"]], number):
        rooms = [row["id"] for row in tables.rows["rooms"] if row["venue"] == venue]
        first = ANCHOR + timedelta(days=random.randrange(56))
        room = random.choice(rooms) if rooms and maker.chance(0.3) else None
        last = first + timedelta(days=random.randint(0, 5))
        tables.add(
            "closures", venue=venue, room=room, from_=first, to=last, reason=random.choice(("travaux", "inventaire"))
        )
