"""Explaining - the run that says why a demand is not served, what would let it be, why here and not there."""

from scheduler.audit import findings
from scheduler.domain.text import Text
from scheduler.domain.wording import number_words
from scheduler.explain.alone import Alone, alone
from scheduler.explain.answers import Answers
from scheduler.explain.lines import alone_section, question_section
from scheduler.explain.moves import move_words
from scheduler.explain.placement import Here, Placement, PlacementAnswer, There
from scheduler.explain.prices import Priced
from scheduler.explain.question import Lack, Question
from scheduler.explain.solved_lines import placement_section, served_lines, together_lines
from scheduler.explain.together import Unsettled
from scheduler.explain.ways_out import WayOut
from scheduler.explain.wording import components_words, price_words
from scheduler.prepare import prepare
from web.services.plans import require_known_names
from web.services.run_parameters import ExplainAsked
from web.worker.telling import Telling, Way
from web.worker.work import Done, NoAnswerError, Work

SEEKING_WAYS = Text(fr="Recherche des issues…", en="Looking for ways out…")
SEEKING_PROOF = Text(fr="Recherche de ce qui ne peut pas tenir ensemble…", en="Looking for what cannot hold together…")
SEEKING_PLACE = Text(fr="Recherche du meilleur plan autour de ce placement…", en="Looking for the best plan around it…")
TOGETHER = Text(fr="Ce qui ne peut pas tenir ensemble", en="What cannot hold together")
PRICE = Text(fr="Ce que cela coûterait de la tenir", en="What it would cost to hold it")
NO_WINDOW = Text(
    fr="Aucune de ses fenêtres n’est comptée dans ces semaines : elles en dépassent. Prenez des semaines qui "
    "contiennent une fenêtre entière.",
    en="None of its windows is counted in these weeks: they reach beyond. Take weeks that hold a whole window.",
)
UNSETTLED = Text(
    fr="Dans le temps donné, ni conflit prouvé, ni plan qui la tienne sans rien ôter aux autres. Rien n’est affirmé.",
    en="In the time given, neither a proven conflict nor a plan that holds it without taking from others. Nothing is "
    "claimed.",
)
BROKEN = Text(fr="Le plan enfreint des règles", en="The plan breaks rules")


def explained(work: Work, asked: ExplainAsked) -> Done:
    """Each answer as it comes. Raises UnknownNamesError for a plan that names what the territory has no more."""
    require_known_names(work.about, work.territory)
    problem = prepare(work.territory, asked.horizon, work.standing)
    question = Question(problem, work.about, work.territory.demand[asked.demand])
    answers = Answers(question, asked.seconds, work.cancelled)
    telling = Telling(work)
    broken = len(findings(work.about, problem))
    if asked.spot is not None:
        if asked.spot.date not in asked.horizon:
            raise NoAnswerError(Text(fr="Ce jour n’est pas dans le plan.", en="That day is not in the plan."))
        if broken:
            telling.section("broken", BROKEN, [_broken(broken)])
            return Done(telling.done())
        telling.doing(SEEKING_PLACE)
        spot = asked.spot
        _place(telling, answers.on_placement(Placement(spot.date, spot.period, spot.advisor)), question)
        return Done(telling.done())
    lack = _lack(question, asked)
    section = question_section(question, lack)
    telling.section("question", section.heading, section.lines if question.windows else [NO_WINDOW])
    if lack is not None:
        funnel = alone(question, lack)
        reasons = alone_section(funnel, question)
        telling.section("reasons", reasons.heading, reasons.lines)
        if broken:
            telling.section("broken", BROKEN, [_broken(broken)])
        else:
            _why_not(telling, answers, funnel, question)
    return Done(telling.done())


def _lack(question: Question, asked: ExplainAsked) -> Lack | None:
    """The window that is explained: the one of the date, else the first that lacks something."""
    if asked.week is None:
        return question.lacks[0] if question.lacks else None
    return next((lack for lack in question.lacks if asked.week in lack.days), None)


def _why_not(telling: Telling, answers: Answers, funnel: Alone, question: Question) -> None:
    """Ways out, then what conflicts, then the price of holding it as the data are."""
    telling.doing(SEEKING_WAYS)
    ways = []
    for way in answers.ways_out(funnel):
        ways.append(way)
        telling.way(_way(way, question))
    telling.doing(SEEKING_PROOF)
    proof = answers.together(funnel)
    lines = [UNSETTLED] if isinstance(proof, Unsettled) else list(together_lines(proof, question))
    telling.section("together", TOGETHER, lines)
    served = answers.served(funnel, ways, proof)
    telling.section("price", PRICE, list(served_lines(served, question.problem))[:1])
    if served is not None and served.plan not in [way.found.plan for way in ways]:
        title = Text(fr="La tenir, les données étant ce qu’elles sont", en="Hold it, the data being as they are")
        telling.way(_priced("served", title, served, question))


def _way(way: WayOut, question: Question) -> Way:
    return _priced(way.kind, way.text, way.found, question)


def _place(telling: Telling, answer: PlacementAnswer, question: Question) -> None:
    section = placement_section(answer, question)
    match answer:
        case Here(without=Priced() as found):
            title = Text(fr="Faire sans ce placement", en="Do without this placement")
        case There(with_it=Priced() as found):
            title = Text(fr="Mettre la demande ici", en="Put the demand here")
        case _:
            telling.section("placement", section.heading, section.lines)
            return
    # its price and its moves stand indented under the rest: the way itself says them
    telling.section("placement", section.heading, [line for line in section.lines if not line.fr.startswith(" ")])
    telling.way(_priced("placement", title, found, question))


def _priced(kind: str, title: Text, found: Priced, question: Question) -> Way:
    price, parts = price_words(found.price), components_words(found.price)
    return Way(
        kind=kind,
        title=title,
        plan=found.plan,
        applies=question.is_possible(found.plan),
        price=found.price.components(),
        price_text=Text(fr=f"{price.fr} ({parts.fr})", en=f"{price.en} ({parts.en})"),
        lines=[move_words(move, question.problem) for move in found.moves],
    )


def _broken(number: int) -> Text:
    broken = number_words(number, Text(fr="règle", en="rule"), Text(fr="règles", en="rules"))
    return Text(
        fr=f"Le plan enfreint {broken.fr}. Tant qu’elles ne sont pas respectées, ni prix ni preuve n’ont de sens : "
        "corrigez-le d’abord.",
        en=f"The plan breaks {broken.en}. Until they are kept, neither price nor proof makes sense: mend it first.",
    )
