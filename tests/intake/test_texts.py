"""A territory's texts read back as itself, and their problems are those of the files that would say the same."""

from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.domain.territory import Territory
from scheduler.intake import BadInput, read_territory
from scheduler.intake.differences import Difference, differences
from scheduler.intake.texts import FIRST_LINE, read_texts, texts_of
from tests.generate.territories import territory as generated

DATA = Path(__file__).parents[2] / "data"
TERRITORIES = sorted(path.name for path in DATA.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def flandre() -> Territory:
    return read_territory(DATA / "flandre-lys").territory


@pytest.mark.parametrize("name", TERRITORIES)
def test_texts_read_back_as_the_territory(name: str) -> None:
    read = read_territory(DATA / name)

    assert read_texts(texts_of(read.territory)).territory == read.territory


def test_texts_of_every_feature_of_the_format_read_back() -> None:
    for seed in range(25):
        territory = generated("tiny", seed)

        assert replace(read_texts(texts_of(territory)).territory, digest="") == replace(territory, digest="")


def test_problems_are_told_as_those_of_the_file(flandre: Territory, tmp_path: Path) -> None:
    texts = texts_of(flandre)
    rows = [*texts.tables["absences"], {"advisor": "nobody", "from": "2026-02-30", "to": " ", "status": "peut-être"}]
    (tmp_path / "territory.toml").write_text((DATA / "flandre-lys" / "territory.toml").read_text(encoding="utf-8"))
    for table in DATA.joinpath("flandre-lys").glob("*.csv"):
        (tmp_path / table.name).write_text(table.read_text(encoding="utf-8"), encoding="utf-8")
    lines = [",".join(row.get(name, "").strip() for name in ("advisor", "from", "to", "status")) for row in rows]
    (tmp_path / "absences.csv").write_text("\n".join(["advisor,from,to,status", *lines]), encoding="utf-8")

    with pytest.raises(BadInput) as of_texts:
        read_texts(texts.with_table("absences", rows))
    with pytest.raises(BadInput) as of_files:
        read_territory(tmp_path)

    assert [issue.line() for issue in of_texts.value.issues] == [issue.line() for issue in of_files.value.issues]
    assert {(issue.file, issue.place) for issue in of_texts.value.issues} == {
        ("absences.csv", len(rows) - 1 + FIRST_LINE)
    }
    assert [issue.column for issue in of_texts.value.issues] == ["from", "status", "advisor"]


def test_what_is_wrong_is_said_without_where(flandre: Territory) -> None:
    texts = texts_of(flandre)

    with pytest.raises(BadInput) as error:
        read_texts(texts.with_table("closures", [{"venue": "estaire", "from": "2026-11-02"}]))

    [issue] = error.value.issues
    assert issue.line() == f"closures.csv, ligne 2, colonne venue\u00a0: {issue.what()}"
    assert issue.what("en").startswith('"estaire" — no venue has this id. Did you mean')


def test_nothing_differs_from_itself(flandre: Territory) -> None:
    assert differences(flandre, flandre) == ()


def test_differences_are_told_row_by_row(flandre: Territory) -> None:
    texts = texts_of(flandre)
    first, second, *others = texts.tables["demands"]
    posting, *postings = texts.tables["postings"]
    changed = {**second, "audience": "tout public"}
    absence = {"advisor": posting["advisor"], "from": "2026-10-13", "status": "approved"}
    after = (
        texts.with_table("demands", [changed, *others])
        .with_table("postings", [*postings, {**posting, "window_weeks": "2"}])
        .with_table("absences", [*texts.tables["absences"], absence])
    )
    after = replace(after, settings={**after.settings, "weights.change": "150"})

    found = differences(flandre, read_texts(after).territory)

    change = Difference(
        "territory",
        {"key": "weights.change", "value": "120"},
        {"key": "weights.change", "value": "150"},
    )
    assert found == (
        change,
        Difference("postings", posting, {**posting, "window_weeks": "2"}),
        Difference("demands", second, changed),
        Difference("demands", first, None),
        Difference("absences", None, {**absence, "to": "2026-10-13"}),
    )
    assert [difference.kind for difference in found] == ["changed", "changed", "changed", "removed", "added"]
    assert found[1].columns == ("window_weeks",)


def test_equal_rows_are_paired_before_those_that_name_the_same(flandre: Territory) -> None:
    texts = texts_of(flandre)
    advisor = flandre.advisors[0].id
    short = {"advisor": advisor, "from": "2026-10-13", "to": "2026-10-13", "status": "approved"}
    long = {**short, "to": "2026-10-16"}
    before = read_texts(texts.with_table("absences", [short, long])).territory
    after = read_texts(texts.with_table("absences", [long, {**short, "kind": "formation"}])).territory

    assert differences(before, after) == (Difference("absences", short, {**short, "kind": "formation"}),)
