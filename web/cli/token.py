"""permanences token - a new secret address for an advisor's own calendar; the former one opens nothing any more."""

import json

import click
from flask import current_app

from scheduler.cli import parameters
from scheduler.cli.language import argument, say, spoken_command
from scheduler.domain.text import Text
from web.cli.service import author, now, territory_option, working_session
from web.outputs.subscribe import FeedKind, feed_path
from web.services.tokens import renew_token, territory_of_advisor
from web.services.writing import begin_writing


@spoken_command(
    "token",
    Text(
        fr="Crée une nouvelle adresse secrète pour l’agenda d’un conseiller, et l’affiche : elle ne pourra plus être "
        "relue. L’ancienne ne s’ouvre plus.",
        en="Makes a new secret address for an advisor's calendar, and shows it: it cannot be read again. The former "
        "one opens nothing any more.",
    ),
    [
        argument("advisor", Text(fr="L’identifiant du conseiller.", en="The advisor's id.")),
        territory_option,
        author,
        parameters.as_json,
    ],
)
def command(advisor: str, territory: str | None, author: str, as_json: bool) -> int:
    with working_session() as session:
        place = territory_of_advisor(session, advisor, territory)
        session.rollback()
        begin_writing(session, place)
        token = renew_token(session, place, advisor, author, now())
        session.commit()
        public: str = current_app.config["PUBLIC_URL"]
    path = feed_path(place, FeedKind.ADVISOR, token)
    if as_json:
        click.echo(json.dumps({"territory": place, "advisor": advisor, "token": token, "path": path}, indent=2))
    else:
        click.echo(public.rstrip("/") + path)
        click.echo(
            say(
                Text(
                    fr="Donnez cette adresse au conseiller, et à personne d’autre : elle ouvre son agenda.",
                    en="Give this address to the advisor, and to nobody else: it opens the calendar.",
                )
            ),
            err=True,
        )
    return 0
