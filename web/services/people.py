"""People - who is invited, with which rights, and who no longer comes in; every change is noted, before and after.

A coordinator has the say over the rights in the territory, but not over an administrator's account; nobody takes from
themselves the right to have it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from scheduler.domain.text import Text
from web.models.accounts import Account, Grant
from web.models.proposals import Proposal
from web.outputs.account_letters import invitation_letter, reset_letter
from web.outputs.mail import is_address
from web.services.errors import ServiceError
from web.services.journal import Said, note
from web.services.links import Link, Purpose, account_of_link, link_to
from web.services.outbox import put
from web.services.passwords import hashed
from web.services.person import Person, Right, Role
from web.services.sign_in import account_of, normal
from web.services.visits import end_visits_of, person_of
from web.services.writing import take_turn

MANAGERS = (Role.ADMINISTRATOR, Role.COORDINATOR)
LONGEST_NAME = 100


class NotAllowedError(ServiceError):
    """The person has no say over this account, or would lock themselves out."""


class BadAddressError(ServiceError):
    """No mail can be sent to that."""

    def __init__(self, email: str) -> None:
        super().__init__(
            Text(
                fr=f"« {email} » n’est pas une adresse électronique.",
                en=f"'{email}' is not an e-mail address.",
            )
        )


class UnknownAccountError(ServiceError):
    """There is no such account."""

    def __init__(self, named: str) -> None:
        super().__init__(
            Text(fr=f"Aucun compte n’a l’adresse « {named} ».", en=f"No account has the address '{named}'.")
        )


@dataclass(frozen=True, slots=True)
class Member:
    """An account as the people of a territory are listed: its rights there, and whether the person may change it."""

    account: int
    name: str
    email: str
    active: bool
    invited: bool
    """Whether the invitation has not been answered yet."""
    signed_in_at: datetime | None
    rights: tuple[Right, ...]
    ours: bool


def members(session: Session, person: Person, territory: str) -> tuple[Member, ...]:
    """Everybody with a right in the territory, administrators included, by name. Two queries."""
    ids = select(Grant.account).where((Grant.territory == territory) | Grant.territory.is_(None))
    accounts = session.scalars(
        select(Account).where(Account.id.in_(ids)).order_by(func.lower(Account.name), Account.id)
    )
    return tuple(_member(account, person, territory) for account in accounts)


def member(session: Session, person: Person, territory: str, account: int) -> Member | None:
    """None where the account has no right in the territory: whether there is one is not told."""
    row = session.get(Account, account)
    if row is None or not any(right.territory in (None, territory) for right in person_of(row).rights):
        return None
    return _member(row, person, territory)


def invite(
    session: Session, person: Person | str, email: str, name: str, rights: Sequence[Right], secret: str, at: datetime
) -> tuple[Account, Link | None]:
    """An account with these rights beside those that it has; the link is None where its password is set already.

    `person` is a name where a command does it. Raises BadAddressError, NotAllowedError.
    """
    if not is_address(normal(email)):
        raise BadAddressError(email.strip())
    _require_say(person, rights)
    account = account_of(session, email)
    before = _said(account)
    if account is None:
        account = Account(email=normal(email), name="", password=None, links=0, active=True, created_at=at, grants=[])
        session.add(account)
    elif isinstance(person, Person) and person_of(account).is_administrator:
        raise _not_an_administrators()
    elif not account.active:
        raise NotAllowedError(
            Text(
                fr="Le compte de cette adresse est fermé : il faut d’abord le rouvrir.",
                en="The account of this address is closed: it is to be opened again first.",
            )
        )
    if not account.name or not account.password:
        account.name = " ".join(name.replace("\0", "").split())[:LONGEST_NAME] or normal(email)
    _give(account, rights)
    session.flush()
    _noted(session, person, "person_invited", _about(rights), account, before, at)
    return account, None if account.password else _fresh_link(account, secret, at)


def invite_again(session: Session, person: Person | str, account: Account, secret: str, at: datetime) -> Link:
    """A new link: the former one opens nothing from now on. For an account without a password, or whose owner asks."""
    account.links += 1
    session.flush()
    purpose = Purpose.RESET if account.password else Purpose.INVITATION
    _noted(session, person, "link_renewed", None, account, _said(account), at)
    return link_to(account, purpose, secret, at)


def send_invitation(session: Session, account: Account, link: Link, who: str, service: str, at: datetime) -> bool:
    """Puts the letter into the outbox; `service` is the public address, a slash at its end."""
    address = service.rstrip("/") + link.path
    key = f"invitation/{account.id}/{account.links}/{int(at.timestamp())}"
    return put(session, invitation_letter(key, account.email, account.name, who, address, link.until), at)


def ask_reset(session: Session, email: str, service: str, secret: str, at: datetime) -> None:
    """A letter with a link, where the address is that of an open account; whether it is, is told to nobody."""
    account = account_of(session, email)
    if account is None or not account.active:
        return
    purpose = Purpose.RESET if account.password else Purpose.INVITATION
    link = link_to(account, purpose, secret, at)
    address = service.rstrip("/") + link.path
    key = f"reset/{account.id}/{account.links}/{at.timestamp()}"
    put(session, reset_letter(key, account.email, account.name, address, link.until), at)


def answer_link(session: Session, token: str, purpose: Purpose, password: str, secret: str, at: datetime) -> Account:
    """Sets the password; every visit and every link of the account ends. Raises DeadLinkError, WeakPasswordError.

    The session has not begun a transaction yet; the caller commits.
    """
    email = account_of_link(session, token, purpose, secret, at).email
    session.rollback()  # nobody waits for the database while it is hashed
    made = hashed(password, email)
    take_turn(session)
    account = account_of_link(session, token, purpose, secret, at)
    set_password(session, account, made, person_of(account), at)
    return account


def set_password(session: Session, account: Account, made: str, person: Person | str, at: datetime) -> None:
    """`made` is the hash. Every visit and every link of the account ends."""
    account.password = made
    account.links += 1
    end_visits_of(session, account.id)
    note(session, person, "password_set", None, account.email, at)


def give_right(session: Session, person: Person, account: int, right: Right, at: datetime) -> None:
    """Raises NotAllowedError."""
    row = _theirs(session, person, account, right.territory)
    _require_say(person, [right])
    before = _said(row)
    _give(row, [right])
    session.flush()
    _noted(session, person, "rights_changed", right.territory, row, before, at)


def take_right(session: Session, person: Person, account: int, right: Right, at: datetime) -> None:
    """What was proposed with it, and still waits for a yes, is forgotten.

    Raises NotAllowedError, also for one's own right to have a say.
    """
    row = _theirs(session, person, account, right.territory)
    _require_say(person, [right])
    if row.id == person.account and right.role in MANAGERS:
        raise NotAllowedError(
            Text(
                fr="Vous ne pouvez pas vous retirer ce rôle : une autre personne de la coordination le peut.",
                en="You cannot take this role from yourself: another coordinator can.",
            )
        )
    before = _said(row)
    row.grants = [grant for grant in row.grants if _right(grant) != right]
    session.execute(delete(Proposal).where(Proposal.account == row.id, Proposal.territory == right.territory))
    session.flush()
    _noted(session, person, "rights_changed", right.territory, row, before, at)


def close_account(session: Session, person: Person | str, account: Account, at: datetime) -> None:
    """It opens nothing from now on, in any territory. Raises NotAllowedError."""
    if isinstance(person, Person):
        _require_whole_say(person, account)
    before = _said(account)
    account.active = False
    end_visits_of(session, account.id)
    session.flush()
    _noted(session, person, "account_closed", None, account, before, at)


def open_account(session: Session, person: Person | str, account: Account, at: datetime) -> None:
    """Closed before, it opens again, with the rights and the password that it had. Raises NotAllowedError."""
    if isinstance(person, Person):
        _require_whole_say(person, account)
    before = _said(account)
    account.active = True
    session.flush()
    _noted(session, person, "account_opened", None, account, before, at)


def has_whole_say(person: Person, account: Account) -> bool:
    """Whether all that the account may do is in territories where the person has the say."""
    rights = person_of(account).rights
    return account.id != person.account and all(_has_say(person, right) for right in rights)


def _require_whole_say(person: Person, account: Account) -> None:
    if account.id == person.account:
        raise NotAllowedError(
            Text(fr="Vous ne pouvez pas fermer votre compte.", en="You cannot close your own account.")
        )
    if not has_whole_say(person, account):
        raise NotAllowedError(
            Text(
                fr="Cette personne travaille aussi ailleurs : retirez ses rôles ici, ou demandez à l’administration.",
                en="This person works elsewhere too: take the roles here away, or ask an administrator.",
            )
        )


def _theirs(session: Session, person: Person, account: int, territory: str | None) -> Account:
    row = session.get(Account, account)
    known = row is not None and any(right.territory in (None, territory) for right in person_of(row).rights)
    if row is None or not known:
        raise UnknownAccountError(str(account))
    if person_of(row).is_administrator and not person.is_administrator:
        raise _not_an_administrators()
    return row


def _require_say(person: Person | str, rights: Iterable[Right]) -> None:
    if isinstance(person, Person) and not all(_has_say(person, right) for right in rights):
        raise NotAllowedError(Text(fr="Vous ne pouvez pas donner ce rôle.", en="You cannot give this role."))


def _has_say(person: Person, right: Right) -> bool:
    if person.is_administrator:
        return True
    return right.territory is not None and person.has_role(right.territory, MANAGERS)


def _not_an_administrators() -> NotAllowedError:
    return NotAllowedError(
        Text(
            fr="C’est le compte d’une personne de l’administration : elle seule peut le changer.",
            en="This is an administrator's account: only an administrator can change it.",
        )
    )


def _give(account: Account, rights: Iterable[Right]) -> None:
    held = {_right(grant) for grant in account.grants}
    for right in rights:
        if right not in held:
            account.grants.append(Grant(role=right.role, territory=right.territory, subject=right.subject))


def _fresh_link(account: Account, secret: str, at: datetime) -> Link:
    return link_to(account, Purpose.INVITATION, secret, at)


def _right(grant: Grant) -> Right:
    return Right(Role(grant.role), grant.territory, grant.subject)


def _member(account: Account, person: Person, territory: str) -> Member:
    theirs = person_of(account)
    return Member(
        account=account.id,
        name=account.name,
        email=account.email,
        active=account.active,
        invited=account.password is None,
        signed_in_at=account.signed_in_at,
        rights=theirs.rights_in(territory),
        ours=person.is_administrator or not theirs.is_administrator,
    )


def _said(account: Account | None) -> Said | None:
    if account is None:
        return None
    rights = [" ".join(filter(None, (grant.role, grant.territory, grant.subject))) for grant in account.grants]
    return {"name": account.name, "active": account.active, "rights": sorted(rights)}


def _about(rights: Sequence[Right]) -> str | None:
    return rights[0].territory if rights else None


def _noted(
    session: Session,
    person: Person | str,
    deed: str,
    territory: str | None,
    account: Account,
    before: Said | None,
    at: datetime,
) -> None:
    note(session, person, deed, territory, account.email, at, before, _said(account))
