"""How a change is said to people: what is new, cancelled, moved or handed over, from when and where to where."""

from scheduler.domain.text import Text
from scheduler.domain.wording import list_words
from web.outputs.agenda import AgendaChange, ChangeKind, Slot
from web.outputs.wording import activity_words, hours_words, short_day_words

KINDS = {
    ChangeKind.NEW: Text(fr="Nouvelle permanence", en="New"),
    ChangeKind.MOVED_IN_TIME: Text(fr="Changement d’horaire", en="Other time"),
    ChangeKind.MOVED_IN_PLACE: Text(fr="Changement de lieu", en="Other place"),
    ChangeKind.HANDED_OVER: Text(fr="Changement de conseiller", en="Other advisor"),
    ChangeKind.CANCELLED: Text(fr="Permanence annulée", en="Cancelled"),
}
"""What each kind of change is called."""


def kinds_words(change: AgendaChange) -> Text:
    """`Changement d’horaire et changement de lieu`."""
    said = [KINDS[kind] for kind in ChangeKind if kind in change.kinds]
    return _capital(list_words([Text(fr=text.fr.lower(), en=text.en.lower()) for text in said]))


def change_words(change: AgendaChange) -> Text:
    """`Changement d’horaire : rdv, Mairie d’Arudy, jeudi 3 décembre, 9 h – 12 h → vendredi 4 décembre, 9 h – 12 h`.

    Of a move only what has changed is said of where it goes.
    """
    kinds, what = kinds_words(change), activity_words(change)
    ends = [_slot(slot) for slot in (change.before,) if slot is not None]
    if change.after is not None:
        ends.append(_slot(change.after) if change.before is None else _what_changed(change))
    return Text(
        fr=f"{kinds.fr} : {what.fr}, {' → '.join(end.fr for end in ends)}",
        en=f"{kinds.en}: {what.en}, {' → '.join(end.en for end in ends)}",
    )


def _slot(slot: Slot) -> Text:
    day, hours = short_day_words(slot.date), hours_words(slot.parts)
    return Text(fr=f"{_place(slot)}, {day.fr}, {hours.fr}", en=f"{_place(slot)}, {day.en}, {hours.en}")


def _what_changed(change: AgendaChange) -> Text:
    after = change.after
    assert after is not None
    said: list[Text] = []
    if ChangeKind.MOVED_IN_PLACE in change.kinds:
        said.append(Text(fr=_place(after), en=_place(after)))
    if ChangeKind.MOVED_IN_TIME in change.kinds:
        said += [short_day_words(after.date), hours_words(after.parts)]
    if ChangeKind.HANDED_OVER in change.kinds:
        said.append(Text(fr=after.advisor_name, en=after.advisor_name))
    return Text(fr=", ".join(text.fr for text in said), en=", ".join(text.en for text in said))


def _place(slot: Slot) -> str:
    return f"{slot.place.name} ({slot.room})" if slot.room else slot.place.name


def _capital(text: Text) -> Text:
    return Text(fr=text.fr[:1].upper() + text.fr[1:], en=text.en[:1].upper() + text.en[1:])
