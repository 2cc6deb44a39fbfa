"""The clock of the worker: services are given the time, and never look at it themselves."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
