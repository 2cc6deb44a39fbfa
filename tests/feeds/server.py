"""Server - the product served over a real socket, and asked by hand: nothing is added to a request, nothing decoded."""

import http.client
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

from flask import Flask
from waitress.server import create_server


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    body: bytes

    def __getitem__(self, name: str) -> str:
        (value,) = self.headers.get_all(name, [])
        return str(value)


@dataclass(frozen=True)
class Server:
    host: str
    port: int

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        connection = http.client.HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.putrequest(method, path, skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            answered = connection.getresponse()
            return Answer(answered.status, answered.headers, answered.read())
        finally:
            connection.close()


@contextmanager
def serving(app: Flask) -> Iterator[Server]:
    """Waitress, as `permanences serve` runs it, on a free port."""
    server = create_server(app, host="127.0.0.1", port=0, threads=4, ident=None)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield Server("127.0.0.1", int(server.effective_port))
    finally:
        server.close()
        thread.join(timeout=10)
