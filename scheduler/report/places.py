"""Places on paper: where a new request could go and what each adds to the score; or why it can go nowhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.verdict import COMPONENTS, Score
from scheduler.domain.wording import number_words
from scheduler.report.rule_names import RULE_NAMES
from scheduler.report.score_lines import aligned
from scheduler.report.wording import COMPONENT_NAMES, number

REASONS: Mapping[str, Text] = {
    "busy": Text(fr="le conseiller intervient déjà ailleurs", en="the advisor intervenes elsewhere already"),
    "presence": Text(fr="le conseiller n’est pas au travail", en="the advisor is not at work"),
    "workload": Text(
        fr="le conseiller a déjà toutes ses interventions du jour ou de la semaine",
        en="the advisor has all the interventions of the day or week already",
    ),
    "opening": Text(fr="le lieu est fermé", en="the venue is closed"),
    "rooms": Text(fr="aucune salle ne convient, ou n’est libre", en="no room fits, or none is free"),
    "hosts": Text(
        fr="la demi-journée est à une autre structure d’accueil, ou le conseiller n’y est pas affecté",
        en="the half-day is another structure's, or the advisor has no posting there",
    ),
    "times": Text(
        fr="les heures ne tiennent pas dans la demi-journée, avec la route et le déjeuner",
        en="the hours do not fit into the half-day, with the road and lunch",
    ),
    "driving": Text(fr="la route du jour serait trop longue", en="the day's road would be too long"),
    "conditions": Text(
        fr="ni le jour, ni le moment, ni la compétence demandés", en="not the day, the time or the skill asked for"
    ),
}
"""By the key of a rule; the others are called by the rule's name."""


def reason_words(key: str) -> Text:
    return REASONS.get(key) or RULE_NAMES[key]


def excluded_lines(excluded: Mapping[str, int], looked_at: int) -> Iterator[Text]:
    """How many half-days of advisors were looked at, and how many of them each reason excludes, the most first."""
    looked = number_words(
        looked_at,
        Text(fr="demi-journée de conseiller regardée", en="half-day of an advisor looked at"),
        Text(fr="demi-journées de conseillers regardées", en="half-days of advisors looked at"),
    )
    yield Text(fr=f"{looked.fr} :", en=f"{looked.en}:")
    for key, times in sorted(excluded.items(), key=lambda item: -item[1]):
        said = reason_words(key)
        yield Text(fr=f"  {times} : {said.fr}", en=f"  {times}: {said.en}")


def cost_words(cost: Score) -> Text:
    """« + 24 min (route + 24) »; only the components that are not 0."""
    parts = [(COMPONENT_NAMES[name], minutes) for name, minutes in cost.components().items() if minutes]
    french = ", ".join(f"{name.fr.lower()} {minutes:+d}" for name, minutes in parts)
    english = ", ".join(f"{name.en.lower()} {minutes:+d}" for name, minutes in parts)
    total = Text(fr=f"{cost.total:+d} min", en=f"{cost.total:+d} min")
    return Text(fr=f"{total.fr} ({french})", en=f"{total.en} ({english})") if parts else total


def cost_document(cost: Score) -> dict[str, Any]:
    return {**{name: cost.components()[name] for name in COMPONENTS}, "total": cost.total}


def place_lines(rows: list[tuple[Text, str, str, Text]]) -> Iterator[Text]:
    """Aligned lines of (when, advisor, room, cost), with their rank."""
    numbers = [number(place).fr for place in range(1, len(rows) + 1)]
    french = aligned(
        [(n, when.fr, who, room, cost.fr) for n, (when, who, room, cost) in zip(numbers, rows, strict=True)]
    )
    english = aligned(
        [(n, when.en, who, room, cost.en) for n, (when, who, room, cost) in zip(numbers, rows, strict=True)]
    )
    return (Text(fr=fr, en=en) for fr, en in zip(french, english, strict=True))


def room_name(territory: Territory, room: str) -> str:
    known = territory.room.get(room)
    return (known.name or known.id) if known else ""
