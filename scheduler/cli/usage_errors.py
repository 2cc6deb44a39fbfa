"""Mistakes in a command - what click found wrong with it, said in the language of the person who typed it."""

from difflib import get_close_matches

import click

from scheduler.domain.text import Text

SEE_HELP = Text(fr="Pour l’aide :", en="For help:")


class SpokenError(click.UsageError):
    """A mistake in the command itself, in both languages."""

    def __init__(self, text: Text, context: click.Context | None = None) -> None:
        super().__init__(text.en, context)
        self.text = text


def worded(error: click.ClickException) -> Text:
    """The mistake, in both languages."""
    match error:
        case SpokenError():
            return error.text
        case click.MissingParameter() if error.param is not None:
            name = error.param.opts[0] if isinstance(error.param, click.Option) else error.param.human_readable_name
            return Text(fr=f"Il manque {name}.", en=f"{name} is missing.")
        case click.NoSuchOption():
            near = " ou ".join(error.possibilities or ()), " or ".join(error.possibilities or ())
            return Text(
                fr=f"L’option {error.option_name} n’existe pas." + (f" Vouliez-vous {near[0]} ?" if near[0] else ""),
                en=f"There is no option {error.option_name}." + (f" Did you mean {near[1]}?" if near[1] else ""),
            )
        case click.BadOptionUsage():
            return Text(
                fr=f"L’option {error.option_name} est mal employée : il lui manque sa valeur, ou elle n’en prend pas.",
                en=f"Option {error.option_name} is misused: its value is missing, or it takes none.",
            )
        case _:
            return Text(fr=f"Commande mal formée : {error.format_message()}", en=error.format_message())


def no_such_command(name: str, known: list[str], context: click.Context) -> SpokenError:
    near = get_close_matches(name, known, n=1)
    listed = ", ".join(known)
    return SpokenError(
        Text(
            fr=f"La commande « {name} » n’existe pas. "
            + (f"Vouliez-vous « {near[0]} » ?" if near else f"Les commandes sont : {listed}."),
            en=f"There is no command '{name}'. " + (f"Did you mean '{near[0]}'?" if near else f"There are: {listed}."),
        ),
        context,
    )


def too_many(arguments: list[str], context: click.Context) -> SpokenError:
    extra = " ".join(arguments)
    return SpokenError(
        Text(fr=f"En trop sur la ligne de commande : {extra}", en=f"Too much on the command line: {extra}"), context
    )
