"""Field words - how a column of the files is asked for in a form: a label and a hint, without the files' notation."""

import re
from collections.abc import Mapping

from scheduler.domain.text import Language, Text
from scheduler.intake.table import Column

LANGUAGES: tuple[Language, ...] = ("fr", "en")

_ASIDE = {"fr": re.compile(r" \((vide : [^)]*)\)$"), "en": re.compile(r" \((blank: [^)]*)\)$")}
"""What a blank cell stands for, at the end of a column's note."""

ASKED: Mapping[tuple[str, str], tuple[Text, Text]] = {
    ("advisors", "workdays"): (Text("Jours travaillés", "Working days"), Text("", "")),
    ("advisors", "periods"): (Text("Demi-journées travaillées", "Half-days worked"), Text("", "")),
    ("demands", "weekdays"): (
        Text("Jours possibles", "Possible weekdays"),
        Text("Aucun coché : tous les jours travaillés.", "None ticked: every working day."),
    ),
    ("demands", "periods"): (
        Text("Demi-journées possibles", "Possible half-days"),
        Text("Aucune cochée : toutes.", "None ticked: all of them."),
    ),
    ("demands", "length"): (Text("Durée", "Length"), Text("", "")),
    ("demands", "priority"): (Text("Priorité", "Priority"), Text("2 compte double.", "2 counts double.")),
    ("demands", "needs"): (
        Text("Besoins", "Needs"),
        Text(
            "confidentiel, internet, accessible ou un équipement, séparés par une barre |",
            "confidential, internet, accessible or an equipment, separated by a bar |",
        ),
    ),
    ("demands", "skills"): (
        Text("Compétences exigées du conseiller", "Skills that the advisor must have"),
        Text("séparées par une barre |", "separated by a bar |"),
    ),
    ("advisors", "skills"): (
        Text("Compétences", "Skills"),
        Text("séparées par une barre |", "separated by a bar |"),
    ),
    ("rooms", "equipment"): (
        Text("Équipements", "Equipment"),
        Text("séparés par une barre |", "separated by a bar |"),
    ),
    ("venues", "opening"): (
        Text("Horaires d’ouverture", "Opening hours"),
        Text(
            "Mo-Fr 09:00-12:00,14:00-17:00 ; les jours sont Mo Tu We Th Fr Sa Su, « ; » sépare les règles, "
            "« PH off » ferme les jours fériés. Vide : toujours ouvert.",
            'Mo-Fr 09:00-12:00,14:00-17:00; days are Mo Tu We Th Fr Sa Su, ";" separates rules, '
            '"PH off" closes on public holidays. Blank: always open.',
        ),
    ),
    ("postings", "share_min"): (
        Text("Part minimale du temps", "Least share of the time"),
        Text("de 0 à 1 : 0,5 pour la moitié", "from 0 to 1: 0.5 for a half"),
    ),
    ("postings", "share_max"): (
        Text("Part maximale du temps", "Greatest share of the time"),
        Text("de 0 à 1", "from 0 to 1"),
    ),
    ("postings", "window_weeks"): (
        Text("Comptée sur combien de semaines", "Counted over how many weeks"),
        Text("", ""),
    ),
}
"""By (table, column), label and hint, where the note says them in the words of the files."""


SAID: Mapping[tuple[str, str], Text] = {
    ("length", "half"): Text("demi-journée", "half-day"),
    ("length", "full"): Text("journée entière", "whole day"),
}
"""Words of lists that are not said as the files have them, by (column, word)."""


def asked(table: str, column: Column) -> tuple[Text, Text]:
    """The label and the hint (blank: none) of the column's field."""
    if (table, column.name) in ASKED:
        return ASKED[table, column.name]
    fr, en = (_split(column.note, language) for language in LANGUAGES)
    return Text(fr[0], en[0]), Text(fr[1], en[1])


def _split(note: Text, language: Language) -> tuple[str, str]:
    said = note.fr if language == "fr" else note.en
    match = _ASIDE[language].search(said)
    if match is None:
        return _capital(said), ""
    return _capital(said[: match.start()]), _capital(match[1])


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
