"""The national map's own words - its codes and labels, to the letter, and which of them say what a territory says."""

import re
import unicodedata

TYPOLOGIES = {
    "mairie": "MUNI",
    "mediatheque": "BIB",
    "bibliotheque": "BIB",
    "france-services": "RFS",
    "ccas": "CCAS",
    "cias": "CIAS",
    "epn": "EPN",
    "centre-social": "CS",
    "tiers-lieu": "TIERS_LIEUX",
    "fablab": "FABLAB",
    "association": "ASSO",
    "mjc": "MJC",
    "siege": "CC",
    "poste": "LA_POSTE",
}
"""By the kind of a venue; a kind that is not listed says nothing."""

SERVICES = ("Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien")
"""What every conseiller numérique does. A place without services is taken to receive nobody."""

FREE = "Gratuit"
FIXED = "Fixe"
PROGRAMME = "Conseillers numériques"

ACCESS = {"walk-in": "Se présenter", "appointment": "Téléphoner", "sign-up": "Téléphoner"}
"""By the way to come."""

INDIVIDUAL = "Accompagnement individuel"
COLLECTIVE = "Dans un atelier collectif"
COLLECTIVE_ACTIVITIES = ("atelier", "initiation")

AUDIENCES = {
    "jeunes": "Jeunes",
    "etudiants": "Étudiants",
    "familles": "Familles et/ou enfants",
    "enfants": "Familles et/ou enfants",
    "seniors": "Seniors",
    "femmes": "Femmes",
}
"""By the audience of a demand, in small letters without accents; another audience says nothing."""

SUMMARY_LENGTH = 280
"""Characters, of presentation_resume."""

_NOT_IN_A_COMMUNE = re.compile(r"[^A-Za-z\dÀ-ÖØ-öø-ÿœ-ŸŒ\-'’\s]+")
_NOT_IN_AN_ADDRESS = re.compile(r"[^0-9A-Za-zÀ-ÖØ-öø-ÿœ-ŸŒ\-,()°.&:+–|;'’/\s]+")
_INTERNATIONAL = re.compile(r"\+(33|590|594|262|596|269|687|689|508|681)\d{6,9}")
_NATIONAL = re.compile(r"0[1-9]\d{8}")
_OVERSEAS = {
    **dict.fromkeys(("590", "690", "691"), "590"),
    **dict.fromkeys(("594", "694"), "594"),
    **dict.fromkeys(("596", "696", "697"), "596"),
    **dict.fromkeys(("262", "269", "639", "692", "693"), "262"),
}
"""The country code of a French number, by what follows its 0: Guadeloupe, Guyane, Martinique, Réunion and Mayotte."""


def commune(name: str) -> str:
    """The name in the characters that the schema allows."""
    return " ".join(_NOT_IN_A_COMMUNE.sub(" ", name).split())


def address(text: str) -> str:
    """The street in the characters that the schema allows."""
    return " ".join(_NOT_IN_AN_ADDRESS.sub(" ", text).split())


def telephone(number: str) -> str:
    """`+33199001234` of `01 99 00 12 34`; blank for what is not a number of France, or not of ten digits."""
    dialled = re.sub(r"[\s.\-/()]", "", number)
    if dialled.startswith("00"):
        dialled = f"+{dialled[2:]}"
    if _NATIONAL.fullmatch(dialled):
        region = next((code for start, code in _OVERSEAS.items() if dialled.startswith(f"0{start}")), "33")
        dialled = f"+{region}{dialled[1:]}"
    return dialled if _INTERNATIONAL.fullmatch(dialled) else ""


def audience(said: str) -> str:
    """The map's word for an audience; blank where it has none."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(c))
    return AUDIENCES.get(plain, "")
