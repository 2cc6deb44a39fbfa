"""What becomes of a server that fails: tried again where that may help, and one clear error where it does not."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from scheduler.travel.error import RouterError
from scheduler.travel.json_over_http import JsonOverHttp
from scheduler.travel.osrm import Osrm
from scheduler.travel.router import spot_of
from scheduler.travel.valhalla import Valhalla

AT_ONCE = (0.0, 0.0)
"""Two more tries, without waiting."""

HERE, THERE = spot_of(43.0, -0.5), spot_of(43.1, -0.4)
WAYPOINT = '{"distance": 5.5, "location": [-0.5, 43.0], "name": ""}'
TABLE = (
    f'{{"code": "Ok", "durations": [[61.2]], "distances": [[1049.9]], "sources": [{WAYPOINT}], '
    f'"destinations": [{WAYPOINT}]}}'
)
"""What OSRM answers to one origin and one destination."""

Answer = tuple[int, str]
"""A status and a body; status 0 hangs up without a word."""


@contextmanager
def answering(*answers: Answer) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A server that gives these answers in turn, the last one again and again.

    Gives its url, and what it is asked: path and authorization.
    """
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = answers[min(len(asked), len(answers) - 1)]
            asked.append((self.path, self.headers["Authorization"] or ""))
            if status:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body.encode())

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, format: str, *args: object) -> None:
            """Keeps quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def seconds_apart(url: str) -> float | None:
    [[drive]] = Osrm(JsonOverHttp(url, AT_ONCE)).drives([HERE], [THERE])
    return drive.seconds


@pytest.mark.parametrize("trouble", [(503, "busy"), (429, "slow down"), (502, ""), (504, ""), (0, "")])
def test_a_passing_trouble_is_tried_again(trouble: Answer) -> None:
    with answering(trouble, trouble, (200, TABLE)) as (url, asked):
        assert seconds_apart(url) == 61.2
    assert len(asked) == 3


def test_a_lasting_trouble_is_an_error_after_the_last_try() -> None:
    with answering((503, "busy")) as (url, asked), pytest.raises(RouterError) as error:
        seconds_apart(url)

    assert len(asked) == 3
    assert url in error.value.text.fr
    assert "HTTP 503 busy" in error.value.text.fr


def test_a_refusal_is_not_tried_again_and_is_told_in_the_server_s_words() -> None:
    body = '{"message": "Query string malformed close to position 12", "code": "InvalidQuery"}'
    with answering((400, body)) as (url, asked), pytest.raises(RouterError) as error:
        seconds_apart(url)

    assert len(asked) == 1
    assert "Query string malformed close to position 12" in error.value.text.fr


def test_a_server_that_is_not_there_is_an_error_with_its_url() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{nobody.getsockname()[1]}"

        with pytest.raises(RouterError) as error:
            seconds_apart(url)

    assert error.value.text.fr.startswith(f"Le serveur d’itinéraires {url}/table/v1/driving/-0.50000,43.00000")
    assert "ne répond pas, après 3 essais" in error.value.text.fr
    assert str(error.value) == error.value.text.fr


OSRM_ANSWERS = {
    "a page": "<html>Bienvenue</html>",
    "half an answer": TABLE[:50],
    "no distances": TABLE.replace('"distances"', '"metres"'),
    "a word for a number": TABLE.replace("61.2", '"far"'),
    "a row too many": TABLE.replace("[[61.2]]", "[[61.2], [3]]"),
    "a column too many": TABLE.replace("[[1049.9]]", "[[1049.9, 3]]"),
    "a waypoint too few": TABLE.replace(f"[{WAYPOINT}]", "[]", 1),
}


@pytest.mark.parametrize("body", OSRM_ANSWERS.values(), ids=OSRM_ANSWERS.keys())
def test_an_answer_that_is_not_osrm_s_is_an_error_with_the_url(body: str) -> None:
    with answering((200, body)) as (url, _), pytest.raises(RouterError) as error:
        seconds_apart(url)

    assert url in error.value.text.fr


PLACE = '{"edges": [{"correlated_lat": 43.0, "correlated_lon": -0.5}]}'
LOCATED = f"[{PLACE}, {PLACE}]"
VALHALLA_ANSWERS = {
    "a page": ("<html>Bienvenue</html>",),
    "a place too few": (f"[{PLACE}]",),
    "no matrix": (LOCATED, "{}"),
    "a row too few": (LOCATED, '{"sources_to_targets": []}'),
}


@pytest.mark.parametrize("bodies", VALHALLA_ANSWERS.values(), ids=VALHALLA_ANSWERS.keys())
def test_an_answer_that_is_not_valhalla_s_is_an_error_with_the_url(bodies: tuple[str, ...]) -> None:
    with answering(*((200, body) for body in bodies)) as (url, _), pytest.raises(RouterError) as error:
        Valhalla(JsonOverHttp(url, AT_ONCE)).drives([HERE, THERE], [HERE])

    assert url in error.value.text.fr


@pytest.mark.parametrize("url", ["", "localhost:5000", "ftp://localhost", "http://", "http://localhost:port"])
def test_an_address_that_is_not_one_is_told_at_once(url: str) -> None:
    with pytest.raises(RouterError) as error:
        JsonOverHttp(url)

    assert f"« {url} »" in error.value.text.fr


def test_a_password_in_the_address_is_used_but_never_shown() -> None:
    with answering((403, "")) as (url, asked):
        http = JsonOverHttp(url.replace("http://", "http://anne:s3cret@") + "/", AT_ONCE)
        with pytest.raises(RouterError) as error:
            Osrm(http).drives([HERE], [THERE])

    [(_, authorization)] = asked
    assert authorization == "Basic YW5uZTpzM2NyZXQ="
    assert http.url == url
    assert "s3cret" not in error.value.text.fr + error.value.text.en
