"""permanences load - a territory's files into the database, or every problem of every file at once."""

import json
from pathlib import Path

import click

from scheduler.cli import parameters
from scheduler.cli.language import say, spoken_command
from scheduler.cli.reading import territory_at
from scheduler.domain.text import Text
from web.cli.publishing import tell_of_the_map
from web.cli.service import author, now, working_session
from web.services.reference import load_territory
from web.services.writing import begin_writing


@spoken_command(
    "load",
    Text(
        fr="Charge les fichiers d’un territoire. Ce qui est déjà publié ne change pas avant la prochaine publication.",
        en="Loads a territory's files. What stands published does not change before the next publication.",
    ),
    [parameters.territory, author, parameters.as_json],
)
def command(territory: Path, author: str, as_json: bool) -> int:
    with working_session() as session:
        place = territory_at(territory)
        session.rollback()
        begin_writing(session, place.id)
        changed = load_territory(session, place, author, now())
        session.commit()
    if as_json:
        click.echo(json.dumps({"territory": place.id, "digest": place.digest, "changed": changed}, indent=2))
    else:
        done = Text(fr="chargé", en="loaded") if changed else Text(fr="rien n’a changé", en="nothing has changed")
        click.echo(say(Text(fr=f"{place.name} : {done.fr}.", en=f"{place.name}: {done.en}.")))
    tell_of_the_map(place)
    return 0
