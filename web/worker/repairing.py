"""Repairing - the run that mends what was promised: up to three ways, each told as soon as it is found."""

from scheduler.domain.outcome import Infeasible, Optimal, OutOfTime
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.prepare import prepare
from scheduler.repair.disruption import disrupted
from scheduler.repair.repair import Parameters, Proof, Repair, Same, repairs
from scheduler.report.changes import calls, change_words, count_words, told
from scheduler.report.wording import number, percent
from web.services.run_parameters import RepairAsked
from web.worker.telling import Json, Telling, Way, all_said
from web.worker.work import Done, NoAnswerError, Work

SEEKING = Text(fr="Recherche des réparations…", en="Looking for repairs…")
NONE_IN_TIME = Text(
    fr="Aucune réparation n’a été trouvée dans le temps donné : relancez avec plus de temps.",
    en="No repair was found in the time given: start it again with more time.",
)


def repaired(work: Work, asked: RepairAsked) -> Done:
    """Raises NoAnswerError where no plan keeps the rules and the pins, or none was found in the time."""
    territory = disrupted(
        work.territory, [one.absence() for one in asked.absences], [one.closure() for one in asked.closures]
    )
    pins = tuple(pin.pin(line) for line, pin in enumerate(asked.pins, start=1))
    problem = prepare(territory, asked.horizon, work.promised, pins)
    telling = Telling(work)
    telling.doing(SEEKING)
    mended: list[Repair] = []
    for found in repairs(problem, Parameters(asked.seconds, asked.alternatives), work.cancelled):
        match found:
            case Repair():
                mended.append(found)
                telling.way(_way(found, problem))
            case Same():
                telling.section("same", *_same(found))
            case Proof():
                telling.ways(_way(repair.bounded(found.bound), problem) for repair in mended)
            case Infeasible():
                raise NoAnswerError(found.reason)
            case OutOfTime():
                raise NoAnswerError(NONE_IN_TIME)
    return Done(telling.done())


def _way(found: Repair, problem: Problem) -> Way:
    aim = found.aim.name
    score = found.outcome.score
    return Way(
        kind=found.aim.key,
        title=Text(fr=f"Réparation {found.number} : {aim.fr}", en=f"Repair {found.number}: {aim.en}"),
        plan=found.plan,
        applies=True,
        price=score.components(),
        price_text=_price(found),
        lines=[change_words(change, problem.territory) for change in told(found.changes)],
        calls=[
            {
                "role": call.role,
                "name": call.name,
                "phone": call.phone,
                "email": call.email,
                "says": all_said(call.says),
            }
            for call in calls(found.changes, problem.territory)
        ],
        more=_counts(found),
    )


def _counts(found: Repair) -> Json:
    count = count_words(found.changes)
    return {
        "count": {"fr": count.fr, "en": count.en},
        "changed": found.changed,
        "least_changed": found.lost,
        "total": found.outcome.score.total,
        "seconds": round(found.seconds, 1),
    }


def _price(found: Repair) -> Text:
    total = number(found.outcome.score.total)
    if isinstance(found.outcome, Optimal):
        return Text(
            fr=f"Score du plan réparé : {total.fr} ; aucun plan ne coûte moins (prouvé).",
            en=f"Score of the mended plan: {total.en}; no plan costs less (proven).",
        )
    gap = percent(found.outcome.gap)
    return Text(
        fr=f"Score du plan réparé : {total.fr} ; le meilleur de tous coûterait au mieux {gap.fr} de moins.",
        en=f"Score of the mended plan: {total.en}; the best of all could cost {gap.en} less at best.",
    )


def _same(found: Same) -> tuple[Text, tuple[Text, ...]]:
    aim = found.aim.name
    return (
        Text(fr=f"Pour « {aim.fr} »", en=f"For '{aim.en}'"),
        (
            Text(
                fr=f"Rien de mieux n’a été trouvé que la réparation {found.number}.",
                en=f"Nothing better was found than repair {found.number}.",
            ),
        ),
    )
