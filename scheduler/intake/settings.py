"""The keys of territory.toml: their kinds, defaults and explanations."""

from collections.abc import Mapping

from scheduler.domain.text import Text
from scheduler.intake.kinds import NAME, WORDS, Approximate, Choice, Whole
from scheduler.intake.kinds_of_time import DAY, HOURS, WEEKDAYS
from scheduler.intake.table import Column

HALF_DAYS = "half_days."
"""What the keys of the working half-days begin with: `half_days.am` is the one named `am`."""

HALF_DAY = Column(
    "half_days",
    HOURS,
    Text(
        fr="Une demi-journée de travail, dans l’ordre du jour : de telle heure à telle heure",
        en="A working half-day, in the order of the day: from one time to another",
    ),
)

KEYS = (
    Column("format", Whole(1, 1), Text(fr="Version du format : 1", en="Version of the format: 1"), required=True),
    Column(
        "id", NAME, Text(fr="Identifiant court du territoire", en="Short identifier of the territory"), required=True
    ),
    Column("name", WORDS, Text(fr="Nom du territoire", en="Name of the territory"), required=True),
    Column(
        "source",
        WORDS,
        Text(
            fr="D’où viennent les faits, et lesquels sont inventés",
            en="Where the facts come from, and which are made up",
        ),
    ),
    Column("timezone", WORDS, Text(fr="Fuseau horaire", en="Time zone"), "Europe/Paris"),
    Column("country", WORDS, Text(fr="Pays, pour les jours fériés", en="Country, for public holidays"), "FR"),
    Column(
        "subdivision",
        WORDS,
        Text(
            fr="Pour les jours fériés : 57 en Moselle, 6AE en Alsace",
            en="For public holidays: 57 in Moselle, 6AE in Alsace",
        ),
    ),
    Column(
        "anchor",
        DAY,
        Text(fr="Un lundi : la semaine 0 de toutes les alternances", en="A Monday: week 0 of every cycle and window"),
        required=True,
    ),
    Column("workdays", WEEKDAYS, Text(fr="Jours travaillés", en="Working days"), "Mo-Fr"),
    Column(
        "travel.lunch_minutes",
        Whole(0, 1440),
        Text(
            fr="Minutes gardées libres entre deux interventions du jour",
            en="Minutes kept free between two interventions",
        ),
        "45",
        field="lunch_minutes",
    ),
    Column(
        "travel.detour",
        Approximate(1, 20),
        Text(fr="Route : distance à vol d’oiseau x détour", en="Roads: great-circle distance x detour"),
        "1.4",
        field="detour",
    ),
    Column(
        "travel.speed_kmh",
        Approximate(1, 300),
        Text(fr="Vitesse en km/h", en="Speed in km/h"),
        "50",
        field="speed_kmh",
    ),
    Column(
        "travel.router",
        Choice("router"),
        Text(fr="Calculateur d’itinéraires : osrm ou valhalla", en="Routing server: osrm or valhalla"),
        field="router",
    ),
    Column("travel.url", WORDS, Text(fr="Adresse du calculateur", en="Address of the routing server"), field="url"),
    *(
        Column(f"weights.{name}", Whole(0, 1_000_000), note, default, field=name)
        for name, default, note in (
            ("unmet", "600", Text(fr="Demi-journée demandée non servie", en="A half-day asked for and not placed")),
            ("split", "300", Text(fr="Demi-journée hors d’une part", en="A half-day off a share")),
            ("change", "120", Text(fr="Demi-journée publiée non tenue", en="A published half-day not kept")),
            ("irregular", "60", Text(fr="Fois hors du créneau habituel", en="An occurrence off the usual slot")),
            ("travel", "1", Text(fr="Minute de route", en="A minute of driving")),
        )
    ),
)

KEY: Mapping[str, Column] = {key.name: key for key in KEYS}
