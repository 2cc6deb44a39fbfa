"""JSON - the permanences and what one needs to use them: which publication, which days, which columns, what licence."""

import json
from datetime import date, datetime, time

from web.outputs.addresses import PageOf
from web.outputs.agenda import Agenda
from web.outputs.open_data.columns import COLUMNS, LICENCE, LICENCE_NAME, PURPOSE
from web.outputs.open_data.rows import Value, rows_of


def permanences_json(agenda: Agenda, page_of: PageOf) -> bytes:
    """`permanences`: one object for each dated permanence, every column in each, null where there is nothing to say."""
    document = {
        "title": f"Permanences numériques – {agenda.name}",
        "description": {"fr": PURPOSE.fr, "en": PURPOSE.en},
        "territory": agenda.territory,
        "timezone": agenda.timezone,
        "publication": agenda.publication,
        "published_at": agenda.published_at.isoformat(timespec="seconds"),
        "modified": agenda.modified.isoformat(timespec="seconds"),
        "first_day": agenda.first_day.isoformat(),
        "last_day": agenda.last_day.isoformat(),
        "licence": {"name": LICENCE_NAME, "url": LICENCE},
        "mentions": sorted({host.mention for host in agenda.hosts if host.mention}),
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "title": {"fr": column.heading.fr, "en": column.heading.en},
                "description": {"fr": column.meaning.fr, "en": column.meaning.en},
            }
            for column in COLUMNS
        ],
        "permanences": [
            {column.name: _plain(value) for column, value in zip(COLUMNS, row, strict=True)}
            for row in rows_of(agenda, page_of)
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _plain(value: Value) -> str | int | float | bool | None:
    match value:
        case datetime():
            return value.isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat(timespec="minutes")
        case _:
            return value
