"""What stops the roads: a drive that nobody knows, a routing server that fails, a file that cannot be kept."""

from scheduler.domain.text import Text


class TravelError(Exception):
    """A driving time cannot be had; `text` says why and what to do, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


class UnknownDrivingError(TravelError):
    """No row of the travel table gives the drive, and a venue has no coordinates."""


class RouterError(TravelError):
    """The routing server is not named, does not answer, refuses, or answers something else than its documentation."""


class CacheError(TravelError):
    """The file that keeps the drives cannot be opened, read or written."""
