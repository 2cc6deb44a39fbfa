"""What stops the calendar: a horizon, a holiday calendar or opening hours that it cannot reckon with."""

from scheduler.domain.text import Text


class CalendarError(ValueError):
    """The calendar cannot be drawn up; `text` says why and what to do, in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text)
        self.text = text


class HolidaysError(CalendarError):
    """The public holidays of a country, a subdivision or a year are not known."""


class OpeningError(CalendarError):
    """Opening hours that cannot be read, or that depend on what is not known."""
