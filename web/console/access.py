"""Access - the one table that says which role may do what on which route, and the guard that refuses the rest.

A route of the console that is not in the table is refused to everybody. Roles count in the territory of the address; a
`<structure>`, `<venue>` or `<advisor>` of the address must be within reach of the right that lets in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Final

from flask import Response, g, redirect, request, session, url_for
from sqlalchemy import select
from werkzeug.exceptions import Forbidden, NotFound, Unauthorized
from werkzeug.wrappers import Response as AnyResponse

from web.answers import require_text
from web.console.asking import Where, now, wants_json
from web.console.cookies import is_of_the_console
from web.database import database
from web.models.territories import TerritoryRow
from web.services.person import Person, Role
from web.services.reach import reach_of_rights
from web.services.visits import person_of_visit

VISIT: Final = "visit"
"""Where the session's cookie holds the visit."""

READING: Final = ("GET", "HEAD")
SCOPES: Final = ("structure", "venue", "advisor")
"""The variables of addresses that rights may be about."""


class Door(Enum):
    """Who may come to a route beside those who have a role."""

    ANYBODY = "anybody"
    SIGNED_IN = "signed in"


@dataclass(frozen=True, slots=True)
class Access:
    """The roles that may read a route (GET, HEAD), and those that may do what it does (every other method)."""

    read: frozenset[Role] = frozenset()
    write: frozenset[Role] = frozenset()

    def roles(self, method: str) -> frozenset[Role]:
        return self.read if method in READING else self.write


COORDINATORS: Final = frozenset({Role.ADMINISTRATOR, Role.COORDINATOR})
HOSTS: Final = COORDINATORS | {Role.REFERENT, Role.DEPUTY}
VENUES: Final = COORDINATORS | {Role.VENUE}
ADVISORS: Final = HOSTS | {Role.ADVISOR}
EVERYBODY: Final = frozenset(Role)

ACCESS: Final[Mapping[str, Access | Door]] = {
    # doors
    "console.appearance": Door.ANYBODY,
    "console.sign_in": Door.ANYBODY,
    "console.sign_out": Door.SIGNED_IN,
    "console.forgotten": Door.ANYBODY,
    "console.reset": Door.ANYBODY,
    "console.invitation": Door.ANYBODY,
    "console.account": Door.SIGNED_IN,
    "console.territories": Door.SIGNED_IN,
    # home
    "console.home": Access(read=EVERYBODY),
    # people
    "console.people": Access(read=COORDINATORS),
    "console.invite_person": Access(read=COORDINATORS, write=COORDINATORS),
    "console.one_person": Access(read=COORDINATORS),
    "console.change_person": Access(write=COORDINATORS),
    # letters, calendars, the journal
    "console.letters": Access(read=COORDINATORS),
    "console.letter": Access(write=COORDINATORS),
    "console.feeds": Access(read=COORDINATORS),
    "console.dates_by_mail": Access(write=COORDINATORS),
    "console.journal": Access(read=COORDINATORS),
    # runs
    "console.runs": Access(read=HOSTS, write=COORDINATORS),
    "console.run": Access(read=HOSTS),
    "console.run_plan": Access(read=HOSTS),
    "console.compare_runs": Access(read=HOSTS),
    "console.stop_run": Access(write=COORDINATORS),
    "console.note_run": Access(write=COORDINATORS),
    "console.remove_run": Access(write=COORDINATORS),
    "console.bring_run_back": Access(write=COORDINATORS),
    "console.ask_again": Access(write=COORDINATORS),
    "console.open_as_draft": Access(write=COORDINATORS),
    # drafts, comparing, publishing
    "console.drafts": Access(read=COORDINATORS, write=COORDINATORS),
    "console.draft": Access(read=HOSTS),
    "console.changes_since": Access(read=HOSTS),
    "console.sheet": Access(read=HOSTS),
    "console.places": Access(read=COORDINATORS),
    "console.gesture": Access(write=COORDINATORS),
    "console.question": Access(write=COORDINATORS),
    "console.draft_answer": Access(read=COORDINATORS),
    "console.apply_answer": Access(write=COORDINATORS),
    "console.put_draft_aside": Access(write=COORDINATORS),
    "console.take_draft_up": Access(write=COORDINATORS),
    "console.compare": Access(read=COORDINATORS),
    "console.publish": Access(write=COORDINATORS),
    # reference data
    "console.reference": Access(read=EVERYBODY),
    "console.upload": Access(read=COORDINATORS, write=COORDINATORS),
    "console.download_folder": Access(read=COORDINATORS),
    "console.download_workbook": Access(read=COORDINATORS),
    "console.undo_change": Access(write=COORDINATORS),
    "console.preview": Access(read=EVERYBODY),  # one's own; of others, those who may change everything
    "console.confirm_preview": Access(write=EVERYBODY),
    "console.withdraw_preview": Access(write=EVERYBODY),
    "console.repair_preview": Access(write=COORDINATORS),
    "console.choose": Access(read=EVERYBODY),
    "console.absences": Access(read=ADVISORS),
    "console.new_absence": Access(read=ADVISORS, write=ADVISORS),
    "console.absence": Access(read=ADVISORS, write=ADVISORS),
    "console.remove_absence": Access(write=ADVISORS),
    "console.approve_absence": Access(write=HOSTS),
    "console.closures": Access(read=VENUES),
    "console.new_closure": Access(read=VENUES, write=VENUES),
    "console.closure": Access(read=VENUES, write=VENUES),
    "console.remove_closure": Access(write=VENUES),
    "console.demands": Access(read=COORDINATORS),
    "console.new_demand": Access(read=COORDINATORS, write=COORDINATORS),
    "console.demand": Access(read=COORDINATORS, write=COORDINATORS),
    "console.remove_demand": Access(write=COORDINATORS),
    "console.venues": Access(read=VENUES),
    "console.venue": Access(read=VENUES, write=VENUES),
    "console.venue_calendar": Access(read=VENUES, write=VENUES),
    "console.read_calendar": Access(write=VENUES),
    "console.leave_calendar": Access(write=VENUES),
    "console.advisors": Access(read=COORDINATORS),
    "console.advisor": Access(read=COORDINATORS, write=COORDINATORS),
}
"""By endpoint. Whoever adds a route adds its line."""


def guard() -> AnyResponse | None:
    """Before every request: lets it pass, sends to the door, or refuses. Nothing that is not in the table passes.

    What was read for that is let go: a view that writes begins its transaction itself.
    """
    if not is_of_the_console(request.path) or request.url_rule is None:
        return None
    try:
        return _refusal()
    finally:
        database.session().rollback()


def _refusal() -> AnyResponse | None:
    g.person = _person()
    access = ACCESS.get(request.endpoint or "")
    if access is Door.ANYBODY:
        return None
    if g.person is None:
        return _to_the_door()
    if access is Door.SIGNED_IN:
        return None
    if not isinstance(access, Access):
        raise Forbidden
    _require_right(g.person, access)
    return None


def allowed(person: Person, endpoint: str, territory: str, method: str = "GET") -> bool:
    """Whether one of the person's roles in the territory may: what a page offers links by."""
    access = ACCESS.get(endpoint)
    if not isinstance(access, Access):
        return access is not None
    return person.has_role(territory, access.roles(method))


def _person() -> Person | None:
    token = session.get(VISIT)
    return None if token is None else person_of_visit(database.session(), token, now())


def _require_right(person: Person, access: Access) -> None:
    """404 for a territory that the person may not know of, 403 for what is not theirs to do there."""
    given = request.view_args or {}
    territory = given.get("territory")
    if territory is None:
        if not any(right.role in access.roles(request.method) for right in person.rights):
            raise Forbidden
        return
    require_text(*map(str, given.values()))
    g.where = _where(territory, person)
    roles = access.roles(request.method)
    scopes = {name: str(given[name]) for name in SCOPES if name in given}
    rights = tuple(right for right in person.rights_in(territory) if right.role in roles)
    opening = tuple(
        right
        for right in rights
        if not scopes
        or all(
            reach_of_rights(database.session(), territory, (right,)).holds(kind, id_) for kind, id_ in scopes.items()
        )
    )
    if not opening:
        raise Forbidden
    g.reach = reach_of_rights(database.session(), territory, opening)


def _where(territory: str, person: Person) -> Where:
    if not person.rights_in(territory):
        raise NotFound
    row = database.session().execute(
        select(TerritoryRow.id, TerritoryRow.name, TerritoryRow.timezone).where(TerritoryRow.id == territory)
    )
    found = row.first()
    if found is None:
        raise NotFound
    return Where(*found)


def _to_the_door() -> Response | AnyResponse:
    if wants_json():
        raise Unauthorized
    asked = request.full_path.rstrip("?") if request.method in READING else ""
    return redirect(url_for("console.sign_in", next=asked or None), 303)
