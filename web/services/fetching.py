"""Fetching - a file of the open internet by its address, with a limit of time and of size, and never from inside.

An address that a person gives could lead to this machine or to its neighbours, at once, by a redirection, or by a name
that is another machine's a moment later. So each name is resolved once, what it resolves to is looked at, and the
connection goes to that very address; each redirection is looked at in the same way. No proxy is used.
"""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpcore
import httpx

from scheduler.domain.text import Text
from web.services.errors import ServiceError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

SECONDS = 10.0
MOST_BYTES = 2_000_000
MOST_CAUSES = 10
"""Of an error, looked at one behind the other."""

MOST_REDIRECTIONS = 3
PORTS = frozenset({80, 443})
TIMEOUT = "timeout"
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""How a network that speaks IPv6 alone reaches the others' addresses."""


class FetchError(ServiceError):
    """The file could not be fetched, or was not to be."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What the server gave; `content` is None where it says that nothing has changed."""

    content: bytes | None
    etag: str = ""
    modified: str = ""


def is_public(address: Address) -> bool:
    """Whether the address is one of the open internet, for what is inside it too (IPv4 within IPv6)."""
    if isinstance(address, ipaddress.IPv6Address):
        if address in NAT64:
            return is_public(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        inner = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        if address.is_site_local or not all(is_public(one) for one in inner if one is not None):
            return False
    return address.is_global and not (
        address.is_multicast
        or address.is_private
        or address.is_reserved
        or address.is_loopback
        or address.is_link_local
        or address.is_unspecified
    )


def resolved(host: str, port: int) -> Sequence[Address]:
    """Every address of the name, in the system's order. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ipaddress.ip_address(str(place[0]).partition("%")[0]) for *_, place in found]


@dataclass(frozen=True)
class Reach:
    """What may be fetched from where, in how much time and how large; the default is the open internet."""

    seconds: float = SECONDS
    most_bytes: int = MOST_BYTES
    ports: frozenset[int] = PORTS
    is_allowed: Callable[[Address], bool] = is_public
    resolve: Callable[[str, int], Sequence[Address]] = resolved
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


def fetch(url: str, reach: Reach | None = None, etag: str = "", modified: str = "") -> Fetched:
    """The file at an http(s) or webcal address; `etag` and `modified` are what its server said last time.

    Raises FetchError with what is the matter.
    """
    reach = reach or Reach()
    deadline = time.monotonic() + reach.seconds
    asked = _url(url, reach)
    headers = {"User-Agent": "Permanences", "Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "identity"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    with httpcore.ConnectionPool(
        ssl_context=reach.tls, network_backend=_Guarded(reach, deadline), max_keepalive_connections=0
    ) as pool:
        try:
            for _ in range(MOST_REDIRECTIONS + 1):
                answer = _ask(pool, asked, headers, reach, deadline)
                if isinstance(answer, Fetched):
                    return answer
                asked = answer
        except (httpcore.TimeoutException, TimeoutError) as error:
            raise _too_slow(reach) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
            raise FetchError(
                Text(
                    fr=f"Le serveur « {asked.host} » ne répond pas comme il faut : {_why(error)}.",
                    en=f"The server '{asked.host}' does not answer as it should ({error}).",
                )
            ) from error
    raise FetchError(
        Text(fr="L’adresse renvoie sans fin vers une autre.", en="The address leads to another without end.")
    )


def _why(error: Exception) -> str:
    """In French; the English text has the system's own words."""
    causes: list[BaseException] = [error]
    while (cause := causes[-1].__cause__ or causes[-1].__context__) is not None and len(causes) < MOST_CAUSES:
        causes.append(cause)
    if any(isinstance(one, ssl.SSLCertVerificationError) for one in causes):
        return "son certificat n’est pas valable"
    if any(isinstance(one, ssl.SSLError) for one in causes):
        return "la connexion chiffrée échoue"
    if any(isinstance(one, ConnectionRefusedError) for one in causes):
        return "il refuse la connexion"
    if isinstance(error, httpcore.ConnectError):
        return "aucune connexion n’est possible"
    if isinstance(error, httpcore.ProtocolError):
        return "ce qu’il envoie n’est pas une réponse du web"
    return "la connexion s’est interrompue"


def _url(given: str, reach: Reach) -> httpx.URL:
    try:
        url = httpx.URL(given.strip())
        scheme = {"webcal": "https", "webcals": "https"}.get(url.scheme, url.scheme)
        url = url.copy_with(scheme=scheme, fragment=None)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise _no_address() from error
    if url.scheme not in ("http", "https") or not url.host:
        raise _no_address()
    if url.userinfo:
        raise FetchError(
            Text(
                fr="Une adresse avec un mot de passe n’est pas acceptée : demandez un lien de partage.",
                en="An address with a password is not accepted: ask for a link to share.",
            )
        )
    if _port(url) not in reach.ports:
        raise FetchError(Text(fr=f"Le port {_port(url)} n’est pas accepté.", en=f"Port {_port(url)} is not accepted."))
    return url


def _port(url: httpx.URL) -> int:
    return url.port or (443 if url.scheme == "https" else 80)


def _ask(
    pool: httpcore.ConnectionPool, url: httpx.URL, headers: dict[str, str], reach: Reach, deadline: float
) -> Fetched | httpx.URL:
    """The file, or where else it is said to be."""
    host = url.netloc.decode("ascii")
    left = max(0.1, deadline - time.monotonic())
    limits = dict.fromkeys(("connect", "read", "write", "pool"), left)
    with pool.stream(
        "GET", str(url), headers=[*headers.items(), ("Host", host)], extensions={TIMEOUT: limits}
    ) as response:
        said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in (301, 302, 303, 307, 308) and "location" in said:
            return _url(str(url.join(said["location"])), reach)
        if response.status == 304:
            return Fetched(None)
        if response.status != 200:
            raise FetchError(
                Text(
                    fr=f"Le serveur « {url.host} » répond {response.status} : vérifiez que l’adresse est publique.",
                    en=f"The server '{url.host}' answers {response.status}: check that the address is public.",
                )
            )
        if said.get("content-encoding", "identity").lower() not in ("", "identity"):
            raise FetchError(
                Text(fr="Le serveur envoie un fichier compressé.", en="The server sends a compressed file.")
            )
        return Fetched(
            _body(response.iter_stream(), reach), said.get("etag", "")[:500], said.get("last-modified", "")[:100]
        )


def _body(chunks: Iterable[bytes], reach: Reach) -> bytes:
    content = bytearray()
    for chunk in chunks:
        content += chunk
        if len(content) > reach.most_bytes:
            raise FetchError(
                Text(
                    fr=f"Le fichier dépasse {reach.most_bytes // 1000} ko.",
                    en=f"The file is larger than {reach.most_bytes // 1000} kB.",
                )
            )
    return bytes(content)


class _Guarded(httpcore.NetworkBackend):
    """Opens connections to allowed addresses only, and gives none of them more time than is left."""

    def __init__(self, reach: Reach, deadline: float) -> None:
        self._reach, self._deadline = reach, deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  (what is left of the whole time counts)
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._addresses(host, port)
        refused = [address for address in addresses if not self._reach.is_allowed(address)]
        if refused or not addresses:
            raise FetchError(
                Text(
                    fr=f"« {host} » n’est pas une adresse publique d’internet : elle n’est pas demandée.",
                    en=f"'{host}' is no public address of the internet: it is not asked.",
                )
            )
        error: httpcore.ConnectError | None = None
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(str(address), port, self._left(), local_address, socket_options)
                return _Timed(stream, self._left)
            except httpcore.ConnectError as failed:
                error = failed
        assert error is not None
        raise error

    def _addresses(self, host: str, port: int) -> Sequence[Address]:
        """Resolves the name once, in the time that is left: the system's resolver knows no limit of its own."""
        found: list[Address] = []
        failed: list[OSError | UnicodeError] = []

        def look_up() -> None:
            try:
                found.extend(self._reach.resolve(host, port))
            except (OSError, UnicodeError) as error:
                failed.append(error)

        thread = threading.Thread(target=look_up, daemon=True)
        thread.start()
        thread.join(self._left())
        if thread.is_alive():
            raise httpcore.ConnectTimeout("the name was not resolved in time")
        if failed:
            raise FetchError(
                Text(fr=f"Le serveur « {host} » est introuvable.", en=f"The server '{host}' cannot be found.")
            ) from failed[0]
        return found

    def _left(self) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("no time is left")
        return left


class _Timed(httpcore.NetworkStream):
    """A connection whose every read and write has what is left of the whole time, whatever it is given."""

    def __init__(self, inner: httpcore.NetworkStream, left: Callable[[], float]) -> None:
        self._inner, self._left = inner, left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        return self._inner.read(max_bytes, self._left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        self._inner.write(buffer, self._left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        return _Timed(self._inner.start_tls(ssl_context, server_hostname, self._left()), self._left)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _no_address() -> FetchError:
    return FetchError(
        Text(
            fr="On attend l’adresse d’un agenda, qui commence par https:// (ou webcal://).",
            en="The address of a calendar is expected, which begins with https:// (or webcal://).",
        )
    )


def _too_slow(reach: Reach) -> FetchError:
    seconds = round(reach.seconds)
    return FetchError(
        Text(
            fr=f"Le serveur n’a pas tout envoyé en {seconds} secondes.",
            en=f"The server did not send everything in {seconds} seconds.",
        )
    )
