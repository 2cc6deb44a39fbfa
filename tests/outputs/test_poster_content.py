"""What a poster says is what is published, no more and no less."""

from collections.abc import Sequence
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
from web.outputs.posters.content import Notice, Poster, poster_of
from web.outputs.posters.dates import DateLine, DateList
from web.outputs.posters.hours import MOST_NOTES, Note, RegularHours, Timetable
from web.outputs.posters.series import kind_of, series_of

URL = "https://permanences.example/ossau/lieux/arudy"
NBSP = "\u00a0"
PERMANENCE = "Permanence, sans rendez-vous"


def poster(given: Agenda, place: Place = ARUDY, weeks: int = 4, **more: object) -> Poster:
    return poster_of(given, place, MONDAY, weeks, URL, **more)  # type: ignore[arg-type]


def notes(said: Poster) -> list[tuple[str, str]]:
    """The days of each line and how often, where that is not the same for all."""
    return [(line.when, plain(line.notes[0].cadence) if line.notes else "") for line in said.hours.lines]


def listed(lines: Sequence[DateLine]) -> list[tuple[str, str]]:
    return [(plain(line.head), plain(line.body)) for line in lines]


def plain(said: str) -> str:
    return said.replace(NBSP, " ")


def test_weekly_hours_are_told_with_every_date() -> None:
    said = poster(agenda(weekly(3, 4)))

    note = Note("", "toutes les semaines", PERMANENCE)
    assert said.hours == Timetable((), (RegularHours("Jeudi", (f"9{NBSP}h{NBSP}–{NBSP}12{NBSP}h",), (note,)),))
    assert [plain(line.head) for line in said.dates.lines] == [
        "Jeudi 26 novembre", "Jeudi 3 décembre", "Jeudi 10 décembre", "Jeudi 17 décembre",
    ]  # fmt: skip
    assert said.exceptions == ()
    assert said.span == "Du 23 novembre au 20 décembre 2026"


def test_missing_week_is_listed_as_an_exception() -> None:
    thursdays = weekly(3, 4)

    said = poster(agenda([thursdays[0], thursdays[1], thursdays[3]]))

    assert notes(said) == [("Jeudi", "toutes les semaines")]
    assert [plain(line) for line in said.exceptions] == ["Jeudi 10 décembre, 9 h – 12 h : pas de permanence."]


def test_one_week_in_two_is_told_with_its_first_date() -> None:
    said = poster(agenda(weekly(3, 4)[1::2]))

    assert notes(said) == [("Jeudi", "une semaine sur deux, à partir du 3 décembre")]


def test_rarer_hours_of_several_weekdays_name_the_first_one() -> None:
    said = poster(agenda([*weekly(0, 4)[::2], *weekly(3, 4)[::2]]))

    assert notes(said) == [("Lundi et jeudi", "une semaine sur deux, à partir du lundi 23 novembre")]


def test_first_date_told_is_one_that_is_held() -> None:
    """The words lead to the weeks that are right even where their first date is an exception."""
    fridays = weekly(4, 12)

    said = poster(agenda(fridays[2::2]), weeks=12)

    assert notes(said) == [("Vendredi", "une semaine sur deux, à partir du 11 décembre")]
    assert [plain(line) for line in said.exceptions] == ["Vendredi 27 novembre, 9 h – 12 h : pas de permanence."]


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
    assert len(said.dates.lines) == 3


def test_permanence_moved_and_held_at_its_former_time_by_another_is_no_exception() -> None:
    thursdays = weekly(3, 4)
    former = Former(thursdays[1].date, MORNING, ARUDY, "", PUBLISHED_AT, 3)
    moved = held(MONDAY + timedelta(days=11), AFTERNOON, former=former)

    assert poster(agenda([*thursdays, moved])).exceptions == ()


def test_full_day_tells_both_halves() -> None:
    said = poster(agenda(weekly(1, 4, parts=FULL_DAY)))

    assert [plain(hours) for hours in said.hours.lines[0].hours] == ["9 h – 12 h", "13 h 30 – 17 h"]


def test_kinds_are_told_apart_with_the_dates_that_no_regular_hours_tell() -> None:
    workshops = weekly(3, 4, parts=AFTERNOON, activity="atelier", booking="sign-up")[:1]

    said = poster(agenda([*weekly(3, 4), *workshops]))

    assert [line.when for line in said.hours.lines] == ["Jeudi"]
    assert said.dates.title == "Et aussi"
    assert listed(said.dates.lines) == [("Atelier, sur inscription, 13 h 30 – 17 h", "Jeudi 26 novembre")]
    assert listed(said.dates_apart.lines) == [
        ("Permanence, sans rendez-vous, 9 h – 12 h", "Jeudis 26 novembre, 3, 10 et 17 décembre"),
        ("Atelier, sur inscription, 13 h 30 – 17 h", "Jeudi 26 novembre"),
    ]
    assert plain(said.how[0]) == "Pour « Atelier » : appelez avant de venir."


def test_kinds_that_are_all_regular_leave_the_sheet_to_their_hours() -> None:
    tuesdays = weekly(1, 4, parts=AFTERNOON, activity="atelier", booking="sign-up")

    said = poster(agenda([*weekly(3, 4)[:-1], cancelled(weekly(3, 4)[-1]), *tuesdays]))

    assert said.hours.common == ("Toutes les semaines",)
    assert [(line.when, line.notes[0].cadence, line.notes[0].what) for line in said.hours.lines] == [
        ("Mardi", "", "Atelier, sur inscription"),
        ("Jeudi", "", PERMANENCE),
    ]
    assert [plain(line) for line in said.exceptions] == ["Jeudi 17 décembre, 9 h – 12 h : pas de permanence."]
    assert said.dates.lines == ()


def test_several_things_in_the_same_hours_are_one_line() -> None:
    odd, even = weekly(3, 4)[::2], weekly(3, 4, activity="atelier", booking="sign-up")[1::2]

    said = poster(agenda([*odd, *even]))

    [line] = said.hours.lines
    assert (line.when, line.notes) == (
        "Jeudi",
        (
            Note("", f"une semaine sur deux, à partir du 26{NBSP}novembre", PERMANENCE),
            Note("", f"une semaine sur deux, à partir du 3{NBSP}décembre", "Atelier, sur inscription"),
        ),
    )


def test_same_hours_on_other_days_can_be_told_in_fewer_lines() -> None:
    """Which day is for what stands in small letters, then."""
    said = poster(agenda([*weekly(1, 4), *weekly(3, 4, activity="atelier", booking="sign-up")]))

    assert [line.when for line in said.hours.lines] == ["Mardi", "Jeudi"]
    assert said.hours_across_days == Timetable(
        ("Toutes les semaines",),
        (
            RegularHours(
                "Mardi et jeudi",
                (f"9{NBSP}h{NBSP}–{NBSP}12{NBSP}h",),
                (Note(f"Mardi{NBSP}:", "", PERMANENCE), Note(f"Jeudi{NBSP}:", "", "Atelier, sur inscription")),
            ),
        ),
    )


def test_hours_of_very_many_things_stand_again() -> None:
    kinds = [one for n in range(2 * MOST_NOTES + 1) for one in weekly(3, 2, activity=f"atelier {n}")]

    said = poster(agenda(kinds), weeks=2)

    assert [(line.when, len(line.notes)) for line in said.hours.lines] == [
        ("Jeudi", MOST_NOTES), ("Jeudi", MOST_NOTES), ("Jeudi", 1)
    ]  # fmt: skip


def test_exceptions_of_a_kind_can_be_told_together() -> None:
    thursdays = weekly(3, 12)
    friday = held(MONDAY + timedelta(days=11), AFTERNOON)
    gone = [cancelled(thursdays[1], friday), *(cancelled(thursdays[week]) for week in (2, 3, 7))]
    kept = [one for week, one in enumerate(thursdays) if week not in (1, 2, 3, 7)]

    said = poster(agenda([*kept, *gone, friday]), weeks=12)

    assert len(said.exceptions) == 4
    assert [plain(line) for line in said.exceptions_together] == [
        "Pas de permanence, 9 h – 12 h : jeudis 10 et 17 décembre, 14 janvier.",
        "Jeudi 3 décembre, 9 h – 12 h : pas de permanence. Nouvelle date : vendredi 4 décembre, 13 h 30 – 17 h.",
    ]


def test_nothing_is_missed_before_the_first_published_day() -> None:
    said = poster_of(agenda(weekly(3, 4)), ARUDY, MONDAY - timedelta(days=10), 4, URL)

    assert said.span == "Du 23 novembre au 10 décembre 2026"
    assert said.exceptions == ()


def test_dates_by_the_dozen_are_told_by_month() -> None:
    daily = [one for weekday in range(5) for one in weekly(weekday, 4)]

    said = poster(agenda(daily))

    assert [line.when for line in said.hours.lines] == ["Du lundi au vendredi"]
    assert [line.head for line in said.dates.lines] == ["Novembre 2026", "Décembre 2026"]
    assert plain(said.dates.lines[0].body) == ("Lundi 23, mardi 24, mercredi 25, jeudi 26, vendredi 27 et lundi 30")


def test_nothing_is_promised_after_the_last_published_day() -> None:
    said = poster(agenda(weekly(3, 2), weeks=2))

    assert said.span == "Du 23 novembre au 6 décembre 2026"
    assert said.exceptions == ()


def test_place_without_dates_tells_the_nearest_place_and_its_telephone() -> None:
    far, near = held(MONDAY, place=FAR), held(MONDAY + timedelta(days=8), place=LARUNS)

    said = poster(agenda([far, near]))

    assert (said.hours.lines, said.dates.lines) == ((), ())
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

    [line] = said.hours.lines
    assert (line.when, line.notes) == (
        "Thursday", (Note("", "every week", "Drop-in help, no appointment needed"),)
    )  # fmt: skip


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
        series, wanted = (
            series_of(here, given.first_day, given.last_day),
            len({(one.date, kind_of(one)) for one in here}),
        )
        regular = sum(len(one.dates(given.first_day, given.last_day)) for kind in series for one in kind.told.regular)
        assert _count(said.dates_apart) == wanted, place.id
        assert _count(said.dates_untold) + regular == wanted, place.id
        assert said.dates in (said.dates_apart, said.dates_untold)
        assert (said.notice is None) == bool(here)


def _count(dates: DateList) -> int:
    return len(dates.lines) if dates.apart else sum(len(told) for told in _days_told(dates.lines))


def _days_told(lines: tuple[DateLine, ...]) -> list[list[Any]]:
    """The numbers of the days in each line that tells several."""
    return [[word for word in _words(line.body) if word.removesuffix("er").isdigit()] for line in lines]


def _words(body: str) -> list[str]:
    return plain(body).replace(",", " ").split()
