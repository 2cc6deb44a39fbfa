"""The language of the command line - French, English with --lang en; click's own words are said in it too."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from scheduler.cli.call import call_of
from scheduler.cli.usage_errors import SpokenError, too_many
from scheduler.domain.text import Language, Text

LANGUAGES: tuple[Language, ...] = ("fr", "en")

Function = TypeVar("Function", bound=Callable[..., Any])

USAGE = Text(fr="Usage : ", en="Usage: ")
ARGUMENTS = Text(fr="Arguments\u00a0", en="Arguments")
OPTIONS = Text(fr="Options\u00a0", en="Options")
COMMANDS = Text(fr="Commandes\u00a0", en="Commands")
REQUIRED = Text(fr="obligatoire", en="required")
HELP = Text(fr="Affiche cette aide.", en="Shows this help.")


def language_of(context: click.Context) -> Language:
    """What `main` found in the arguments and the environment before anything was said."""
    return call_of(context).language


def say(text: Text) -> str:
    """The text in the language of the running command."""
    return text.said_in(language_of(click.get_current_context()))


class Option(click.Option):
    """An option whose help is a Text."""

    def __init__(self, *arguments: Any, said: Text, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.said = said

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        record = super().get_help_record(ctx)
        if record is None:
            return None
        required = f" ({REQUIRED.said_in(language_of(ctx))})" if self.required else ""
        return record[0], self.said.said_in(language_of(ctx)) + required


class Argument(click.Argument):
    """An argument whose help is a Text."""

    def __init__(self, *arguments: Any, said: Text, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.said = said

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        return (super().get_help_record(ctx)[0], self.said.said_in(language_of(ctx)))


class Command(click.Command):
    """A command whose help is a Text, and whose headings follow the language."""

    def __init__(self, *arguments: Any, said: Text, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.said = said

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        takes_more, ctx.allow_extra_args = ctx.allow_extra_args, True
        rest = super().parse_args(ctx, args)
        if rest and not takes_more and not ctx.resilient_parsing:
            raise too_many(rest, ctx)
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=USAGE.said_in(language_of(ctx)))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(self.said.said_in(language_of(ctx)))

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        arguments = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, Argument)]
        if arguments:
            with formatter.section(ARGUMENTS.said_in(language_of(ctx))):
                formatter.write_dl(arguments)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [p.get_help_record(ctx) for p in self.get_params(ctx) if isinstance(p, click.Option)]
        with formatter.section(OPTIONS.said_in(language_of(ctx))):
            formatter.write_dl([record for record in options if record is not None])

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP.said_in(language_of(ctx))
        return option


def option(*names: str, said: Text, **settings: Any) -> Callable[[Function], Function]:
    return click.option(*names, cls=Option, said=said, **settings)


def argument(name: str, said: Text, **settings: Any) -> Callable[[Function], Function]:
    return click.argument(name, cls=Argument, said=said, **settings)


def spoken_command(
    name: str, said: Text, parameters: Sequence[Callable[[Any], Any]]
) -> Callable[[Callable[..., int]], Command]:
    """Makes a command of a function that returns the exit code; `parameters` in the order of the help."""

    def make(function: Callable[..., int]) -> Command:
        for parameter in reversed(parameters):
            function = parameter(function)
        return click.command(name, cls=Command, said=said)(function)

    return make


def read_language(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """The callback of --lang."""
    if value is not None and value not in LANGUAGES:
        raise SpokenError(
            Text(fr=f"--lang est fr ou en : « {value} » a été lu.", en=f"--lang is fr or en: '{value}' was read."), ctx
        )
    return value
