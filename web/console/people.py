"""People - who works on the territory, with which roles: invited, changed, sent away."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, flash, redirect, request, url_for
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse
from wtforms import EmailField, SelectField, StringField

from scheduler.domain.text import Text
from web.console.asking import now, person
from web.console.forms import Form
from web.console.mailing import address_of_links, has_mail_server, secret
from web.console.pages import page
from web.console.reader import Reader, reader
from web.database import database
from web.models.accounts import Account
from web.models.people import AdvisorRow, StructureRow
from web.models.places import VenueRow
from web.outputs.role_words import ROLE_SENTENCES, ROLE_WORDS
from web.services import people as service
from web.services.errors import ServiceError
from web.services.links import Link
from web.services.person import SUBJECTS, Right, Role
from web.services.writing import begin_writing

ROWS: dict[str, type[StructureRow] | type[VenueRow] | type[AdvisorRow]] = {
    "structure": StructureRow,
    "venue": VenueRow,
    "advisor": AdvisorRow,
}
"""By what a right may be about: where its names are."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the territory's structures, venues and advisors, by kind and id."""

    by_kind: dict[str, dict[str, str]]

    def of(self, right: Right, w: Reader) -> str:
        """`Référent de structure : Communauté de communes`."""
        role = w.text(ROLE_WORDS[right.role])
        if not right.subject:
            return role
        kind = SUBJECTS[right.role]
        name = self.by_kind[kind].get(right.subject)
        gone = w.say(" (n’existe plus)", " (gone)")
        return f"{role}\u00a0: {name}" if name else f"{role}\u00a0: {right.subject}{gone}"


class InvitationForm(Form):
    """Whom to invite, as what."""

    name = StringField()
    email = EmailField()
    right = SelectField(validate_choice=False)


class RightForm(Form):
    """One more role."""

    right = SelectField(validate_choice=False)


def people(territory: str) -> Response:
    """Everybody with a role here."""
    session = database.session()
    found = service.members(session, person(), territory)
    return page("people.html", members=found, names=_names(session, territory), sentences=ROLE_SENTENCES)


def invite_person(territory: str) -> Response | AnyResponse:
    """The form, and the invitation."""
    session = database.session()
    form = InvitationForm()
    form.right.choices = _choices(session, territory)
    refusal = None
    if form.validate_on_submit():
        right = _right(form.right.data, territory)
        session.rollback()
        if not (form.name.data or "").strip():
            form.refuse(form.name, Text(fr="Il manque le nom.", en="The name is missing."))
        elif right is None:
            form.refuse(form.right, Text(fr="Choisissez un rôle.", en="Choose a role."))
        else:
            try:
                begin_writing(session, territory)
                account, link = service.invite(
                    session, person(), form.email.data or "", form.name.data or "", [right], secret(), now()
                )
                _send(session, account, link)
                session.commit()
                return redirect(url_for("console.one_person", territory=territory, account=account.id), 303)
            except service.BadAddressError as error:
                session.rollback()
                form.refuse(form.email, error.text)
            except ServiceError as error:
                session.rollback()
                refusal = error.text
    status = 422 if form.errors or refusal else 200
    return page("person_new.html", status, form=form, refusal=refusal, roles=_roles())


def one_person(territory: str, account: int) -> Response:
    """The person's roles here, and what may be done about them."""
    session = database.session()
    found = service.member(session, person(), territory, account)
    if found is None:
        raise NotFound
    form = RightForm()
    form.right.choices = _choices(session, territory)
    row = session.get_one(Account, account)
    whole = service.has_whole_say(person(), row)
    names = _names(session, territory)
    return page("person.html", member=found, form=form, names=names, whole=whole, mail=has_mail_server())


def change_person(territory: str, account: int) -> AnyResponse:
    """`deed`: give, take, invite, close, open."""
    session = database.session()
    begin_writing(session, territory)
    found = service.member(session, person(), territory, account)
    if found is None:
        raise NotFound
    try:
        DEEDS[request.form.get("deed", "")](session, territory, account)
        session.commit()
    except KeyError as error:
        raise BadRequest from error
    except ServiceError as error:
        session.rollback()
        flash(reader().text(error.text), "error")
    still = service.member(session, person(), territory, account) is not None
    session.rollback()
    if not still:
        return redirect(url_for("console.people", territory=territory), 303)
    return redirect(url_for("console.one_person", territory=territory, account=account), 303)


def _give(session: Session, territory: str, account: int) -> None:
    right = _asked_right(territory)
    service.give_right(session, person(), account, right, now())
    _told(Text(fr="Rôle donné.", en="Role given."))


def _take(session: Session, territory: str, account: int) -> None:
    service.take_right(session, person(), account, _asked_right(territory), now())
    _told(Text(fr="Rôle retiré.", en="Role taken away."))


def _invite(session: Session, _territory: str, account: int) -> None:
    row = session.get_one(Account, account)
    if not service.has_whole_say(person(), row):
        raise service.NotAllowedError(
            Text(fr="Cette personne a d’autres territoires.", en="This person has other territories.")
        )
    _send(session, row, service.invite_again(session, person(), row, secret(), now()))


def _close(session: Session, _territory: str, account: int) -> None:
    service.close_account(session, person(), session.get_one(Account, account), now())
    _told(Text(fr="Le compte est fermé : il n’ouvre plus rien.", en="The account is closed: it opens nothing now."))


def _open(session: Session, _territory: str, account: int) -> None:
    service.open_account(session, person(), session.get_one(Account, account), now())
    _told(Text(fr="Le compte est rouvert.", en="The account is open again."))


DEEDS = {"give": _give, "take": _take, "invite": _invite, "close": _close, "open": _open}


def _send(session: Session, account: Account, link: Link | None) -> None:
    """Mails the link; shows it where there is no server, to who has the say over all that it opens."""
    if link is None:
        _told(Text(fr="C’est fait : cette personne se connecte déjà.", en="Done: this person signs in already."))
        return
    service.send_invitation(session, account, link, person().name, address_of_links(), now())
    if has_mail_server():
        _told(Text(fr=f"Une lettre part à {account.email}.", en=f"A letter is on its way to {account.email}."))
    elif service.has_whole_say(person(), account):
        address = address_of_links().rstrip("/") + link.path
        _told(
            Text(
                fr=f"Aucun serveur de courrier n’est configuré. Donnez ce lien à {account.name} vous-même : {address}",
                en=f"No mail server is configured. Give {account.name} this link yourself: {address}",
            )
        )
    else:
        _told(
            Text(
                fr="La lettre attend : aucun serveur de courrier n’est configuré.",
                en="The letter waits: no mail server is configured.",
            )
        )


def _told(said: Text) -> None:
    flash(reader().text(said))


def _roles() -> Sequence[tuple[Text, Text]]:
    return [(ROLE_WORDS[role], ROLE_SENTENCES[role]) for role in Role if role is not Role.ADMINISTRATOR]


def _names(session: Session, territory: str) -> Names:
    found = {}
    for kind, row in ROWS.items():
        rows = session.execute(select(row.id, row.name).where(row.territory == territory))
        found[kind] = {one.id: one.name for one in rows}
    return Names(found)


def _choices(session: Session, territory: str) -> dict[str, list[tuple[str, str]]]:
    """Roles, and for each that is about somebody, everybody that it may be about: one list, in groups."""
    w = reader()
    names = _names(session, territory).by_kind
    groups = {
        w.say("Le territoire", "The territory"): [
            ("", w.say("Choisir…", "Choose…")),
            (str(Role.COORDINATOR), w.text(ROLE_WORDS[Role.COORDINATOR])),
        ]
    }
    for role, kind in SUBJECTS.items():
        named = sorted(names[kind].items(), key=lambda one: one[1])
        groups[w.text(ROLE_WORDS[role])] = [(f"{role}:{id_}", name) for id_, name in named]
    return {group: choices for group, choices in groups.items() if choices}


def _asked_right(territory: str) -> Right:
    right = _right(request.form.get("right", ""), territory, known=request.form.get("deed") == "take")
    if right is None:
        raise service.NotAllowedError(Text(fr="Choisissez un rôle.", en="Choose a role."))
    return right


def _right(said: str | None, territory: str, *, known: bool = False) -> Right | None:
    """`coordinator`, `venue:mairie`; None where it cannot be given here. `known`: it may be about what has gone."""
    name, _, subject = (said or "").partition(":")
    if name not in (*SUBJECTS, Role.COORDINATOR):
        return None
    role = Role(name)
    if role is Role.COORDINATOR:
        return Right(role, territory) if not subject else None
    if not known and database.session().get(ROWS[SUBJECTS[role]], (territory, subject)) is None:
        return None
    return Right(role, territory, subject) if subject else None


ROUTES = (
    ("/<territory>/personnes", people, ("GET",)),
    ("/<territory>/personnes/inviter", invite_person, ("GET", "POST")),
    ("/<territory>/personnes/<int:account>", one_person, ("GET",)),
    ("/<territory>/personnes/<int:account>", change_person, ("POST",)),
)
