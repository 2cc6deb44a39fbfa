"""Reads a workbook into the same settings and sheets as a folder. Imported only where there is one to read."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from scheduler.domain.text import Text
from scheduler.intake.aliases import COLUMN_OF, TABLE_OF, TABLES, normal
from scheduler.intake.issue import nearly
from scheduler.intake.sheet import Found, Report, Setting, Sheet
from scheduler.intake.workbook_size import UNZIP_ERRORS, why_too_large


def read_workbook(path: Path, report: Report) -> Found:
    """The workbook's tables and settings, with what cannot be read in the report."""
    found: dict[str, Sheet] = {}
    broken: set[str] = set()
    settings: list[Setting] | None = None
    settings_sheet: str | None = None
    try:
        too_large = why_too_large(path)
        if too_large is not None:
            report.add(too_large, path.name)
            return Found(path.name, False, path.name, broken=frozenset(TABLES))
        workbook = CalamineWorkbook.from_path(str(path))
        names = workbook.sheet_names
    except (CalamineError, *UNZIP_ERRORS) as error:
        report.add(
            Text(
                fr="n’est pas un classeur lisible : il est abîmé, protégé par un mot de passe, ou d’un autre format",
                en=f"is not a readable workbook: it is damaged, has a password, or is of another format ({error})",
            ),
            path.name,
        )
        return Found(path.name, False, path.name, broken=frozenset(TABLES))
    for name in names:
        table = TABLE_OF.get(normal(name))
        if table is None:
            _warn_unknown(name, path.name, report)
            continue
        if table in found or table in broken or (table == "territory" and settings_sheet is not None):
            report.add(
                Text(fr="deux feuilles pour la même table", en="two sheets for the same table"), path.name, sheet=name
            )
            continue
        sheet = _read_sheet(workbook, name, path.name, report)
        if table == "territory":
            settings_sheet = name
            settings = None if sheet is None else _settings(sheet, report)
        elif sheet is None:
            broken.add(table)
        else:
            found[table] = sheet
    return Found(path.name, False, path.name, settings_sheet or "territory", settings, found, frozenset(broken))


def _read_sheet(workbook: CalamineWorkbook, name: str, file: str, report: Report) -> Sheet | None:
    try:
        grid = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OverflowError) as error:
        report.add(
            Text(fr="la feuille est abîmée et ne peut pas être lue", en=f"the sheet cannot be read ({error})"),
            file,
            sheet=name,
        )
        return None
    rows = [(line, [_said(cell) for cell in cells]) for line, cells in enumerate(grid, start=1)]
    rows = [(line, cells) for line, cells in rows if any(cells)]
    if not rows:
        report.add(
            Text(
                fr="la feuille est vide : on attend une ligne de titres",
                en="the sheet is empty: expected a heading row",
            ),
            file,
            place="A1",
            sheet=name,
        )
        return None
    (line, heading), *others = rows
    return Sheet(file, heading, others, sheet=name, heading_line=line)


def _settings(sheet: Sheet, report: Report) -> list[Setting] | None:
    """The rows `key | value` of the territory sheet."""
    columns = [COLUMN_OF.get(normal(cell)) for cell in sheet.heading]
    if "key" not in columns or "value" not in columns:
        report.add(
            Text(
                fr="on attend les colonnes « clé » et « valeur »",
                en='expected the columns "key" and "value"',
            ),
            sheet.file,
            place=sheet.place(sheet.heading_line),
            sheet=sheet.sheet,
        )
        return None
    key, value = columns.index("key"), columns.index("value")
    return [
        Setting(cells[key], cells[value], sheet.place(line, value))
        for line, cells in sheet.rows
        if max(key, value) < len(cells) and cells[value]
    ]


def _warn_unknown(name: str, file: str, report: Report) -> None:
    near = nearly(normal(name), TABLE_OF)
    if near is not None:
        report.add(
            Text(fr="feuille inconnue, ignorée", en="unknown sheet, ignored"),
            file,
            sheet=name,
            suggestion=TABLE_OF[near],
            severity="warning",
        )


def _said(cell: object) -> str:
    """The text of a cell, as a CSV file would have it."""
    match cell:
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time():
            return cell.date().isoformat()
        case datetime():
            return cell.isoformat(sep=" ")
        case date():
            return cell.isoformat()
        case time():
            return cell.isoformat()
        case timedelta():
            minutes, seconds = divmod(int(cell.total_seconds()), 60)
            return f"{minutes // 60:02d}:{minutes % 60:02d}" + (f":{seconds:02d}" if seconds else "")
        case _:
            return str(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
