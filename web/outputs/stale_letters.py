"""The letter to a venue whose calendar was not read again: what changes there in the next two days. In French."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from scheduler.domain.wording import day_words
from web.outputs.agenda import AgendaChange
from web.outputs.change_wording import change_words
from web.outputs.wording import short_day_words


def stale_subject(day: date) -> str:
    return f"Permanence numérique\u00a0: ce qui change {short_day_words(day).fr}"


def stale_letter_text(
    venue: str,
    territory: str,
    changes: Sequence[AgendaChange],
    last_read: datetime | None,
    zone: ZoneInfo,
    address: str,
) -> str:
    """`last_read` is when the venue's calendar was last read by a program that comes back; `address` its page."""
    said = "\n".join(f"– {change_words(change).said_in('fr')}" for change in changes)
    if last_read is None:
        why = "Aucun agenda n’est abonné aux dates de ce lieu"
    else:
        why = f"L’agenda abonné aux dates de ce lieu ne les a pas relues depuis le {_when(last_read, zone)}"
    paragraphs = [
        "Bonjour,",
        f"Voici ce qui change dans les deux jours, {venue}\u00a0:\n{said}",
        f"{why}\u00a0: c’est pourquoi nous vous écrivons.",
        f"Toutes les dates, toujours à jour, et comment s’abonner\u00a0: {address}" if address else "",
        f"Permanences numériques, {territory}",
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph) + "\n"


def _when(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{day_words(local.date()).fr}, {local.hour}\u00a0h\u00a0{local.minute:02d}"
