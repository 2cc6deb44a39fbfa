"""French words accepted beside the English ones, for tables, columns, settings and values; the first is the heading."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

TABLES: Mapping[str, tuple[str, ...]] = {
    "territory": ("territoire",),
    "rules": ("règles",),
    "structures": ("structures",),
    "advisors": ("conseillers",),
    "postings": ("affectations",),
    "patterns": ("alternances",),
    "venues": ("lieux",),
    "rooms": ("salles",),
    "demands": ("demandes",),
    "absences": ("absences",),
    "closures": ("fermetures",),
    "travel": ("trajets",),
}

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "accessible": ("accessible",),
    "activity": ("activité",),
    "address": ("adresse",),
    "advisor": ("conseiller",),
    "audience": ("public",),
    "base": ("base",),
    "billed": ("facturé", "facturée"),
    "booking": ("réservation",),
    "capacity": ("capacité",),
    "commune": ("commune",),
    "confidential": ("confidentiel", "confidentielle"),
    "count": ("nombre",),
    "cycle": ("cycle",),
    "date": ("date",),
    "demand": ("demande",),
    "email": ("courriel", "e-mail", "mail"),
    "end": ("fin",),
    "equipment": ("équipement", "équipements", "matériel"),
    "every_weeks": ("toutes les n semaines", "toutes les semaines", "fréquence semaines"),
    "from": ("du", "de", "départ"),
    "half_days_per_day": ("demi-journées par jour",),
    "half_days_per_week": ("demi-journées par semaine",),
    "id": ("identifiant",),
    "insee": ("insee", "code insee"),
    "internet": ("internet",),
    "key": ("clé", "réglage"),
    "kind": ("type", "nature"),
    "km": ("km", "kilomètres"),
    "lat": ("latitude",),
    "length": ("durée",),
    "lon": ("longitude",),
    "max": ("max", "maximum"),
    "max_daily_travel": ("route max par jour",),
    "mention": ("mention",),
    "min": ("min", "minimum"),
    "min_gap_days": ("écart min jours",),
    "min_participants": ("participants min",),
    "minutes": ("minutes",),
    "name": ("nom",),
    "needs": ("besoins",),
    "notes": ("notes", "remarques"),
    "opening": ("ouverture", "horaires"),
    "period": ("période", "demi-journée"),
    "periods": ("périodes", "demi-journées"),
    "phase": ("phase",),
    "phone": ("téléphone",),
    "postcode": ("code postal",),
    "priority": ("priorité",),
    "reason": ("motif",),
    "regular": ("régulier", "régulière"),
    "room": ("salle",),
    "seats": ("places",),
    "setup_minutes": ("installation minutes",),
    "share_max": ("part max",),
    "share_min": ("part min",),
    "siret": ("siret",),
    "skills": ("compétences",),
    "source": ("source",),
    "start": ("début",),
    "status": ("statut", "état"),
    "structure": ("structure",),
    "title": ("titre",),
    "to": ("au", "à", "vers", "arrivée"),
    "value": ("valeur",),
    "venue": ("lieu",),
    "website": ("site", "site web"),
    "weekday": ("jour",),
    "weekdays": ("jours",),
    "window_weeks": ("fenêtre semaines",),
    "workdays": ("jours travaillés",),
    "zone": ("zone",),
}

HEADINGS: Mapping[tuple[str, str], str] = {("travel", "from"): "de", ("travel", "to"): "vers"}
"""Headings that differ from the first alias of their column in one table."""

SETTINGS: Mapping[str, tuple[str, ...]] = {
    "format": ("format",),
    "id": ("identifiant",),
    "name": ("nom",),
    "source": ("source",),
    "timezone": ("fuseau horaire",),
    "country": ("pays",),
    "subdivision": ("subdivision",),
    "anchor": ("ancre",),
    "workdays": ("jours travaillés",),
    "half_days": ("demi-journées",),
    "travel.lunch_minutes": ("trajets.déjeuner minutes",),
    "travel.detour": ("trajets.détour",),
    "travel.speed_kmh": ("trajets.vitesse km/h",),
    "travel.router": ("trajets.routeur",),
    "travel.url": ("trajets.url",),
    "weights.unmet": ("poids.non servi",),
    "weights.split": ("poids.partage",),
    "weights.change": ("poids.changement",),
    "weights.irregular": ("poids.irrégularité",),
    "weights.travel": ("poids.route",),
}

VALUES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "yes/no": {"yes": ("oui", "vrai", "true"), "no": ("non", "faux", "false")},
    "weekday": {
        "Mo": ("Lu", "lundi"),
        "Tu": ("Ma", "mardi"),
        "We": ("Me", "mercredi"),
        "Th": ("Je", "jeudi"),
        "Fr": ("Ve", "vendredi"),
        "Sa": ("Sa", "samedi"),
        "Su": ("Di", "dimanche"),
    },
    "length": {"half": ("demi", "demi-journée"), "full": ("journée", "journée entière")},
    "booking": {
        "walk-in": ("sans rendez-vous", "accès libre"),
        "appointment": ("sur rendez-vous", "rendez-vous"),
        "sign-up": ("sur inscription", "inscription"),
    },
    "status": {
        "approved": ("approuvée", "approuvé", "validée", "validé", "accordée", "accordé"),
        "requested": ("demandée", "demandé"),
        "refused": ("refusée", "refusé"),
        "cancelled": ("annulée", "annulé"),
    },
    "need": {"confidential": ("confidentiel",), "internet": ("internet",), "accessible": ("accessible",)},
    "rule": {"zone_share": ("part zone",), "billed_share": ("part facturée",)},
    "router": {"osrm": (), "valhalla": ()},
    "period": {"am": ("matin",), "pm": ("après-midi",), "eve": ("soir",)},
}
"""By set. Those of "period" hold only where [half_days] has that English name, and not the French one."""


def normal(word: str) -> str:
    """The word without accents, capitals, and differences between spaces, hyphens, apostrophes and underscores."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.strip().casefold()) if not unicodedata.combining(c))
    return re.sub(r"[\s_\-'’]+", "_", plain)


def reader(words: Mapping[str, Iterable[str]]) -> Mapping[str, str]:
    """From the normal form of each word and of each of its aliases to the word."""
    return {normal(said): word for word, aliases in words.items() for said in (*aliases, word)}


TABLE_OF = reader(TABLES)
COLUMN_OF = reader(COLUMNS)
SETTING_OF = reader(SETTINGS)
VALUE_OF = {name: reader(words) for name, words in VALUES.items()}


def heading(table: str, column: str) -> str:
    """The French heading of a column."""
    return HEADINGS.get((table, column)) or COLUMNS[column][0]
