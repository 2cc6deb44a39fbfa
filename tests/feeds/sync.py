"""Sync - a calendar client as people have it: vdirsyncer fetches what is subscribed to, khal shows it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent

SYNC = """[general]
status_path = "{folder}/status/"
[pair feed]
a = "here"
b = "there"
collections = null
[storage here]
type = "filesystem"
path = "{folder}/calendar/"
fileext = ".ics"
[storage there]
type = "http"
url = "{url}"
"""

SHOW = """[calendars]
[[feed]]
path = {folder}/calendar/
[locale]
local_timezone = Europe/Paris
default_timezone = Europe/Paris
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {folder}/khal.sqlite
[default]
highlight_event_days = False
"""


@dataclass(frozen=True)
class Client:
    """One who has subscribed to the calendar at `url`, and keeps everything in `folder`."""

    folder: Path
    url: str

    def subscribe(self) -> None:
        (self.folder / "calendar").mkdir(parents=True)
        (self.folder / "sync").write_text(SYNC.format(folder=self.folder, url=self.url), encoding="utf-8")
        (self.folder / "show").write_text(SHOW.format(folder=self.folder), encoding="utf-8")
        self._run("vdirsyncer", "-c", str(self.folder / "sync"), "discover", answers="y\ny\n")

    def sync(self) -> list[str]:
        """What was copied, updated or deleted."""
        said = self._run("vdirsyncer", "-c", str(self.folder / "sync"), "sync")
        return [line for line in said.splitlines() if not line.startswith("Syncing")]

    def items(self) -> int:
        return len(list((self.folder / "calendar").glob("*.ics")))

    def shown(self, first_day: str, days: int) -> list[str]:
        """`2026-09-08 09:00 12:00 title` of each, in order."""
        said = self._run(
            "khal", "-c", str(self.folder / "show"), "list", "--day-format", "",
            "--format", "{start-date} {start-time} {end-time} {title}", first_day, f"{days}d",
        )  # fmt: skip
        return sorted(line for line in said.splitlines() if line.strip())

    def _run(self, command: str, *arguments: str, answers: str = "") -> str:
        environment = {
            **os.environ,
            "HOME": str(self.folder),
            "TZ": "Europe/Paris",
            "NO_COLOR": "1",
            "LC_ALL": "C.UTF-8",
        }
        done = subprocess.run(
            [BIN / command, *arguments], input=answers, capture_output=True, text=True, env=environment, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + (done.stderr if command == "vdirsyncer" else "")
