"""Gives workbooks: the starter that a coordinator fills in, and a territory's own."""

from pathlib import Path

from scheduler.domain.territory import Territory
from scheduler.domain.text import Language, Text
from scheduler.intake import example
from scheduler.intake.issue import BadInput, Issue
from scheduler.intake.written import settings_of, tables_of


def write_template(directory: Path, language: Language) -> Path:
    """Writes the starter workbook and gives its path; raises BadInput rather than overwrite a file of that name."""
    path = directory / example.FILE_NAMES[language]
    if path.exists():
        taken = Text(
            fr="ce fichier existe déjà : déplacez-le, ou choisissez un autre dossier",
            en="this file exists already: move it, or choose another folder",
        )
        raise BadInput([Issue(str(path), None, None, None, "error", taken)])
    directory.mkdir(parents=True, exist_ok=True)
    # XlsxWriter is loaded only where a workbook is written
    from scheduler.intake.workbook import write_book  # noqa: PLC0415

    write_book(path, example.SETTINGS, example.TABLES, language)
    return path


def write_workbook(territory: Territory, path: Path, language: Language = "en") -> None:
    """Writes the territory as one workbook, which reads back as the same territory."""
    from scheduler.intake.workbook import write_book  # noqa: PLC0415

    write_book(path, [(key, text) for key, _, text in settings_of(territory)], tables_of(territory), language)
