"""The tables of people: host structures, advisors, postings, patterns and absences."""

from scheduler.domain.text import Text
from scheduler.intake.kinds import NAME, NAMES, PHONE, WORDS, Choice, Exact, Whole
from scheduler.intake.kinds_of_time import DAY, WEEKDAY, WEEKDAYS
from scheduler.intake.table import PERIODS, Column, Table

STRUCTURES = Table(
    "structures",
    Text(fr="Les structures d’accueil", en="The host structures"),
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
            Text(fr="Demi-journées d’intervention par semaine, au plus", en="Intervention half-days a week, at most"),
            "10",
        ),
        Column(
            "half_days_per_day",
            Whole(1, 10),
            Text(fr="Demi-journées d’intervention par jour, au plus", en="Intervention half-days a day, at most"),
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
            "structure", NAME, Text(fr="Structure d’accueil", en="Host structure"), required=True, refers="structures"
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
            "structure", NAME, Text(fr="Structure d’accueil", en="Host structure"), required=True, refers="structures"
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
                fr="Quelle semaine du cycle, comptée depuis l’ancre : 0 pour la première",
                en="Which week of the cycle, counted from the anchor: 0 for the first",
            ),
            "0",
        ),
        Column("source", WORDS, Text(fr="Article de la convention", en="Article of the agreement")),
    ),
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
