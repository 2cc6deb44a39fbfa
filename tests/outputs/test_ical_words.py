"""What a calendar's events say, word for word, as a librarian reads them."""

from dataclasses import replace

from tests.outputs.agendas import ARUDY, LARUNS, MONDAY, MORNING, PUBLISHED_AT, agenda, cancelled, held
from web.outputs.addresses import page_addresses
from web.outputs.agenda import Dated, Former
from web.outputs.ical.permanences import public_entry

PAGE = page_addresses("https://permanences.example", "ossau")
WORKSHOP = held(
    MONDAY, activity="atelier", booking="sign-up", seats=8, min_participants=4, audience="débutants", room="Salle"
)
COMMON = ["Communauté de communes de la Vallée", "Opération soutenue par l'État"]


def said(dated: Dated) -> tuple[str, list[str]]:
    entry = public_entry(dated, agenda([dated]), PAGE)
    return entry.summary, entry.description.replace("\u00a0", " ").splitlines()


def test_held_one_says_when_and_how_to_come() -> None:
    assert said(WORKSHOP) == (
        "Atelier – Mairie d'Arudy",
        [
            "Lundi 23 novembre, 9 h – 12 h.",
            "Sur inscription.",
            "8 places.",
            "A lieu à partir de 4 participants.",
            "Pour : débutants.",
            "Téléphone : 01 99 00 12 34",
            "Accessible en fauteuil roulant.",
            *COMMON,
        ],
    )


def test_cancelled_one_says_whom_to_call_and_not_how_to_come() -> None:
    assert said(cancelled(WORKSHOP))[1] == [
        "Annulé : lundi 23 novembre, 9 h – 12 h.",
        "Téléphone : 01 99 00 12 34",
        *COMMON,
    ]


def test_moved_one_says_where_it_was_when_that_was_elsewhere() -> None:
    former = Former(MONDAY, MORNING, ARUDY, "Bureau", PUBLISHED_AT, 2)
    moves = [replace(WORKSHOP, former=former), replace(WORKSHOP, former=replace(former, room="", place=LARUNS))]
    moves.append(replace(WORKSHOP, former=replace(former, room="Salle")))

    assert [said(moved)[1][1] for moved in moves] == [
        "Déplacé : c’était le lundi 23 novembre, 9 h – 12 h, Bureau.",
        "Déplacé : c’était le lundi 23 novembre, 9 h – 12 h, Mairie de Laruns.",
        "Déplacé : c’était le lundi 23 novembre, 9 h – 12 h.",
    ]
