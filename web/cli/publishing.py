"""Publishing from the command line - what both publish and republish say when it is done, and when it is refused."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from scheduler.cli.language import language_of, say
from scheduler.domain.territory import Territory
from scheduler.domain.time import Horizon
from scheduler.report.finding_lines import finding_document, finding_line
from web.cli.service import now
from web.cli.telling import (
    change_document,
    change_lines,
    map_lines,
    release_document,
    release_lines,
)
from web.outputs.agenda import Release
from web.services.errors import PlanRefusedError, PublishedMeanwhileError
from web.services.publish import Draft, Proof, publish

REFUSED = 1
MEANWHILE = 3
SCORE_FILE = "score.json"


def publish_and_tell(session: Session, draft: Draft, who: str, as_json: bool) -> int:
    """Publishes, says what has changed, and gives the exit code."""
    try:
        released = publish(session, draft, who, now())
        session.commit()
    except PlanRefusedError as error:
        session.rollback()
        return _refused(error, draft.territory, as_json)
    except PublishedMeanwhileError as error:
        session.rollback()
        return _meanwhile(error, as_json)
    _done(released, draft.territory, as_json)
    tell_of_the_map(draft.territory)
    return 0


def proof_beside(plan: Path, horizon: Horizon, territory: Territory) -> Proof | None:
    """What score.json beside the plan says was proven, where it is about these files and weeks."""
    path = plan.parent / SCORE_FILE
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        about = (document["input_digest"], document["parameters"]["from"], document["parameters"]["weeks"])
        total, bound = document["total"], document["bound"]
    except (OSError, ValueError, KeyError, TypeError):  # another program's file, or none: nothing is known
        return None
    if about != (territory.digest, _text(horizon.first_day), horizon.weeks):
        return None
    return Proof(total, bound) if isinstance(total, int) and isinstance(bound, int) else None


def _text(day: date) -> str:
    return day.isoformat()


def _done(released: Release, territory: Territory, as_json: bool) -> None:
    if as_json:
        _write(release_document(released, territory.id))
        return
    for line in release_lines(released, territory.name):
        click.echo(say(line))


def tell_of_the_map(territory: Territory) -> None:
    """What the national map will refuse, on the standard error: it hinders nobody else."""
    for line in map_lines(territory):
        click.echo(say(line), err=True)


def _refused(error: PlanRefusedError, territory: Territory, as_json: bool) -> int:
    if as_json:
        language = language_of(click.get_current_context())
        _write({"findings": [finding_document(finding, language) for finding in error.findings]})
    else:
        for finding in error.findings:
            click.echo(say(finding_line(finding, territory)))
    click.echo(say(error.text), err=True)
    return REFUSED


def _meanwhile(error: PublishedMeanwhileError, as_json: bool) -> int:
    click.echo(say(error.text), err=True)
    if as_json:
        changes = [change_document(change) for change in error.changes]
        _write({"expected": error.expected, "latest": error.latest, "changes": changes})
    else:
        for line in change_lines(error.changes):
            click.echo(say(line))
    return MEANWHILE


def _write(document: Mapping[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
