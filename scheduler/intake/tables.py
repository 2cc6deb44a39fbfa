"""What each table holds: columns, kinds, defaults, explanations. Reader, writer and template derive from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.domain.demands import Length
from scheduler.domain.text import Text
from scheduler.intake.kinds import NAME, NAMES, PHONE, WORDS, YES_NO, Approximate, Choice, Exact, Kind, Names, Whole
from scheduler.intake.kinds_of_time import DAY, TIME, WEEKDAY, WEEKDAYS

PERIODS = "periods"
"""What a column refers to when it names half-days of [half_days]."""


@dataclass(frozen=True)
class Column:
    """One column. A blank cell stands for the text `default`; `refers` is the table (or `PERIODS`) of its ids."""

    name: str
    kind: Kind
    note: Text
    default: str = ""
    required: bool = False
    refers: str = ""
    field: str = ""
    """The field of the domain's value, where it is not the column's name."""

    @property
    def key(self) -> str:
        return self.field or self.name


@dataclass(frozen=True)
class Table:
    """One table. `required`: a territory cannot be without its file; `example` is one row for the template."""

    name: str
    note: Text
    columns: tuple[Column, ...]
    required: bool = False

    @cached_property
    def column(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}


STRUCTURES = Table(
    "structures",
    Text(fr="Les structures d'accueil", en="The host structures"),
    (
        Column("id", NAME, Text(fr="Identifiant court, unique", en="Short unique identifier"), required=True),
        Column("name", WORDS, Text(fr="Nom complet", en="Full name"), required=True),
        Column("kind", WORDS, Text(fr="Nature : EPCI, association…", en="What it is: a council, a charity…")),
        Column(
            "mention",
            WORDS,
            Text(fr="Mention à porter sur toute communication", en="Credit line on every communication"),
        ),
        Column("phone", PHONE, Text(fr="Téléphone", en="Telephone")),
        Column("email", WORDS, Text(fr="Adresse électronique", en="E-mail address")),
        Column("website", WORDS, Text(fr="Site web", en="Website")),
    ),
    required=True,
)

ADVISORS = Table(
    "advisors",
    Text(fr="Les conseillers numériques", en="The digital advisors"),
    (
        Column("id", NAME, Text(fr="Identifiant court, unique", en="Short unique identifier"), required=True),
        Column("name", WORDS, Text(fr="Nom affiché", en="Displayed name"), required=True),
        Column("base", NAME, Text(fr="Lieu de rattachement", en="Base venue"), required=True, refers="venues"),
        Column(
            "half_days_per_week",
            Whole(1, 50),
            Text(fr="Demi-journées d'intervention par semaine, au plus", en="Intervention half-days a week, at most"),
            "10",
        ),
        Column(
            "half_days_per_day",
            Whole(1, 10),
            Text(fr="Demi-journées d'intervention par jour, au plus", en="Intervention half-days a day, at most"),
            "2",
        ),
        Column(
            "max_daily_travel",
            Whole(0, 1440),
            Text(fr="Minutes de route par jour, au plus", en="Minutes of driving a day, at most"),
            "180",
        ),
        Column("start", DAY, Text(fr="Premier jour du contrat", en="First day of the contract")),
        Column("end", DAY, Text(fr="Dernier jour du contrat", en="Last day of the contract")),
        Column(
            "workdays",
            WEEKDAYS,
            Text(
                fr="Jours travaillés (vide : ceux du territoire), tels que Lu-Ve",
                en="Working days (blank: the territory's), such as Mo-Fr",
            ),
        ),
        Column(
            "periods",
            NAMES,
            Text(
                fr="Demi-journées travaillées, séparées par | (vide : toutes)",
                en="Half-days worked, separated by | (blank: all)",
            ),
            refers=PERIODS,
        ),
        Column("skills", NAMES, Text(fr="Compétences, séparées par |", en="Skills, separated by |")),
        Column("phone", PHONE, Text(fr="Téléphone", en="Telephone")),
        Column("email", WORDS, Text(fr="Adresse électronique", en="E-mail address")),
    ),
    required=True,
)

POSTINGS = Table(
    "postings",
    Text(fr="Pour quelles structures chacun travaille", en="Which structures each advisor works for"),
    (
        Column("advisor", NAME, Text(fr="Conseiller", en="Advisor"), required=True, refers="advisors"),
        Column(
            "structure", NAME, Text(fr="Structure d'accueil", en="Host structure"), required=True, refers="structures"
        ),
        Column(
            "base",
            NAME,
            Text(
                fr="Lieu de rattachement pour cette structure (vide : celui du conseiller)",
                en="Base venue for this structure (blank: the advisor's)",
            ),
            refers="venues",
        ),
        Column(
            "share_min",
            Exact(0, 1),
            Text(fr="Part minimale des demi-journées, de 0 à 1", en="Least share of half-days, 0 to 1"),
            "0",
        ),
        Column(
            "share_max",
            Exact(0, 1),
            Text(fr="Part maximale des demi-journées, de 0 à 1", en="Greatest share of half-days, 0 to 1"),
            "1",
        ),
        Column(
            "window_weeks",
            Whole(1, 520),
            Text(fr="Nombre de semaines sur lesquelles la part se compte", en="Weeks over which the share is counted"),
            "1",
        ),
    ),
    required=True,
)

PATTERNS = Table(
    "patterns",
    Text(
        fr="La semaine type : quelle demi-journée revient à quelle structure, en alternance ou non",
        en="The weekly table: which half-day is which structure's, alternating or not",
    ),
    (
        Column("advisor", NAME, Text(fr="Conseiller", en="Advisor"), required=True, refers="advisors"),
        Column(
            "weekday",
            WEEKDAY,
            Text(fr="Jour : Lu Ma Me Je Ve Sa Di", en="Weekday: Mo Tu We Th Fr Sa Su"),
            required=True,
        ),
        Column(
            "period",
            NAME,
            Text(fr="Demi-journée (vide : toute la journée)", en="Half-day (blank: the whole day)"),
            refers=PERIODS,
        ),
        Column(
            "structure", NAME, Text(fr="Structure d'accueil", en="Host structure"), required=True, refers="structures"
        ),
        Column(
            "cycle",
            Whole(1, 520),
            Text(fr="1 : chaque semaine ; 2 : une semaine sur deux…", en="1: every week; 2: one week in two…"),
            "1",
        ),
        Column(
            "phase",
            Whole(0, 519),
            Text(
                fr="Quelle semaine du cycle, comptée depuis l'ancre : 0 pour la première",
                en="Which week of the cycle, counted from the anchor: 0 for the first",
            ),
            "0",
        ),
        Column("source", WORDS, Text(fr="Article de la convention", en="Article of the agreement")),
    ),
)

VENUES = Table(
    "venues",
    Text(fr="Les lieux, bases comprises", en="The venues, bases included"),
    (
        Column("id", NAME, Text(fr="Identifiant court, unique", en="Short unique identifier"), required=True),
        Column("name", WORDS, Text(fr="Nom affiché", en="Displayed name"), required=True),
        Column(
            "structure",
            NAME,
            Text(fr="Structure d'accueil dont relève le lieu", en="Host structure that the venue belongs to"),
            required=True,
            refers="structures",
        ),
        Column("kind", WORDS, Text(fr="Nature : mairie, médiathèque…", en="What it is: town hall, library…")),
        Column("commune", WORDS, Text(fr="Commune", en="Municipality")),
        Column("insee", WORDS, Text(fr="Code INSEE de la commune", en="INSEE code of the municipality")),
        Column("lat", Approximate(-90, 90), Text(fr="Latitude en degrés (WGS 84)", en="Latitude in degrees (WGS 84)")),
        Column(
            "lon", Approximate(-180, 180), Text(fr="Longitude en degrés (WGS 84)", en="Longitude in degrees (WGS 84)")
        ),
        Column(
            "opening",
            WORDS,
            Text(
                fr="Horaires au format OpenStreetMap, tels que Mo-Fr 09:00-12:00,14:00-17:00 (vide : toujours ouvert)",
                en="Hours in OpenStreetMap's format, such as Mo-Fr 09:00-12:00,14:00-17:00 (blank: always open)",
            ),
        ),
        Column(
            "accessible",
            YES_NO,
            Text(fr="Accessible aux personnes à mobilité réduite", en="Accessible to people with reduced mobility"),
            "yes",
        ),
        Column("zone", WORDS, Text(fr="Zone, telle que zrr ou qpv", en="Zone, such as zrr or qpv")),
        Column("address", WORDS, Text(fr="Adresse", en="Address")),
        Column("postcode", WORDS, Text(fr="Code postal", en="Postcode")),
        Column("phone", PHONE, Text(fr="Téléphone", en="Telephone")),
        Column("email", WORDS, Text(fr="Adresse électronique", en="E-mail address")),
        Column("website", WORDS, Text(fr="Site web", en="Website")),
        Column("siret", WORDS, Text(fr="Numéro SIRET", en="SIRET number")),
        Column("notes", WORDS, Text(fr="Remarques : clés, accès, matériel…", en="Notes: keys, access, equipment…")),
    ),
    required=True,
)

ROOMS = Table(
    "rooms",
    Text(
        fr="Les salles ; un lieu sans salle indiquée en a une, de toute capacité",
        en="The rooms; a venue without any listed has one, of any capacity",
    ),
    (
        Column("id", NAME, Text(fr="Identifiant court, unique", en="Short unique identifier"), required=True),
        Column("venue", NAME, Text(fr="Lieu", en="Venue"), required=True, refers="venues"),
        Column("name", WORDS, Text(fr="Nom affiché", en="Displayed name")),
        Column("capacity", Whole(1), Text(fr="Nombre de personnes", en="Number of people"), "8"),
        Column("confidential", YES_NO, Text(fr="Bureau fermé, confidentiel", en="Closed, confidential office"), "no"),
        Column("internet", YES_NO, Text(fr="Accès à internet", en="Internet access"), "yes"),
        Column("equipment", NAMES, Text(fr="Équipements, séparés par |", en="Equipment, separated by |")),
    ),
)

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
            Text(fr="Minutes d'installation avant le début", en="Minutes of setup before the start"),
            "0",
        ),
        Column(
            "advisor",
            NAME,
            Text(fr="Conseiller imposé (vide : n'importe lequel)", en="Named advisor (blank: any)"),
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
            Text(fr="Nombre d'inscrits en dessous duquel on annule", en="Enrolments under which it is cancelled"),
            "0",
        ),
        Column("audience", WORDS, Text(fr="Public visé", en="Audience")),
    ),
    required=True,
)

ABSENCES = Table(
    "absences",
    Text(fr="Congés, formations, arrêts", en="Leave, training, illness"),
    (
        Column("advisor", NAME, Text(fr="Conseiller", en="Advisor"), required=True, refers="advisors"),
        Column("from", DAY, Text(fr="Premier jour", en="First day"), required=True, field="from_"),
        Column("to", DAY, Text(fr="Dernier jour, compris (vide : le même)", en="Last day, included (blank: the same)")),
        Column(
            "period",
            NAME,
            Text(fr="Demi-journée (vide : toute la journée)", en="Half-day (blank: the whole day)"),
            refers=PERIODS,
        ),
        Column("kind", WORDS, Text(fr="Nature : congé, formation…", en="What it is: leave, training…")),
        Column(
            "status",
            Choice("status"),
            Text(
                fr="État de la demande ; seules les absences approuvées comptent",
                en="State; only approved absences count",
            ),
            "approved",
        ),
    ),
)

CLOSURES = Table(
    "closures",
    Text(fr="Fermetures de lieux ou de salles", en="Closures of venues or rooms"),
    (
        Column("venue", NAME, Text(fr="Lieu", en="Venue"), required=True, refers="venues"),
        Column(
            "room", NAME, Text(fr="Salle (vide : tout le lieu)", en="Room (blank: the whole venue)"), refers="rooms"
        ),
        Column("from", DAY, Text(fr="Premier jour", en="First day"), required=True, field="from_"),
        Column("to", DAY, Text(fr="Dernier jour, compris (vide : le même)", en="Last day, included (blank: the same)")),
        Column(
            "period",
            NAME,
            Text(fr="Demi-journée (vide : toute la journée)", en="Half-day (blank: the whole day)"),
            refers=PERIODS,
        ),
        Column("reason", WORDS, Text(fr="Motif", en="Reason")),
    ),
)

TRAVEL = Table(
    "travel",
    Text(
        fr="Temps de route entre lieux ; ce qui manque est estimé à vol d'oiseau",
        en="Driving times between venues; what is missing is estimated from the distance",
    ),
    (
        Column(
            "from",
            NAME,
            Text(fr="Lieu de départ", en="Venue of departure"),
            required=True,
            refers="venues",
            field="origin",
        ),
        Column(
            "to",
            NAME,
            Text(fr="Lieu d'arrivée", en="Venue of arrival"),
            required=True,
            refers="venues",
            field="destination",
        ),
        Column("minutes", Whole(0, 1440), Text(fr="Minutes de route", en="Minutes of driving"), required=True),
        Column("km", Exact(0, 2000), Text(fr="Kilomètres", en="Kilometres")),
    ),
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
            "structure", NAME, Text(fr="Structure d'accueil", en="Host structure"), required=True, refers="structures"
        ),
        Column("venue", NAME, Text(fr="Lieu, ou base", en="Venue, or base"), required=True, refers="venues"),
        Column("room", NAME, Text(fr="Salle", en="Room"), refers="rooms"),
        Column("demand", NAME, Text(fr="Demande", en="Demand"), refers="demands"),
        Column("activity", WORDS, Text(fr="Activité, ou base", en="Activity, or base")),
    ),
)

TABLES = (STRUCTURES, ADVISORS, POSTINGS, PATTERNS, VENUES, ROOMS, DEMANDS, ABSENCES, CLOSURES, TRAVEL)
"""The tables of a folder, in FORMAT.md's order. A workbook has RULES too, which a folder keeps in its TOML."""

TABLE: Mapping[str, Table] = {table.name: table for table in (*TABLES, RULES)}
