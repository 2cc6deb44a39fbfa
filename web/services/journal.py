"""The journal - how a deed is noted, with what was there before and what is there after; and how it is read again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.models.journal import JournalEntry
from web.services.person import Person

Said = Mapping[str, Any]
"""What a row says, field by field, as JSON keeps it."""


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry of the journal: who did what to what, when, and what it changed; `before` and `after` may be None."""

    at: datetime
    who: str
    deed: str
    detail: str
    before: Said | None
    after: Said | None

    def changed(self) -> tuple[tuple[str, Any, Any], ...]:
        """(field, before, after) of each field that differs, None where there was or is nothing."""
        before, after = self.before or {}, self.after or {}
        names = [*before, *(name for name in after if name not in before)]
        told = ((name, before.get(name), after.get(name)) for name in names)
        return tuple(one for one in told if one[1] != one[2])


def note(
    session: Session,
    person: Person | str,
    deed: str,
    territory: str | None,
    detail: str,
    at: datetime,
    before: Said | None = None,
    after: Said | None = None,
) -> None:
    """Adds the entry; the caller commits it with the deed itself.

    `deed` is a word such as `absence_added`, `person_invited`; `detail` names what it was done to; `before` and `after`
    are what JSON can keep. `person` is a name where nobody is signed in: a command.
    """
    session.add(
        JournalEntry(
            at=at,
            who=person.name if isinstance(person, Person) else person,
            account=person.account if isinstance(person, Person) else None,
            deed=deed,
            territory=territory,
            detail=detail,
            before=None if before is None else json.dumps(before, ensure_ascii=False),
            after=None if after is None else json.dumps(after, ensure_ascii=False),
        )
    )


def deeds(session: Session, territory: str | None, limit: int, offset: int = 0) -> tuple[Deed, ...]:
    """The latest of the territory, or of the installation, the newest first."""
    row = JournalEntry
    columns = (row.at, row.who, row.deed, row.detail, row.before, row.after)
    rows = session.execute(
        select(*columns).where(row.territory == territory).order_by(row.id.desc()).limit(limit).offset(offset)
    )
    return tuple(
        Deed(at, who, deed, detail, _said(before), _said(after)) for at, who, deed, detail, before, after in rows
    )


def _said(text: str | None) -> Said | None:
    return None if text is None else json.loads(text)
