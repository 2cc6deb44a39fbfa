"""A client of the console: signed in with some rights, and sending with each form the token that pages give it."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from web.console.access import VISIT
from web.database import database
from web.models.accounts import Account, Grant
from web.services.person import SUBJECTS, Person, Right, Role
from web.services.visits import begin_visit, person_of

SUBJECT_OF = {"structure": "cc", "venue": "mairie", "advisor": "ana"}
"""In the small territory, what a right is about unless the test says otherwise."""


@dataclass
class Client:
    """`person` is who is signed in; None for nobody."""

    http: FlaskClient
    person: Person | None
    token: str = ""

    def get(self, path: str, **given: Any) -> TestResponse:
        return self._seen(self.http.get(path, **given))

    def post(self, path: str, data: Any = None, **given: Any) -> TestResponse:
        """With the token; `json=` sends JSON, as scripts do."""
        if not self.token:
            self.get("/console/connexion", follow_redirects=True)
        headers = {"X-CSRFToken": self.token, **given.pop("headers", {})}
        return self._seen(self.http.post(path, data=data, headers=headers, **given))

    def _seen(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html":
            found = re.search(r'<meta name="csrf-token" content="([^"]+)">', answer.text)
            self.token = found[1] if found else ""  # a redirection may have begun the session anew
        return answer


def right(role: Role, territory: str = "vallee", subject: str | None = None) -> Right:
    if role is Role.ADMINISTRATOR:
        return Right(role, None)
    about = SUBJECTS.get(role)
    return Right(role, territory, (SUBJECT_OF[about] if subject is None else subject) if about else "")


def signed_in_client(app: Flask, *rights: Right, name: str = "Une personne", email: str = "") -> Client:
    """A new account with these rights, signed in as if by its password; an open transaction of the test is kept."""
    now = datetime.now(UTC)
    with app.app_context():
        session = database.session()
        account = Account(
            email=email or f"{'-'.join(one.role for one in rights) or 'nobody'}-{now.timestamp()}@example.org",
            name=name,
            password=None,
            links=0,
            active=True,
            created_at=now,
            grants=[Grant(role=one.role, territory=one.territory, subject=one.subject) for one in rights],
        )
        session.add(account)
        session.flush()
        visit = begin_visit(session, account, now)
        person = person_of(account)
        session.commit()
        database.session.remove()
    http = app.test_client()
    with http.session_transaction("/console/") as kept:
        kept[VISIT] = visit
    return Client(http, person)
