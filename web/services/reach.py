"""Reach - of which structures, venues and advisors of a territory a person may read and change what is theirs."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from web.models.people import PostingRow
from web.models.places import VenueRow
from web.services.person import Right, Role


@dataclass(frozen=True, slots=True)
class Reach:
    """The ids within reach; `everything` is the whole territory."""

    everything: bool
    structures: frozenset[str] = frozenset()
    venues: frozenset[str] = frozenset()
    advisors: frozenset[str] = frozenset()

    def holds(self, kind: str, id_: str) -> bool:
        """`kind` is `structure`, `venue` or `advisor`."""
        if self.everything:
            return True
        return id_ in {"structure": self.structures, "venue": self.venues, "advisor": self.advisors}[kind]


def reach_of_rights(session: Session, territory: str, rights: tuple[Right, ...]) -> Reach:
    """A structure's referent reaches its venues and the advisors who are posted to it; the others only their own."""
    by_role = {role: frozenset(right.subject for right in rights if right.role is role) for role in Role}
    if by_role[Role.ADMINISTRATOR] or by_role[Role.COORDINATOR]:
        return Reach(everything=True)
    structures = by_role[Role.REFERENT] | by_role[Role.DEPUTY]
    venues, advisors = by_role[Role.VENUE], by_role[Role.ADVISOR]
    if structures:
        hosted = select(VenueRow.id).where(VenueRow.territory == territory, VenueRow.structure.in_(structures))
        posted = select(PostingRow.advisor).where(
            PostingRow.territory == territory, PostingRow.structure.in_(structures)
        )
        venues |= frozenset(session.scalars(hosted))
        advisors |= frozenset(session.scalars(posted))
    return Reach(False, structures, venues, advisors)
