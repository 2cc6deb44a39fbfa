"""Table - the measurements as a table in the terminal, and as a page of docs/benchmarks/."""

from collections.abc import Sequence

from rich import box
from rich.table import Table

from tests.benchmarks.compared import Compared
from tests.benchmarks.figures import Figure

HEADINGS = ("territory", "options", "status", "score", "bound", "gap", "seconds", "MB", "greedy", "one CP-SAT")

ABOUT = """\
Score and bound are minutes, as the territory weighs them; the bound is proven in the same run. Seconds are those of the
whole command, from its start to its files: reading, solving, the workbook. MB is the resident memory of its whole
process tree at its highest (libraries that the search and the bound share are counted twice). The last two columns are
the totals of two plainer ways, divided by the engine's: above 1, the engine is better. *Greedy* is
`tests/benchmarks/greedy.py`; *one CP-SAT* is the whole model given to CP-SAT with the same seconds and cores. The
audit has confirmed every plan and every score.
"""


def cells(row: Compared) -> tuple[str, ...]:
    engine = row.engine
    return (
        row.name,
        _number(row.options),
        engine.status,
        _number(engine.total),
        _number(engine.bound),
        "" if engine.gap is None else f"{engine.gap:.1%}",
        f"{engine.seconds:.1f}",
        str(engine.peak_mb),
        row.greedy.ratio(engine.total),
        row.monolith.ratio(engine.total),
    )


def printed(rows: Sequence[Compared]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for place, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="left" if place in (0, 2) else "right", no_wrap=True)
    for row in rows:
        table.add_row(*cells(row))
    return table


def printed_figures(figures: Sequence[Figure]) -> Table:
    table = Table("figure", "value", "how", box=box.SIMPLE_HEAD)
    for figure in figures:
        table.add_row(figure.name, figure.value, figure.how)
    return table


def page(rows: Sequence[Compared], figures: Sequence[Figure], command: str, machine: Sequence[str]) -> str:
    """docs/benchmarks/engine.md."""
    parts = [
        "# The engine, measured",
        "\n".join(["```", command, "```"]),
        "\n".join(f"- {line}" for line in machine),
        "## Plans",
        markdown(HEADINGS, [cells(row) for row in rows]),
        ABOUT.rstrip(),
    ]
    if figures:
        parts += [
            "## Rooms of the house",
            markdown(("figure", "value", "how"), [(figure.name, figure.value, figure.how) for figure in figures]),
        ]
    return "\n\n".join(parts) + "\n"


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}".replace(",", " ")
