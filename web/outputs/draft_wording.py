"""How the steps of a draft are told: what was placed, moved, handed over, exchanged, taken out or pinned."""

from scheduler.audit.words import advisor_name, demand_name
from scheduler.domain.plan import Occurrence
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import HalfDay
from scheduler.domain.wording import period_words
from web.outputs.wording import short_day_words


def placed_words(territory: Territory, demand: str, advisor: str, half_day: HalfDay) -> Text:
    """`Placée : « rdv » (Mairie d’Aval), mardi 8 décembre, matin, avec Conseillère 1`."""
    what, when = _what(territory, demand), when_words(half_day)
    who = advisor_name(territory, advisor)
    return Text(fr=f"Placée : {what.fr}, {when.fr}, avec {who}", en=f"Placed: {what.en}, {when.en}, with {who}")


def moved_words(territory: Territory, was: Occurrence, advisor: str, half_day: HalfDay) -> Text:
    """Where it goes, and with whom where that changes."""
    what, where, there = _what(territory, was.demand), when_words(was.first.half_day), when_words(half_day)
    before, who = advisor_name(territory, was.first.advisor), advisor_name(territory, advisor)
    if was.first.half_day == half_day:
        return Text(
            fr=f"Confiée : {what.fr}, {where.fr}, de {before} à {who}",
            en=f"Handed over: {what.en}, {where.en}, from {before} to {who}",
        )
    by = Text(fr=f", avec {who} au lieu de {before}", en=f", with {who} instead of {before}")
    said = by if was.first.advisor != advisor else Text(fr=f" ({who})", en=f" ({who})")
    return Text(
        fr=f"Déplacée : {what.fr}, du {where.fr} au {there.fr}{said.fr}",
        en=f"Moved: {what.en}, from {where.en} to {there.en}{said.en}",
    )


def removed_words(territory: Territory, was: Occurrence) -> Text:
    what, when, who = occurrence_words(territory, was)
    return Text(fr=f"Retirée : {what.fr}, {when.fr}, avec {who}", en=f"Taken out: {what.en}, {when.en}, with {who}")


def swapped_words(territory: Territory, one: Occurrence, other: Occurrence) -> Text:
    first, second = (Text(*_said(occurrence_words(territory, each))) for each in (one, other))
    return Text(fr=f"Échangées : {first.fr} et {second.fr}", en=f"Exchanged: {first.en} and {second.en}")


def pinned_words(territory: Territory, was: Occurrence, *, stays: bool) -> Text:
    what, when, who = occurrence_words(territory, was)
    if stays:
        return Text(fr=f"Épinglée : {what.fr}, {when.fr}, avec {who}", en=f"Pinned: {what.en}, {when.en}, with {who}")
    return Text(
        fr=f"Épingle ôtée : {what.fr}, {when.fr}, avec {who}", en=f"Pin drawn out: {what.en}, {when.en}, with {who}"
    )


def occurrence_words(territory: Territory, was: Occurrence) -> tuple[Text, Text, str]:
    """What and where, when, with whom."""
    first = was.first
    return _what(territory, was.demand), when_words(first.half_day), advisor_name(territory, first.advisor)


def when_words(half_day: HalfDay) -> Text:
    """`mardi 8 décembre, matin`."""
    day, period = short_day_words(half_day.date), period_words(half_day.period.name)
    return Text(fr=f"{day.fr}, {period.fr}", en=f"{day.en}, {period.en}")


def _what(territory: Territory, demand: str) -> Text:
    known = territory.demand.get(demand)
    return demand_name(territory, known) if known else Text(fr=f"« {demand} »", en=f"'{demand}'")


def _said(told: tuple[Text, Text, str]) -> tuple[str, str]:
    what, when, who = told
    return f"{what.fr}, {when.fr}, {who}", f"{what.en}, {when.en}, {who}"
