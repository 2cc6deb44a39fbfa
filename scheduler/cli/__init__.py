"""The command line: `permanences solve`, `check`, `show`… Each command is imported when it is called, not before."""

import gc
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import NoReturn

import click

from scheduler.cli.call import Call
from scheduler.cli.language import COMMANDS, Command, Option, language_of, read_language
from scheduler.cli.usage_errors import SEE_HELP, no_such_command, worded
from scheduler.domain.text import Language, Text

PROGRAM = "permanences"

ENVIRONMENT = "PERMANENCES"
"""The prefix of the environment variables that click reads: PERMANENCES_LANG."""

BAD_INPUT = 2
ABORTED = 130
"""What a shell gives for a command that Ctrl-C has stopped."""

MOST_NEW_OBJECTS = 100_000
"""New objects between two looks for garbage: nearly all that a command makes is kept to its end, and a look after every
few hundred of them, as Python has it, takes a quarter of the time in which a territory is read and prepared."""

SUMMARIES = {
    "solve": Text(
        fr="Établit le meilleur plan d’un territoire sur des semaines.",
        en="Makes the best plan of a territory for some weeks.",
    ),
    "check": Text(
        fr="Vérifie un plan, règle par règle, et donne son score.",
        en="Checks a plan, rule by rule, and gives its score.",
    ),
    "show": Text(
        fr="Affiche les semaines d’un plan dans le terminal.",
        en="Shows the weeks of a plan in the terminal.",
    ),
    "repair": Text(
        fr="Répare un plan publié après une absence ou une fermeture.",
        en="Mends a published plan after an absence or a closure.",
    ),
    "suggest": Text(
        fr="Propose où placer une nouvelle demande dans un plan.",
        en="Suggests where a new request could go in a plan.",
    ),
    "solve-all": Text(
        fr="Établit les plans de plusieurs territoires, côte à côte.",
        en="Makes the plans of several territories, side by side.",
    ),
    "ledger": Text(
        fr="Tient le compte d’une période : dû, tenu, reporté, non servi.",
        en="Keeps the account of a period: due, held, carried over, not served.",
    ),
    "explain": Text(
        fr="Dit pourquoi une demande n’est pas servie, ce qui l’arrangerait et à quel prix.",
        en="Says why a demand is not served, what would let it be, and at what price.",
    ),
    "validate": Text(
        fr="Relit les fichiers d’un territoire et signale tout ce qui ne va pas.",
        en="Reads a territory's files and tells everything that is wrong.",
    ),
    "template": Text(
        fr="Crée un classeur de départ, à remplir.",
        en="Makes a starter workbook, to be filled in.",
    ),
    "travel": Text(
        fr="Remplit les temps de route avec un calculateur d’itinéraires.",
        en="Fills in the driving times from a routing server.",
    ),
}

ABOUT = Text(
    fr="Décide où et quand les conseillers numériques tiennent leurs demi-journées, et prouve que le plan "
    "respecte les conventions.",
    en="Decides where and when digital advisors hold their half-days, and proves that the plan keeps the conventions.",
)


ADDED = "permanences.commands"
"""The entry points of other packages' commands: each is a mapping of names to summaries, in the commands' package."""


@dataclass(frozen=True, slots=True)
class Added:
    """A command of another package: `command` in the module of its name there."""

    package: str
    summary: Text


@cache
def added() -> Mapping[str, Added]:
    """By name, the commands that other installed packages add; looked for when they are needed."""
    # a third of what the help would take to come, for the commands that are not the engine's own
    from importlib.metadata import entry_points  # noqa: PLC0415

    return {
        name: Added(point.module, summary)
        for point in entry_points(group=ADDED)
        for name, summary in point.load().items()
    }


class LazyGroup(Command, click.Group):
    """The commands by name; importing one is put off until it is called, so that the help comes at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  (click's signature)
        return [*SUMMARIES, *added()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        module = cmd_name.replace("-", "_")
        if cmd_name in SUMMARIES:
            path = f"scheduler.cli.{module}"
        elif cmd_name in added():
            path = f"{added()[cmd_name].package}.{module}"
        else:
            return None
        found: click.Command = import_module(path).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in SUMMARIES and args[0] not in added():
            raise no_such_command(args[0], self.list_commands(ctx), ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        language = language_of(ctx)
        super().format_options(ctx, formatter)
        with formatter.section(COMMANDS.said_in(language)):
            summaries = SUMMARIES | {name: command.summary for name, command in added().items()}
            formatter.write_dl([(name, summary.said_in(language)) for name, summary in summaries.items()])


def _version(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        # a third of what the help would take to come, for the one option that asks for it
        from importlib.metadata import version  # noqa: PLC0415

        click.echo(f"{PROGRAM} {version(PROGRAM)}")
        ctx.exit()


def _help_alone(**_options: str) -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


commands = LazyGroup(
    PROGRAM,
    said=ABOUT,
    callback=_help_alone,
    invoke_without_command=True,
    subcommand_metavar="COMMAND [ARGS]...",
    params=[
        Option(
            ["--lang"],
            said=Text(
                fr="La langue : fr ou en (fr). Variable d’environnement : PERMANENCES_LANG.",
                en="The language: fr or en (fr). Environment variable: PERMANENCES_LANG.",
            ),
            metavar="fr|en",
            default="fr",
            callback=read_language,
        ),
        Option(
            ["--version"],
            said=Text(fr="Affiche la version.", en="Shows the version."),
            is_flag=True,
            is_eager=True,
            callback=_version,
            expose_value=False,
        ),
    ],
)


def main() -> NoReturn:
    """The console script. Given up, it leaves at once: a search in another thread is not waited for."""
    gc.set_threshold(MOST_NEW_OBJECTS)
    began = time.monotonic() - time.process_time()  # so far the process has done nothing but start
    code = run(sys.argv[1:], began)
    if code == ABORTED:
        os._exit(ABORTED)
    sys.exit(code)


def run(arguments: list[str], began: float | None = None) -> int:
    """Runs one command line, which began at that time of the monotonic clock (None: now), and gives its exit code."""
    began = time.monotonic() if began is None else began
    language = _language_asked_for(arguments)
    call = Call(language, began)
    try:
        answer = commands.main(arguments, PROGRAM, standalone_mode=False, obj=call, auto_envvar_prefix=ENVIRONMENT)
    except click.ClickException as error:
        click.echo(worded(error).said_in(language), err=True)
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(f"{SEE_HELP.said_in(language)} {error.ctx.command_path} --help", err=True)
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        return ABORTED
    return answer if isinstance(answer, int) else 0


def _language_asked_for(arguments: list[str]) -> Language:
    """Read before all else, since the help and every error are said in it, wherever --lang stands among the options."""
    context = commands.make_context(
        PROGRAM, list(arguments), resilient_parsing=True, obj=Call(), auto_envvar_prefix=ENVIRONMENT
    )
    return "en" if context.params.get("lang") == "en" else "fr"
