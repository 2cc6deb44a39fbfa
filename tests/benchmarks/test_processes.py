"""Watching a command: what it says, and its end where it does not end itself."""

import sys

from tests.benchmarks.processes import run

ENDLESS = (
    "import subprocess, sys; print('begun', flush=True); subprocess.run([sys.executable, '-c', 'while True: pass'])"
)


def test_command_is_told_with_its_words_and_code() -> None:
    ended = run(sys.executable, "-c", "import sys; print('out'); print('err', file=sys.stderr); sys.exit(4)")

    assert (ended.code, ended.output, ended.errors) == (4, "out\n", "err\n")


def test_endless_command_is_killed_with_its_children() -> None:
    ended = run(sys.executable, "-c", ENDLESS, most_seconds=1.0)

    assert (ended.code, ended.output) == (-9, "begun\n")
