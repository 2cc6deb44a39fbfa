"""Window - which events a calendar holds, where all of them would be more than its readers take.

Google stops reading at a million octets. What has passed goes first, then what is furthest ahead, by whole days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

ENOUGH = 700_000
"""Octets to which a calendar is cut when it is first too long."""
MOST = 880_000
"""Octets that it may grow to while what it has shown stays in it; the address of the service comes on top."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """An event's content lines, not yet folded, and when it is."""

    date: date
    cancelled: bool
    lines: tuple[str, ...]

    @property
    def octets(self) -> int:
        """As they will be once folded, at most."""
        sizes = [len(line.encode()) for line in self.lines]
        return sum(size + 2 + 3 * (size // 70) for size in sizes)


def fitting(events: Sequence[Rendered], today: date, shown_until: date | None) -> Sequence[Rendered]:
    """The events that fit, in their order. `today`: the day of the publication; `shown_until`: as far as was shown."""
    if sum(event.octets for event in events) <= ENOUGH:
        return events
    ahead = [event for event in events if event.cancelled or event.date >= today]
    room, until, total = ENOUGH, date.min, 0
    per_day: dict[date, int] = {}
    for event in ahead:
        per_day[event.date] = per_day.get(event.date, 0) + event.octets
    for day in sorted(per_day):
        room = MOST if shown_until is not None and day <= shown_until else ENOUGH
        if total + per_day[day] > room:
            break
        total, until = total + per_day[day], day
    return [event for event in ahead if event.date <= until]
