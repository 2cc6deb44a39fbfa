"""The child - the worker that a server starts beside itself, starts again where it dies, and that ends with it."""

import logging
import subprocess
import sys
from threading import Event, Thread
from types import TracebackType

logger = logging.getLogger(__name__)

COMMAND = (sys.executable, "-P", "-c", "from scheduler.cli import main; main()", "worker", "--with-parent")

AGAIN_SECONDS = 2.0
"""The pause before another one is started, so that one that cannot live does not take the machine."""

LEAVING_SECONDS = 65.0
"""What it is left to end its runs with the best that they have."""


class WorkerBeside:
    """A context manager: inside it, a worker is at work. It holds the other end of the child's standard input."""

    def __init__(self) -> None:
        self._leaving = Event()
        self._process = _started()
        self._watch = Thread(target=self._keep_alive, name="worker beside", daemon=True)

    def __enter__(self) -> "WorkerBeside":
        self._watch.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._leaving.set()
        self._watch.join()
        _end(self._process)

    def _keep_alive(self) -> None:
        while not self._leaving.wait(0.2):
            code = self._process.poll()
            if code is None:
                continue
            logger.warning("the worker has ended (%s); another one is started", code)
            if self._leaving.wait(AGAIN_SECONDS):
                return
            self._process = _started()


def _started() -> subprocess.Popen[bytes]:
    """In a session of its own: Ctrl-C is the server's to answer."""
    return subprocess.Popen(
        COMMAND, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True, close_fds=True
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """Its standard input is closed: that tells it to go."""
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(LEAVING_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
