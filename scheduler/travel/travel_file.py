"""The travel file - travel.csv as FORMAT.md has it, written whole or not at all."""

import csv
import os
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

from scheduler.domain.demands import TravelTime

COLUMNS = ("from", "to", "minutes", "km")


def write_travel(path: Path, rows: Iterable[TravelTime]) -> None:
    """Replaces the file by these rows: whoever reads it meanwhile sees the old one or the new one."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(COLUMNS)
            writer.writerows((row.origin, row.destination, row.minutes, _km_text(row.km)) for row in rows)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _km_text(km: Fraction | None) -> str:
    """A decimal without trailing zeros; blank where it is not known."""
    return "" if km is None else f"{float(km):.10g}"
