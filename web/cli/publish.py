"""permanences publish - audits a plan and publishes it over some weeks, as the next version."""

from datetime import date
from pathlib import Path

from scheduler.cli import parameters
from scheduler.cli.language import argument, option, spoken_command
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.intake import read_plan
from web.cli.publishing import proof_beside, publish_and_tell
from web.cli.service import author, territory_named, working_session
from web.services.publish import Draft, latest_number

territory = argument(
    "territory",
    Text(
        fr="Le dossier ou le classeur du territoire, qui est alors chargé, ou l’identifiant d’un territoire chargé.",
        en="The territory's folder or workbook, which is loaded then, or the id of a loaded territory.",
    ),
)

message = option(
    "--message",
    said=Text(fr="Un mot sur cette version, que tout le monde lira.", en="A word on this version, for all to read."),
    metavar="TEXT",
    default="",
)

after = option(
    "--after",
    said=Text(
        fr="La dernière version que vous avez vue (0 : aucune) ; une autre, publiée depuis, arrête tout.",
        en="The latest version that you have seen (0: none); another one, published since, stops it all.",
    ),
    type=parameters.Whole(0),
    metavar="N",
)


@spoken_command(
    "publish",
    Text(
        fr="Vérifie un plan et le publie : les semaines demandées sont remplacées, les autres restent. Un plan qui "
        "enfreint une règle n’est pas publié. Code de sortie : 0 publié, 1 règles enfreintes, 2 fichier ou base "
        "inutilisable, 3 quelqu’un d’autre a publié entre-temps.",
        en="Checks a plan and publishes it: the weeks asked for are replaced, the others stay. A plan that breaks a "
        "rule is not published. Exit code: 0 published, 1 broken rules, 2 unusable file or database, 3 somebody "
        "else has published meanwhile.",
    ),
    [
        territory,
        parameters.plan,
        parameters.first_day,
        parameters.weeks,
        message,
        after,
        author,
        parameters.as_json,
    ],
)
def command(
    territory: str,
    plan: Path,
    first_day: date,
    weeks: int,
    message: str,
    after: int | None,
    author: str,
    as_json: bool,
) -> int:
    with working_session() as session:
        place = territory_named(session, territory)
        horizon = Horizon(first_day, weeks)
        draft = Draft(
            territory=place,
            plan=read_plan(plan, place, strict=True),
            horizon=horizon,
            expected=latest_number(session, place.id) if after is None else after,
            message=message,
            proof=proof_beside(plan, horizon, place),
        )
        session.rollback()
        return publish_and_tell(session, draft, author, as_json)
