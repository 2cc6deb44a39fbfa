"""The wording of explanations: sentences that can be read out on the telephone, French first; no solver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from scheduler.audit.words import advisor_name, structure_name
from scheduler.domain.places import UNNAMED
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.wording import half_days_words, list_words, minutes_words, number_words, span_words
from scheduler.explain.alone import AdvisorLine, Alone, Excluded
from scheduler.explain.members import RuleKept, RuleShareKept, Served, ShareKept
from scheduler.explain.names import demand_words
from scheduler.explain.question import Lack, Question
from scheduler.report.rule_names import RULE_NAMES
from scheduler.report.wording import COMPONENT_NAMES, NBSP, number, percent, share_words

if TYPE_CHECKING:
    from scheduler.explain.prices import Price
    from scheduler.explain.proof import Proven

MANY = 12
"""More demands than that are told window by window."""

RULE_SENTENCES = {
    "presence": Text(
        fr="un conseiller n’est qu’à un endroit à la fois, et seulement quand il travaille",
        en="an advisor is in one place at a time, and only when at work",
    ),
    "workload": Text(
        fr="le nombre de demi-journées d’intervention par jour et par semaine est limité",
        en="the half-days of intervention in a day and in a week are limited",
    ),
    "opening": Text(fr="les lieux n’ouvrent qu’à leurs heures", en="venues open at their hours only"),
    "rooms": Text(
        fr="une salle ne tient qu’une intervention, et doit convenir",
        en="a room holds one intervention, and must fit it",
    ),
    "hosts": Text(
        fr="une journée appartient à une seule structure, et chacun n’intervient que là où il est affecté",
        en="a day belongs to one structure, and everybody intervenes only where they are posted",
    ),
    "times": Text(
        fr="il faut le temps de la route et du repas entre deux interventions",
        en="driving and lunch take their time between two interventions",
    ),
    "driving": Text(fr="la route d’une journée est limitée", en="the driving of a day is limited"),
    "recurrence": Text(
        fr="une demande n’est tenue ni trop souvent, ni à des dates trop proches",
        en="a demand is held neither too often nor on dates too near each other",
    ),
    "conditions": Text(
        fr="chaque demande garde ses jours, ses dates, son conseiller et ses compétences",
        en="each demand keeps its days, dates, advisor and skills",
    ),
}


def window_words(lack: Lack, anchor: date) -> Text:
    return span_words(lack.window.first_day(anchor), lack.window.last_day(anchor))


def times_words(times: int) -> Text:
    return number_words(times, Text(fr="fois", en="time"), Text(fr="fois", en="times"))


# -- reasons that stand alone ----------------------------------------------------------------------------------------


def excluded_words(reason: Excluded) -> Text:
    """`16 : hors des horaires…` ; the article, and how many it excludes in all where that is more."""
    articles = f" ({', '.join(reason.articles)})" if reason.articles else ""
    more = Text(fr="", en="")
    if reason.at_all > reason.first:
        more = Text(fr=f" — {reason.at_all} en tout", en=f" — {reason.at_all} in all")
    return Text(
        fr=f"{number(reason.first).fr} : {reason.text.fr}{articles}{more.fr}",
        en=f"{number(reason.first).en}: {reason.text.en}{articles}{more.en}",
    )


def funnel_words(funnel: Alone) -> Text:
    """What is left at the end of the funnel."""
    free, possible = len(funnel.free), funnel.possible
    if not possible:
        return Text(fr="Il ne reste rien, quel que soit le plan.", en="Nothing is left, whatever the plan.")
    left = number_words(possible, Text(fr="possibilité", en="possibility"), Text(fr="possibilités", en="possibilities"))
    if not free:
        return Text(
            fr=f"Les données laissent {left.fr} ; dans ce plan, aucune n’est libre.",
            en=f"The data leave {left.en}; in this plan, none is free.",
        )
    return Text(
        fr=f"Les données laissent {left.fr} ; dans ce plan, {number(free).fr} sont libres.",
        en=f"The data leave {left.en}; in this plan, {number(free).en} are free.",
    )


def advisor_words(line: AdvisorLine, problem: Problem) -> Text:
    """Who could come, and with what they are busy."""
    name = advisor_name(problem.territory, line.advisor)
    possible = number_words(
        line.possible, Text(fr="possibilité", en="possibility"), Text(fr="possibilités", en="possibilities")
    )
    busy = sum(times for _, times in line.taken_by)
    takers = [
        Text(
            fr=f"{said.fr} ×{NBSP}{times}" if times > 1 else said.fr, en=f"{said.en} x{times}" if times > 1 else said.en
        )
        for demand, times in line.taken_by
        for said in (demand_words(demand, problem),)
    ]
    taken = list_words(takers)
    free = Text(fr=f"{line.free} libres", en=f"{line.free} free")
    if not busy:
        return Text(fr=f"{name} : {possible.fr}, {free.fr}.", en=f"{name}: {possible.en}, {free.en}.")
    return Text(
        fr=f"{name} : {possible.fr}, {free.fr}, {busy} prises par {taken.fr}.",
        en=f"{name}: {possible.en}, {free.en}, {busy} taken by {taken.en}.",
    )


# -- prices ----------------------------------------------------------------------------------------------------------


def price_words(price: Price) -> Text:
    """« exactement », « au plus » or « entre », as it is proven."""
    if price.minutes < 0:
        gain = number(-price.minutes)
        if price.is_exact:
            return Text(
                fr=f"le plan y gagne exactement {gain.fr} minutes", en=f"the plan gains exactly {gain.en} minutes"
            )
        return Text(fr=f"le plan y gagne au moins {gain.fr} minutes", en=f"the plan gains at least {gain.en} minutes")
    cost = number(price.minutes)
    if price.is_exact:
        return Text(fr=f"exactement {cost.fr} minutes de plus", en=f"exactly {cost.en} minutes more")
    if price.least is not None and price.least > 0:
        least = number(price.least)
        return Text(
            fr=f"entre {least.fr} et {cost.fr} minutes de plus", en=f"between {least.en} and {cost.en} minutes more"
        )
    return Text(fr=f"au plus {cost.fr} minutes de plus", en=f"at most {cost.en} minutes more")


def components_words(price: Price) -> Text:
    """`Demandes non servies −600, Route +33`."""
    said = []
    for part, minutes in price.components().items():
        if minutes:
            amount, sign = number(abs(minutes)), "+" if minutes > 0 else "−"
            name = COMPONENT_NAMES[part]
            said.append(Text(fr=f"{name.fr} {sign}{amount.fr}", en=f"{name.en} {sign}{amount.en}"))
    if not said:
        return Text(fr="rien ne change au score", en="the score does not change")
    return Text(fr=", ".join(s.fr for s in said), en=", ".join(s.en for s in said))


# -- reasons that stand together -------------------------------------------------------------------------------------


def conflict_lines(proven: Proven, question: Question) -> Iterator[Text]:
    """The members, rules first, then shares, then the demands by venue."""
    problem = question.problem
    for member in proven.members:
        if isinstance(member, RuleKept):
            yield rule_words(member, question)
    for member in proven.members:
        if isinstance(member, ShareKept | RuleShareKept):
            yield share_member_words(member, problem)
    asked = sorted((m for m in proven.members if isinstance(m, Served)), key=lambda m: (m.window, m.demand))
    if len(asked) <= MANY:
        yield from (served_words(served, problem) for served in asked)
    else:
        yield from _by_window(asked, problem)


def _by_window(asked: list[Served], problem: Problem) -> Iterator[Text]:
    """One line for each window, with the names of its demands."""
    anchor = problem.territory.anchor
    for window in dict.fromkeys(served.window for served in asked):
        names = [_name_and_times(served, problem) for served in asked if served.window == window]
        when, listed = span_words(window.first_day(anchor), window.last_day(anchor)), list_words(names)
        yield Text(
            fr=f"{len(names)} demandes {when.fr} : {listed.fr}", en=f"{len(names)} demands {when.en}: {listed.en}"
        )


def _name_and_times(served: Served, problem: Problem) -> Text:
    name = demand_words(served.demand, problem)
    if served.times == 1:
        return name
    return Text(fr=f"{name.fr} ×{NBSP}{served.times}", en=f"{name.en} x{served.times}")


def rule_words(member: RuleKept, question: Question) -> Text:
    """The rule's sentence, with the figures that matter here."""
    name = RULE_NAMES[member.key]
    sentence = RULE_SENTENCES.get(member.key, Text(fr="elle est respectée", en="it is kept"))
    detail = _detail(member.key, question)
    return Text(fr=f"règle « {name.fr} » : {sentence.fr}{detail.fr}", en=f"rule '{name.en}': {sentence.en}{detail.en}")


def _detail(key: str, question: Question) -> Text:
    territory, demand = question.problem.territory, question.demand
    venue = territory.venue[demand.venue]
    posted = [a for a in territory.advisors if (a.id, venue.structure) in territory.posting]
    match key:
        case "opening" if venue.opening:
            cited = f", {demand.source}" if demand.source else ""
            return Text(fr=f" ({venue.name} : {venue.opening}{cited})", en=f" ({venue.name}: {venue.opening}{cited})")
        case "workload":
            said = list_words(
                [
                    Text(
                        fr=f"{a.name} {a.half_days_per_week} par semaine", en=f"{a.name} {a.half_days_per_week} a week"
                    )
                    for a in posted
                ]
            )
            return Text(fr=f" ({said.fr})", en=f" ({said.en})")
        case "hosts":
            host = structure_name(territory, venue.structure)
            names = list_words([Text(fr=a.name, en=a.name) for a in posted])
            return Text(fr=f" (pour « {host} » : {names.fr})", en=f" (for '{host}': {names.en})")
        case "driving":
            said = list_words([Text(fr=f"{a.name} {m.fr}", en=f"{a.name} {m.en}") for a in posted
                               for m in (minutes_words(a.max_daily_travel),)])  # fmt: skip
            return Text(fr=f" ({said.fr})", en=f" ({said.en})")
        case "rooms":
            rooms = [r.name or r.id for r in territory.rooms_of[venue.id] if r.id != UNNAMED]
            listed = f"{venue.name}, {', '.join(rooms)}" if rooms else venue.name
            return Text(fr=f" ({listed})", en=f" ({listed})")
        case "conditions" if demand.source:
            return Text(fr=f" ({demand.source})", en=f" ({demand.source})")
        case _:
            return Text(fr="", en="")


def share_member_words(member: ShareKept | RuleShareKept, problem: Problem) -> Text:
    territory = problem.territory
    who = advisor_name(territory, member.advisor)
    off = Text(fr="", en="")
    if member.off:
        amount = half_days_words(member.off)
        off = Text(fr=f", à {amount.fr} près comme dans le plan", en=f", up to {amount.en} off as in the plan")
    if isinstance(member, ShareKept):
        posting = territory.posting[member.advisor, member.structure]
        host, share = structure_name(territory, member.structure), share_words(posting.share_min, posting.share_max)
        when = span_words(member.window.first_day(territory.anchor), member.window.last_day(territory.anchor))
        return Text(
            fr=f"la part de « {host} » dans le temps de {who} ({share.fr}), {when.fr}{off.fr}",
            en=f"the share of '{host}' in {who}'s time ({share.en}), {when.en}{off.en}",
        )
    rule = territory.share_rules[member.number]
    cited = f", {rule.source}" if rule.source else ""
    least, most = percent(rule.min), percent(rule.max)
    what = (
        Text(fr="demandes facturées", en="billed demands")
        if rule.kind == "billed_share"
        else Text(fr=f"zone « {rule.zone} »", en=f"zone '{rule.zone}'")
    )
    return Text(
        fr=f"la part de {who} : {what.fr}, de {least.fr} à {most.fr}{cited}{off.fr}",
        en=f"the share of {who}: {what.en}, {least.en} to {most.en}{cited}{off.en}",
    )


def served_words(served: Served, problem: Problem) -> Text:
    """`« permanence » (Mairie de Préval), une fois du … au …` with the article."""
    territory = problem.territory
    demand = territory.demand[served.demand]
    name, times = demand_words(served.demand, problem), times_words(served.times)
    when = span_words(served.window.first_day(territory.anchor), served.window.last_day(territory.anchor))
    cited = f" ({demand.source})" if demand.source else ""
    return Text(fr=f"{name.fr}, {times.fr} {when.fr}{cited}", en=f"{name.en}, {times.en} {when.en}{cited}")


def count_words(proven: Proven, problem: Problem) -> Text | None:
    """Where the half-days asked for are more than the advisors have, that says it all; else None."""
    demands = problem.territory.demand
    asked = [proven.wanted, *(m for m in proven.members if isinstance(m, Served))]
    needed = sum(served.times * demands[served.demand].length.half_days for served in asked)
    weeks = {number for served in asked for number in served.window.numbers()}
    anchor = problem.horizon.week_numbers(problem.territory.anchor)
    had = 0
    for advisor in problem.territory.advisors:
        for week in weeks & set(anchor):
            available = sum(problem.week(h.date) == week for h in problem.available[advisor.id])
            had += min(available, advisor.half_days_per_week)
    if needed <= had:
        return None
    need, have = half_days_words(needed), half_days_words(had)
    return Text(
        fr=f"Ensemble elles demandent {need.fr} ; tous les conseillers réunis en ont {have.fr} au plus.",
        en=f"Together they need {need.en}; all the advisors together have {have.en} at most.",
    )
