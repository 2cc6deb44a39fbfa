"""Reads one CSV file into a sheet: UTF-8 with or without a BOM, commas or semicolons, quoted fields."""

import csv
import io
from pathlib import Path

from scheduler.domain.text import Text
from scheduler.intake.sheet import Report, Sheet


def read_csv(path: Path, report: Report) -> Sheet | None:
    """The file as a sheet; None, with the reason in the report, where it cannot be read as text in columns."""
    text = read_text(path, report)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = _split(text, path.name, report)
    if rows is None:
        return None
    if not rows:
        report.add(
            Text(
                fr="le fichier est vide : on attend une ligne de titres", en="the file is empty: expected a heading row"
            ),
            path.name,
            place=1,
        )
        return None
    (line, heading), *others = rows
    return Sheet(path.name, heading, others, heading_line=line)


def read_text(path: Path, report: Report) -> str | None:
    """The file's text, without its BOM; None, with the reason in the report, where it is not UTF-8 text."""
    try:
        data = path.read_bytes()
    except OSError as error:
        report.add(
            Text(
                fr=f"le fichier ne peut pas être lu ({_why(error, 'fr')})",
                en=f"the file cannot be read ({_why(error, 'en')})",
            ),
            path.name,
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = data.rfind(b"\n", 0, error.start) + 1
        ends = data.find(b"\n", error.start)
        report.add(
            Text(fr="n’est pas du texte en UTF-8", en="is not UTF-8 text"),
            path.name,
            place=data.count(b"\n", 0, error.start) + 1,
            value=data[start : ends if ends >= 0 else None][:200].decode("cp1252", errors="replace"),
            suggestion=Text(
                fr="Dans le tableur, enregistrez en « CSV UTF-8 »",
                en='In the spreadsheet, save as "CSV UTF-8"',
            ),
        )
        return None
    if "\0" in text:
        report.add(
            Text(
                fr="contient un octet nul : ce n’est pas un fichier texte",
                en="holds a null byte: it is not a text file",
            ),
            path.name,
            place=text.count("\n", 0, text.index("\0")) + 1,
        )
        return None
    return text


def _split(text: str, file: str, report: Report) -> list[tuple[int, list[str]]] | None:
    """(line where the row begins, stripped cells) of each row that is not blank; None if a quote is never closed."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    separator = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text), delimiter=separator, strict=True)
    rows = []
    line = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                rows.append((line, stripped))
            line = reader.line_num + 1
    except csv.Error as error:
        report.add(
            Text(
                fr=f"les guillemets de cette ligne ne se ferment pas comme il faut ({error})",
                en=f"the quotes of this row do not close as they should ({error})",
            ),
            file,
            place=line,
            suggestion=Text(
                fr='Un texte qui contient un guillemet ou un séparateur s’écrit "ainsi"',
                en='A text that holds a quote or a separator is written "like this"',
            ),
        )
        return None
    return rows


def _why(error: OSError, language: str) -> str:
    if isinstance(error, FileNotFoundError):
        return "il n’existe pas" if language == "fr" else "it does not exist"
    if isinstance(error, IsADirectoryError):
        return "c’est un dossier" if language == "fr" else "it is a folder"
    if isinstance(error, PermissionError):
        return "accès refusé" if language == "fr" else "access denied"
    return error.strerror or type(error).__name__
