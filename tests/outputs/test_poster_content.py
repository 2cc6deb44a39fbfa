"""What a poster says is what is published, no more and no less."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.outputs.agendas import (
    AFTERNOON,
    ARUDY,
    FAR,
    FULL_DAY,
    LARUNS,
    MONDAY,
    MORNING,
    PUBLISHED_AT,
    agenda,
    cancelled,
    held,
    planned,
    weekly,
)
from tests.report.plans import SMALL
from web.outputs.agenda import Agenda, Former, Place
from web.outputs.posters.content import DateLine, Notice, Poster, RegularHours, poster_of
from web.outputs.posters.series import kind_of, series_of

URL = "https://permanences.example/ossau/lieux/arudy"
NBSP = "\u00a0"
PERMANENCE = "Permanence, sans rendez-vous"


def poster(given: Agenda, place: Place = ARUDY, weeks: int = 4, **more: object) -> Poster:
    return poster_of(given, place, MONDAY, weeks, URL, **more)  # type: ignore[arg-type]


def plain(said: str) -> str:
    return said.replace(NBSP, " ")


def test_weekly_hours_are_told_with_every_date() -> None:
    said = poster(agenda(weekly(3, 4)))

    assert said.hours == (
        RegularHours("Le jeudi", (f"9{NBSP}h{NBSP}–{NBSP}12{NBSP}h",), "toutes les semaines", PERMANENCE),
    )  # fmt: skip
    assert [plain(line.head) for line in said.dates] == [
        "Jeudi 26 novembre", "Jeudi 3 décembre", "Jeudi 10 décembre", "Jeudi 17 décembre",
    ]  # fmt: skip
    assert said.exceptions == ()
    assert said.span == "Du 23 novembre au 20 décembre 2026"


def test_missing_week_is_listed_as_an_exception() -> None:
    thursdays = weekly(3, 4)

    said = poster(agenda([thursdays[0], thursdays[1], thursdays[3]]))

    assert said.hours[0].cadence == "toutes les semaines"
    assert [plain(line) for line in said.exceptions] == ["Jeudi 10 décembre, 9 h – 12 h : pas de permanence."]


def test_one_week_in_two_is_told_as_such() -> None:
    thursdays = weekly(3, 4)

    said = poster(agenda(thursdays[::2]))

    assert [(line.when, line.cadence) for line in said.hours] == [("Le jeudi", "une semaine sur deux")]


def test_cancelled_permanence_tells_its_new_date() -> None:
    thursdays = weekly(3, 4)
    friday = held(MONDAY + timedelta(days=11), AFTERNOON)

    said = poster(agenda([thursdays[0], cancelled(thursdays[1], friday), *thursdays[2:], friday]))

    assert [plain(line) for line in said.exceptions] == [
        "Jeudi 3 décembre, 9 h – 12 h : pas de permanence. Nouvelle date : vendredi 4 décembre, 13 h 30 – 17 h."
    ]


def test_permanence_moved_to_another_place_says_where() -> None:
    thursdays = weekly(3, 4)
    former = Former(thursdays[1].date, MORNING, ARUDY, "", PUBLISHED_AT, 3)
    moved = replace(thursdays[1], place=LARUNS, former=former)

    said = poster(agenda([thursdays[0], moved, *thursdays[2:]]))

    assert [plain(line) for line in said.exceptions] == [
        "Jeudi 3 décembre, 9 h – 12 h : pas de permanence. "
        "Nouvelle date : jeudi 3 décembre, 9 h – 12 h, Mairie de Laruns."
    ]
    assert len(said.dates) == 3


def test_permanence_moved_and_held_at_its_former_time_by_another_is_no_exception() -> None:
    thursdays = weekly(3, 4)
    former = Former(thursdays[1].date, MORNING, ARUDY, "", PUBLISHED_AT, 3)
    moved = held(MONDAY + timedelta(days=11), AFTERNOON, former=former)

    assert poster(agenda([*thursdays, moved])).exceptions == ()


def test_full_day_tells_both_halves() -> None:
    said = poster(agenda(weekly(1, 4, parts=FULL_DAY)))

    assert [plain(hours) for hours in said.hours[0].hours] == ["9 h – 12 h", "13 h 30 – 17 h"]


def test_kinds_are_told_apart_with_the_dates_that_no_regular_hours_tell() -> None:
    workshops = weekly(3, 4, parts=AFTERNOON, activity="atelier", booking="sign-up")[:1]

    said = poster(agenda([*weekly(3, 4), *workshops]))

    assert [line.when for line in said.hours] == ["Le jeudi"]
    assert said.dates_title == "Et aussi"
    assert [(plain(line.head), plain(line.body)) for line in said.dates] == [
        ("Atelier, sur inscription, 13 h 30 – 17 h", "Jeudi 26 novembre"),
    ]
    assert plain(said.how[0]) == "Pour « Atelier » : appelez avant de venir."


def test_kinds_that_are_all_regular_leave_the_sheet_to_their_hours() -> None:
    tuesdays = weekly(1, 4, parts=AFTERNOON, activity="atelier", booking="sign-up")

    said = poster(agenda([*weekly(3, 4)[:-1], cancelled(weekly(3, 4)[-1]), *tuesdays]))

    assert [(line.when, line.cadence) for line in said.hours] == [
        ("Le mardi", "toutes les semaines"),
        ("Le jeudi", "toutes les semaines"),
    ]
    assert [plain(line) for line in said.exceptions] == ["Jeudi 17 décembre, 9 h – 12 h : pas de permanence."]
    assert said.dates == ()


def test_nothing_is_missed_before_the_first_published_day() -> None:
    said = poster_of(agenda(weekly(3, 4)), ARUDY, MONDAY - timedelta(days=10), 4, URL)

    assert said.span == "Du 23 novembre au 10 décembre 2026"
    assert said.exceptions == ()


def test_dates_by_the_dozen_are_told_by_month() -> None:
    daily = [one for weekday in range(5) for one in weekly(weekday, 4)]

    said = poster(agenda(daily))

    assert [line.when for line in said.hours] == ["Du lundi au vendredi"]
    assert [line.head for line in said.dates] == ["Novembre 2026", "Décembre 2026"]
    assert plain(said.dates[0].body) == ("Lundi 23, mardi 24, mercredi 25, jeudi 26, vendredi 27 et lundi 30")


def test_nothing_is_promised_after_the_last_published_day() -> None:
    said = poster(agenda(weekly(3, 2), weeks=2))

    assert said.span == "Du 23 novembre au 6 décembre 2026"
    assert said.exceptions == ()


def test_place_without_dates_tells_the_nearest_place_and_its_telephone() -> None:
    far, near = held(MONDAY, place=FAR), held(MONDAY + timedelta(days=8), place=LARUNS)

    said = poster(agenda([far, near]))

    assert (said.hours, said.dates) == ((), ())
    assert said.notice is not None
    assert Notice(said.notice.title, tuple(plain(line) for line in said.notice.lines)) == Notice(
        "Pas de date ici jusqu’au dimanche 20 décembre",
        (
            "La permanence la plus proche :",
            "Mairie de Laruns, 64440 Laruns",
            "mardi 1er décembre, 9 h – 12 h",
            "Téléphone : 01 99 00 12 34",
        ),
    )


def test_place_whose_dates_come_later_tells_the_next_one() -> None:
    said = poster(agenda([held(MONDAY + timedelta(weeks=6))]))

    assert said.notice is not None
    assert [plain(line) for line in said.notice.lines] == ["La prochaine date ici : lundi 4 janvier, 9 h – 12 h."]


def test_poster_speaks_english_on_demand() -> None:
    said = poster(agenda(weekly(3, 4)), language="en")

    assert [(line.when, line.cadence, line.what) for line in said.hours] == [
        ("Thursday", "every week", "Drop-in help, no appointment needed")
    ]


@pytest.mark.parametrize("weeks", [0, 13])
def test_weeks_beyond_a_sheet_are_refused(weeks: int) -> None:
    with pytest.raises(ValueError, match="1 to 12 weeks"):
        poster(agenda([]), weeks=weeks)


@pytest.mark.parametrize("territory", SMALL)
def test_dates_of_every_poster_are_those_of_the_plan(territory: str) -> None:
    given = planned(territory)

    for place in given.places:
        said = poster_of(given, place, given.first_day, 4, URL)
        here = [one for one in given.dated if one.place == place]
        told, series = _days_told(said.dates), series_of(here, given.first_day, given.last_day)
        if len(series) > 1:
            told += [list(one.dates(given.first_day, given.last_day)) for kind in series for one in kind.told.regular]
        count = len(said.dates) if said.apart else sum(len(one) for one in told)
        assert count == len({(one.date, kind_of(one)) for one in here}), place.id
        assert (said.notice is None) == bool(here)


def _days_told(lines: tuple[DateLine, ...]) -> list[list[Any]]:
    """The numbers of the days in each line that tells several."""
    return [[word for word in _words(line.body) if word.removesuffix("er").isdigit()] for line in lines]


def _words(body: str) -> list[str]:
    return plain(body).replace(",", " ").split()
