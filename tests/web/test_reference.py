"""A territory survives the database: read, loaded, written back and read again, it says the same."""

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from scheduler.intake import read_territory, write_folder
from tests.generate.territories import territory as generated
from tests.web.small import FIRST_TIME, load, signed, small_territory
from web.database import database
from web.models.journal import JournalEntry
from web.services.errors import UnknownTerritoryError
from web.services.reference import loaded_territories, loaded_territory
from web.services.snapshots import archive_of, territory_of

DATA = Path(__file__).parents[2] / "data"
TERRITORIES = sorted(path.name for path in DATA.iterdir() if path.is_dir())


def test_territories_survive_the_database_and_the_files(session: Session, tmp_path: Path) -> None:
    for name in TERRITORIES:
        territory = read_territory(DATA / name).territory
        load(session, territory)

        loaded = loaded_territory(session, territory.id)
        session.rollback()
        write_folder(loaded, tmp_path / name)

        assert loaded == territory
        assert read_territory(tmp_path / name).territory == territory
    assert loaded_territories(session) == tuple(TERRITORIES)


def test_every_feature_of_the_format_survives_the_database(session: Session) -> None:
    for seed in range(25):
        territory = signed(replace(generated("tiny", seed), id="tiny"))
        load(session, territory)

        assert loaded_territory(session, "tiny") == territory
        session.rollback()


def test_loading_again_changes_nothing(session: Session) -> None:
    territory = small_territory()
    load(session, territory)
    statements: list[str] = []

    event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    changed = load(session, territory)

    assert not changed
    assert [told for told in statements if told.split()[0] in ("INSERT", "UPDATE", "DELETE")] == []


def test_loading_writes_only_what_differs(session: Session) -> None:
    territory = small_territory()
    load(session, territory)
    first, *others = territory.venues
    statements: list[tuple[str, object]] = []
    event.listen(database.engine, "before_cursor_execute", lambda *call: statements.append((call[2], call[3])))

    load(session, signed(replace(territory, venues=(replace(first, phone="01 99 00 11 11"), *others))))

    written = [told.split()[1] for told, _ in statements if told.startswith("UPDATE")]
    assert written == ["territories", "venues"]
    assert len([told for told, _ in statements if told.startswith("DELETE")]) == 0


def test_loading_is_noted_in_the_journal(session: Session) -> None:
    territory = small_territory()
    load(session, territory)

    entries = session.execute(
        select(JournalEntry.at, JournalEntry.who, JournalEntry.deed, JournalEntry.territory, JournalEntry.detail)
    ).all()
    assert entries == [(FIRST_TIME, "Coordinatrice", "loaded", "vallee", territory.digest)]


def test_a_territory_that_was_not_loaded_is_named(session: Session) -> None:
    with pytest.raises(UnknownTerritoryError, match="'nowhere'"):
        loaded_territory(session, "nowhere")


@pytest.mark.parametrize("name", TERRITORIES)
def test_archive_holds_the_files_and_is_the_same_each_time(name: str) -> None:
    territory = read_territory(DATA / name).territory

    assert territory_of(archive_of(territory)) == territory
    assert archive_of(territory) == archive_of(territory)
