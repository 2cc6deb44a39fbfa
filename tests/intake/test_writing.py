"""A territory written back reads as the same territory; the starter workbook is sound as it is given."""

import sys
from pathlib import Path
from subprocess import run

import pytest

from scheduler.domain.text import Language
from scheduler.intake import BadInput, read_territory, write_folder, write_template, write_workbook

DATA = Path(__file__).parents[2] / "data"
TERRITORIES = sorted(path.name for path in DATA.iterdir() if path.is_dir())


def test_there_are_five_territories() -> None:
    assert TERRITORIES == ["conflent-canigo", "flandre-lys", "hautes-terres", "ossau-haut-bearn", "sarthe"]


@pytest.mark.parametrize("name", TERRITORIES)
def test_sample_territory_has_no_issue_and_survives_a_folder(tmp_path: Path, name: str) -> None:
    intake = read_territory(DATA / name)

    write_folder(intake.territory, tmp_path)

    assert intake.warnings == ()
    assert read_territory(tmp_path).territory == intake.territory


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", TERRITORIES)
def test_sample_territory_survives_a_workbook(tmp_path: Path, name: str, language: Language) -> None:
    territory = read_territory(DATA / name).territory

    write_workbook(territory, tmp_path / "territory.xlsx", language)

    assert read_territory(tmp_path / "territory.xlsx").territory == territory


@pytest.mark.parametrize("language", ["fr", "en"])
def test_unedited_template_is_sound(tmp_path: Path, language: Language) -> None:
    intake = read_territory(write_template(tmp_path / "new", language))

    assert intake.warnings == ()
    assert [len(values) for values in (intake.territory.advisors, intake.territory.demands)] == [1, 1]


def test_templates_of_both_languages_say_the_same(tmp_path: Path) -> None:
    french, english = (read_territory(write_template(tmp_path, language)).territory for language in ("fr", "en"))

    assert french == english


def test_template_does_not_overwrite_a_file(tmp_path: Path) -> None:
    path = write_template(tmp_path, "fr")
    path.write_bytes(b"a week of work")

    with pytest.raises(BadInput):
        write_template(tmp_path, "fr")

    assert path.read_bytes() == b"a week of work"


def test_import_leaves_slow_libraries_alone() -> None:
    slow = {"pandas", "ortools", "numba", "xlsxwriter", "python_calamine", "holidays", "pydantic"}
    code = f"import sys, scheduler.intake; print(sorted({slow!r} & sys.modules.keys()))"

    assert run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_folder_that_holds_the_template_alone_is_read_as_that_workbook(tmp_path: Path) -> None:
    workbook = write_template(tmp_path / "mine", "fr")
    (tmp_path / "mine" / "~$territoire.xlsx").write_bytes(b"locked")
    assert read_territory(tmp_path / "mine").territory == read_territory(workbook).territory
