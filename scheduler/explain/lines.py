"""The first lines, which need no solver: where the demand stands, and the reasons that stand alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from scheduler.audit.words import advisor_name, demand_name
from scheduler.domain.text import Text
from scheduler.domain.wording import number_words
from scheduler.explain.alone import Alone
from scheduler.explain.moves import when_words
from scheduler.explain.question import Lack, Question
from scheduler.explain.wording import advisor_words, excluded_words, funnel_words, times_words, window_words


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: Text
    lines: tuple[Text, ...]


def question_section(question: Question, lack: Lack | None) -> Section:
    """Where the plan holds the demand, and which window is explained."""
    problem, demand = question.problem, question.demand
    name = demand_name(problem.territory, demand)
    cited = f" ({demand.source})" if demand.source else ""
    return Section(
        Text(fr=f"{name.fr}, {demand.id}{cited}", en=f"{name.en}, {demand.id}{cited}"),
        tuple(_standing(question, lack)),
    )


def _standing(question: Question, lack: Lack | None) -> Iterator[Text]:
    anchor = question.problem.territory.anchor
    for occurrence in question.occurrences:
        when, who = when_words(occurrence), advisor_name(question.problem.territory, occurrence.first.advisor)
        yield Text(fr=f"Tenue le {when.fr}, avec {who}.", en=f"Held on {when.en}, with {who}.")
    if not question.windows:
        yield Text(
            fr="Aucune de ses fenêtres n’est comptée dans ces semaines : elles en dépassent. Donnez le plan voisin "
            "avec --published, ou d’autres semaines.",
            en="None of its windows is counted in these weeks: they reach beyond. Give the neighbouring plan with "
            "--published, or other weeks.",
        )
    for other in question.windows:
        if other.held >= other.count:
            continue
        when, held = window_words(other, anchor), times_words(other.held)
        here = Text(fr="", en="")
        if other == lack and len(question.lacks) > 1:
            here = Text(fr=" C’est cette fenêtre qui est expliquée.", en=" This is the window that is explained.")
        yield Text(
            fr=f"Manque {when.fr} : {held.fr} sur {other.count}.{here.fr}",
            en=f"Missing {when.en}: {held.en} of {other.count}.{here.en}",
        )
    if question.windows and not question.lacks:
        yield Text(fr="Elle est servie autant que demandé.", en="It is served as much as it asks for.")


def alone_section(funnel: Alone, question: Question) -> Section:
    """The funnel, then who could come."""
    when = window_words(funnel.lack, question.problem.territory.anchor)
    count = number_words(
        funnel.candidates,
        Text(fr="possibilité", en="possibility"),
        Text(fr="possibilités", en="possibilities"),
    )
    return Section(
        Text(
            fr=f"Les raisons, une par une ({when.fr} : {count.fr}, demi-journées et conseillers)",
            en=f"The reasons one by one ({when.en}: {count.en}, half-days and advisors)",
        ),
        (
            *(excluded_words(reason) for reason in funnel.excluded if reason.first),
            *(excluded_words(reason) for reason in funnel.excluded if not reason.first),
            funnel_words(funnel),
            *(advisor_words(line, question.problem) for line in funnel.advisors if line.possible),
        ),
    )
