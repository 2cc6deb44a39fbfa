"""Looking - how many days of an agenda a page reads: enough to tell what is next, whatever the length of the plan."""

from datetime import date, timedelta

from web.services.agendas import Scope

DAYS_BACK = 28
"""What was announced for a day to come may have moved to a day that is past."""

DAYS_AHEAD = 56


def around(today: date, last_shown: date | None = None) -> Scope:
    """All of the territory, from a while ago to some weeks ahead, or to the last day shown where that is later."""
    ahead = today + timedelta(days=DAYS_AHEAD)
    return Scope(first_day=since(today), last_day=max(ahead, last_shown or ahead))


def since(today: date) -> date:
    return today - timedelta(days=DAYS_BACK)
