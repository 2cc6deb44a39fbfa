"""Machine - what the figures were measured on: processor, memory, versions, and how busy it was."""

import os
import platform
import shutil
import subprocess
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]

PACKAGES = ("permanences", "ortools", "highspy", "pyscipopt", "numba", "numpy")


def machine_lines() -> list[str]:
    """One fact a line. The load is the average of the last five minutes: above 0, others were at work too."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return [
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, load before the run {os.getloadavg()[1]:.1f}",
        f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GB of memory, {platform.system()}",
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        *_revision(),
    ]


def _revision() -> list[str]:
    """The commit that is measured, where this is a clone; said as changed where a file differs from it."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        return []
    command = ("git", "-C", str(ROOT), "describe", "--always", "--exclude", "*", "--dirty= and changed files")
    return [f"Commit {subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()}"]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
