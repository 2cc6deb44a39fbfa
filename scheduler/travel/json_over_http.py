"""JSON over HTTP - one question to a routing server: what is tried again, and what is an error."""

import time
from typing import TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from scheduler.domain.text import Text
from scheduler.travel.error import RouterError

M = TypeVar("M", bound=BaseModel)

TRANSIENT = frozenset({429, 502, 503, 504})
"""HTTP statuses that another try may cure: too many requests, and gateways whose server is away."""

BACKOFF_SECONDS = (0.5, 2.0, 5.0)
"""How long to wait before each further try: a server that restarts is back within seconds."""

TIMEOUT = httpx.Timeout(60.0, connect=5.0)
"""Seconds. A block of 2,500 pairs over a department takes a busy server some ten seconds."""


class JsonOverHttp:
    """Asks a server; answers are read as a pydantic model, and whatever else happens is a RouterError with the url."""

    def __init__(self, url: str, backoff_seconds: tuple[float, ...] = BACKOFF_SECONDS) -> None:
        try:
            parsed = httpx.URL(url.rstrip("/"))
        except httpx.InvalidURL:
            parsed = httpx.URL()
        if parsed.scheme not in {"http", "https"} or not parsed.host:
            raise RouterError(
                Text(
                    fr=f"L’adresse du serveur d’itinéraires n’en est pas une : « {url} ». Indiquez [travel] url, par "
                    "exemple http://127.0.0.1:5000.",
                    en=f"The routing server's address is not one: '{url}'. Give [travel] url, such as "
                    "http://127.0.0.1:5000.",
                )
            )
        self.url = str(parsed.copy_with(username=None, password=None))
        """The address as it may be shown and kept: without name and password."""
        self._base = str(parsed)
        self._backoff_seconds = backoff_seconds

    def get(self, path: str, answer: type[M]) -> M:
        return self._ask("GET", path, None, answer)

    def post(self, path: str, question: object, answer: type[M]) -> M:
        return self._ask("POST", path, question, answer)

    def refused(self, path: str, said: str) -> RouterError:
        """The error of a server that answered, but not what was asked for."""
        where = self._shown(path)
        return RouterError(
            Text(
                fr=f"Le serveur d’itinéraires {where} a refusé ou mal répondu : {said}",
                en=f"The routing server {where} refused or answered badly: {said}",
            )
        )

    def _ask(self, method: str, path: str, question: object, answer: type[M]) -> M:
        response = self._answered(method, path, question)
        if not response.is_success:
            raise self.refused(path, f"HTTP {response.status_code} {_excerpt(response.text)}")
        try:
            return answer.model_validate_json(response.content)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            place = ".".join(str(part) for part in first["loc"])
            said = f"{place or 'JSON'}: {first['msg']} ({_excerpt(response.text)})"
            raise self.refused(path, said) from error

    def _answered(self, method: str, path: str, question: object) -> httpx.Response:
        """The first answer that is not transient; the last one where all are."""
        for wait in (*self._backoff_seconds, None):
            try:
                response = httpx.request(method, self._base + path, json=question, timeout=TIMEOUT)
            except httpx.HTTPError as error:
                if wait is None:
                    raise self._silent(path, error) from error
            else:
                if wait is None or response.status_code not in TRANSIENT:
                    return response
            time.sleep(wait)
        raise AssertionError("the last try returns or raises")

    def _silent(self, path: str, error: httpx.HTTPError) -> RouterError:
        where, tries = self._shown(path), len(self._backoff_seconds) + 1
        reason = f"{type(error).__name__}: {error}"
        return RouterError(
            Text(
                fr=f"Le serveur d’itinéraires {where} ne répond pas, après {tries} essais ({reason}). "
                "Vérifiez qu’il est démarré, et [travel] url.",
                en=f"The routing server {where} does not answer, after {tries} tries ({reason}). "
                "Check that it is running, and [travel] url.",
            )
        )

    def _shown(self, path: str) -> str:
        return self.url + (path if len(path) <= 60 else path[:60] + "…")


def _excerpt(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 200 else one_line[:200] + "…"
