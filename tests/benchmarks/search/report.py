"""Report - which files are kept: the page, its pictures, and every point of every run."""

from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.search.campaign import Measured
from tests.benchmarks.search.growth import growth
from tests.benchmarks.search.page import page, points_csv
from tests.benchmarks.search.pictures import draw_growth, draw_over_time


def keep(rows: Sequence[Measured], path: Path, command: str, facts: Sequence[str]) -> list[Path]:
    """Write the page at `path` and the other files beside it; `facts` are of the machine, and of the whole run."""
    path.parent.mkdir(parents=True, exist_ok=True)
    caption = "\n".join([command, *facts])
    pictures = []
    for row in rows:
        if row.subject.is_over_time:
            pictures.append(f"{path.stem}-{row.subject.kind}.svg")
            draw_over_time(row, path.parent / pictures[-1], caption)
    grown = growth(rows)
    if grown is not None:
        pictures.append(f"{path.stem}-growth.svg")
        draw_growth(grown, path.parent / pictures[-1], caption)
    points = path.with_suffix(".csv")
    points.write_text(points_csv(rows), encoding="utf-8")
    path.write_text(page(rows, grown, command, facts, pictures, points.name), encoding="utf-8")
    return [path, points, *(path.parent / picture for picture in pictures)]
