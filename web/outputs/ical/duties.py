"""Duties - what an advisor's own calendar holds beside the permanences: drives, base half-days, setups and leave."""

from web.outputs.agenda import Agenda, Duty, DutyKind
from web.outputs.ical.entry import Busy, Entry, location_words, position
from web.outputs.ical.permanences import place_words

CATEGORIES = {
    DutyKind.BASE: "Base",
    DutyKind.TRAVEL: "Trajet",
    DutyKind.SETUP: "Installation",
    DutyKind.LEAVE: "Absence",
}


def duty_entry(duty: Duty, agenda: Agenda) -> Entry:
    host = agenda.host.get(duty.structure)
    return Entry(
        uid=duty.uid,
        sequence=duty.sequence,
        created=duty.created,
        modified=duty.modified,
        cancelled=duty.status == "cancelled",
        date=duty.date,
        start=duty.start,
        end=duty.end,
        summary=_summary(duty),
        description=f"Pour {host.name}." if host is not None else "",
        location="" if duty.place is None else location_words(duty.place),
        geo=None if duty.place is None else position(duty.place),
        categories=(CATEGORIES[duty.kind],),
        private=True,
        busy=Busy.AWAY if duty.kind is DutyKind.LEAVE else Busy.BUSY,
    )


def _summary(duty: Duty) -> str:
    name, place = CATEGORIES[duty.kind], duty.place
    if duty.kind is DutyKind.LEAVE:
        return f"{name} – {duty.label}" if duty.label else name
    assert place is not None
    if duty.kind is DutyKind.TRAVEL and duty.origin is not None:
        return f"{name} – {duty.origin.name} → {place_words(place)}"
    return f"{name} – {place_words(place)}"
