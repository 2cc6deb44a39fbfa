"""permanences diff - what differs between two published versions."""

import json

import click

from scheduler.cli import parameters
from scheduler.cli.language import argument, say, spoken_command
from scheduler.domain.text import Text
from web.cli.service import published_territory, territory_option, working_session
from web.cli.telling import change_document, change_lines
from web.services.versions import diff


@spoken_command(
    "diff",
    Text(
        fr="Compare deux versions publiées : nouvelles, déplacées, confiées à un autre conseiller, annulées. La "
        "version 0 est ce qu’il y avait avant la première : rien.",
        en="Compares two published versions: new, moved, handed to another advisor, cancelled. Version 0 is what there "
        "was before the first: nothing.",
    ),
    [
        argument("earlier", Text(fr="Une version.", en="A version."), type=parameters.Whole(0), metavar="N"),
        argument("later", Text(fr="L’autre.", en="The other."), type=parameters.Whole(0), metavar="M"),
        territory_option,
        parameters.as_json,
    ],
)
def command(earlier: int, later: int, territory: str | None, as_json: bool) -> int:
    with working_session() as session:
        place = published_territory(session, territory)
        changes = diff(session, place, earlier, later)
    if as_json:
        document = {
            "territory": place,
            "from": earlier,
            "to": later,
            "changes": [change_document(change) for change in changes],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=2))
    else:
        for line in change_lines(changes):
            click.echo(say(line))
    return 0
