"""Processes - runs a command to its end, and says how long it took and how much memory its whole tree held."""

import os
import signal
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

EVERY_SECONDS = 0.05
"""Between two looks at the memory: a peak shorter than this may be missed."""

PERMANENCES = (sys.executable, "-c", "from scheduler.cli import main; main()")
"""What the console script runs, in the Python that measures."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended. `peak_mb`: resident memory of the process and all its children, at its highest moment."""

    code: int
    seconds: float
    peak_mb: int
    output: str
    errors: str


def run(*command: str, watch: bool = True, most_seconds: float | None = None) -> Ended:
    """Run the command in the present folder. Without `watch` its memory is not looked at, and its time undisturbed.

    Where it is watched, it and its children are killed after `most_seconds` (while this process runs: being stopped
    together does not count); the code is then that of the signal.
    """
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        peak, waited = 0, 0.0
        while watch:
            try:
                output, errors = process.communicate(timeout=EVERY_SECONDS)
                break
            except subprocess.TimeoutExpired:
                peak = max(peak, tree_bytes(process.pid))
            waited += EVERY_SECONDS
            if most_seconds is not None and waited > most_seconds:
                _kill(process.pid)
        else:
            output, errors = process.communicate()
    return Ended(process.returncode, time.monotonic() - began, round(peak / 1e6), output, errors)


def tree_bytes(root: int) -> int:
    """Resident bytes of a process and its descendants, now. Libraries that two of them share are counted twice."""
    return sum(_tree(root).values())


def _kill(root: int) -> None:
    for number in _tree(root):
        with suppress(ProcessLookupError):  # it ended while we looked
            os.kill(number, signal.SIGKILL)


def _tree(root: int) -> dict[int, int]:
    """The process and its descendants, now, with the resident bytes of each."""
    resident: dict[int, int] = {}
    children: defaultdict[int, list[int]] = defaultdict(list)
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it ended while we looked
            children[int(fields[1])].append(int(entry.name))
            resident[int(entry.name)] = int(fields[21]) * os.sysconf("SC_PAGE_SIZE")
    tree, waiting = {}, [root]
    while waiting:
        process = waiting.pop()
        if process in resident:
            tree[process] = resident[process]
        waiting += children[process]
    return tree
