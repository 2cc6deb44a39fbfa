"""Addresses - where the service says what about a venue, for calendars, posters and data that lead back to it."""

from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import quote

PageOf: TypeAlias = Callable[[str], str]
"""The address of a venue's page, by the venue's id."""


def page_addresses(service: str, territory: str) -> PageOf:
    """Of a service at that address (`https://permanences.example/`)."""
    start = f"{service.rstrip('/')}/{quote(territory, safe='')}/lieux/"
    return lambda venue: start + quote(venue, safe="")
