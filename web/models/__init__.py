"""The rows of the database: typed, each repeating every invariant that the database can hold.

- territories, people, places, demands: the reference data, as FORMAT.md's files have them, one row each.
- publications: what was published, which never changes again.
- occurrences, standing: what stands published at present.
- feeds: what each calendar held when it was last made.
- runs: what the solver was asked, how far it is, what it answered; the workers.
- drafts: plans in the making, step by step.
- journal, tokens: who did what; what opens an advisor's own calendar.
- accounts: who may come in, with which rights.
"""

from web.models import (
    accounts,
    demands,
    drafts,
    feeds,
    journal,
    occurrences,
    people,
    places,
    publications,
    runs,
    standing,
    territories,
    tokens,
)

__all__ = [
    "accounts",
    "demands",
    "drafts",
    "feeds",
    "journal",
    "occurrences",
    "people",
    "places",
    "publications",
    "runs",
    "standing",
    "territories",
    "tokens",
]
