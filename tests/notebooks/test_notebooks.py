"""The notebooks run from their first cell to their last, as they stand in git: without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"

NAMES = ("weekly_optimisation", "scenarios", "benchmarks")

PICTURES = {"weekly_optimisation": 3, "scenarios": 2, "benchmarks": 2}

CELL_SECONDS = 300
"""What stops a cell or a start that hangs: no measure."""


def notebook(name: str) -> NotebookNode:
    return nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)


def test_every_notebook_is_tested() -> None:
    assert sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_notebook_runs_to_its_end(name: str) -> None:
    read = notebook(name)

    place = {"metadata": {"path": str(NOTEBOOKS)}}
    NotebookClient(read, timeout=CELL_SECONDS, startup_timeout=CELL_SECONDS, resources=place).execute()

    outputs = [output for cell in read.cells if cell.cell_type == "code" for output in cell.outputs]
    assert sum("image/png" in output.get("data", {}) for output in outputs) == PICTURES[name]
    assert [output.text for output in outputs if output.get("name") == "stderr"] == []


@pytest.mark.parametrize("name", NAMES)
def test_notebook_is_kept_without_outputs(name: str) -> None:
    cells = [cell for cell in notebook(name).cells if cell.cell_type == "code"]

    assert [cell.outputs for cell in cells] == [[]] * len(cells)
    assert [cell.execution_count for cell in cells] == [None] * len(cells)


@pytest.mark.parametrize("name", NAMES)
def test_notebook_has_its_settings_in_one_cell(name: str) -> None:
    tagged = [cell for cell in notebook(name).cells if "parameters" in cell.metadata.get("tags", [])]

    assert len(tagged) == 1
    assert "SECONDS" in tagged[0].source
