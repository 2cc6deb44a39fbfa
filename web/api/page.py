"""The API's own page - what can be asked and how, read off the description; no script, no other host."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

PAGE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<main>
<h1>{title}</h1>
<p>{summary}. {description}</p>
<p>Machine-readable: <a href="openapi.json">openapi.json</a>. Licence: <a href="{licence_url}">{licence}</a>.
Answers have an <code>ETag</code>; errors are <code>application/problem+json</code>.</p>
{operations}
</main>
</html>
"""


def api_page(document: Mapping[str, Any]) -> str:
    """An HTML page of an OpenAPI document."""
    info = document["info"]
    return PAGE.format(
        title=escape(f"{info['title']} – API {info['version']}"),
        summary=escape(info["summary"]),
        description=escape(info["description"]),
        licence=escape(info["license"]["name"]),
        licence_url=escape(info["license"]["url"]),
        operations="\n".join(_operations(document["paths"])),
    )


def _operations(paths: Mapping[str, Any]) -> Iterator[str]:
    for path, methods in paths.items():
        for method, operation in methods.items():
            yield f"<h2>{escape(operation['summary'])}</h2>"
            yield f"<p><code>{escape(method.upper())} {escape(path)}</code></p>"
            if "description" in operation:
                yield f"<p>{escape(operation['description'])}</p>"
            asked = [parameter for parameter in operation.get("parameters", ()) if parameter["in"] == "query"]
            yield "<ul>"
            yield from (f"<li>{_parameter(parameter)}</li>" for parameter in asked)
            yield "</ul>"


def _parameter(parameter: Mapping[str, Any]) -> str:
    told = f" – {escape(parameter['description'])}" if parameter.get("description") else ""
    values = ", ".join(f"<code>{escape(str(value))}</code>" for value in _values(parameter["schema"]))
    return f"<code>{escape(parameter['name'])}</code>{told}{': ' if values else ''}{values}"


def _values(schema: Mapping[str, Any]) -> list[Any]:
    """The values of an enumeration, also where null is allowed."""
    choices = [schema, *schema.get("anyOf", ())]
    return [value for choice in choices for value in choice.get("enum", ())]
