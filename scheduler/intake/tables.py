"""All the tables of a territory, in FORMAT.md's order; here those of demands, [[rules]], plan.csv and pins."""

from collections.abc import Mapping
from dataclasses import replace

from scheduler.domain.demands import Length
from scheduler.domain.text import Text
from scheduler.intake.kinds import NAME, NAMES, WORDS, YES_NO, Choice, Exact, Names, Whole
from scheduler.intake.kinds_of_time import DAY, DAY_OR_WEEKDAY, TIME, WEEKDAYS
from scheduler.intake.people_tables import ABSENCES, ADVISORS, PATTERNS, POSTINGS, STRUCTURES
from scheduler.intake.place_tables import CLOSURES, ROOMS, TRAVEL, VENUES
from scheduler.intake.table import PERIODS, Column, Table

DEMANDS = Table(
    "demands",
    Text(
        fr="Ce qui est demandé : permanences, ateliers, rendez-vous",
        en="What is asked for: drop-ins, workshops, appointments",
    ),
    (
        Column("id", NAME, Text(fr="Identifiant court, unique", en="Short unique identifier"), required=True),
        Column("venue", NAME, Text(fr="Lieu", en="Venue"), required=True, refers="venues"),
        Column("activity", WORDS, Text(fr="Activité", en="Activity"), "permanence"),
        Column("length", Choice("length", Length), Text(fr="demi-journée ou journée", en="half or full day"), "half"),
        Column("count", Whole(1, 1000), Text(fr="Combien de fois", en="How many times"), "1"),
        Column(
            "every_weeks",
            Whole(1, 520),
            Text(fr="Toutes les combien de semaines", en="In each window of how many weeks"),
            "1",
        ),
        Column(
            "weekdays",
            WEEKDAYS,
            Text(
                fr="Jours possibles, tels que Lu|Me (vide : tous)", en="Possible weekdays, such as Mo|We (blank: any)"
            ),
        ),
        Column(
            "periods",
            NAMES,
            Text(
                fr="Demi-journées possibles, séparées par | (vide : toutes)",
                en="Possible half-days, separated by | (blank: any)",
            ),
            refers=PERIODS,
        ),
        Column(
            "start",
            TIME,
            Text(fr="Heure de début (vide : celle de la demi-journée)", en="Start time (blank: the half-day's)"),
        ),
        Column(
            "end",
            TIME,
            Text(fr="Heure de fin (vide : celle de la demi-journée)", en="End time (blank: the half-day's)"),
        ),
        Column(
            "setup_minutes",
            Whole(0, 1440),
            Text(fr="Minutes d’installation avant le début", en="Minutes of setup before the start"),
            "0",
        ),
        Column(
            "advisor",
            NAME,
            Text(fr="Conseiller imposé (vide : n’importe lequel)", en="Named advisor (blank: any)"),
            refers="advisors",
        ),
        Column(
            "regular",
            YES_NO,
            Text(fr="Toujours au même jour, si possible", en="Always on the same weekday, if possible"),
            "yes",
        ),
        Column(
            "min_gap_days",
            Whole(0, 3650),
            Text(fr="Jours entre deux fois, au moins", en="Days between two occurrences, at least"),
            "1",
        ),
        Column("priority", Whole(1, 1000), Text(fr="Priorité : 2 compte double", en="Priority: 2 counts double"), "1"),
        Column("seats", Whole(1), Text(fr="Nombre de personnes attendues", en="Number of people expected"), "1"),
        Column(
            "needs",
            Names("need"),
            Text(
                fr="Besoins, séparés par | : confidentiel, internet, accessible, ou un équipement de salle",
                en="Needs, separated by |: confidential, internet, accessible, or an equipment of a room",
            ),
        ),
        Column(
            "skills",
            NAMES,
            Text(
                fr="Compétences exigées du conseiller, séparées par |",
                en="Skills that the advisor must have, separated by |",
            ),
        ),
        Column("billed", YES_NO, Text(fr="Prestation facturée à un tiers", en="Billed to a third party"), "no"),
        Column("from", DAY, Text(fr="Premier jour possible", en="First possible day"), field="from_"),
        Column("to", DAY, Text(fr="Dernier jour possible", en="Last possible day")),
        Column("source", WORDS, Text(fr="Article de la convention", en="Article of the agreement")),
        Column("title", WORDS, Text(fr="Titre pour le public", en="Title for the public")),
        Column(
            "booking",
            Choice("booking"),
            Text(fr="Comment on y vient", en="How people come"),
            "walk-in",
        ),
        Column(
            "min_participants",
            Whole(0),
            Text(fr="Nombre d’inscrits en dessous duquel on annule", en="Enrolments under which it is cancelled"),
            "0",
        ),
        Column("audience", WORDS, Text(fr="Public visé", en="Audience")),
    ),
    required=True,
)

RULES = Table(
    "rules",
    Text(fr="Parts à respecter sur la période", en="Shares to keep over the horizon"),
    (
        Column(
            "kind",
            Choice("rule"),
            Text(fr="Part en zone, ou part facturée", en="Share in a zone, or billed"),
            required=True,
        ),
        Column("zone", WORDS, Text(fr="La zone, pour une part en zone", en="The zone, for a zone_share")),
        Column("min", Exact(0, 1), Text(fr="Part minimale, de 0 à 1", en="Least share, 0 to 1"), "0"),
        Column("max", Exact(0, 1), Text(fr="Part maximale, de 0 à 1", en="Greatest share, 0 to 1"), "1"),
        Column("source", WORDS, Text(fr="Article de la convention", en="Article of the agreement")),
    ),
)

PLAN = Table(
    "plan",
    Text(fr="Le planning : une ligne par demi-journée", en="The plan: one row for each half-day"),
    (
        Column("date", DAY, Text(fr="Date", en="Date"), required=True),
        Column("period", NAME, Text(fr="Demi-journée", en="Half-day"), required=True, refers=PERIODS),
        Column("start", TIME, Text(fr="Heure de début", en="Start time")),
        Column("end", TIME, Text(fr="Heure de fin", en="End time")),
        Column("advisor", NAME, Text(fr="Conseiller", en="Advisor"), required=True, refers="advisors"),
        Column(
            "structure", NAME, Text(fr="Structure d’accueil", en="Host structure"), required=True, refers="structures"
        ),
        Column("venue", NAME, Text(fr="Lieu, ou base", en="Venue, or base"), required=True, refers="venues"),
        Column("room", NAME, Text(fr="Salle", en="Room"), refers="rooms"),
        Column("demand", NAME, Text(fr="Demande", en="Demand"), refers="demands"),
        Column("activity", WORDS, Text(fr="Activité, ou base", en="Activity, or base")),
    ),
)

PINS = Table(
    "pins",
    Text(fr="Ce que le planning doit tenir, ligne par ligne", en="What the plan must hold, line by line"),
    (
        Column("date", DAY_OR_WEEKDAY, Text(fr="Date, ou jour de la semaine", en="Date, or weekday")),
        *(replace(column, required=False) for column in PLAN.columns if column.name != "date"),
    ),
)
"""plan.csv's columns, each of which may be blank."""

TABLES = (STRUCTURES, ADVISORS, POSTINGS, PATTERNS, VENUES, ROOMS, DEMANDS, ABSENCES, CLOSURES, TRAVEL)
"""The tables of a folder, in FORMAT.md's order. A workbook has RULES too, which a folder keeps in its TOML."""

TABLE: Mapping[str, Table] = {table.name: table for table in (*TABLES, RULES)}
