"""What the console's tests share: clients that are signed in, each with its role in the small territory."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.web.console.client import Client, right, signed_in_client
from tests.web.small import load, small_territory
from web.database import database
from web.services.person import Role
from web.services.reference import loaded_territories

SignIn = Callable[..., Client]


@pytest.fixture
def signed_in(app: Flask) -> SignIn:
    """`signed_in(role, territory="vallee", subject=None)`: a client with that role; `signed_in(None)`: with nobody.

    The small territory is loaded where it is not yet.
    """
    with app.app_context():
        session = database.session()
        known = "vallee" in loaded_territories(session)
        session.rollback()
        if not known:
            load(session, small_territory())
        database.session.remove()

    def sign_in(role: Role | None, territory: str = "vallee", subject: str | None = None) -> Client:
        if role is None:
            return Client(app.test_client(), None)
        return signed_in_client(app, right(role, territory, subject))

    return sign_in
