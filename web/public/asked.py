"""Asked - dates and numbers as a visitor writes them in an address, refused in words where they are none."""

from datetime import date

from flask import request
from werkzeug.exceptions import BadRequest

from scheduler.domain.text import Text
from web.answers import language_asked

FIRST_YEAR, LAST_YEAR = 2000, 2999


def day_asked(name: str) -> date | None:
    """The date of a parameter; None where it is missing or blank. Raises BadRequest."""
    said = request.args.get(name, "")
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError as error:
        raise BadRequest(
            Text(fr=f"{name} est une date, comme 2026-09-07.", en=f"{name} is a date, such as 2026-09-07.").said_in(
                language_asked()
            )
        ) from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadRequest(
            Text(
                fr=f"{name} est une date de {FIRST_YEAR} à {LAST_YEAR}.",
                en=f"{name} is a date from {FIRST_YEAR} to {LAST_YEAR}.",
            ).said_in(language_asked())
        )
    return day


def number_asked(name: str, default: int) -> int:
    """A whole number from 1 on. Raises BadRequest."""
    said = request.args.get(name, "")
    if not said:
        return default
    if not said.isascii() or not said.isdecimal() or not 1 <= int(said[:9]) <= 10**6:
        raise BadRequest(
            Text(fr=f"{name} est un nombre, à partir de 1.", en=f"{name} is a number, from 1 on.").said_in(
                language_asked()
            )
        )
    return int(said)
