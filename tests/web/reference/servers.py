"""Servers that answer as a test says, on this machine, and how a test reaches them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from web.services.fetching import Address, Reach

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Served:
    """A server's port, and the requests that it got: (path, headers)."""

    port: int
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def url(self, path: str = "/agenda.ics", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def serving(answer: Answer) -> Iterator[Served]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers)))
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served = Served(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def sending(body: bytes, status: int = 200, **headers: str) -> Answer:
    """Answers each request with this; header names with underscores for hyphens."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)

    return answer


def this_machine(address: Address) -> bool:
    """What a test may reach: this machine by its first address alone, so that there is something that it may not."""
    return address == ip_address("127.0.0.1")


def reach(served: Served, **settings: object) -> Reach:
    """To that server's port and no other."""
    return Reach(ports=frozenset({served.port}), is_allowed=this_machine, **settings)  # type: ignore[arg-type]
