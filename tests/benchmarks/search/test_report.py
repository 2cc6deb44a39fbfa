"""The page and its pictures, out of runs that can be reckoned by hand."""

from pathlib import Path
from xml.etree import ElementTree

from tests.benchmarks.compared import Rival
from tests.benchmarks.search.campaign import Measured, subjects
from tests.benchmarks.search.report import keep
from tests.benchmarks.search.watched import Point, Watched
from tests.benchmarks.solved import Solved

SMALL = 60_000
"""Bytes of a picture that a repository can hold in many versions."""


def run(seed: int, end: int, *, seconds: float = 4.0) -> Watched:
    points = (Point(2.0, 5 * end, None), Point(3.0, 5 * end, end // 2), Point(seconds, end, end // 2))
    return Watched(seed, 60.0, "feasible", points, 60.2, 400)


def row(kind: str, advisors: int, runs: tuple[Watched, ...]) -> Measured:
    (subject,) = subjects([kind], 60, len(runs))
    command = Solved("feasible", 1100 * advisors, 500 * advisors, 0.5, 9.0, 10.5, 350)
    greedy, whole = Rival(1500 * advisors, 0.5, ()), Rival(None, 60.0, (), 0)
    return Measured(subject, f"{kind} 1", advisors, 2000 * advisors, runs, (command,), greedy, whole)


def rows() -> list[Measured]:
    return [
        row("sarthe", 16, (run(1, 16_000), run(2, 16_400), run(3, 16_200))),
        row("scale-20", 20, (run(1, 20_000, seconds=10.0),)),
        row("scale-40", 40, (run(1, 40_000, seconds=20.0),)),
    ]


def test_report_keeps_a_page_with_small_pictures_and_all_points(tmp_path: Path) -> None:
    kept = keep(rows(), tmp_path / "search.md", "the command", ["the machine"])

    names = ["search.md", "search.csv", "search-sarthe.svg", "search-scale-20.svg", "search-growth.svg"]
    assert [path.name for path in kept] == names
    assert {ElementTree.parse(path).getroot().tag for path in kept[2:]} == {"{http://www.w3.org/2000/svg}svg"}
    assert max(path.stat().st_size for path in kept) < SMALL
    assert len(kept[1].read_text(encoding="utf-8").splitlines()) == 1 + 3 * 5


def test_page_tells_medians_spread_and_growth(tmp_path: Path) -> None:
    keep(rows(), tmp_path / "search.md", "the command", ["the machine"])

    lines = (tmp_path / "search.md").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("| sarthe", "| exponent", "| 20 |"))] == [
        "| sarthe 1 | 16 | 32 000 | 60 | 3 | 0 | 16 200 (16 000–16 400) | 8 100 (8 000–8 200) | 50.0% (most 50.0%) "
        "| 400 | 1.48 | no plan | 0 |",
        "| sarthe 1 | 10 | 1 | 10.5 s (most 10.5) | +0.5 s | 17 600 | +8.6% | 50.0% |",
        "| 20 | 60 | 1000.0 (1000.0–1000.0) | 1100.0 | 1500.0 | 10.0 s | 10.0 s | 10.0 s | 400 |",
        "| exponent b |  |  |  |  | 1.00 | 1.00 | 1.00 |  |",
    ]


def test_failed_run_is_told_and_takes_nothing_else_away(tmp_path: Path) -> None:
    failed = Watched(1, 60.0, "failed", (), 1.0, 90, ("exit code 1: no memory",))
    keep([row("sarthe", 16, (failed,)), row("scale-20", 20, (failed,))], tmp_path / "search.md", "a command", [])

    page = (tmp_path / "search.md").read_text(encoding="utf-8")
    assert [line for line in page.splitlines() if line.startswith("- ")] == [
        "- sarthe 1: exit code 1: no memory",
        "- scale-20 1: exit code 1: no memory",
    ]
    assert "The audit has confirmed" not in page
