"""What a finding says is what a coordinator can act on: who, what, where, when, by how much, and why."""

import pytest

from scheduler import audit
from tests.cases.loader import read_cases


def said(file: str, name: str) -> list[str]:
    """The findings of one case, in French and in English."""
    (case,) = [case for case in read_cases(file) if case.name == name]
    found = audit.findings(case.plan, case.problem)
    return [text for finding in found for text in (finding.message.fr, finding.message.en)]


@pytest.mark.parametrize(
    ("name", "when_fr", "why_fr", "when_en", "why_en"),
    [
        (
            "an intervention during approved leave that ends that day",
            "mardi 1er septembre 2026, matin",
            "absence (leave)",
            "Tuesday 1 September 2026, morning",
            "absence (leave)",
        ),
        (
            "an intervention on Armistice Day",
            "mercredi 11 novembre 2026, matin",
            "jour férié",
            "Wednesday 11 November 2026, morning",
            "public holiday",
        ),
        (
            "an evening of somebody who does not work in the evening",
            "lundi 31 août 2026, soir",
            "ce n’est pas une demi-journée travaillée",
            "Monday 31 August 2026, evening",
            "not a half-day that is worked",
        ),
        (
            "a row at the base on a Saturday",
            "samedi 5 septembre 2026, matin",
            "ce n’est pas un jour travaillé",
            "Saturday 5 September 2026, morning",
            "not a workday",
        ),
        (
            "the last day of a contract, and the day after it",
            "mercredi 2 septembre 2026, matin",
            "hors du contrat",
            "Wednesday 2 September 2026, morning",
            "outside the contract",
        ),
    ],
)
def test_presence_says_why_an_advisor_is_not_available(
    name: str, when_fr: str, why_fr: str, when_en: str, why_en: str
) -> None:
    assert [text for text in said("presence", name) if text.startswith("Ana ")] == [
        f"Ana n’est pas disponible le {when_fr} : {why_fr}.",
        f"Ana is not available on {when_en}: {why_en}.",
    ]


def test_opening_says_the_hours_of_the_day() -> None:
    assert said("opening", "a full day whose afternoon begins before the venue opens again") == [
        "« permanence » (Mairie d'Aubeterre) : de 13:30 à 16:30 le lundi 31 août 2026, hors des horaires du lieu "
        "(09:00-12:00 et 14:00-16:30 ce jour-là).",
        "'permanence' (Mairie d'Aubeterre): 13:30 to 16:30 on Monday 31 August 2026, outside the venue's opening hours "
        "(09:00-12:00 and 14:00-16:30 that day).",
    ]


def test_opening_says_why_a_venue_is_closed() -> None:
    assert said("opening", "the last day of a closure") == [
        "« permanence » (Mairie d'Aubeterre) : le lieu est fermé le mercredi 2 septembre 2026, matin (travaux).",
        "'permanence' (Mairie d'Aubeterre): the venue is closed on Wednesday 2 September 2026, morning (travaux).",
    ]


def test_rooms_name_the_rooms_that_there_are() -> None:
    assert said("rooms", "a room that is blank, foreign, or named where the venue lists none") == [
        "« permanence » (Médiathèque des Prés), lundi 31 août 2026, matin : la salle manque (Atelier et Bureau).",
        "'permanence' (Médiathèque des Prés), Monday 31 August 2026, morning: the room is missing "
        "(Atelier and Bureau).",
        "« permanence » (Mairie d'Aubeterre), mardi 1er septembre 2026, matin : ce lieu n’a pas de salle déclarée, "
        "la salle doit rester vide.",
        "'permanence' (Mairie d'Aubeterre), Tuesday 1 September 2026, morning: this venue lists no room: leave it "
        "blank.",
    ]


def test_hosts_cite_the_article_of_the_pattern() -> None:
    assert said("hosts", "a half-day that a pattern gives to the other structure")[:2] == [
        "Ana, mardi 1er septembre 2026, matin : la demi-journée revient à « Communauté de communes du Plateau » "
        "(art. 2.2.1), elle est donnée à « Communauté de communes de la Vallée ».",
        "Ana, Tuesday 1 September 2026, morning: the half-day is due to 'Communauté de communes du Plateau' "
        "(art. 2.2.1), it is given to 'Communauté de communes de la Vallée'.",
    ]


def test_times_reckon_the_way_aloud() -> None:
    assert said("times", "one minute short") == [
        "Ana, lundi 31 août 2026 : de « permanence » (Mairie d'Aubeterre), fini à 12:00, à « permanence » "
        "(Médiathèque des Prés), qui commence à 13:30, il manque 1 minute (route 15 min, pause 45 min, "
        "installation 31 min).",
        "Ana, Monday 31 August 2026: from 'permanence' (Mairie d'Aubeterre), over at 12:00, to 'permanence' "
        "(Médiathèque des Prés), which starts at 13:30, short by 1 minute (driving 15 min, lunch 45 min, "
        "setup 31 min).",
    ]


def test_driving_tells_the_tour() -> None:
    assert said("driving", "from one base to the other on a split day") == [
        "Ana roule 1 h 12 le lundi 31 août 2026 (Siège de la Vallée → Mairie d'Aubeterre → Foyer rural → "
        "Antenne du Plateau) ; le maximum est de 1 h 11.",
        "Ana drives 1 h 12 on Monday 31 August 2026 (Siège de la Vallée → Mairie d'Aubeterre → Foyer rural → "
        "Antenne du Plateau); the maximum is 1 h 11.",
    ]


def test_share_of_a_rule_cites_its_article() -> None:
    (case,) = [case for case in read_cases("split") if case.name == "half of three interventions in the zone is two"]
    (cost,) = [cost for cost in audit.costs(case.plan, case.problem) if cost.goal == "split"]
    assert cost.article == "Convention ANCT, art. 4.1"
    assert cost.message.fr == (
        "Ana : 1 sur 3 demi-journées d’intervention dans la zone « zrr » ; la part prévue est d’au moins 50 % "
        "(Convention ANCT, art. 4.1)."
    )
