"""How the ledger says its figures: half-days, hours, what is due, a balance with its sign, the weeks of a plan."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from scheduler.domain.text import Text
from scheduler.domain.wording import date_words, list_words
from scheduler.ledger.amounts import Amount
from scheduler.ledger.hosting import Account
from scheduler.ledger.ledger import Ledger
from scheduler.ledger.limits import Limit
from scheduler.report.wording import NBSP, number, percent

WEEK = timedelta(weeks=1)


def figure(value: Fraction | float) -> Text:
    """`118`, `118,5`: a digit after the mark where it is not whole."""
    rounded = round(float(value), 1)
    return number(rounded, 0 if rounded == int(rounded) else 1)


def signed(value: Fraction | float) -> Text:
    """`+1`, `−2,5`, `0`."""
    said = figure(abs(float(value)))
    sign = "" if round(float(value), 1) == 0 else "+" if value > 0 else "−"
    return Text(fr=f"{sign}{said.fr}", en=f"{sign}{said.en}")


def hours(value: Fraction) -> Text:
    said = figure(value)
    return Text(fr=f"{said.fr}{NBSP}h", en=f"{said.en}{NBSP}h")


def signed_hours(value: Fraction) -> Text:
    said = signed(value)
    return Text(fr=f"{said.fr}{NBSP}h", en=f"{said.en}{NBSP}h")


def range_words(least: Fraction, most: Fraction) -> Text:
    """`59`, or `de 40 à 59`."""
    low, high = figure(least), figure(most)
    if low == high:
        return low
    return Text(fr=f"{low.fr} à {high.fr}", en=f"{low.en} to {high.en}")


def due_words(account: Account) -> Text:
    """What a posting is due in half-days, « libre » without a share."""
    if not account.has_share:
        return Text(fr="libre", en="free")
    return range_words(account.due_min.half_days, account.due_max.half_days)


def carried_words(held: Amount, available: Amount) -> Text:
    """`6 sur 10`; a dash where no window reaches over the period's edge."""
    if not available.half_days and not held.half_days:
        return Text(fr="–", en="–")
    part, whole = figure(held.half_days), figure(available.half_days)
    return Text(fr=f"{part.fr} sur {whole.fr}", en=f"{part.en} of {whole.en}")


def limit_words(limit: Limit) -> Text:
    """`au moins 50 % : 12 demi-journées`."""
    least, most = percent(limit.rule.min), percent(limit.rule.max)
    parts = []
    if limit.rule.min > 0:
        parts.append(Text(fr=f"au moins {least.fr}, soit {limit.least}", en=f"at least {least.en}: {limit.least}"))
    if limit.rule.max < 1:
        parts.append(Text(fr=f"au plus {most.fr}, soit {limit.most}", en=f"at most {most.en}: {limit.most}"))
    return list_words(parts)


def limit_subject(limit: Limit) -> Text:
    if limit.rule.kind == "zone_share":
        return Text(fr=f"en zone {limit.rule.zone}", en=f"in zone {limit.rule.zone}")
    return Text(fr="facturées" if limit.part > 1 else "facturée", en="billed")


def verdict_words(limit: Limit) -> Text:
    if limit.off == 0:
        return Text(fr="tenu", en="kept")
    if limit.off < 0:
        return Text(fr=f"il en manque {-limit.off}", en=f"{-limit.off} missing")
    return Text(fr=f"{limit.off} de trop", en=f"{limit.off} too many")


def weeks_words(mondays: Sequence[date]) -> Text:
    """Weeks in a row as one span: « semaines du 5 octobre au 26 octobre 2026 et du 4 janvier 2027 »."""
    runs: list[list[date]] = []
    for monday in mondays:
        if runs and monday - runs[-1][-1] == WEEK:
            runs[-1].append(monday)
        else:
            runs.append([monday])
    said = [_run_words(run[0], run[-1]) for run in runs]
    listed = list_words(said)
    if len(mondays) == 1:
        return Text(fr=f"semaine {listed.fr}", en=f"week {listed.en}")
    return Text(fr=f"semaines {listed.fr}", en=f"weeks {listed.en}")


def _run_words(first: date, last: date) -> Text:
    start, end = date_words(first), date_words(last)
    if first == last:
        return Text(fr=f"du {start.fr}", en=f"of {start.en}")
    return Text(fr=f"du {start.fr} à celle du {end.fr}", en=f"of {start.en} to that of {end.en}")


def source_words(ledger: Ledger) -> list[Text]:
    """Each plan: the weeks that it tells, and which file has replaced it where."""
    said = []
    for source in ledger.sources:
        told = weeks_words(source.told) if source.told else Text(fr="aucune semaine", en="no week")
        replaced = {
            name: [monday for monday, by in source.replaced if by == name]
            for name in dict.fromkeys(by for _, by in source.replaced)
        }
        losses = [(name, weeks_words(mondays)) for name, mondays in replaced.items()]
        french = "".join(f" ; remplacé par {name} : {weeks.fr}" for name, weeks in losses)
        english = "".join(f"; replaced by {name}: {weeks.en}" for name, weeks in losses)
        said.append(Text(fr=f"{source.name} : {told.fr}{french}", en=f"{source.name}: {told.en}{english}"))
    return said
