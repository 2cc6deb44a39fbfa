"""Fetching from the open internet alone: not from inside, not by a detour, not for long, and not too much."""

import time
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address

import pytest

from tests.web.reference.servers import reach, sending, serving
from web.services.fetching import Address, Fetched, FetchError, Reach, fetch, is_public


@pytest.mark.parametrize(
    "address",
    ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e", "2002:5db8:d70e::1"],
)
def test_addresses_of_the_internet_are_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12:3456::1",
        "fec0::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::1",
        "2002:c0a8:101::1",
        "2001:0:7f00:1::1",
        "2001:db8::1",
    ],
)
def test_addresses_inside_are_not(address: str) -> None:
    assert not is_public(ip_address(address))


def test_file_comes_with_what_its_server_says_of_its_state() -> None:
    with serving(sending(b"BEGIN:VCALENDAR", ETag='"7"', Last_Modified="Mon, 07 Sep 2026 08:00:00 GMT")) as served:
        found = fetch(served.url("/a.ics?cle=1#x"), reach(served), etag='"6"', modified="before")

    assert found == Fetched(b"BEGIN:VCALENDAR", '"7"', "Mon, 07 Sep 2026 08:00:00 GMT")
    [(path, headers)] = served.asked
    assert path == "/a.ics?cle=1"
    assert (headers["Host"], headers["If-None-Match"], headers["If-Modified-Since"]) == (
        f"127.0.0.1:{served.port}",
        '"6"',
        "before",
    )
    assert "Cookie" not in headers


def test_file_that_has_not_changed_is_not_sent_again() -> None:
    with serving(sending(b"", 304)) as served:
        assert fetch(served.url(), reach(served), etag='"7"') == Fetched(None)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.ics",
        "http://localhost/a.ics",
        "http://[::1]/a.ics",
        "http://127.1/a.ics",
        "http://2130706433/a.ics",
        "http://0x7f.0.0.1/a.ics",
        "http://[::ffff:127.0.0.1]/a.ics",
        "https://0.0.0.0/a.ics",
        "webcal://localhost/a.ics",
    ],
)
def test_this_machine_is_never_asked(url: str) -> None:
    with pytest.raises(FetchError, match="no public address"):
        fetch(url)


@pytest.mark.parametrize(
    "url", ["", "agenda.ics", "file:///etc/passwd", "ftp://example.org/a", "https://", "http://[::1"]
)
def test_what_is_no_address_is_said(url: str) -> None:
    with pytest.raises(FetchError, match="address of a calendar is expected"):
        fetch(url)


def test_other_ports_are_not_asked() -> None:
    with pytest.raises(FetchError, match="Port 22"):
        fetch("http://93.184.215.14:22/")


def test_address_with_a_password_is_refused() -> None:
    with pytest.raises(FetchError, match="password"):
        fetch("https://me:secret@93.184.215.14/a.ics")


def test_redirection_is_followed() -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        body = sending(b"here") if request.path == "/there" else sending(b"", 302, Location="/there")
        body(request)

    with serving(answer) as served:
        assert fetch(served.url(), reach(served)).content == b"here"


@pytest.mark.parametrize("inside", ["http://127.0.0.2:{port}/secret", "http://[::1]:{port}/", "//localhost.:{port}/"])
def test_redirection_inside_is_not_followed(inside: str) -> None:
    def answer(request: BaseHTTPRequestHandler) -> None:
        sending(b"", 301, Location=inside.format(port=served.port))(request)

    def resolve(host: str, port: int) -> Sequence[Address]:  # noqa: ARG001
        return [ip_address("127.0.0.1" if host == "127.0.0.1" else "::1" if ":" in host else "127.0.0.2")]

    with serving(answer) as served, pytest.raises(FetchError, match="no public address"):
        fetch(served.url(), reach(served, resolve=resolve))

    assert len(served.asked) == 1


def test_redirection_to_another_kind_of_address_is_not_followed() -> None:
    with (
        serving(sending(b"", 302, Location="file:///etc/passwd")) as served,
        pytest.raises(FetchError, match="address of a calendar"),
    ):
        fetch(served.url(), reach(served))


def test_endless_redirections_end() -> None:
    with serving(sending(b"", 302, Location="/again")) as served, pytest.raises(FetchError, match="without end"):
        fetch(served.url(), reach(served))

    assert len(served.asked) == 4


def test_name_is_resolved_once_and_that_address_is_asked() -> None:
    asked = []

    def rebinding(host: str, port: int) -> Sequence[Address]:  # noqa: ARG001
        """The first answer may be asked, each later one is inside."""
        asked.append(host)
        return [ip_address("127.0.0.1" if len(asked) == 1 else "127.0.0.2")]

    with serving(sending(b"found")) as served:
        found = fetch(served.url(host="agenda.example"), reach(served, resolve=rebinding))

    assert found.content == b"found"
    assert asked == ["agenda.example"]
    assert served.asked[0][1]["Host"] == f"agenda.example:{served.port}"


def test_name_of_which_one_address_is_inside_is_not_asked() -> None:
    def resolve(host: str, port: int) -> Sequence[Address]:  # noqa: ARG001
        return [ip_address("127.0.0.1"), ip_address("10.0.0.1")]

    with serving(sending(b"found")) as served, pytest.raises(FetchError, match="no public address"):
        fetch(served.url(host="agenda.example"), reach(served, resolve=resolve))

    assert served.asked == []


def test_name_that_is_nobodys_is_said() -> None:
    with pytest.raises(FetchError, match="cannot be found"):
        fetch("https://agenda.invalid/a.ics")


def test_too_large_a_file_is_not_read_to_its_end() -> None:
    sent = []

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            for _ in range(1000):
                request.wfile.write(b"x" * 10_000)
                sent.append(10_000)
        except OSError:
            pass

    with serving(endless) as served, pytest.raises(FetchError, match="larger than 50 kB"):
        fetch(served.url(), reach(served, most_bytes=50_000))

    assert sum(sent) < 10_000_000


def test_server_that_drips_is_left_when_the_time_is_over() -> None:
    def dripping(request: BaseHTTPRequestHandler) -> None:
        try:
            for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"s" * 1000:
                request.wfile.write(bytes([letter]))
                request.wfile.flush()
                time.sleep(0.02)
        except OSError:
            pass

    with serving(dripping) as served, pytest.raises(FetchError, match="did not send everything"):
        fetch(served.url(), reach(served, seconds=0.3))


def test_name_that_takes_too_long_to_resolve_is_left() -> None:
    def slow(host: str, port: int) -> Sequence[Address]:  # noqa: ARG001
        time.sleep(1)
        return [ip_address("127.0.0.1")]

    with pytest.raises(FetchError, match="did not send everything"):
        fetch("http://agenda.example/", Reach(seconds=0.1, resolve=slow))


@pytest.mark.parametrize(("status", "said"), [(401, "answers 401"), (404, "answers 404"), (500, "answers 500")])
def test_servers_refusal_is_said(status: int, said: str) -> None:
    with serving(sending(b"no", status)) as served, pytest.raises(FetchError, match=said):
        fetch(served.url(), reach(served))


def test_compressed_file_is_not_taken() -> None:
    with (
        serving(sending(b"\x1f\x8b", Content_Encoding="gzip")) as served,
        pytest.raises(FetchError, match="compressed"),
    ):
        fetch(served.url(), reach(served))


def test_what_does_not_speak_http_is_said() -> None:
    def babbling(request: BaseHTTPRequestHandler) -> None:
        request.wfile.write(b"SSH-2.0-OpenSSH\r\n")

    with serving(babbling) as served, pytest.raises(FetchError, match="does not answer as it should") as refused:
        fetch(served.url(), reach(served))

    assert refused.value.text.fr.endswith("comme il faut : ce qu’il envoie n’est pas une réponse du web.")


def test_what_fails_is_said_in_french_without_the_systems_words() -> None:
    with serving(sending(b"found")) as served:
        known = reach(served)
        with pytest.raises(FetchError) as unencrypted:
            fetch(served.url().replace("http:", "https:"), known)
    with pytest.raises(FetchError) as refused:
        fetch(served.url(), known)

    assert unencrypted.value.text.fr == (
        "Le serveur « 127.0.0.1 » ne répond pas comme il faut : la connexion chiffrée échoue."
    )
    assert refused.value.text.fr == "Le serveur « 127.0.0.1 » ne répond pas comme il faut : il refuse la connexion."
