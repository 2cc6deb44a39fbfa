"""Maker - adds plausible rows to tables from a seeded random: venues round a place, rooms, what a room can hold."""

from collections.abc import Sequence
from math import cos, radians
from random import Random

from tests.generate.tables import Row, Tables

_FIRST = (
    "Aigue",
    "Bel",
    "Cham",
    "Dour",
    "Esper",
    "Fon",
    "Gar",
    "Haute",
    "Isle",
    "Jon",
    "Lan",
    "Mar",
    "Nan",
    "Orge",
    "Pra",
    "Roc",
    "Sain",
    "Tour",
    "Ver",
    "Ville",
)
_LAST = (
    "bois",
    "bourg",
    "brun",
    "champ",
    "court",
    "fontaine",
    "gères",
    "lac",
    "longue",
    "mont",
    "nac",
    "pierre",
    "rive",
    "teuil",
    "vaux",
    "vigne",
)
_KINDS = {"mairie": "Mairie", "mediatheque": "Médiathèque", "france-services": "France Services"}
_EQUIPMENT = ("ordinateurs", "videoprojecteur", "imprimante", "tablettes")

ALL_WEEK = "Mo-Fr 09:00-12:00,14:00-17:00"
OPENINGS = (
    (ALL_WEEK, 56),
    ("", 4),
    ("Mo-Fr 08:30-12:30,13:30-17:30", 6),
    ("Mo-Fr 09:00-12:00", 10),
    ("Tu-Sa 09:00-12:00,14:00-18:00", 4),
    ("Th,Fr 09:00-12:00,14:00-17:00", 4),
    ("Mo,Th 09:00-12:00,14:00-17:00", 4),
    ("Tu,Th 09:00-12:00; We 14:00-18:00", 4),
    ("Mo-Fr 09:00-12:00,14:00-17:00; We off", 4),
    ("We 09:00-12:00,14:00-18:00; Th 09:00-12:00,14:00-18:00; Fr 14:00-18:00", 4),
)
"""Opening strings and how often they come, of a hundred."""


class Maker:
    """Knows the random and the tables that it fills; every draw comes from the one random."""

    def __init__(self, seed: str, tables: Tables) -> None:
        self.random = Random(seed)
        self.tables = tables
        self._names: set[str] = set()

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def pick(self, weighted: Sequence[tuple[str, int]]) -> str:
        return self.random.choices([value for value, _ in weighted], [weight for _, weight in weighted])[0]

    def commune(self) -> str:
        """A commune's name that has not come yet, and that no commune bears, as far as one can tell."""
        while True:
            name = self.random.choice(_FIRST) + self.random.choice(_LAST)
            if len(self._names) > 150:
                name = f"{name}-{self.random.choice(('le-Haut', 'le-Bas', 'le-Vieux', 'les-Eaux', 'la-Forêt'))}"
            if len(self._names) > 1_200:
                name = f"{name}-sur-{self.random.choice(_FIRST)}"
            if name not in self._names:
                self._names.add(name)
                return name

    def near(self, centre: tuple[float, float], km: float) -> tuple[float, float]:
        """A point within that distance, denser towards the centre."""
        north, east = (self.random.uniform(-1, 1) * self.random.uniform(0.2, 1) * km for _ in range(2))
        return centre[0] + north / 111, centre[1] + east / (111 * cos(radians(centre[0])))

    def venue(self, venue_id: str, structure: str, point: tuple[float, float], **cells: object) -> Row:
        kind = self.pick((("mairie", 62), ("france-services", 28), ("mediatheque", 10)))
        commune = self.commune()
        given: dict[str, object] = {"opening": self.pick(OPENINGS), "accessible": self.chance(0.92), **cells}
        self.tables.add(
            "venues",
            id=venue_id,
            name=f"{_KINDS[kind]} de {commune}",
            structure=structure,
            kind=kind,
            commune=commune,
            lat=f"{point[0]:.4f}",
            lon=f"{point[1]:.4f}",
            **given,
        )
        return self.tables.rows["venues"][-1]

    def rooms(self, venue_id: str, number: int) -> list[Row]:
        for place in range(number):
            office = self.chance(0.4)
            equipment = [item for item in _EQUIPMENT if self.chance(0.35)]
            self.tables.add(
                "rooms",
                id=f"{venue_id}-{'bureau' if office else 'salle'}-{place + 1}",
                venue=venue_id,
                name="Bureau" if office else "Salle",
                capacity=self.random.randint(1, 3) if office else self.random.randint(6, 14),
                confidential=office or self.chance(0.2),
                internet=self.chance(0.9),
                equipment=equipment,
            )
        return self.tables.rows["rooms"][len(self.tables.rows["rooms"]) - number :]

    def fitting(self, venue: Row, rooms: Sequence[Row], needs_at_most: int = 2) -> dict[str, object]:
        """Seats and needs that one of the rooms (none: the unnamed one) meets."""
        possible = ["accessible"] if venue["accessible"] == "yes" else []
        if not rooms:
            return {"seats": self.random.randint(1, 12), "needs": self.some([*possible, "confidential"], needs_at_most)}
        room = self.random.choice(list(rooms))
        possible += [name for name in ("confidential", "internet") if room[name] == "yes"]
        possible += room.get("equipment", "").split("|") if room.get("equipment") else []
        return {"seats": self.random.randint(1, int(room["capacity"])), "needs": self.some(possible, needs_at_most)}

    def some(self, items: Sequence[str], at_most: int) -> list[str]:
        return self.random.sample(list(items), self.random.randint(0, min(at_most, len(items))))
