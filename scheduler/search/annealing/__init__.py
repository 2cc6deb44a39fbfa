"""The compiled annealing: a good plan within seconds, by hundreds of thousands of moves a second.

The compiled code lies in a cache that is named after its sources, so that a changed module is never run stale.
"""

import hashlib
import os
import tempfile
from pathlib import Path

import numba

_HERE = Path(__file__).parent
_SOURCES = hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_HERE.glob("*.py")))).hexdigest()[:16]
_ROOM = _HERE / "__pycache__" if os.access(_HERE, os.W_OK) else Path(tempfile.gettempdir()) / "permanences"
vars(numba.config)["CACHE_DIR"] = str(_ROOM / f"compiled-{_SOURCES}")
