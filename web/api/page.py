"""The API's own page - what can be asked and how, read off the description; no script, no other host.

French first. The description is for programs, and English: the page says its sentences in French by `FRENCH`.
"""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final

from scheduler.domain.text import Language, Text

PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<main>
<h1>{title}</h1>
<p><a href="{other_address}" lang="{other}" hreflang="{other}">{other_name}</a></p>
<p>{summary}. {description}</p>
<p>{program} <a href="openapi.json">openapi.json</a>. {licence_is} <a href="{licence_url}">{licence}</a>.
{tags}</p>
{operations}
{mentions}
</main>
</body>
</html>
"""

PROGRAM = Text(fr="Pour les programmes :", en="For programs:")
LICENCE_IS = Text(fr="Licence :", en="Licence:")
TAGS = Text(
    fr="Les réponses ont un ETag ; les erreurs sont du type application/problem+json, en anglais avec lang=en.",
    en="Answers have an ETag; errors are application/problem+json, in English with lang=en.",
)

FRENCH: Final = {
    "Where and when digital advisors receive the public": "Où et quand les conseillers numériques reçoivent le public",
    "What stands published, read only. Times are local to the territory where they have no offset.": (
        "Ce qui est publié, en lecture seule. Les heures sans décalage sont celles du territoire."
    ),
    "The territories that have published": "Les territoires qui ont publié",
    "One territory": "Un territoire",
    "The venues of a territory, by name": "Les lieux d’un territoire, par nom",
    "One venue": "Un lieu",
    "The host structures of a territory, by name": "Les structures d’accueil d’un territoire, par nom",
    "One host structure": "Une structure d’accueil",
    "The dated permanences of a territory, cancelled ones included": (
        "Les permanences datées d’un territoire, annulées comprises"
    ),
    "In order of date, start and uid. A cursor stays good when something is published meanwhile.": (
        "Par date, heure de début et uid. Un curseur reste bon quand quelque chose est publié entre-temps."
    ),
    "One dated permanence": "Une permanence datée",
    "The latest publications, the newest first": "Les dernières publications, la plus récente d’abord",
    "One publication, and what it has changed": "Une publication, et ce qu’elle a changé",
    "INSEE code.": "Code INSEE.",
    "The first day.": "Le premier jour.",
    "The last day, included.": "Le dernier jour, compris.",
    "The next_cursor of the page before.": "Le next_cursor de la page d’avant.",
}
"""What the description says to people, in French."""


def api_page(document: Mapping[str, Any], language: Language, mentions: Iterable[str], style: str) -> str:
    """An HTML page of an OpenAPI document; `mentions` are what the conventions want on every page.

    `style` is the address of the stylesheet.
    """
    info = document["info"]
    other = "en" if language == "fr" else "fr"
    return PAGE.format(
        language=language,
        style=escape(style),
        other=other,
        other_address="?lang=en" if other == "en" else "./",
        other_name="English" if other == "en" else "Français",
        title=escape(f"{info['title']} – API {info['version']}"),
        summary=_said(info["summary"], language),
        description=_said(info["description"], language),
        licence=escape(info["license"]["name"]),
        licence_url=escape(info["license"]["url"]),
        program=PROGRAM.said_in(language),
        licence_is=LICENCE_IS.said_in(language),
        tags=TAGS.said_in(language),
        operations="\n".join(_operations(document["paths"], language)),
        mentions="\n".join(f"<p>{escape(mention)}</p>" for mention in mentions),
    )


def _said(english: str, language: Language) -> str:
    return escape(Text(fr=FRENCH[english], en=english).said_in(language))


def _operations(paths: Mapping[str, Any], language: Language) -> Iterator[str]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield f"<h2>{_said(operation['summary'], language)}</h2>"
            yield f"<p><code>{escape(method.upper())} {escape(path)}</code></p>"
            if "description" in operation:
                yield f"<p>{_said(operation['description'], language)}</p>"
            asked = [parameter for parameter in operation.get("parameters", ()) if parameter["in"] == "query"]
            yield "<ul>"
            yield from (f"<li>{_parameter(parameter, language)}</li>" for parameter in asked)
            yield "</ul>"


def _parameter(parameter: Mapping[str, Any], language: Language) -> str:
    told = f" – {_said(parameter['description'], language)}" if parameter.get("description") else ""
    values = ", ".join(f"<code>{escape(str(value))}</code>" for value in _values(parameter["schema"]))
    return f"<code>{escape(parameter['name'])}</code>{told}{': ' if values else ''}{values}"


def _values(schema: Mapping[str, Any]) -> list[Any]:
    """The values of an enumeration, also where null is allowed."""
    choices = [schema, *schema.get("anyOf", ())]
    return [value for choice in choices for value in choice.get("enum", ())]
