"""Territories - those that a person may know of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.models.standing import Standing
from web.models.territories import TerritoryRow
from web.services.person import Person


@dataclass(frozen=True, slots=True)
class Known:
    """A loaded territory, and when it was last published, where it was."""

    id: str
    name: str
    publication: int | None
    published_at: datetime | None


def known_territories(session: Session, person: Person) -> tuple[Known, ...]:
    """By name. One query."""
    row = TerritoryRow
    query = select(row.id, row.name, Standing.number, Standing.published_at).outerjoin(
        Standing, Standing.territory == row.id
    )
    if not person.is_administrator:
        query = query.where(row.id.in_({right.territory for right in person.rights}))
    return tuple(Known(*cells) for cells in session.execute(query.order_by(row.name, row.id)))
