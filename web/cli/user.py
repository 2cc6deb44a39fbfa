"""permanences user - gives people access to the console: adds one, renews a link, closes or opens an account, lists."""

import json
import sys
from typing import NoReturn

import click
from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.cli import parameters
from scheduler.cli.language import argument, option, say, spoken_command
from scheduler.cli.usage_errors import SpokenError
from scheduler.domain.text import Text
from web.cli.service import author, now, territory_option, working_session
from web.models.accounts import Account
from web.models.people import AdvisorRow, StructureRow
from web.models.places import VenueRow
from web.services import people
from web.services.errors import UnknownTerritoryError
from web.services.installation import installation_secret
from web.services.links import Link
from web.services.outbox import send_due
from web.services.passwords import hashed
from web.services.person import SUBJECTS, Right, Role
from web.services.reference import loaded_territories
from web.services.sign_in import account_of
from web.services.visits import person_of
from web.services.writing import take_turn

ADD, LINK, CLOSE, OPEN, LIST = "add", "link", "close", "open", "list"
DEEDS = (ADD, LINK, CLOSE, OPEN, LIST)
ROWS: dict[str, type[StructureRow] | type[VenueRow] | type[AdvisorRow]] = {
    "structure": StructureRow,
    "venue": VenueRow,
    "advisor": AdvisorRow,
}
HERE = "http://127.0.0.1:8000/"
"""Where `permanences serve` listens unless it is told otherwise: what links begin with without a public address."""


@spoken_command(
    "user",
    Text(
        fr="Donne accès à la console. « user add ADRESSE » ouvre un compte et affiche le lien d’invitation, qui part "
        "aussi par courrier si un serveur est configuré ; « user link ADRESSE » fait un nouveau lien ; « close » et "
        "« open » ferment et rouvrent un compte ; « user list » les montre tous.",
        en="Gives access to the console. 'user add ADDRESS' opens an account and shows the link of the invitation, "
        "which is mailed too where a server is configured; 'user link ADDRESS' makes another link; 'close' and "
        "'open' close an account and open it again; 'user list' shows them all.",
    ),
    [
        argument("deed", Text(fr="add, link, close, open ou list.", en="add, link, close, open or list.")),
        argument("email", Text(fr="L’adresse électronique.", en="The e-mail address."), required=False),
        option("--name", said=Text(fr="Le nom de la personne.", en="The person's name."), metavar="NAME", default=""),
        option(
            "--role",
            said=Text(
                fr="administrator, coordinator, referent, deputy, venue ou advisor (coordinator avec --territory, "
                "sinon administrator).",
                en="administrator, coordinator, referent, deputy, venue or advisor (coordinator with --territory, "
                "else administrator).",
            ),
            metavar="ROLE",
            default=None,
        ),
        territory_option,
        option(
            "--about",
            said=Text(
                fr="L’identifiant de la structure, du lieu ou du conseiller que le rôle concerne.",
                en="The id of the structure, venue or advisor that the role is about.",
            ),
            metavar="ID",
            default="",
        ),
        option(
            "--password",
            said=Text(
                fr="Demande le mot de passe au clavier, ou le lit sur l’entrée standard, au lieu d’inviter.",
                en="Asks for the password at the keyboard, or reads it from standard input, instead of inviting.",
            ),
            is_flag=True,
        ),
        author,
        parameters.as_json,
    ],
)
def command(
    deed: str,
    email: str | None,
    name: str,
    role: str | None,
    territory: str | None,
    about: str,
    password: bool,
    author: str,
    as_json: bool,
) -> int:
    if deed not in DEEDS:
        _misused(
            Text(
                fr=f"« user {deed} » n’existe pas : écrivez user {', user '.join(DEEDS)}.",
                en=f"There is no 'user {deed}': write user {', user '.join(DEEDS)}.",
            )
        )
    if deed == LIST:
        with working_session() as session:
            _list(session, as_json)
        return 0
    if email is None:
        _misused(Text(fr="Il manque l’adresse électronique.", en="The e-mail address is missing."))
    if deed != ADD:
        with working_session() as session:
            _known_account(session, deed, email, author, as_json)
        return 0
    typed = _typed_password() if password else None
    with working_session() as session:
        right = _right(session, role, territory, about)
        session.rollback()
        _add(session, email, name, right, typed, author, as_json)
    return 0


def _add(
    session: Session, email: str, name: str, right: Right, password: str | None, author: str, as_json: bool
) -> None:
    secret = _secret(session)
    made = None if password is None else hashed(password, email)
    take_turn(session)
    account, link = people.invite(session, author, email, name, [right], secret, now())
    if made is not None:
        people.set_password(session, account, made, author, now())
        link = None
    told: dict[str, object] = {
        "email": account.email,
        "name": account.name,
        "role": right.role,
        "territory": right.territory,
    }
    _finish(session, account, link, author, told, as_json)


def _known_account(session: Session, deed: str, email: str, author: str, as_json: bool) -> None:
    secret = _secret(session)
    take_turn(session)
    account = account_of(session, email)
    if account is None:
        raise people.UnknownAccountError(email)
    link = None
    if deed == LINK:
        link = people.invite_again(session, author, account, secret, now())
    else:
        (people.close_account if deed == CLOSE else people.open_account)(session, author, account, now())
    _finish(session, account, link, author, {"email": account.email, "active": account.active}, as_json)


def _finish(
    session: Session, account: Account, link: Link | None, author: str, told: dict[str, object], as_json: bool
) -> None:
    """Commits, mails what is to be mailed, and shows the link on standard output."""
    server = current_app.config["MAIL"]
    address = str(current_app.config["PUBLIC_URL"]) or HERE
    if link is not None:
        told["link"] = address.rstrip("/") + link.path
        if server is not None:
            people.send_invitation(session, account, link, author, address, now())
    session.commit()
    sent = False
    if link is not None and server is not None:
        sent = send_due(session, server, now()).sent > 0
        told["mailed"] = sent
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    if link is None:
        click.echo(say(Text(fr=f"{account.email} : c’est fait.", en=f"{account.email}: done.")))
        return
    click.echo(told["link"])
    said = (
        Text(fr=f"Envoyé à {told['email']}.", en=f"Sent to {told['email']}.")
        if sent
        else Text(
            fr="Donnez ce lien à la personne, et à elle seule : il sert une fois.",
            en="Give this link to the person, and to nobody else: it can be used once.",
        )
    )
    click.echo(say(said), err=True)


def _list(session: Session, as_json: bool) -> None:
    accounts = [(row, person_of(row)) for row in session.scalars(select(Account).order_by(Account.email))]
    if as_json:
        told = [
            {
                "email": row.email,
                "name": row.name,
                "active": row.active,
                "invited": row.password is None,
                "rights": [[right.role, right.territory, right.subject] for right in person.rights],
            }
            for row, person in accounts
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for row, person in accounts:
        rights = ", ".join(" ".join(filter(None, (one.role, one.territory, one.subject))) for one in person.rights)
        closed = "" if row.active else say(Text(fr=" (fermé)", en=" (closed)"))
        click.echo(f"{row.email}{closed}  {row.name}  {rights}")


def _right(session: Session, role: str | None, territory: str | None, about: str) -> Right:
    """Raises UnknownTerritoryError, and SpokenError for what makes no role."""
    name = role or ("coordinator" if territory else "administrator")
    if name not in tuple(Role):
        _misused(
            Text(
                fr=f"--role est {', '.join(Role)} : « {name} » a été lu.",
                en=f"--role is {', '.join(Role)}: '{name}' was read.",
            )
        )
    given = Role(name)
    if given is Role.ADMINISTRATOR:
        if territory or about:
            _misused(
                Text(
                    fr="Un administrateur l’est partout : sans --territory ni --about.",
                    en="An administrator is one everywhere: without --territory and --about.",
                )
            )
        return Right(given, None)
    known = loaded_territories(session)
    if territory is None:
        if len(known) != 1:
            _misused(Text(fr="Il manque --territory.", en="--territory is missing."))
        territory = known[0]
    if territory not in known:
        raise UnknownTerritoryError(territory)
    if given is Role.COORDINATOR:
        return Right(given, territory)
    row = ROWS[SUBJECTS[given]]
    if not about or session.get(row, (territory, about)) is None:
        ids = ", ".join(session.scalars(select(row.id).where(row.territory == territory).order_by(row.id)))
        _misused(
            Text(
                fr=f"--about est l’un de {ids} : « {about} » a été lu.",
                en=f"--about is one of {ids}: '{about}' was read.",
            )
        )
    return Right(given, territory, about)


def _typed_password() -> str:
    """Twice at a keyboard; the first line of what is piped in."""
    if sys.stdin.isatty():
        prompt = say(Text(fr="Mot de passe", en="Password"))
        typed: str = click.prompt(prompt, hide_input=True, confirmation_prompt=True, err=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _secret(session: Session) -> str:
    """What the service signs links with: the environment's, else the database's own."""
    return str(current_app.secret_key or "") or installation_secret(session)


def _misused(said: Text) -> NoReturn:
    raise SpokenError(said, click.get_current_context())
