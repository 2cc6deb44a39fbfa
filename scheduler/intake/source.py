"""Where a territory's tables come from: a folder of CSV files with territory.toml, or one workbook."""

from pathlib import Path

from scheduler.domain.text import Text
from scheduler.intake.aliases import TABLE_OF, normal
from scheduler.intake.csv_file import read_csv
from scheduler.intake.issue import nearly
from scheduler.intake.sheet import Found, Report, Sheet
from scheduler.intake.toml_file import read_toml

SETTINGS_FILE = "territory.toml"
WORKBOOKS = (".xlsx", ".xlsm")


def find(path: Path, report: Report) -> Found:
    """What the folder or the workbook holds."""
    try:
        if path.is_dir():
            workbook = _only_workbook(path)
            return _read_folder(path, report) if workbook is None else find(workbook, report)
        exists = path.is_file()
    except (OSError, ValueError):  # a path that the system refuses to look at: no rights, a null byte, too long
        exists = False
    if exists and path.suffix.lower() in WORKBOOKS:
        # calamine is loaded only where there is a workbook to read
        from scheduler.intake.workbook_file import read_workbook  # noqa: PLC0415

        return read_workbook(path, report)
    if exists:
        report.add(
            Text(
                fr="on attend un dossier de fichiers CSV, ou un classeur .xlsx",
                en="expected a folder of CSV files, or an .xlsx workbook",
            ),
            path.name,
        )
    else:
        report.add(Text(fr="ce dossier ou ce classeur n’existe pas", en="no such folder or workbook"), str(path))
    return Found(path.name, False, path.name, broken=frozenset(TABLE_OF.values()))


def _only_workbook(folder: Path) -> Path | None:
    """The one workbook of a folder that holds no table of its own, as `permanences template` leaves it."""
    try:
        files = list(folder.iterdir())
    except OSError:
        return None  # told by who reads the folder
    if any(file.name == SETTINGS_FILE or file.suffix.lower() == ".csv" for file in files):
        return None
    # a spreadsheet that is open in an office suite leaves its lock file (~$, .~lock) beside it
    workbooks = [
        f for f in files if f.suffix.lower() in WORKBOOKS and f.is_file() and not f.name.startswith(("~", "."))
    ]
    return workbooks[0] if len(workbooks) == 1 else None


def _read_folder(folder: Path, report: Report) -> Found:
    sheets: dict[str, Sheet] = {}
    broken: set[str] = set()
    rules: Sheet | None = None
    settings = None
    try:
        files = sorted(folder.iterdir())
    except OSError as error:
        report.add(
            Text(fr=f"le dossier ne peut pas être lu ({error})", en=f"the folder cannot be read ({error})"), str(folder)
        )
        return Found(folder.name, True, SETTINGS_FILE, broken=frozenset(TABLE_OF.values()))
    for file in files:
        if file.suffix.lower() != ".csv":
            continue
        table = TABLE_OF.get(normal(file.stem))
        if table is None or table in ("territory", "rules"):
            _warn_unknown(file, report)
        elif table in sheets or table in broken:
            report.add(Text(fr="deux fichiers pour la même table", en="two files for the same table"), file.name)
        elif (sheet := read_csv(file, report)) is not None:
            sheets[table] = sheet
        else:
            broken.add(table)
    if SETTINGS_FILE in {file.name for file in files}:
        read = read_toml(folder / SETTINGS_FILE, report)
        if read is None:
            broken.update(("territory", "rules"))
        else:
            settings, rules = read
    if rules is not None:
        sheets["rules"] = rules
    return Found(folder.name, True, SETTINGS_FILE, None, settings, sheets, frozenset(broken))


def _warn_unknown(file: Path, report: Report) -> None:
    """A table file that nearly has a table's name is probably misspelt; others are none of our business."""
    name = normal(file.stem)
    if name in ("plan", "planning") or name.startswith("plan_"):
        return
    if TABLE_OF.get(name) in ("territory", "rules"):
        report.add(
            Text(
                fr="fichier ignoré : dans un dossier, cela s’écrit dans territory.toml",
                en="file ignored: in a folder, this is written in territory.toml",
            ),
            file.name,
            severity="warning",
        )
    elif (near := nearly(name, TABLE_OF)) is not None:
        report.add(
            Text(fr="fichier de nom inconnu, ignoré", en="file of an unknown name, ignored"),
            file.name,
            suggestion=f"{TABLE_OF[near]}.csv",
            severity="warning",
        )
