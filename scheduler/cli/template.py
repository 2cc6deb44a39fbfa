"""permanences template - writes a starter workbook for a coordinator to fill in."""

from pathlib import Path

import click

from scheduler.cli.language import argument, language_of, option, read_language, spoken_command
from scheduler.cli.parameters import PATH
from scheduler.cli.reading import refusing_bad_input
from scheduler.domain.text import Language, Text
from scheduler.intake import write_template

folder = argument(
    "folder",
    Text(
        fr="Le dossier où l’écrire ; il est créé s’il manque.", en="The folder to write it in; made if it is missing."
    ),
    type=PATH,
    metavar="DIR",
)

lang = option(
    "--lang",
    said=Text(fr="La langue du classeur : fr ou en (celle de la commande).", en="The workbook's language: fr or en."),
    metavar="fr|en",
    callback=read_language,
)


@spoken_command(
    "template",
    Text(
        fr="Crée un classeur de départ, avec une feuille par table, ses titres, des listes de choix, des notes et une "
        "ligne d’exemple. Rempli, il est le territoire : les autres commandes le lisent tel quel.",
        en="Makes a starter workbook: a sheet for each table, with headings, drop-down lists, notes and one example "
        "row. Filled in, it is the territory: the other commands read it as it is.",
    ),
    [folder, lang],
)
def command(folder: Path, lang: Language | None) -> int:
    language = lang or language_of(click.get_current_context())
    with refusing_bad_input():
        path = write_template(folder, language)
    click.echo(Text(fr=f"Classeur créé : {path}", en=f"Workbook made: {path}").said_in(language))
    return 0
