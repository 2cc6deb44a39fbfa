"""The columns of permanences.csv, .json and .xlsx: names, types and meanings. None of them says who the advisor is."""

from dataclasses import dataclass
from typing import Literal

from scheduler.domain.text import Text

Type = Literal["string", "date", "time", "datetime", "integer", "number", "boolean"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in every format, its type, its heading and meaning for a reader, its width in characters."""

    name: str
    type: Type
    heading: Text
    meaning: Text
    width: float = 14


COLUMNS = (
    Column(
        "uid",
        "string",
        Text(fr="Identifiant", en="Identifier"),
        Text(fr="Ne change jamais, même si la permanence est déplacée.", en="Never changes, even when it moves."),
        38,
    ),
    Column(
        "status",
        "string",
        Text(fr="État", en="Status"),
        Text(fr="planned : a lieu ; cancelled : annulée.", en="planned: takes place; cancelled: does not."),
        11,
    ),
    Column("date", "date", Text(fr="Date", en="Date"), Text(fr="Date locale.", en="Local date."), 12),
    Column("start", "time", Text(fr="Début", en="Start"), Text(fr="Heure locale.", en="Local time."), 8),
    Column("end", "time", Text(fr="Fin", en="End"), Text(fr="Heure locale.", en="Local time."), 8),
    Column(
        "break_start",
        "time",
        Text(fr="Début de la pause", en="Break from"),
        Text(fr="D’une journée entière : début de la pause de midi.", en="Of a full day: when the lunch break begins."),
        10,
    ),
    Column(
        "break_end",
        "time",
        Text(fr="Fin de la pause", en="Break to"),
        Text(fr="D’une journée entière : fin de la pause de midi.", en="Of a full day: when the lunch break ends."),
        10,
    ),
    Column(
        "starts_at",
        "datetime",
        Text(fr="Début (avec fuseau)", en="Starts at (with offset)"),
        Text(fr="ISO 8601, avec le décalage horaire.", en="ISO 8601, with the offset from UTC."),
        26,
    ),
    Column(
        "ends_at",
        "datetime",
        Text(fr="Fin (avec fuseau)", en="Ends at (with offset)"),
        Text(fr="ISO 8601, avec le décalage horaire.", en="ISO 8601, with the offset from UTC."),
        26,
    ),
    Column(
        "activity",
        "string",
        Text(fr="Activité", en="Activity"),
        Text(fr="permanence, rdv, atelier… : le mot du territoire.", en="permanence, rdv…: the territory's word."),
    ),
    Column("title", "string", Text(fr="Titre", en="Title"), Text(fr="Titre, s’il y en a un.", en="Title, if any."), 24),
    Column(
        "booking",
        "string",
        Text(fr="Comment venir", en="Booking"),
        Text(
            fr="walk-in : sans rendez-vous ; appointment : sur rendez-vous ; sign-up : sur inscription.",
            en="walk-in: just come; appointment: by appointment; sign-up: enrol first.",
        ),
    ),
    Column(
        "audience",
        "string",
        Text(fr="Public", en="Audience"),
        Text(fr="À qui elle s’adresse ; vide : à tous.", en="Whom it is for; blank: everybody."),
    ),
    Column("venue", "string", Text(fr="Code du lieu", en="Venue id"), Text(fr="Identifiant.", en="Identifier."), 20),
    Column("venue_name", "string", Text(fr="Lieu", en="Venue"), Text(fr="Nom du lieu.", en="The venue's name."), 34),
    Column("room", "string", Text(fr="Salle", en="Room"), Text(fr="Nom de la salle.", en="The room's name."), 20),
    Column("address", "string", Text(fr="Adresse", en="Address"), Text(fr="Numéro et voie.", en="Street address."), 26),
    Column("postcode", "string", Text(fr="Code postal", en="Postcode"), Text(fr="Du lieu.", en="The venue's."), 11),
    Column("commune", "string", Text(fr="Commune", en="Commune"), Text(fr="Du lieu.", en="The venue's."), 22),
    Column(
        "insee", "string", Text(fr="Code Insee", en="INSEE code"), Text(fr="De la commune.", en="The commune's."), 11
    ),
    Column(
        "lat", "number", Text(fr="Latitude", en="Latitude"), Text(fr="WGS 84, en degrés.", en="WGS 84, degrees."), 10
    ),
    Column(
        "lon", "number", Text(fr="Longitude", en="Longitude"), Text(fr="WGS 84, en degrés.", en="WGS 84, degrees."), 10
    ),
    Column(
        "accessible",
        "boolean",
        Text(fr="Accessible", en="Accessible"),
        Text(fr="En fauteuil roulant.", en="To wheelchairs."),
        11,
    ),
    Column(
        "phone",
        "string",
        Text(fr="Téléphone", en="Telephone"),
        Text(fr="Du lieu, sinon de la structure d’accueil.", en="The venue's, else the host structure's."),
        16,
    ),
    Column(
        "structure",
        "string",
        Text(fr="Code de la structure", en="Structure id"),
        Text(fr="Identifiant de la structure d’accueil.", en="The host structure's identifier."),
        18,
    ),
    Column(
        "structure_name",
        "string",
        Text(fr="Structure d’accueil", en="Host structure"),
        Text(fr="Nom de la structure d’accueil.", en="The host structure's name."),
        40,
    ),
    Column(
        "former_starts_at",
        "datetime",
        Text(fr="Ancien début", en="Formerly at"),
        Text(fr="Si elle a été déplacée : quand elle devait commencer.", en="If it has moved: when it was to start."),
        26,
    ),
    Column(
        "former_venue",
        "string",
        Text(fr="Ancien lieu", en="Formerly in"),
        Text(fr="Si elle a été déplacée : le lieu d’avant.", en="If it has moved: the venue it was to be in."),
        20,
    ),
    Column(
        "replacement",
        "string",
        Text(fr="Remplacée par", en="Replaced by"),
        Text(
            fr="Si elle est annulée : l’uid de celle qui la remplace.", en="If cancelled: the uid of its replacement."
        ),
        38,
    ),
    Column(
        "url",
        "string",
        Text(fr="Page", en="Page"),
        Text(fr="La page du lieu.", en="The venue's page."),
        40,
    ),
    Column(
        "modified",
        "datetime",
        Text(fr="Modifiée", en="Modified"),
        Text(fr="Dernier changement visible, UTC.", en="The latest visible change, UTC."),
        26,
    ),
)

PURPOSE = Text(
    fr="Une ligne par permanence datée, annulées comprises, telles que publiées.",
    en="One row for each dated permanence as published, cancelled ones included.",
)

LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
"""Licence Ouverte 2.0: what French public bodies publish their data under."""
LICENCE_NAME = "Licence Ouverte / Open Licence 2.0"
