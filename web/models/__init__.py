"""The rows of the database: typed, each repeating every invariant that the database can hold.

- territories, people, places, demands: the reference data, as FORMAT.md's files have them, one row each.
- publications: what was published, which never changes again.
- occurrences, standing, departed: what stands published at present, and what has left a calendar.
- feeds: what each calendar held when it was last made.
- runs: what the solver was asked, how far it is, what it answered; the workers.
- drafts: plans in the making, step by step.
- proposals, calendars: changes of the reference data, proposed and made; the calendars of venues.
- journal, tokens: who did what; what opens an advisor's own calendar.
- accounts: who may come in, with which rights.
- outbox: letters that are to be sent, each once.
"""

from web.models import (
    accounts,
    calendars,
    demands,
    departed,
    drafts,
    feeds,
    journal,
    occurrences,
    outbox,
    people,
    places,
    proposals,
    publications,
    runs,
    standing,
    territories,
    tokens,
)

__all__ = [
    "accounts",
    "calendars",
    "demands",
    "departed",
    "drafts",
    "feeds",
    "journal",
    "occurrences",
    "outbox",
    "people",
    "places",
    "proposals",
    "publications",
    "runs",
    "standing",
    "territories",
    "tokens",
]
