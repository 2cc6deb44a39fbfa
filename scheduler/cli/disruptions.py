"""Disruptions on the command line - `--absence ADVISOR:FROM:TO` and `--closure VENUE:FROM:TO`, repeatable."""

from collections.abc import Collection, Sequence
from datetime import date

import click

from scheduler.cli.language import option
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.people import Absence
from scheduler.domain.places import Closure
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.issue import nearly

absence = option(
    "--absence",
    "absences",
    said=Text(
        fr="Un conseiller absent, du premier au dernier jour compris ; l’option se répète.",
        en="An advisor who is away, both days included; may be repeated.",
    ),
    metavar="ADVISOR:FROM:TO",
    multiple=True,
)

closure = option(
    "--closure",
    "closures",
    said=Text(
        fr="Un lieu fermé, du premier au dernier jour compris ; l’option se répète.",
        en="A venue that is closed, both days included; may be repeated.",
    ),
    metavar="VENUE:FROM:TO",
    multiple=True,
)


def absences_of(said: Sequence[str], territory: Territory) -> list[Absence]:
    """Raises SpokenError for what cannot be read, or names nobody."""
    spans = [_span("--absence", text, territory.advisor, "conseiller", "advisor") for text in said]
    return [Absence(name, first, last) for name, first, last in spans]


def closures_of(said: Sequence[str], territory: Territory) -> list[Closure]:
    spans = [_span("--closure", text, territory.venue, "lieu", "venue") for text in said]
    return [Closure(name, first, last) for name, first, last in spans]


def _span(name: str, text: str, known: Collection[str], fr: str, en: str) -> tuple[str, date, date]:
    context = click.get_current_context()
    who, *days = text.rsplit(":", 2)
    try:
        first, last = (date.fromisoformat(day) for day in days)
    except ValueError as error:
        raise SpokenError(
            Text(
                fr=f"{name} s’écrit {fr}:2026-09-07:2026-09-11 : « {text} » a été lu.",
                en=f"{name} is written {en}:2026-09-07:2026-09-11: '{text}' was read.",
            ),
            context,
        ) from error
    if first > last:
        raise SpokenError(
            Text(
                fr=f"{name} {text} : le dernier jour précède le premier.",
                en=f"{name} {text}: it ends before it begins.",
            ),
            context,
        )
    if who not in known:
        near = nearly(who, known)
        raise SpokenError(
            Text(
                fr=f"{name} : aucun {fr} ne porte l’identifiant « {who} »."
                + (f" Vouliez-vous dire « {near} » ?" if near else ""),
                en=f"{name}: no {en} has the id '{who}'." + (f" Did you mean '{near}'?" if near else ""),
            ),
            context,
        )
    return who, first, last
