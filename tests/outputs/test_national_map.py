"""The rows of the national map keep its schema, and its own library reads in their hours what the plan says."""

import csv
import json
import os
import re
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from scheduler.domain.time import Clock, clock_text
from tests.outputs.agendas import (
    AFTERNOON,
    FULL_DAY,
    LARUNS,
    MONDAY,
    MORNING,
    agenda,
    cancelled,
    held,
    planned,
    weekly,
)
from tests.report.plans import SMALL
from tests.web.small import small_territory
from web.outputs.addresses import page_addresses
from web.outputs.agenda import Agenda, Dated, Part
from web.outputs.national_map.hours import horaires
from web.outputs.national_map.table import FIELDS, REQUIRED, WEEKS, places_csv, refused
from web.outputs.national_map.words import telephone

NODE = Path(__file__).parent.parent / "node"
PAGES = page_addresses("https://permanences.example", "ossau")

PATTERNS = {
    "commune": r"[A-Za-z\dÀ-ÖØ-öø-ÿœ-ŸŒ\-'’\s]+",
    "code_postal": r"\d{5}",
    "code_insee": r"([013-9]\d|2[AB1-9])\d{3}",
    "adresse": r"[0-9A-Za-z\dÀ-ÖØ-öø-ÿœ-ŸŒ\-,()°.&:+–\|;'’/\s]+",
    "telephone": r"(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)(\d){6,9}",
    "date_maj": r"\d{4}-\d{2}-\d{2}",
    "modalites_acces": r"(Se présenter|Téléphoner)(\|(Se présenter|Téléphoner))*",
    "itinerance": r"Fixe",
    "frais_a_charge": r"Gratuit",
}
"""Of the schema, whole fields."""


def as_the_map_reads(asked: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """What the map's own opening_hours library makes of the strings, in Paris."""
    answer = subprocess.run(
        ["node", str(NODE / "opening_hours.js")],
        input=json.dumps(asked),
        env={**os.environ, "TZ": "Europe/Paris"},
        capture_output=True,
        text=True,
        check=True,
    )
    read: list[dict[str, Any]] = json.loads(answer.stdout)
    return read


def as_the_plan_says(live: Sequence[Dated]) -> list[list[str]]:
    """The intervals of the permanences, overlapping and touching ones as one."""
    minutes: defaultdict[date, set[int]] = defaultdict(set)
    for one in live:
        for part in one.parts:
            minutes[one.date] |= set(range(part.start, part.end))
    intervals = []
    for day in sorted(minutes):
        open_at = minutes[day]
        starts = sorted(minute for minute in open_at if minute - 1 not in open_at)
        ends = sorted(minute + 1 for minute in open_at if minute + 1 not in open_at)
        intervals += [
            [f"{day}T{clock_text(Clock(start))}", f"{day}T{clock_text(Clock(end))}"]
            for start, end in zip(starts, ends, strict=True)
        ]
    return intervals


def rows_of(given: Agenda, today: date = MONDAY) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(places_csv(given, today, PAGES).decode())))


HARD = {
    "one week in two over a week 53": [held(date(2026, 12, 24)), held(date(2027, 1, 7))],
    "a full day among half-days": [*weekly(1, 4, parts=FULL_DAY), *weekly(3, 4)],
    "two kinds on one day": [*weekly(1, 3), *weekly(1, 2, parts=AFTERNOON, activity="atelier")],
    "two at once": [held(MONDAY), held(MONDAY, (Part("am", Clock(600), Clock(750)),), uid="other")],
    "two that touch": [held(MONDAY), held(MONDAY, (Part("pm", Clock(720), Clock(840)),), uid="other")],
    "an evening": weekly(3, 3, parts=(Part("eve", Clock(1080), Clock(1170)),)),
    "both sides of the change of hour": [held(date(2027, 3, 27)), held(date(2027, 3, 28)), held(date(2027, 3, 29))],
    "29 February": [held(date(2028, 2, 29)), held(date(2028, 3, 1))],
    "a year of weeks": weekly(2, 52),
}


def test_the_map_reads_what_the_plan_says() -> None:
    asked = [{"horaires": horaires(live), "from": "2026-11-23", "to": "2028-06-01"} for live in HARD.values()]

    answers = as_the_map_reads(asked)

    for (name, live), answer in zip(HARD.items(), answers, strict=True):
        assert answer.get("intervals") == as_the_plan_says(live), (name, answer)
        assert answer["warnings"] == [], name
        assert not answer["unknown"], name
        assert answer["comment_while_closed"].startswith("Prochaines dates : "), name
        assert set(answer["comments"]) == {answer["comment_while_closed"]}, name


@pytest.mark.parametrize("territory", SMALL)
def test_the_map_reads_every_venue_of_the_samples_as_planned(territory: str) -> None:
    given = planned(territory)
    rows = rows_of(given, given.first_day)

    end = given.first_day + timedelta(weeks=WEEKS)
    answers = as_the_map_reads(
        [{"horaires": r["horaires"], "from": str(given.first_day), "to": str(end)} for r in rows]
    )

    for row, answer in zip(rows, answers, strict=True):
        live = [one for one in given.dated if f"{given.territory}-{one.place.id}" == row["id"]]
        assert answer["intervals"] == as_the_plan_says(live), row["id"]
        assert answer["warnings"] == []


def test_hours_are_dates_with_their_year_and_a_comment_that_always_shows() -> None:
    assert horaires(weekly(3, 2)) == (
        "Th 09:00-12:00 off; "
        '2026 Nov 26,2026 Dec 03 09:00-12:00 open "Prochaines dates : jeu. 26 nov. · jeu. 3 déc." '
        '|| off "Prochaines dates : jeu. 26 nov. · jeu. 3 déc."'
    )


@pytest.mark.parametrize("territory", SMALL)
def test_rows_keep_the_schema(territory: str) -> None:
    given = planned(territory)

    for row in rows_of(given, given.first_day):
        assert tuple(row) == FIELDS
        for field, pattern in PATTERNS.items():
            assert re.fullmatch(pattern, row[field]), (field, row[field])
        assert len(row["presentation_resume"]) <= 280
        assert [field for field in REQUIRED if row[field] == ""] == []


def test_row_does_not_bear_the_name_of_the_place_itself() -> None:
    [row] = rows_of(agenda(weekly(3, 4)))

    assert (row["nom"], row["id"]) == ("Permanence conseiller numérique – Mairie d'Arudy", "ossau-arudy")
    assert (row["adresse"], row["complement_adresse"]) == ("1 place de l'Hôtel", "Mairie d'Arudy")


def test_place_without_coming_dates_is_told_as_suspended() -> None:
    [row] = rows_of(agenda([held(MONDAY), cancelled(held(MONDAY + timedelta(days=9)))]), MONDAY + timedelta(days=2))

    assert row["horaires"] == ""
    assert row["presentation_resume"].startswith("Pas de permanence prévue")
    assert row["date_maj"] == "2026-11-20"


def test_cancelled_permanence_is_not_in_the_hours() -> None:
    [row] = rows_of(agenda([cancelled(held(MONDAY)), held(MONDAY + timedelta(days=1), MORNING)]))

    assert "2026 Nov 23" not in row["horaires"]
    assert "2026 Nov 24" in row["horaires"]


def test_place_that_never_had_a_date_has_no_row() -> None:
    assert [row["id"] for row in rows_of(agenda([held(MONDAY, place=LARUNS)]))] == ["ossau-laruns"]


def test_place_without_postcode_or_commune_is_told_to_be_refused() -> None:
    told = small_territory()
    siege, mairie, biblio = told.venues
    venues = (replace(siege, postcode="64001"), replace(mairie, commune=""), replace(biblio, postcode="64003"))
    demands = [demand for demand in told.demands if demand.venue != "biblio"]

    assert refused(replace(told, venues=venues)) == {"commune": [venues[1]], "postcode": [venues[1]]}
    assert refused(replace(told, demands=tuple(demands))) == {"postcode": [siege, mairie]}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("01 99 00 12 34", "+33199001234"),
        ("0262 20 20 20", "+262262202020"),
        ("0033 1 99 00 12 34", "+33199001234"),
        ("+33 1 99 00 12 34", "+33199001234"),
        ("3960", ""),
        ("", ""),
    ],
)
def test_telephone_is_international_or_blank(said: str, written: str) -> None:
    assert telephone(said) == written
