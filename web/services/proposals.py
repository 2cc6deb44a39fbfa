"""Proposals - changes of the reference data: kept until somebody says yes, then made, in one transaction, or undone.

Nothing is written over in silence: what was proposed of former data is carried over to the present ones where the two
changes meet nowhere, and is then to be looked at again; else it is refused with who changed what.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake import BadInput
from scheduler.intake.differences import differences
from scheduler.intake.merging import merged
from scheduler.intake.texts import Cells, read_texts, texts_of
from web.models.proposals import Proposal, ReferenceChange
from web.models.publications import Snapshot
from web.services.errors import ServiceError
from web.services.journal import note
from web.services.person import Person
from web.services.reference import digest_of, loaded_territory, write_rows
from web.services.snapshots import archive_of, keep_snapshot, territory_of
from web.services.writing import begin_writing

KEPT_DAYS = 7
"""How long a proposal waits for an answer."""

MOST_ROWS = 200
"""How many rows of a change the journal writes out; of a greater one it says how many there were."""


class NothingChangesError(ServiceError):
    """What was given says what the reference data say already."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Rien ne change : c’est ce que disent déjà les données.",
                en="Nothing changes: this is what the data say already.",
            )
        )


class OtherTerritoryError(ServiceError):
    """The files are those of another territory."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(
            Text(
                fr=f"Ces fichiers sont ceux du territoire « {found} », et non de « {expected} » : "
                "voyez la clé id de territory.toml.",
                en=f"These are the files of the territory '{found}', not of '{expected}': see the key id of "
                "territory.toml.",
            )
        )


class UnknownProposalError(ServiceError):
    """There is no such proposal: it was confirmed, withdrawn, or forgotten after some days."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Cet aperçu n’existe plus : il a été enregistré, abandonné, ou oublié au bout d’une semaine.",
                en="This preview is no longer there: it was saved, given up, or forgotten after a week.",
            )
        )


class ChangedMeanwhileError(ServiceError):
    """Somebody has changed the same rows since the proposal was made."""

    def __init__(self, last: ReferenceChange | None) -> None:
        who = f" par {last.who} (« {last.title.fr} »)" if last is not None else ""
        by = f" by {last.who} ('{last.title.en}')" if last is not None else ""
        super().__init__(
            Text(
                fr=f"Les mêmes lignes ont été changées entre-temps{who}. Rien n’est enregistré : reprenez votre "
                "changement sur les données d’aujourd’hui.",
                en=f"The same rows were changed meanwhile{by}. Nothing was saved: begin again on today's data.",
            )
        )


class NothingToUndoError(ServiceError):
    """The change is not the last one, or the data have been changed since in another way."""

    def __init__(self) -> None:
        super().__init__(
            Text(
                fr="Ce changement ne peut plus être annulé ainsi : les données ont encore changé depuis.",
                en="This change can no longer be undone like this: the data have changed since.",
            )
        )


def propose(
    session: Session,
    person: Person,
    kind: str,
    title: Text,
    sides: tuple[Territory, Territory],
    now: datetime,
    *,
    subject: str = "",
) -> Proposal:
    """Keeps what the data would be, for the one to see who is to say yes; the caller commits.

    `sides`: the territory that it was made from, as it was loaded, and as it would be. Raises NothingChangesError.
    """
    before, after = sides
    if before.digest == after.digest:
        raise NothingChangesError
    session.execute(delete(Proposal).where(Proposal.proposed_at < now - timedelta(days=KEPT_DAYS)))
    proposal = Proposal(
        key=secrets.token_hex(8),
        territory=after.id,
        account=person.account,
        who=person.name,
        proposed_at=now,
        kind=kind,
        subject=subject,
        title=title,
        base_digest=before.digest,
        base_archive=archive_of(before),
        digest=after.digest,
        archive=archive_of(after),
    )
    session.add(proposal)
    session.flush()
    return proposal


def proposal_of(session: Session, territory: str, key: str) -> Proposal:
    """Raises UnknownProposalError."""
    found = session.get(Proposal, key)
    if found is None or found.territory != territory:
        raise UnknownProposalError
    return found


def sides_of(session: Session, proposal: Proposal) -> tuple[Territory, Territory]:
    """The territory as it was when the proposal was made, and as it would be."""
    current = digest_of(session, proposal.territory)
    before = (
        loaded_territory(session, proposal.territory)
        if current == proposal.base_digest
        else territory_of(proposal.base_archive)
    )
    return before, territory_of(proposal.archive)


def withdraw(session: Session, territory: str, key: str) -> None:
    """Forgets the proposal. Raises UnknownProposalError."""
    session.delete(proposal_of(session, territory, key))
    session.flush()


def carry_over(session: Session, proposal: Proposal, now: datetime) -> bool:
    """Puts the proposal upon the data as they are now, where they have changed since; whether there was need.

    Raises ChangedMeanwhileError where both changed the same, or where what comes of both cannot be used.
    """
    if digest_of(session, proposal.territory) == proposal.base_digest:
        return False
    current = loaded_territory(session, proposal.territory)
    sides = [texts_of(one) for one in (territory_of(proposal.base_archive), territory_of(proposal.archive), current)]
    both = merged(*sides)
    try:
        after = None if both is None else read_texts(both).territory
    except BadInput:
        after = None
    if after is None:
        raise ChangedMeanwhileError(last_change(session, proposal.territory))
    proposal.base_digest, proposal.base_archive = current.digest, archive_of(current)
    proposal.digest, proposal.archive = after.digest, archive_of(after)
    proposal.proposed_at, proposal.run = now, None
    session.flush()
    return True


def confirm(session: Session, person: Person, territory: str, key: str, now: datetime) -> ReferenceChange | None:
    """Makes the data what the proposal says; the caller commits. The session has not begun a transaction yet.

    None: the data have changed since, and the proposal, carried over to them, is to be looked at again.
    Raises UnknownProposalError, ChangedMeanwhileError.
    """
    begin_writing(session, territory)
    proposal = proposal_of(session, territory, key)
    if carry_over(session, proposal, now):
        return None
    change = make_change(session, person, proposal.kind, proposal.title, sides_of(session, proposal), now)
    session.delete(proposal)
    session.flush()
    return change


def make_change(
    session: Session, person: Person | str, kind: str, title: Text, sides: tuple[Territory, Territory], now: datetime
) -> ReferenceChange:
    """Writes the rows, keeps the former files so that it can be undone, and tells the journal; `sides` differ.

    `person` is a name where nobody has asked. It is the territory's turn of this transaction (`begin_writing`).
    """
    before, after = sides
    keep_snapshot(session, before)
    write_rows(session, after)
    last = session.scalar(
        select(ReferenceChange.number)
        .where(ReferenceChange.territory == after.id)
        .order_by(ReferenceChange.number.desc())
        .limit(1)
    )
    change = ReferenceChange(
        territory=after.id,
        number=(last or 0) + 1,
        made_at=now,
        who=person.name if isinstance(person, Person) else person,
        kind=kind,
        title=title,
        before_digest=before.digest,
        after_digest=after.digest,
    )
    session.add(change)
    _tell(session, person, "data_changed", title, sides, now)
    session.flush()
    return change


# -- what was changed --------------------------------------------------------------------------------------------------


def changes_of(session: Session, territory: str, most: int = 10) -> Sequence[ReferenceChange]:
    """The latest changes, the latest first."""
    row = ReferenceChange
    return session.scalars(select(row).where(row.territory == territory).order_by(row.number.desc()).limit(most)).all()


def last_change(session: Session, territory: str) -> ReferenceChange | None:
    """The latest change that stands, where the data are still what it made them: the one that can be undone."""
    row = ReferenceChange
    last = session.scalar(
        select(row).where(row.territory == territory, row.undone_at.is_(None)).order_by(row.number.desc()).limit(1)
    )
    return last if last is not None and last.after_digest == digest_of(session, territory) else None


def undo(session: Session, person: Person, territory: str, number: int, now: datetime) -> ReferenceChange:
    """Makes the data what they were before the last change; the caller commits. No transaction has begun yet.

    Raises NothingToUndoError where that change is not the one that can be undone.
    """
    begin_writing(session, territory)
    last = last_change(session, territory)
    if last is None or last.number != number:
        raise NothingToUndoError
    current = loaded_territory(session, territory)
    former = _former(session, last)
    write_rows(session, former)
    last.undone_at, last.undone_by = now, person.name
    _tell(session, person, "data_restored", last.title, (current, former), now)
    session.flush()
    return last


def _former(session: Session, change: ReferenceChange) -> Territory:
    kept = session.get_one(Snapshot, change.before_digest)
    return territory_of(kept.archive)


def _tell(
    session: Session, person: Person | str, deed: str, title: Text, sides: tuple[Territory, Territory], now: datetime
) -> None:
    """Into the journal, row by row as they were and as they are."""
    found = differences(*sides)
    was, became = _rows((d.table, d.before) for d in found), _rows((d.table, d.after) for d in found)
    note(session, person, deed, sides[0].id, title.fr, now, was, became)


def _rows(cells: Iterable[tuple[str, Cells | None]]) -> dict[str, Any]:
    """By table, its rows; of a great change, how many."""
    by_table: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for table, row in cells:
        if row is not None:
            by_table[table].append(dict(row))
    if sum(map(len, by_table.values())) > MOST_ROWS:
        return {table: len(rows) for table, rows in by_table.items()}
    return dict(by_table)
