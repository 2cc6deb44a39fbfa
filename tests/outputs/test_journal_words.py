"""The journal is said in words: no column's name, no code of ours, in neither language."""

from typing import Any

import pytest

from scheduler.domain.text import Language
from tests.web.small import small_territory
from web.outputs.data_words import names_of
from web.outputs.journal_words import field_words, value_words

NAMES = names_of(small_territory())


def said(field: str, value: Any, language: Language = "fr") -> str:
    return f"{field_words(field, language)} = {value_words(field, value, NAMES, language)}".replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("field", "value", "fr", "en"),
    [
        (
            "absences",
            [{"advisor": "ana", "from": "2026-09-08", "to": "2026-09-10", "kind": "congé", "status": "approved"}],
            "Absences = conseiller : Conseillère 1, du : 8 septembre 2026, au : 10 septembre 2026, type : congé",
            "Absences = advisor: Conseillère 1, from: 8 September 2026, to: 10 September 2026, kind: congé",
        ),
        (
            "rights",
            ["coordinator vallee", "venue vallee mairie"],
            "Rôles = Coordination vallee, Lieu d’accueil vallee mairie",
            "Roles = Coordinator vallee, Venue vallee mairie",
        ),
        ("active", False, "Compte ouvert = non", "Account open = no"),
        ("status", "stopping", "État = Arrêt demandé", "State = Asked to stop"),
        ("state", "discarded", "État = abandonnée", "State = discarded"),
        ("kind", "repair", "Nature = Réparation", "Kind = Repair"),
        ("first_day", "2026-09-07", "Premier jour = 7 septembre 2026", "First day = 7 September 2026"),
        ("note", None, "Note = –", "Note = –"),
        ("unheard_of", 3, "unheard_of = 3", "unheard_of = 3"),
    ],
)
def test_fields_and_values_are_said(field: str, value: Any, fr: str, en: str) -> None:
    assert (said(field, value), said(field, value, "en")) == (fr, en)


def test_rows_of_a_plan_are_said_by_names() -> None:
    row = {"date": "2026-09-08", "period": "am", "start": 540, "advisor": "ana", "venue": "mairie", "demand": ""}

    assert said("rows", [row]) == (
        "Lignes = Date : 8 septembre 2026, Période : matin, Début : 09:00, Conseiller : Conseillère 1, Lieu : Mairie"
    )
