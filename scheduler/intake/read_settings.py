"""Reads the settings of territory.toml: every key known and readable, the half-days in the order of the day."""

from scheduler.domain.text import Text
from scheduler.domain.time import Period, clock_text
from scheduler.intake.aliases import SETTING_OF, normal
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.kinds import NAME, Unreadable
from scheduler.intake.settings import HALF_DAY, HALF_DAYS, KEY, KEYS
from scheduler.intake.sheet import Report, Setting


def read_settings(draft: Draft, report: Report) -> None:
    """Fills the draft's settings and periods, and reports every key that is unknown, missing or wrong."""
    found = draft.found
    if found.settings is None:
        if "territory" not in found.broken:
            report.add(
                Text(fr="il manque la description du territoire", en="the description of the territory is missing"),
                found.settings_file,
                sheet=found.settings_sheet,
            )
        return
    hours: dict[str, Setting] = {}
    for setting in found.settings:
        if (name := half_day_name(setting.key)) is not None:
            if name in hours:
                complain(draft, report, setting, _TWICE)
            hours[name] = setting
        elif (key := SETTING_OF.get(normal(setting.key), "")) not in KEY:
            near = nearly(normal(setting.key), SETTING_OF)
            complain(draft, report, setting, _UNKNOWN, None if near is None else SETTING_OF[near])
        elif key in draft.places:
            complain(draft, report, setting, _TWICE)
        else:
            draft.places[key] = setting
            if setting.text:
                _read_value(draft, key, setting, report)
    for wanted in KEYS:
        if wanted.required and (wanted.name not in draft.places or not draft.places[wanted.name].text):
            report.add(
                Text(
                    fr=f"il manque la clé obligatoire « {wanted.name} »",
                    en=f'the required key "{wanted.name}" is missing',
                ),
                found.settings_file,
                column=wanted.name,
                sheet=found.settings_sheet,
            )
    _read_half_days(draft, hours, report)


def half_day_name(key: str) -> str | None:
    """The name of the half-day that the key describes; None for another key."""
    section, dot, name = key.partition(".")
    return name.strip() if dot and SETTING_OF.get(normal(section)) == HALF_DAY.name else None


def complain(
    draft: Draft, report: Report, setting: Setting, message: Text, suggestion: Text | str | None = None
) -> None:
    """An error about one key."""
    report.add(
        message,
        draft.found.settings_file,
        place=setting.place,
        column=setting.key,
        value=setting.text,
        suggestion=suggestion,
        sheet=draft.found.settings_sheet,
    )


def _read_value(draft: Draft, key: str, setting: Setting, report: Report) -> None:
    try:
        draft.settings[key] = KEY[key].kind.read(setting.text)
    except Unreadable as error:
        complain(draft, report, setting, error.message, error.suggestion)


def _read_half_days(draft: Draft, hours: dict[str, Setting], report: Report) -> None:
    periods: list[Period] = []
    named = sound = bool(hours)
    if not hours:
        report.add(
            Text(
                fr="il manque les demi-journées de travail, telles que half_days.am de 08:30 à 12:00",
                en="the working half-days are missing, such as half_days.am from 08:30 to 12:00",
            ),
            draft.found.settings_file,
            column=HALF_DAYS.rstrip("."),
            sheet=draft.found.settings_sheet,
        )
    for name, setting in hours.items():
        try:
            start, end = HALF_DAY.kind.read(setting.text)
            period = Period(len(periods), NAME.read(name), start, end)
        except Unreadable as error:
            complain(draft, report, setting, error.message, error.suggestion)
            named = sound = False
            continue
        if periods and period.start < periods[-1].end:
            before = periods[-1]
            complain(
                draft,
                report,
                setting,
                Text(
                    fr=f"doit commencer après la fin de « {before.name} » ({clock_text(before.end)}) : "
                    "les demi-journées se suivent dans l’ordre du jour, sans se chevaucher",
                    en=f'must begin after the end of "{before.name}" ({clock_text(before.end)}): '
                    "half-days follow each other in the order of the day, without overlapping",
                ),
            )
            sound = False
        periods.append(period)
    draft.periods = tuple(periods)
    draft.knows_periods, draft.knows_hours = named, sound


_UNKNOWN = Text(fr="cette clé n’existe pas", en="there is no such key")
_TWICE = Text(fr="cette clé est donnée deux fois", en="this key is given twice")
