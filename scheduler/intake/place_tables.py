"""The tables of places: venues, rooms, closures, and the drives between venues."""

from scheduler.domain.text import Text
from scheduler.intake.kinds import NAME, NAMES, PHONE, WORDS, YES_NO, Approximate, Exact, Whole
from scheduler.intake.kinds_of_time import DAY
from scheduler.intake.table import PERIODS, Column, Table

VENUES = Table(
    "venues",
    Text(fr="Les lieux, bases comprises", en="The venues, bases included"),
    (
        Column("id", NAME, Text(fr="Identifiant court, unique", en="Short unique identifier"), required=True),
        Column("name", WORDS, Text(fr="Nom affiché", en="Displayed name"), required=True),
        Column(
            "structure",
            NAME,
            Text(fr="Structure d’accueil dont relève le lieu", en="Host structure that the venue belongs to"),
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
        fr="Temps de route entre lieux ; ce qui manque est estimé à vol d’oiseau",
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
            Text(fr="Lieu d’arrivée", en="Venue of arrival"),
            required=True,
            refers="venues",
            field="destination",
        ),
        Column("minutes", Whole(0, 1440), Text(fr="Minutes de route", en="Minutes of driving"), required=True),
        Column("km", Exact(0, 2000), Text(fr="Kilomètres", en="Kilometres")),
    ),
)
