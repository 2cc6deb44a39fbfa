"""The parameters that commands share - where the territory and the plan are, and which weeks are meant."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from scheduler.cli.language import argument, option
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.text import Text
from scheduler.domain.wording import not_a_monday_words


class Date(click.ParamType[date]):
    """A date as FORMAT.md writes it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise SpokenError(
                Text(
                    fr=f"« {value} » n’est pas une date : écrivez-la comme 2026-09-07.",
                    en=f"'{value}' is not a date: write it as 2026-09-07.",
                ),
                ctx,
            ) from error


class Monday(Date):
    """The first day of a plan."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        day = super().convert(value, param, ctx)
        if day.weekday() != 0:
            raise SpokenError(not_a_monday_words(day), ctx)
        return day


class Whole(click.ParamType[int]):
    """A whole number, not below a least one."""

    name = "integer"

    def __init__(self, least: int) -> None:
        self.least = least

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        try:
            number = int(value)
        except ValueError:
            number = None
        if number is None or number < self.least:
            raise _out_of_bounds(
                value, param, ctx, f"un nombre entier, {self.least} ou plus", f"a whole number, {self.least} or more"
            )
        return number


class Seconds(click.ParamType[float]):
    """A time above 0."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < float("inf"):
            raise _out_of_bounds(
                value, param, ctx, "un nombre de secondes au-dessus de 0", "a number of seconds above 0"
            )
        return seconds


def _out_of_bounds(
    value: Any, param: click.Parameter | None, ctx: click.Context | None, fr: str, en: str
) -> SpokenError:
    name = param.opts[0] if param is not None else ""
    return SpokenError(
        Text(fr=f"{name} attend {fr} : « {value} » a été lu.", en=f"{name} takes {en}: '{value}' was read."), ctx
    )


PATH = click.Path(path_type=Path)
"""Not looked at here: intake says what is wrong with a file, in both languages."""

territory = argument(
    "territory",
    Text(
        fr="Le dossier du territoire (territory.toml et tables CSV), ou son classeur .xlsx.",
        en="The territory's folder (territory.toml and CSV tables), or its .xlsx workbook.",
    ),
    type=PATH,
)

plan = argument(
    "plan", Text(fr="Le plan, un fichier plan.csv.", en="The plan, a plan.csv file."), type=PATH, metavar="PLAN.csv"
)

first_day = option(
    "--from",
    "first_day",
    said=Text(fr="Le premier jour, un lundi, comme 2026-09-07.", en="The first day, a Monday, as 2026-09-07."),
    type=Monday(),
    metavar="DATE",
    required=True,
)

weeks = option(
    "--weeks",
    said=Text(fr="Le nombre de semaines.", en="The number of weeks."),
    type=Whole(1),
    metavar="N",
    required=True,
)

published = option(
    "--published",
    said=Text(
        fr="Le plan déjà publié : ce qui a été promis, et ce qui précède ou suit la période.",
        en="The published plan: what was promised, and what lies before or after the weeks.",
    ),
    type=PATH,
    metavar="PLAN.csv",
)

pins = option(
    "--pins",
    said=Text(
        fr="Ce que le plan doit tenir : les colonnes de plan.csv, toutes facultatives ; la date peut être un jour "
        "de la semaine.",
        en="What the plan must hold: plan.csv's columns, any of them blank; the date may be a weekday.",
    ),
    type=PATH,
    metavar="PINS.csv",
)

as_json = option(
    "--json",
    "as_json",
    said=Text(
        fr="Écrit un document JSON sur la sortie standard, et rien d’autre.",
        en="Writes one JSON document on the standard output, and nothing else.",
    ),
    is_flag=True,
)
