"""lieux-mediation-numerique.csv - each place with permanences, as one row of the national map's schema.

A row is a permanence, not the place that it is held in: under the médiathèque's own name, the map's importer would put
the permanence's hours in the place of the médiathèque's. `prise_rdv` stays blank, since nobody can book online.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from scheduler.domain.places import Venue
from scheduler.domain.territory import Territory
from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda, Dated, Place
from web.outputs.national_map import words
from web.outputs.national_map.hours import horaires
from web.outputs.open_data.csv_file import table_csv
from web.outputs.open_data.rows import Value
from web.outputs.wording import phone_of

FIELDS = (
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
)
"""In the order of version 1.0.1, without `structure_parente`, which version 2.0.0 has removed."""

REQUIRED = ("id", "nom", "commune", "code_postal", "adresse", "date_maj")
"""What a row needs for the map to take it; `pivot` is no longer asked for, and better blank than invented."""

REQUIRED_OF_VENUES = ("commune", "postcode")
"""The columns of venues.csv that `REQUIRED` needs and that may be blank: for the others there is always something."""

WEEKS = 10
"""How far ahead the dates go: more of them would make the string too long, and it is made anew each day."""

BARE = ("telephone",)
"""Begins with a `+`, as the schema wants it: a number, that no formula hides in."""

_LISTED = "|"


def places_csv(agenda: Agenda, today: date, page_of: PageOf) -> bytes:
    """The rows of `map_rows`, values as the schema writes them."""
    rows = map_rows(agenda, today, page_of)
    return table_csv(FIELDS, ([row.get(field) for field in FIELDS] for row in rows), bare=BARE)


def map_rows(agenda: Agenda, today: date, page_of: PageOf) -> list[Mapping[str, Value]]:
    """One for each place that has, or had, a permanence in the agenda (the territory's); by the place's name.

    A place without any date from `today` on is told as suspended: no hours, and a presentation that says so.
    """
    of_place: dict[str, list[Dated]] = {}
    for dated in agenda.dated:
        of_place.setdefault(dated.place.id, []).append(dated)
    return [_row(agenda, place, of_place[place.id], today, page_of) for place in agenda.places if place.id in of_place]


def refused(territory: Territory) -> Mapping[str, Sequence[Venue]]:
    """By column of venues.csv, the venues with demands that leave it blank: the map refuses their rows."""
    asked = {demand.venue for demand in territory.demands}
    blank = {
        column: [venue for venue in territory.venues if venue.id in asked and not getattr(venue, column)]
        for column in REQUIRED_OF_VENUES
    }
    return {column: venues for column, venues in blank.items() if venues}


def _row(agenda: Agenda, place: Place, every: Sequence[Dated], today: date, page_of: PageOf) -> Mapping[str, Value]:
    host = agenda.host.get(place.structure)
    last = today + timedelta(weeks=WEEKS, days=-1)
    coming = [dated for dated in every if not dated.cancelled and today <= dated.date <= last]
    told = coming or [dated for dated in every if not dated.cancelled] or list(every)
    rooms = [dated.room for dated in coming]
    summary = _summary(coming)
    mention = host.mention if host is not None else ""
    changed = max(dated.modified for dated in every).astimezone(ZoneInfo(agenda.timezone)).date()
    return {
        "id": f"{agenda.territory}-{place.id}",
        "pivot": place.siret,
        "nom": f"Permanence conseiller numérique – {place.name}",
        "commune": words.commune(place.commune),
        "code_postal": place.postcode,
        "code_insee": place.insee,
        "adresse": words.address(place.address or place.name),
        "complement_adresse": words.address(", ".join(_once([place.name if place.address else "", *rooms]))),
        "latitude": place.lat,
        "longitude": place.lon,
        "typologie": words.TYPOLOGIES.get(place.kind, ""),
        "telephone": words.telephone(phone_of(place, host)),
        "courriels": place.email,
        "site_web": page_of(place.id),
        "horaires": horaires(coming),
        "presentation_resume": summary,
        "presentation_detail": f"{summary} {mention}" if mention else "",
        "source": host.name if host is not None else agenda.name,
        "itinerance": words.FIXED,
        "date_maj": today if coming else changed,
        "services": _LISTED.join(words.SERVICES),
        "publics_specifiquement_adresses": _LISTED.join(_audiences(told)),
        "frais_a_charge": words.FREE,
        "dispositif_programmes_nationaux": words.PROGRAMME,
        "modalites_acces": _LISTED.join(_once(words.ACCESS[dated.booking] for dated in told)),
        "modalites_accompagnement": _LISTED.join(_once(_manner(dated) for dated in told)),
    }


def _summary(coming: Sequence[Dated]) -> str:
    """At most 280 characters; without hours, which the importer would rewrite."""
    if not coming:
        return "Pas de permanence prévue dans ce lieu pour le moment : appelez pour connaître les prochaines dates."
    ways = {dated.booking for dated in coming}
    if "walk-in" not in ways:
        how = "Sur rendez-vous ou sur inscription : appelez avant de venir."
    elif len(ways) > 1:
        how = "Certaines permanences sont sur rendez-vous ou sur inscription : appelez avant de venir."
    else:
        how = "Sans rendez-vous."
    said = f"Un conseiller numérique vous aide avec l’ordinateur, le téléphone et les démarches en ligne. {how}"
    return said[: words.SUMMARY_LENGTH]


def _manner(dated: Dated) -> str:
    return words.COLLECTIVE if dated.activity in words.COLLECTIVE_ACTIVITIES else words.INDIVIDUAL


def _audiences(told: Iterable[Dated]) -> list[str]:
    """Blank unless each of the permanences is for somebody in particular: the map hides such places from the others."""
    said = [words.audience(dated.audience) for dated in told]
    return _once(said) if all(said) else []


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))
