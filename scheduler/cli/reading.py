"""Reading the input - a territory, a plan, a problem; what is wrong is said on stderr, and the command ends with 2."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from scheduler.calendar.error import CalendarError
from scheduler.cli.language import language_of
from scheduler.domain.plan import Plan
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.intake import BadInput, read_pins, read_plan, read_territory
from scheduler.prepare import prepare
from scheduler.travel.error import TravelError

BAD_INPUT = 2


@contextmanager
def refusing_bad_input() -> Iterator[None]:
    """What stops a command: bad files, a calendar or roads that cannot be reckoned, a folder that cannot be written."""
    context = click.get_current_context()
    language = language_of(context)
    try:
        yield
    except BadInput as error:
        for issue in error.issues:
            click.echo(issue.line(language), err=True)
        context.exit(BAD_INPUT)
    except (CalendarError, TravelError) as error:
        click.echo(error.text.said_in(language), err=True)
        context.exit(BAD_INPUT)
    except OSError as error:
        name = error.filename2 or error.filename or ""
        text = Text(
            fr=f"{name} ne peut être ni lu ni écrit ({error.strerror}).",
            en=f"{name} can be neither read nor written ({error.strerror}).",
        )
        click.echo(text.said_in(language), err=True)
        context.exit(BAD_INPUT)


def territory_at(path: Path) -> Territory:
    """The territory; its warnings are said on stderr."""
    intake = read_territory(path)
    for warning in intake.warnings:
        click.echo(warning.line(language_of(click.get_current_context())), err=True)
    return intake.territory


def problem_of(territory: Territory, horizon: Horizon, published: Path | None, pinned: Path | None = None) -> Problem:
    """The problem of the weeks, with what was published and what is pinned; pins without any effect are named."""
    promised = Plan(()) if published is None else read_plan(published, territory, strict=False)
    pins = () if pinned is None else read_pins(pinned, territory)
    problem = prepare(territory, horizon, promised, pins)
    for pin in pins:
        if not problem.asks_of(pin):
            text = Text(
                fr=f"attention, ligne {pin.line} : aucun jour de la période n’est concerné, l’épingle est sans effet",
                en=f"warning, line {pin.line}: no day of the weeks is concerned, the pin has no effect",
            )
            click.echo(f"{pinned}, {text.said_in(language_of(click.get_current_context()))}", err=True)
    return problem
