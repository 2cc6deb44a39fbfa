"""Runs: what is asked is checked, taken by one worker, stopped, lost and found again, removed and brought back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.web.small import first_plan, load, publish_plan, small_territory
from tests.web.worker.asked import asked, claire
from tests.web.worker.processes import seen
from web.database import database
from web.jobs import ANSWER, SOLVE, queue, wake_after_commit
from web.models.runs import Run, Worker
from web.services.journal import deeds
from web.services.plan_rows import applied, changes_cells, changes_of_cells, plan_cells, plan_of_cells, row_changes
from web.services.plans import standing_plan
from web.services.run_parameters import UnusableParametersError, read_parameters
from web.services.run_work import (
    KEPT_DAYS,
    LOST_SECONDS,
    Point,
    beat,
    begin_worker,
    end_worker,
    fail,
    find_lost,
    forget_removed,
    take_next,
    write_points,
)
from web.services.runs import (
    UnknownRunError,
    asked_plan_of,
    bring_back,
    points_of,
    remove,
    run_of,
    runs_of,
    stop,
    write_note,
)
from web.services.writing import begin_writing

NOW = datetime(2026, 9, 2, 9, tzinfo=UTC)
LATER = NOW + timedelta(seconds=LOST_SECONDS + 1)
SOLVES = ("solve",)


def test_what_cannot_be_asked_is_refused(session: Session) -> None:
    load(session, small_territory())
    me = claire(session)

    for kind, parameters in (
        ("solve", {"first_day": "2026-09-08"}),
        ("solve", {"weeks": 0}),
        ("solve", {"seconds": 0}),
        ("solve", {"pins": [{"advisor": "eve"}]}),
        ("explain", {"demand": "rien"}),
        ("explain", {}),
        ("suggest", {}),
        ("suggest", {"demand": "journee", "request": {"venue": "mairie"}}),
        ("repair", {"absences": [{"advisor": "eve", "from": "2026-09-07", "to": "2026-09-07"}]}),
        ("dream", {}),
    ):
        with pytest.raises(UnusableParametersError):
            asked(session, me, kind, **parameters)

    session.rollback()
    assert runs_of(session, "vallee", ("solve", "explain", "suggest", "repair")) == []


def test_parameters_are_kept_as_they_were_asked() -> None:
    given = {
        "first_day": "2026-09-07",
        "weeks": 4,
        "weights": {"unmet": 600, "split": 0, "change": 0, "irregular": 0, "travel": 1},
        "pins": [{"weekday": 1, "period": "am", "advisor": "ana", "start": 540}],
    }
    read = read_parameters("solve", given, small_territory())

    kept = read.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    assert kept == given
    assert read_parameters("solve", kept) == read


def test_a_plan_and_its_changes_are_kept_without_loss() -> None:
    territory = small_territory()
    before = first_plan(territory)
    rows = list(before.rows)
    after = type(before).of([*rows[3:], *(row for row in rows[:2])])

    changes = row_changes(before, after)

    assert plan_of_cells(plan_cells(before), territory) == before
    assert changes_of_cells(changes_cells(changes), territory) == changes
    assert applied(changes, before) == after


def test_workers_are_woken_after_the_commit_and_never_before(session: Session, database_url: str) -> None:
    waiting = queue(database_url)
    load(session, small_territory())
    me = claire(session)

    asked(session, me, "solve")
    assert waiting.storage.queue_size() == 1
    begin_writing(session, "vallee")
    wake_after_commit(session, ANSWER)
    assert waiting.storage.queue_size() == 1
    session.rollback()
    session.commit()
    assert waiting.storage.queue_size() == 1
    begin_writing(session, "vallee")
    wake_after_commit(session, ANSWER)
    wake_after_commit(session, SOLVE)
    session.commit()
    assert waiting.storage.queue_size() == 3
    waiting.storage.close()


def test_a_run_is_taken_by_one_worker_alone(session: Session) -> None:
    load(session, small_territory())
    me = claire(session)
    numbers = [asked(session, me, "solve").id for _ in range(6)]
    names = [begin_worker(session, NOW) for _ in range(3)]
    engine = database.engine

    def take_all(name: str) -> list[int]:
        taken = []
        with Session(engine) as own:
            while (number := take_next(own, name, SOLVES, NOW)) is not None:
                taken.append(number)
        return taken

    with ThreadPoolExecutor(3) as pool:
        taken = list(pool.map(take_all, names))

    assert sorted(number for some in taken for number in some) == numbers
    for name, some in zip(names, taken, strict=True):
        assert [seen(session, number).worker for number in some] == [name] * len(some)


def test_the_heart_keeps_a_run_and_hears_who_stops_it(session: Session) -> None:
    load(session, small_territory())
    me = claire(session)
    worker = begin_worker(session, NOW)
    number = asked(session, me, "solve").id
    never_begun = asked(session, me, "solve").id
    assert take_next(session, worker, SOLVES, NOW) == number

    assert beat(session, worker, [number], LATER) == frozenset()
    assert find_lost(session, LATER) == ()
    for run in (number, never_begun):
        stop(session, me, seen(session, run), LATER)
        session.commit()
    assert beat(session, worker, [number], LATER) == {number}

    assert [(run.status, run.stopped_by) for run in (seen(session, number), seen(session, never_begun))] == [
        ("stopping", "Claire"),
        ("failed", "Claire"),
    ]


def test_a_lost_run_that_shows_life_again_goes_on(session: Session) -> None:
    load(session, small_territory())
    me = claire(session)
    worker = begin_worker(session, NOW)
    number = asked(session, me, "solve").id
    take_next(session, worker, SOLVES, NOW)
    write_points(session, number, 1, [Point(0.5, 612, None), Point(1.5, 600, 590)], None)

    assert find_lost(session, LATER) == (number,)
    assert seen(session, number).status == "lost"
    beat(session, worker, [number], LATER)

    assert [(run.status, run.error, run.ended_at) for run in [seen(session, number)]] == [("running", None, None)]
    assert [(p.seconds, p.score, p.bound) for p in points_of(session, seen(session, number))] == [
        (0.5, 612, None),
        (1.5, 600, 590),
    ]
    end_worker(session, worker, LATER)
    assert seen(session, number).status == "lost"


def test_runs_are_noted_removed_brought_back_and_forgotten(session: Session) -> None:
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))
    me = claire(session)
    plan = standing_plan(session, territory)
    worker = begin_worker(session, NOW)
    number = asked(session, me, "repair", plan=plan).id
    take_next(session, worker, ("repair",), NOW)
    write_points(session, number, 1, [Point(0.5, 1, None)], None)
    fail(session, number, UnknownRunError(7).text, NOW)

    def do(what: object, *more: object) -> None:
        run = run_of(session, "vallee", number, removed=True)
        what(session, me, run, *more, NOW)  # type: ignore[operator]
        session.commit()

    do(write_note, " à garder ")
    do(remove)
    with pytest.raises(UnknownRunError):
        run_of(session, "vallee", number)
    do(bring_back)
    run = run_of(session, "vallee", number)
    assert (run.note, asked_plan_of(session, run)) == ("à garder", plan)
    with pytest.raises(UnknownRunError):
        run_of(session, "ailleurs", number)
    do(remove)
    forget_removed(session, NOW + timedelta(days=KEPT_DAYS, seconds=-1))
    assert session.get(Run, number) is not None
    forget_removed(session, NOW + timedelta(days=KEPT_DAYS, seconds=1))

    assert session.get(Run, number) is None
    assert session.get(Worker, worker) is None
    told = [deed.deed for deed in deeds(session, "vallee", 5)]
    assert told == ["run_removed", "run_brought_back", "run_removed", "run_noted", "run_asked"]
