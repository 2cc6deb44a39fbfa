"""Machine - what the figures were measured on: processor, memory, versions, and how busy it was."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("permanences", "ortools", "highspy", "numba", "numpy")


def machine_lines() -> list[str]:
    """One fact a line. The load is the average of the last five minutes: above 0, others were at work too."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return [
        f"Measured on {datetime.now(UTC):%Y-%m-%d}, load before the run {os.getloadavg()[1]:.1f}",
        f"{_processor()}, {os.cpu_count()} cores, {gigabytes:.0f} GB of memory, {platform.system()}",
        f"Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES),
    ]


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()
