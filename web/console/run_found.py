"""Run found - the run that an address names, or the page that says that there is none."""

from werkzeug.exceptions import NotFound

from web.database import database
from web.models.runs import Run
from web.services.runs import UnknownRunError, run_of


def found_run(territory: str, number: int, *, removed: bool = False) -> Run:
    """One that was removed only where asked for. Raises NotFound."""
    try:
        return run_of(database.session(), territory, number, removed=removed)
    except UnknownRunError as error:
        raise NotFound from error
