"""Answers say when they have changed, whatever has changed, and lead to where the public finds the service."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.web.databases import SECRET, Databases
from tests.web.small import FIRST_TIME, first_plan, plan_at, publish_plan, small_territory
from web import software
from web.app import create_app
from web.configuration import Configuration, ConfigurationError, read_configuration
from web.database import database

PATHS = (
    "/vallee/",
    "/vallee/lieux/mairie",
    "/vallee/changements",
    "/vallee/changements.atom",
    "/vallee/lieux/mairie.ics",
    "/vallee/tout.ics",
    "/vallee/permanences.csv",
    "/vallee/affiches/mairie.pdf?from=2026-09-07",
    "/api/v1/territories/vallee/interventions",
)
PUBLIC = "https://permanences.example/"


def tags(app: Flask) -> dict[str, str]:
    client = app.test_client()
    return {path: client.get(path).headers["ETag"] for path in PATHS}


def test_database_that_was_made_anew_never_answers_that_nothing_has_changed(databases: Databases) -> None:
    territory = small_territory()
    plans = {"before": first_plan(territory), "after": plan_at(territory, ())}
    known: dict[str, str] = {}
    for number, plan in enumerate(plans.values()):
        url = databases.migrated()
        app = create_app(Configuration(url, SECRET))
        with app.app_context():
            publish_plan(database.session(), territory, plan, at=FIRST_TIME + timedelta(seconds=number))
            database.session.remove()
        client = app.test_client()
        asked = [client.get(path, headers={"If-None-Match": tag}) for path, tag in known.items()]
        assert [answer.status_code for answer in asked] == [200] * len(known)
        known = tags(app)
        asked = [client.get(path, headers={"If-None-Match": tag}) for path, tag in known.items()]
        assert [answer.status_code for answer in asked] == [304] * len(PATHS)
        with app.app_context():
            database.engine.dispose()
        databases.drop(url)


def test_server_sees_that_its_database_was_made_anew(app: Flask, databases: Databases) -> None:
    """As after a backup was put back: the same number, published at another time."""
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, first_plan(territory))
        database.session.remove()
    client = app.test_client()
    first = {path: client.get(path).data for path in PATHS}
    other = databases.migrated()
    remade = create_app(Configuration(other, SECRET))
    with remade.app_context():
        publish_plan(database.session(), territory, plan_at(territory, ()), at=FIRST_TIME + timedelta(hours=1))
        database.session.remove()
    expected = {path: remade.test_client().get(path).data for path in PATHS}
    with remade.app_context():
        database.engine.dispose()

    with app.app_context():
        database.engine.dispose()
        here = database.engine.url.render_as_string(hide_password=False)
        databases.drop(here)
        databases.rename(other, here)

    assert {path: client.get(path).data for path in PATHS} == expected
    assert [path for path in PATHS if first[path] == expected[path]] == []


def test_other_software_is_another_tag(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, first_plan(territory))
        database.session.remove()
    before = tags(app)

    monkeypatch.setattr("web.answers.software", lambda: "another release")

    after = tags(app)
    assert [path for path in PATHS if before[path] == after[path]] == ["/vallee/lieux/mairie.ics", "/vallee/tout.ics"]


def test_software_is_named_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = [tmp_path / package.__name__ for package in software.PACKAGES]
    for package, copied in zip(software.PACKAGES, packages, strict=True):
        shutil.copytree(package.__path__[0], copied)
    monkeypatch.setattr(software, "PACKAGES", [type("Copy", (), {"__path__": [str(copied)]}) for copied in packages])
    named = software.software.__wrapped__

    first = named()
    (tmp_path / "web" / "__pycache__").mkdir(exist_ok=True)
    (tmp_path / "web" / "__pycache__" / "made.pyc").write_bytes(b"by Python")
    assert named() == first
    with (tmp_path / "web" / "public" / "templates" / "venue.html").open("a") as template:
        template.write("\n")
    assert named() != first


def test_links_lead_to_the_public_address_whatever_host_is_asked(database_url: str) -> None:
    app = create_app(Configuration(database_url, SECRET, public_url=PUBLIC))
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, first_plan(territory))
        database.session.remove()
    client = app.test_client()

    for path in PATHS:
        answer = client.get(path, headers={"Host": "evil.example"})
        assert b"evil.example" not in answer.data, path
        assert answer.data == client.get(path, headers={"Host": "other.example"}).data
    page = client.get("/vallee/lieux/mairie").text
    assert f"{PUBLIC}vallee/lieux/mairie.ics" in page
    assert "webcal://permanences.example/vallee/lieux/mairie.ics" in page
    assert f"URL:{PUBLIC}vallee/lieux/mairie\r\n" in client.get("/vallee/lieux/mairie.ics").text
    with app.app_context():
        database.engine.dispose()


FORWARDED = {"X-Forwarded-Host": "permanences.example", "X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}


@pytest.mark.parametrize(("proxies", "service"), [(0, "http://localhost/"), (1, PUBLIC)])
def test_a_proxy_is_believed_where_there_is_one(database_url: str, proxies: int, service: str) -> None:
    app = create_app(Configuration(database_url, SECRET, proxies=proxies))
    territory = small_territory()
    with app.app_context():
        publish_plan(database.session(), territory, first_plan(territory))
        database.session.remove()

    page = app.test_client().get("/vallee/lieux/mairie", headers=FORWARDED).text

    assert f"<code>{service}vallee/lieux/mairie.ics</code>" in page
    with app.app_context():
        database.engine.dispose()


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({}, ("", 0)),
        ({"PERMANENCES_PUBLIC_URL": "https://permanences.example"}, (PUBLIC, 0)),
        ({"PERMANENCES_PUBLIC_URL": "http://[::1]:8000/", "PERMANENCES_PROXIES": "2"}, ("http://[::1]:8000/", 2)),
    ],
)
def test_environment_tells_the_public_address(given: dict[str, str], read: tuple[str, int]) -> None:
    configuration = read_configuration(given)

    assert (configuration.public_url, configuration.proxies) == read


@pytest.mark.parametrize(
    "given",
    [
        {"PERMANENCES_PUBLIC_URL": "permanences.example"},
        {"PERMANENCES_PUBLIC_URL": "ftp://permanences.example"},
        {"PERMANENCES_PUBLIC_URL": "https://permanences.example/ici"},
        {"PERMANENCES_PUBLIC_URL": "https://permanences.example:port"},
        {"PERMANENCES_PUBLIC_URL": "https://a:b@permanences.example"},
        {"PERMANENCES_PROXIES": "one"},
        {"PERMANENCES_PROXIES": "-1"},
    ],
)
def test_what_is_no_address_is_refused(given: dict[str, str]) -> None:
    with pytest.raises(ConfigurationError, match=next(iter(given))):
        read_configuration(given)
