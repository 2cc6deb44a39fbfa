"""Stamps - how the entries of calendars rise when they really change, and stay untouched when they do not.

SEQUENCE rises with a change of time, place or status, the time of the last change with any that can be seen.
"""

import secrets
from datetime import datetime

from web.models.occurrences import Stamped
from web.outputs.agenda import Status


def new_uid() -> str:
    """128 random bits: a UID says nothing of what it names, so that whatever moves can keep it."""
    return f"{secrets.token_hex(16)}@permanences"


def raise_stamps(entry: Stamped, at: datetime, *, significant: bool) -> None:
    """The entry has visibly changed; `significant`: in time, place or status."""
    entry.modified_at = at
    if significant:
        entry.sequence += 1


def cancel(entry: Stamped, at: datetime) -> None:
    entry.status = Status.CANCELLED
    entry.cancelled_at = at
    raise_stamps(entry, at, significant=True)


def bring_back(entry: Stamped, at: datetime) -> None:
    entry.status = Status.PLANNED
    entry.cancelled_at = None
    raise_stamps(entry, at, significant=True)
