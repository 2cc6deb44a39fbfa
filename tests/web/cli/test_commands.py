"""The service's commands: a database made, a territory loaded and published, versions compared, pages served."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from scheduler.domain.plan import Plan
from scheduler.intake import write_folder
from scheduler.report.plan_file import plan_csv
from tests.cli.commands import Answer, permanences
from tests.web.databases import Databases
from tests.web.small import FIRST, MONDAY, At, first_plan, instead, plan_at, signed, small_territory

TUESDAY = At("mairie-rdv", 1, "am", "ana", "bureau")
WEEKS = ("--from", MONDAY.isoformat(), "--weeks", "4")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A territory's folder, with plan.csv, other.csv (one permanence later) and broken.csv (one too many)."""
    territory = small_territory()
    venues = tuple(replace(venue, postcode=f"{venue.insee[:2]}260") for venue in territory.venues)
    territory = signed(replace(territory, venues=venues))
    write_folder(territory, tmp_path / "vallee")
    plans: dict[str, Plan] = {
        "plan": first_plan(territory),
        "other": plan_at(territory, instead(TUESDAY, At("mairie-rdv", 2, "am", "ana", "bureau"))),
        "broken": plan_at(territory, (*FIRST, At("mairie-rdv", 0, "am", "ana", "bureau"))),
    }
    for name, plan in plans.items():
        (tmp_path / f"{name}.csv").write_bytes(plan_csv(plan))
    return tmp_path


@pytest.fixture
def url(databases: Databases, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database, named by the environment."""
    made = databases.empty()
    monkeypatch.setenv("PERMANENCES_DATABASE_URL", made)
    yield made
    databases.drop(made)


def publish(capsys: pytest.CaptureFixture[str], folder: Path, plan: str, *options: str) -> Answer:
    return permanences(capsys, "publish", str(folder / "vallee"), str(folder / f"{plan}.csv"), *WEEKS, *options)


@pytest.mark.usefixtures("url")
def test_commands_make_a_database_and_publish(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    place = str(folder / "vallee")

    assert permanences(capsys, "load", place) == Answer(
        2, "", "La base de données n’est pas prête : lancez permanences db upgrade.\n"
    )
    assert permanences(capsys, "db", "upgrade") == Answer(0, "La base de données est à jour.\n", "")
    assert permanences(capsys, "db", "upgrade") == Answer(0, "La base de données est à jour.\n", "")
    assert permanences(capsys, "load", place) == Answer(0, "La Vallée : chargé.\n", "")
    assert permanences(capsys, "load", place) == Answer(0, "La Vallée : rien n’a changé.\n", "")
    first = publish(capsys, folder, "plan", "--message", "Rentrée")
    assert (first.code, first.out.splitlines()[:2]) == (
        0,
        [
            "La Vallée : version 1 publiée, du lundi 7 septembre 2026 au dimanche 4 octobre 2026.",
            "14 permanences changent :",
        ],
    )
    assert publish(capsys, folder, "plan").out.splitlines()[1:] == ["Aucune permanence ne change."]
    moved = permanences(capsys, "publish", "vallee", str(folder / "other.csv"), *WEEKS)
    hours = "9\u00a0h\u00a0–\u00a012\u00a0h"
    told = (
        f"  Changement d’horaire : Rendez-vous individuel, Mairie (Bureau), mardi 8 septembre, {hours} → "
        f"mercredi 9 septembre, {hours}"
    )
    assert moved.out.splitlines()[1:] == ["1 permanence change :", told]
    assert permanences(capsys, "diff", "1", "3").out.splitlines() == ["1 permanence change :", told]
    again = permanences(capsys, "republish", "1", "--json")
    assert [change["kinds"] for change in json.loads(again.out)["changes"]] == [["moved_in_time"]]
    assert permanences(capsys, "diff", "1", "4", "--territory", "vallee").out == "Aucune permanence ne change.\n"


@pytest.mark.usefixtures("url")
def test_venues_that_the_national_map_refuses_are_named(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    territory = small_territory()
    write_folder(territory, folder / "vallee")
    permanences(capsys, "db", "upgrade")

    told = (
        "La carte nationale refusera 3 lieux, faute de code postal (colonne postcode de venues.csv) : "
        "Siège, Mairie, Bibliothèque.\n"
    )
    assert permanences(capsys, "load", str(folder / "vallee")) == Answer(0, "La Vallée : chargé.\n", told)
    assert publish(capsys, folder, "plan").err == told
    english = permanences(capsys, "--lang", "en", "load", str(folder / "vallee")).err
    assert english.startswith("The national map will refuse 3 venues, for want of a postcode (column postcode of ")


@pytest.mark.usefixtures("url")
def test_what_is_refused_says_why_and_changes_nothing(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    permanences(capsys, "db", "upgrade")

    broken = publish(capsys, folder, "broken")
    assert (broken.code, broken.err) == (1, "Le plan n’est pas publié : 1 règle enfreinte.\n")
    assert broken.out.startswith("fréquence, ")
    refused = json.loads(publish(capsys, folder, "broken", "--json").out)
    assert [finding["rule"] for finding in refused["findings"]] == ["recurrence"]
    nothing = permanences(capsys, "diff", "1", "2")
    assert (nothing.code, nothing.out) == (2, "")
    publish(capsys, folder, "plan", "--author", "Une collègue")
    late = publish(capsys, folder, "other", "--after", "0")
    assert (late.code, late.out.splitlines()[0]) == (3, "14 permanences changent :")
    assert "Une collègue vient de publier la version 1" in late.err
    unknown = permanences(capsys, "diff", "1", "7")
    assert unknown == Answer(2, "", "« vallee » n’a pas de publication 7 : la dernière est la 1.\n")
    assert permanences(capsys, "publish", "nulle-part", str(folder / "plan.csv"), *WEEKS).code == 2
    assert permanences(capsys, "db", "drop").code == 2


@pytest.mark.usefixtures("url")
def test_token_is_shown_once_and_opens_an_address(
    capsys: pytest.CaptureFixture[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    permanences(capsys, "db", "upgrade")
    permanences(capsys, "load", str(folder / "vallee"))

    first, second = (json.loads(permanences(capsys, "token", "ana", "--json").out) for _ in range(2))

    assert first["path"] == f"/vallee/agenda/{first['token']}.ics"
    assert first["token"] != second["token"]
    assert permanences(capsys, "token", "eve").code == 2
    monkeypatch.setenv("PERMANENCES_PUBLIC_URL", "https://permanences.example")
    assert permanences(capsys, "token", "ana").out.startswith("https://permanences.example/vallee/agenda/")


def test_a_database_that_there_is_not_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for url in ("mysql://here/there", "nonsense", "sqlite:////no/such/folder/file.sqlite"):
        monkeypatch.setenv("PERMANENCES_DATABASE_URL", url)
        answer = permanences(capsys, "diff", "1", "2")

        assert (answer.code, answer.out) == (2, "")
        assert answer.err != ""
        assert "Traceback" not in answer.err


def test_serve_answers_and_ends_cleanly(capsys: pytest.CaptureFixture[str], folder: Path, url: str) -> None:
    """On SIGTERM, as services are ended, and on SIGINT, as Ctrl-C does: one with each database."""
    signalled = signal.SIGTERM if url.startswith("sqlite") else signal.SIGINT
    permanences(capsys, "db", "upgrade")
    publish(capsys, folder, "plan")
    program = Path(sys.executable).parent / "permanences"
    environment = {**os.environ, "PERMANENCES_DATABASE_URL": url, "PYTHONUNBUFFERED": "1"}
    server = subprocess.Popen([program, "serve", "--port", "0"], env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        assert server.stdout.readline() == f"  La Vallée : {address}vallee/\n"
        with pytest.raises(urllib.error.HTTPError) as missing:
            urllib.request.urlopen(f"{address}vallee/lieux/nulle-part")
        assert missing.value.code == 404
        server.send_signal(signalled)
        assert server.wait() == 0
    finally:
        server.kill()
        server.wait()
