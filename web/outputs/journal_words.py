"""Journal words - how what the journal keeps of a deed, field by field, is said: no name of a column, no bare code."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from scheduler.domain.text import Language, Text
from scheduler.domain.time import Clock, clock_text
from scheduler.domain.wording import date_words, period_words, weekday_words
from scheduler.intake import aliases
from scheduler.intake.tables import TABLE
from web.outputs.data_words import Names, column_title, said_cell, table_title
from web.outputs.role_words import ROLE_WORDS
from web.outputs.run_wording import KIND_NAMES, status_words

NOTHING = "–"
COLON: Mapping[Language, str] = {"fr": "\u00a0: ", "en": ": "}

FIELDS: Mapping[str, Text] = {
    "active": Text("Compte ouvert", "Account open"),
    "alternatives": Text("Propositions, au plus", "Alternatives, at most"),
    "base": Text("Version de départ", "Version it begins from"),
    "dates_by_mail": Text("Dates par courrier", "Dates by mail"),
    "draft": Text("Brouillon", "Draft"),
    "en": Text("Geste", "Step"),
    "first_day": Text("Premier jour", "First day"),
    "fr": Text("Geste", "Step"),
    "kind": Text("Nature", "Kind"),
    "letters": Text("Lettres", "Letters"),
    "message": Text("Message", "Message"),
    "move": Text("Déplacements permis", "Moves allowed"),
    "moving": Text("À déplacer", "To be moved"),
    "note": Text("Note", "Note"),
    "origin": Text("Origine", "Origin"),
    "pins": Text("Épingles", "Pins"),
    "published": Text("Plan publié", "Published plan"),
    "request": Text("Demande ponctuelle", "Request"),
    "rights": Text("Rôles", "Roles"),
    "rows": Text("Lignes", "Rows"),
    "seconds": Text("Secondes", "Seconds"),
    "spot": Text("Demi-journée", "Half-day"),
    "state": Text("État", "State"),
    "status": Text("État", "State"),
    "step": Text("Numéro du geste", "Step number"),
    "url": Text("Adresse", "Address"),
    "version": Text("Version", "Version"),
    "week": Text("Semaine", "Week"),
    "weeks": Text("Semaines", "Weeks"),
    "weights": Text("Prix, en minutes de route", "Prices, in minutes of driving"),
    "words": Text("Mots cherchés", "Words looked for"),
    "unmet": Text("Demandes non servies", "Demands not served"),
    "split": Text("Partage entre structures", "Sharing between structures"),
    "change": Text("Changements", "Changes"),
    "irregular": Text("Irrégularité", "Irregularity"),
    "travel": Text("Route", "Driving"),
}
"""By the field's own name; the others are tables and columns of the files."""

CODES: Mapping[str, Text] = {
    "waiting": Text("en attente", "waiting"),
    "sending": Text("en cours d’envoi", "being sent"),
    "sent": Text("envoyée", "sent"),
    "refused": Text("refusée", "refused"),
    "unsure": Text("envoi incertain", "perhaps sent"),
    "discarded": Text("abandonnée", "discarded"),
    "weighed": Text("à garder si possible", "kept where it pays"),
    "free": Text("libre", "free"),
}
"""Of letters, and of what was asked of a run about the published plan."""

REFERS = {"advisor": "advisors", "venue": "venues", "structure": "structures", "room": "rooms", "demand": "demands"}


def field_words(field: str, language: Language) -> str:
    """What a field is called; its own name where nobody has said."""
    if field in FIELDS:
        return FIELDS[field].said_in(language)
    if field in TABLE:
        return table_title(field, language)
    if field in aliases.COLUMNS:
        said = aliases.COLUMNS[field][0] if language == "fr" else field.replace("_", " ")
        return said[:1].upper() + said[1:]
    return field


def value_words(field: str, value: Any, names: Names, language: Language) -> str:
    """What it says; a dash for nothing. `names`: by (table, id), what a person calls it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return {"fr": ("non", "oui"), "en": ("no", "yes")}[language][value]
    if isinstance(value, Mapping):
        cells = ((name, value_words(name, one, names, language)) for name, one in value.items() if _is_said(one))
        return ", ".join(f"{field_words(name, language)}{COLON[language]}{said}" for name, said in cells) or NOTHING
    if isinstance(value, list):
        if field in TABLE:
            return " ; ".join(_row(field, row, names, language) for row in value) or NOTHING
        rows = any(isinstance(one, list | Mapping) for one in value)
        return (" ; " if rows else ", ").join(value_words(field, one, names, language) for one in value) or NOTHING
    return _word(field, value, names, language)


def _is_said(value: Any) -> bool:
    return value is not None and value != ""


def _row(table: str, row: Any, names: Names, language: Language) -> str:
    """A row of the files: what is its default is not said."""
    if not isinstance(row, Mapping):
        return value_words("", row, names, language)
    columns = TABLE[table].column
    return ", ".join(
        f"{column_title(table, name, language)}{COLON[language]}{said_cell(table, name, text, names, language)}"
        for name, text in row.items()
        if text and not (name in columns and columns[name].default == text)
    )


def _word(field: str, value: Any, names: Names, language: Language) -> str:
    text = str(value)
    if field in REFERS:
        return names.get((REFERS[field], text), text)
    if field in ("start", "end") and isinstance(value, int):
        return clock_text(Clock(value))
    if field == "period":
        return period_words(text).said_in(language)
    if field == "weekday" and isinstance(value, int):
        return weekday_words(value).said_in(language)
    if field == "rights":
        role, _, where = text.partition(" ")
        return f"{ROLE_WORDS[role].said_in(language) if role in ROLE_WORDS else role} {where}".strip()
    if field == "kind" and text in KIND_NAMES:
        return KIND_NAMES[text].said_in(language)
    if field == "status" and text in ("queued", "running", "stopping", "lost", "failed"):
        return status_words(text, None).said_in(language)
    if field in ("state", "published") and text in CODES:
        return CODES[text].said_in(language)
    return _day(text, language)


def _day(text: str, language: Language) -> str:
    """A date in words; anything else as it is."""
    if len(text) != len("2026-09-07"):
        return text
    try:
        return date_words(date.fromisoformat(text)).said_in(language)
    except ValueError:
        return text
