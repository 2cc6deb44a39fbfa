"""Person - who is at work in the console, and with which rights: what services take as `person`."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is to a territory; the access table (web/console/access.py) says what each may do."""

    ADMINISTRATOR = "administrator"
    COORDINATOR = "coordinator"
    REFERENT = "referent"
    DEPUTY = "deputy"
    VENUE = "venue"
    ADVISOR = "advisor"


SUBJECTS = {
    Role.REFERENT: "structure",
    Role.DEPUTY: "structure",
    Role.VENUE: "venue",
    Role.ADVISOR: "advisor",
}
"""What the subject of a right is the id of, by role; the others have none."""


@dataclass(frozen=True, slots=True, order=True)
class Right:
    """A role in a territory, about one structure, venue or advisor where the role is about one; everywhere: None."""

    role: Role
    territory: str | None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """An account that is signed in. `rights` are in order."""

    account: int
    name: str
    email: str
    rights: tuple[Right, ...]

    @property
    def is_administrator(self) -> bool:
        return any(right.role is Role.ADMINISTRATOR for right in self.rights)

    def rights_in(self, territory: str) -> tuple[Right, ...]:
        """Those that count in the territory, an administrator's included."""
        return tuple(right for right in self.rights if right.territory in (None, territory))

    def roles_in(self, territory: str) -> frozenset[Role]:
        return frozenset(right.role for right in self.rights_in(territory))

    def has_role(self, territory: str, roles: Iterable[Role]) -> bool:
        return not self.roles_in(territory).isdisjoint(roles)

    def subjects(self, territory: str, *roles: Role) -> frozenset[str]:
        """The ids of the structures, venues or advisors that the person has these roles about."""
        return frozenset(right.subject for right in self.rights_in(territory) if right.role in roles)
