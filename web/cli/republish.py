"""permanences republish - an old version again, as the next one: audited like any other."""

from scheduler.cli import parameters
from scheduler.cli.language import argument, spoken_command
from scheduler.domain.text import Text
from web.cli.publish import message
from web.cli.publishing import publish_and_tell
from web.cli.service import author, published_territory, territory_option, working_session
from web.services.publish import Draft, latest_number
from web.services.reference import loaded_territory
from web.services.versions import plan_of_version


@spoken_command(
    "republish",
    Text(
        fr="Publie de nouveau le plan d’une version ancienne, sur ses semaines, avec les fichiers chargés aujourd’hui. "
        "Codes de sortie : ceux de publish.",
        en="Publishes the plan of an old version again, over its weeks, with the files that are loaded today. Exit "
        "codes: those of publish.",
    ),
    [
        argument("number", Text(fr="La version.", en="The version."), type=parameters.Whole(1), metavar="N"),
        territory_option,
        message,
        author,
        parameters.as_json,
    ],
)
def command(number: int, territory: str | None, message: str, author: str, as_json: bool) -> int:
    with working_session() as session:
        place = loaded_territory(session, published_territory(session, territory))
        plan, horizon = plan_of_version(session, place, number)
        draft = Draft(place, plan, horizon, latest_number(session, place.id), message, republished=number)
        session.rollback()
        return publish_and_tell(session, draft, author, as_json)
