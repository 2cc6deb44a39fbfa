"""Pages - how a page of the console is made: for one person, never kept by anybody on the way."""

from flask import Response, g, render_template

from web.console.asking import Where, person_or_nobody
from web.console.files import file_address
from web.console.navigation import places
from web.console.reader import reader
from web.public.files import style_address

HTML = "text/html; charset=utf-8"


def page(template: str, status: int = 200, **values: object) -> Response:
    """The template of `templates/console/`, with `w`, `person`, `where` (the territory, or None), `file` and values."""
    person, where = person_or_nobody(), g.get("where")
    told = {
        "w": reader(),
        "person": person,
        "where": where,
        "places": list(places(person, where.id)) if person is not None and isinstance(where, Where) else [],
        "file": file_address,
        "style": style_address(),
    }
    return unkept(Response(render_template(f"console/{template}", **told | values), status, content_type=HTML))


def unkept(response: Response) -> Response:
    """What is one person's is kept nowhere, and told to no search engine; its address is told to no other site."""
    response.cache_control.no_store = True
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
