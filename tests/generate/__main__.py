"""`python -m tests.generate KIND SEED DIR` writes a generated territory as a folder of FORMAT.md's files."""

import sys
from pathlib import Path

from tests.generate.tables import write_folder
from tests.generate.territories import KINDS, tables


def main() -> None:
    if len(sys.argv) != 4:
        raise SystemExit(f"usage: python -m tests.generate KIND SEED DIR, KIND one of {', '.join(KINDS)}")
    kind, seed, folder = sys.argv[1:]
    write_folder(tables(kind, int(seed)), Path(folder))


main()
