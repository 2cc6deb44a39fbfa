"""Writes docs/format-fr.md: the French words of the format, from the tables that the reader itself uses."""

from collections.abc import Iterator

from scheduler.intake import aliases
from scheduler.intake.settings import HALF_DAY, KEYS
from scheduler.intake.table import Column, Table
from scheduler.intake.tables import PLAN, RULES, TABLES
from scheduler.intake.workbook import explanation, setting_name

INTRODUCTION = """\
# Le format en français

Cette page est produite par `python -m scheduler.intake.format_fr > docs/format-fr.md`.

Un territoire est un dossier (`territory.toml` et des tables CSV) ou un classeur `.xlsx` dont les feuilles portent les
noms des tables. Partout, les mots français ci-dessous valent les mots anglais. Les majuscules, les accents, les
espaces, les tirets et les traits de soulignement ne comptent pas : « Code postal », `code_postal` et `postcode` sont
la même colonne. Les fichiers CSV sont en UTF-8, séparés par des virgules ou des points-virgules.

Se lisent aussi : les dates `07/09/2026`, les heures `9h` et `9h30`, la virgule décimale (`0,5`), les jours `Lu-Ve` et
`Lu,Me`. Une liste dans une cellule se sépare par `|`. Une cellule vide prend la valeur par défaut.

Dans un classeur, la feuille « territoire » remplace `territory.toml` : une ligne par réglage, avec les colonnes
« clé » et « valeur » ; une demi-journée s’écrit `demi-journées.am` dans l’une et `08:30-12:00` dans l’autre. Les
`[[rules]]` sont les lignes de la feuille « règles ». Les colonnes en gras sont obligatoires.
"""

VALUE_TITLES = {
    "yes/no": "Oui ou non",
    "weekday": "Jours",
    "length": "Durée d’une demande",
    "booking": "Réservation d’une demande",
    "status": "Statut d’une absence",
    "need": "Besoins d’une demande",
    "rule": "Type d’une règle",
    "router": "Calculateur d’itinéraires",
    "period": "Demi-journées, si le territoire a ces noms anglais dans [half_days]",
}


def document() -> str:
    """The whole page."""
    return "\n".join((INTRODUCTION, *_settings(), *_values(), *(line for table in _tables() for line in _table(table))))


def _tables() -> tuple[Table, ...]:
    return (*TABLES, RULES, PLAN)


def _settings() -> Iterator[str]:
    yield f"## {aliases.TABLES['territory'][0]} (`territory`)\n"
    yield "| clé | clé anglaise | explication |"
    yield "|---|---|---|"
    for key in (*KEYS, HALF_DAY):
        english = f"{key.name}.am, …" if key is HALF_DAY else key.name
        french = f"{aliases.SETTINGS[key.name][0]}.am, …" if key is HALF_DAY else setting_name(key.name, "fr")
        yield f"| {_strong(french, key)} | `{english}` | {explanation(key, 'fr')} |"
    yield ""


def _values() -> Iterator[str]:
    yield "## Valeurs\n"
    yield "| ensemble | mots français | mot anglais |"
    yield "|---|---|---|"
    for name, words in aliases.VALUES.items():
        for english, french in words.items():
            yield f"| {VALUE_TITLES[name]} | {', '.join(french) or english} | `{english}` |"
    yield ""


def _table(table: Table) -> Iterator[str]:
    name = "planning" if table is PLAN else aliases.TABLES[table.name][0]
    yield f"## {name} (`{table.name}`)\n\n{table.note.fr}.\n"
    yield "| colonne | aussi | colonne anglaise | explication |"
    yield "|---|---|---|---|"
    for column in table.columns:
        heading = aliases.heading(table.name, column.name)
        also = ", ".join(word for word in aliases.COLUMNS[column.name] if word != heading)
        yield f"| {_strong(heading, column)} | {also} | `{column.name}` | {_escaped(explanation(column, 'fr'))} |"
    yield ""


def _strong(text: str, column: Column) -> str:
    return f"**{text}**" if column.required else text


def _escaped(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(document(), end="")
