"""The lines of the answers that the solver gave: ways out, what stands together, prices, placements."""

from collections.abc import Iterator, Sequence

from scheduler.audit.words import advisor_name
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.wording import day_words, number_words, period_words
from scheduler.explain.alone import Verdict
from scheduler.explain.growth import PlanFound
from scheduler.explain.lines import Section
from scheduler.explain.members import Served
from scheduler.explain.moves import Move, move_words
from scheduler.explain.names import demand_words
from scheduler.explain.occupied import Occupied
from scheduler.explain.placement import Forbidden, Here, PlacementAnswer, There
from scheduler.explain.prices import Priced
from scheduler.explain.proof import Proven
from scheduler.explain.question import Question
from scheduler.explain.together import Together
from scheduler.explain.ways_out import WayOut
from scheduler.explain.wording import components_words, conflict_lines, count_words, price_words

MOST_MOVES = 8
"""How many moves are listed in the terminal; the document has all of them."""

WAYS = Text(fr="Les issues, à mesure qu’elles sont trouvées", en="The ways out, as they are found")
SEEKING_PROOF = Text(fr="Ce qui ne peut pas tenir ensemble", en="What cannot hold together")


def way_lines(way: WayOut, number: int, problem: Problem) -> Iterator[Text]:
    """What is done, its price and components, and what it moves."""
    yield Text(fr=f"{number}. {_capital(way.text.fr)}", en=f"{number}. {_capital(way.text.en)}")
    yield from _priced_lines(way.found, problem)


def _priced_lines(found: Priced, problem: Problem) -> Iterator[Text]:
    price, parts = price_words(found.price), components_words(found.price)
    yield Text(fr=f"   {_capital(price.fr)} ({parts.fr}).", en=f"   {_capital(price.en)} ({parts.en}).")
    yield from _move_lines(found.moves, problem)


def _move_lines(moves: Sequence[Move], problem: Problem) -> Iterator[Text]:
    for move in moves[:MOST_MOVES]:
        said = move_words(move, problem)
        yield Text(fr=f"   · {said.fr}", en=f"   · {said.en}")
    if len(moves) > MOST_MOVES:
        rest = len(moves) - MOST_MOVES
        yield Text(
            fr=f"   · et {rest} autres changements (--json les donne tous)", en=f"   · and {rest} more (see --json)"
        )


def ways_section(ways: Sequence[WayOut]) -> Section:
    """All of them again in a line each, the cheapest first."""
    heading = Text(fr="En bref, de la moins chère à la plus chère", en="In short, the cheapest first")
    if not ways:
        return Section(
            heading,
            (
                Text(
                    fr="Aucune issue n’a été trouvée dans le temps donné.", en="No way out was found in the time given."
                ),
            ),
        )
    numbered = sorted(enumerate(ways, 1), key=lambda pair: pair[1].found.price.minutes)
    return Section(heading, tuple(_short(number, way) for number, way in numbered))


def _short(number: int, way: WayOut) -> Text:
    price = price_words(way.found.price)
    return Text(fr=f"{number}. {way.text.fr} : {price.fr}", en=f"{number}. {way.text.en}: {price.en}")


def together_lines(proof: Together, question: Question) -> Iterator[Text]:
    match proof:
        case Proven():
            yield from _conflict_lines(proof, question)
        case PlanFound():
            yield Text(
                fr="Rien ne s’y oppose : un plan existe qui la tient, avec tous les autres servis autant "
                "qu’aujourd’hui et des parts aussi bien tenues.",
                en="Nothing is in its way: a plan exists that holds it, with everybody else served as much as now and "
                "the shares kept as well.",
            )
        case _:
            yield Text(
                fr="Dans le temps donné, ni conflit prouvé, ni plan qui la tienne sans rien ôter aux autres. Rien "
                "n’est affirmé ; --seconds donne plus de temps.",
                en="In the time given, neither a proven conflict nor a plan that holds it without taking from others. "
                "Nothing is claimed; --seconds gives more time.",
            )


def _conflict_lines(proof: Proven, question: Question) -> Iterator[Text]:
    problem = question.problem
    others = sum(isinstance(member, Served) for member in proof.members)
    name = demand_words(question.demand.id, problem)
    yield Text(
        fr=f"{name.fr} ne peut pas être tenu une fois de plus avec ce qui suit, servi comme dans le plan :",
        en=f"{name.en} cannot be held once more beside the following, served as in the plan:",
    )
    for line in conflict_lines(proof, question):
        yield Text(fr=f"- {line.fr}", en=f"- {line.en}")
    count = count_words(proof, problem)
    if count is not None:
        yield count
    many = number_words(len(proof.members), Text(fr="élément", en="member"), Text(fr="éléments", en="members"))
    if proof.is_irreducible and len(proof.members) == 1:
        yield Text(
            fr="Prouvé : cet élément seul n’a aucun plan ; sans lui, il y en a un.",
            en="Proven: this member alone has no plan; without it there is one.",
        )
    elif proof.is_irreducible:
        yield Text(
            fr=f"Prouvé : ces {many.fr} seuls n’ont aucun plan ; sans l’un d’eux, quel qu’il soit, il y en a un.",
            en=f"Proven: these {many.en} alone have no plan; without any one of them there is one.",
        )
    else:
        unsure = len(proof.members) - len(proof.needed)
        yield Text(
            fr=f"Prouvé : ces {many.fr} seuls n’ont aucun plan. Pour {unsure} d’entre eux le temps n’a pas suffi à "
            "montrer qu’il les faut.",
            en=f"Proven: these {many.en} alone have no plan. For {unsure} of them time did not suffice to show that "
            "they are needed.",
        )
    if others == 0:
        yield Text(
            fr="Aucune autre demande n’y est pour rien : les règles et les données suffisent.",
            en="No other demand has a part in it: the rules and the data suffice.",
        )


def served_lines(found: Priced | None, problem: Problem) -> Iterator[Text]:
    """What it costs to hold the demand with the data as they are."""
    if found is None:
        yield Text(
            fr="Sans rien changer aux données, aucun plan qui la tient n’a été trouvé.",
            en="With the data as they are, no plan that holds it was found.",
        )
        return
    price, parts = price_words(found.price), components_words(found.price)
    yield Text(
        fr=f"Elle peut être tenue sans rien changer aux données : {price.fr} ({parts.fr}).",
        en=f"It can be held with the data as they are: {price.en} ({parts.en}).",
    )
    if found.price.minutes < 0:
        yield Text(
            fr="Le plan n’est donc pas le meilleur possible : recalculez-le, ou donnez-lui plus de temps.",
            en="So the plan is not the best possible: solve it again, or give it more time.",
        )
    yield from _move_lines(found.moves, problem)


def placement_section(answer: PlacementAnswer, question: Question) -> Section:
    """Why here, and not there."""
    place, problem = answer.placement, question.problem
    day, period = day_words(place.date), period_words(place.period)
    who = advisor_name(problem.territory, place.advisor)
    heading = Text(fr=f"Le {day.fr}, {period.fr}, avec {who}", en=f"On {day.en}, {period.en}, with {who}")
    return Section(heading, tuple(_placement_lines(answer, problem)))


def _placement_lines(answer: PlacementAnswer, problem: Problem) -> Iterator[Text]:
    match answer:
        case Here(without=None) | There(with_it=None):
            if isinstance(answer, There):
                yield from _in_the_way(answer.verdict, problem)
            yield Text(
                fr="Dans le temps donné, aucun autre plan n’a été trouvé autour.",
                en="In the time given, no other plan was found around it.",
            )
        case Here(without=found) if found is not None:
            yield Text(
                fr="Le plan a ce placement. Le meilleur plan trouvé sans lui :",
                en="The plan has this placement. The best plan found without it:",
            )
            yield from _priced_lines(found, problem)
        case There(verdict=verdict, with_it=found) if found is not None:
            yield from _in_the_way(verdict, problem)
            yield Text(
                fr="Aucune règle ne l’interdit. Le meilleur plan trouvé qui l’a :",
                en="No rule forbids it. The best plan found that has it:",
            )
            yield from _priced_lines(found, problem)
        case Forbidden(verdict=None):
            yield Text(
                fr="La demande ne commence jamais à ce moment-là : une journée entière commence le matin.",
                en="The demand never begins then: a full day begins in the morning.",
            )
        case Forbidden(verdict=verdict) if verdict is not None:
            yield Text(fr="C’est exclu, quel que soit le plan :", en="It is excluded, whatever the plan:")
            for hurdle, article in verdict.by_data:
                cited = f" ({article})" if article else ""
                yield Text(fr=f"- {hurdle.text.fr}{cited}", en=f"- {hurdle.text.en}{cited}")


def _in_the_way(verdict: Verdict, problem: Problem) -> Iterator[Text]:
    for key, about in verdict.in_plan:
        _, text = Occupied.REASONS[key]
        what = demand_words(about, problem) if about else None
        more = Text(fr=f" : {what.fr}", en=f": {what.en}") if what else Text(fr="", en="")
        yield Text(fr=f"Dans ce plan, {text.fr}{more.fr}.", en=f"In this plan, {text.en}{more.en}.")


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
