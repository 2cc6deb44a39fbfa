"""Worker processes: they answer what is asked, keep the best when they are stopped, and are missed when they die."""

import os
import signal
import subprocess
from datetime import UTC, datetime, timedelta

from sqlalchemy.orm import Session

from scheduler.audit import findings, score
from scheduler.prepare import prepare
from tests.web.databases import SqliteDatabases
from tests.web.small import HORIZON, first_plan, publish_plan, small_territory
from tests.web.worker.asked import LARGER, asked, claire, load_larger, without_first
from tests.web.worker.processes import PROGRAM, begun, ended, environment, eventually, seen, worker_pids, worker_process
from web.app import create_app
from web.configuration import Configuration
from web.database import database
from web.services.journal import deeds
from web.services.plan_rows import applied
from web.services.plans import standing_plan
from web.services.run_answers import answers_of, changes_of_way
from web.services.run_work import LOST_SECONDS, SILENT, find_lost
from web.services.runs import error_of, plan_of_run, points_of, stop
from web.services.writing import begin_writing


def test_worker_answers_every_kind_and_is_missed_when_killed(session: Session, database_url: str) -> None:
    territory = small_territory()
    publish_plan(session, territory, first_plan(territory))
    me = claire(session)
    problem = prepare(territory, HORIZON, standing_plan(session, territory))
    hole = without_first(standing_plan(session, territory), "mairie-rdv")
    solve = asked(session, me, "solve", seconds=3)
    spot = {"date": "2026-09-08", "period": "am", "advisor": "ana"}
    explain = asked(session, me, "explain", plan=hole, demand="mairie-rdv", spot=spot, seconds=120)
    suggest = asked(session, me, "suggest", plan=hole, demand="mairie-rdv", week="2026-09-07")
    absence = {"advisor": "ana", "from": "2026-09-15", "to": "2026-09-15"}
    repair = asked(session, me, "repair", absences=[absence], alternatives=1, seconds=2)
    nonsense = asked(session, me, "suggest", request={"venue": "mairie", "start": "midi"})

    with worker_process(database_url) as process:
        solve = ended(session, solve.id)
        assert solve.status == "done"
        plan = plan_of_run(session, solve)
        assert plan is not None
        assert findings(plan, problem) == []
        assert score(plan, problem).total == solve.result["total"] == points_of(session, solve)[-1].score

        for question in (explain, suggest):
            run = ended(session, question.id)
            prices = {way.number: sum(dict(way.price or {}).values()) for way in answers_of(run).ways if way.applies}
            cheapest = min(prices, key=lambda number: prices[number])
            mended = applied(changes_of_way(session, run, cheapest, territory), hole)
            assert findings(mended, problem) == []
            assert score(mended, problem).total == score(hole, problem).total + prices[cheapest]
            assert score(mended, problem).unmet == 0

        repair = ended(session, repair.id)
        (way,) = answers_of(repair).ways
        repaired = applied(changes_of_way(session, repair, way.number, territory), standing_plan(session, territory))
        away = [row for row in repaired.rows if row.advisor == "ana" and row.date.isoformat() == "2026-09-15"]
        assert away == []
        assert {call.role for call in way.calls} == {"venue", "advisor", "structure"}

        nonsense = ended(session, nonsense.id)
        assert (nonsense.status, (error_of(nonsense) or SILENT).en.split(":")[0]) == ("failed", "start")

        load_larger(session)
        killed = asked(session, me, "solve", territory=LARGER, seconds=60)
        assert begun(session, killed.id, LARGER).status == "running"
        os.kill(process.pid, signal.SIGKILL)
        process.wait()

    now = datetime.now(UTC)
    assert find_lost(session, now) == ()
    assert find_lost(session, now + timedelta(seconds=LOST_SECONDS + 2)) == (killed.id,)
    killed = seen(session, killed.id, LARGER)
    assert (killed.status, error_of(killed)) == ("lost", SILENT)
    assert [(deed.deed, deed.who) for deed in deeds(session, LARGER, 1)] == [("run_lost", "Permanences")]


def test_serve_has_a_worker_beside_it_that_keeps_the_best_and_ends_with_it(sqlite_databases: SqliteDatabases) -> None:
    url = sqlite_databases.migrated()
    app = create_app(Configuration(url, "a secret"))
    with app.app_context():
        session = database.session()
        me = claire(session)
        load_larger(session)
        server = subprocess.Popen(
            [PROGRAM, "serve", "--port", "0"], env=environment(url), stdout=subprocess.PIPE, text=True
        )
        try:
            (first,) = eventually(lambda: worker_pids(session) or None)
            os.kill(first, signal.SIGKILL)
            second = eventually(lambda: worker_pids(session)[1:] or None)[0]

            run = asked(session, me, "solve", territory=LARGER, weeks=8, seconds=600)
            eventually(lambda: [point.score for point in points_of(session, seen(session, run.id, LARGER))] or None)
            session.rollback()
            begin_writing(session, LARGER)
            stop(session, me, run, datetime.now(UTC))
            session.commit()
            run = ended(session, run.id, LARGER)
            assert (run.status, run.stopped_by, run.result["stopped"]) == ("done", "Claire", True)
            assert run.result["total"] <= points_of(session, run)[0].score
            assert plan_of_run(session, run) is not None

            again = asked(session, me, "solve", territory=LARGER, weeks=8, seconds=600)
            eventually(lambda: points_of(session, seen(session, again.id, LARGER)) or None)
            server.send_signal(signal.SIGINT)
            assert server.wait() == 0
            again = seen(session, again.id, LARGER)
            assert (again.status, again.stopped_by) == ("done", "")
            assert plan_of_run(session, again) is not None
            assert not os.path.exists(f"/proc/{second}")
        finally:
            server.kill()
            server.wait()
            database.session.remove()
            database.engine.dispose()
    sqlite_databases.drop(url)
