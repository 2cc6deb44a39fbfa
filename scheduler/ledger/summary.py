"""The ledger in the terminal: plans, host structures, advisors, what was not served, limits, and what to know."""

from collections.abc import Iterator

from scheduler.domain.text import Language, Text
from scheduler.domain.wording import half_day_words, half_days_words, minutes_words, number_words, span_words
from scheduler.ledger.hosting import Account
from scheduler.ledger.ledger import Ledger, StructureLine
from scheduler.ledger.roads import Road
from scheduler.ledger.words import (
    carried_words,
    due_words,
    figure,
    hours,
    limit_subject,
    limit_words,
    range_words,
    signed,
    signed_hours,
    source_words,
    verdict_words,
    weeks_words,
)
from scheduler.report.names import PlaceNames
from scheduler.report.score_lines import aligned
from scheduler.report.summary import Section
from scheduler.report.wording import number, percent, windows_words

STRAYS_LISTED = 6
LACKS_LISTED = 4

BLANK = Text(fr="", en="")

_HOSTS = Text(
    fr="Structures d’accueil, en demi-journées (réglé = reporté d’avant + tenu − reporté après)",
    en="Host structures, in half-days (settled = brought in + held - carried over)",
)

ACCOUNT_HEADINGS = (
    Text(fr="Structure d’accueil", en="Host structure"),
    Text(fr="reporté d’avant", en="brought in"),
    Text(fr="tenu", en="held"),
    Text(fr="reporté après", en="carried over"),
    Text(fr="réglé", en="settled"),
    Text(fr="dû", en="due"),
    Text(fr="solde", en="balance"),
    Text(fr="hors part", en="off share"),
    Text(fr="heures tenues", en="hours held"),
    Text(fr="solde", en="balance"),
    Text(fr="km", en="km"),
    Text(fr="route", en="driving"),
)

ADVISOR_HEADINGS = (
    Text(fr="Conseiller", en="Advisor"),
    Text(fr="disponible", en="available"),
    Text(fr="heures", en="hours"),
    Text(fr="avec le public", en="with the public"),
    Text(fr="à la base", en="at the base"),
    Text(fr="sans plan", en="in no plan"),
    Text(fr="km", en="km"),
    Text(fr="route", en="driving"),
)


def ledger_sections(ledger: Ledger, language: Language) -> tuple[Section, ...]:
    """The sections in the order in which they are read; empty ones are left out."""
    span = span_words(ledger.span.first_day, ledger.span.last_day)
    sections = (
        (Text(fr=f"{ledger.territory.name}, {span.fr}", en=f"{ledger.territory.name}, {span.en}"), _plans(ledger)),
        (Text(fr="À savoir", en="Note"), _notes(ledger)),
        (_HOSTS, _hosts(ledger)),
        (Text(fr="Conseillers, en demi-journées", en="Advisors, in half-days"), _advisors(ledger)),
        (Text(fr="Demandes", en="Demands"), _demands(ledger)),
        (Text(fr="Parts à tenir sur la période", en="Shares to keep over the period"), _limits(ledger)),
    )
    said = (Section(heading.said_in(language), tuple(_lines(table, language))) for heading, table in sections if table)
    return tuple(section for section in said if section.lines)


Rows = list[tuple[Text, ...]]
"""Rows of a table; a line of text is a row of one cell."""


def _lines(rows: Rows, language: Language) -> Iterator[str]:
    """Tables are aligned, and lines of text stand as they are: all rows of one section are of one kind."""
    said = [tuple(cell.said_in(language) for cell in row) for row in rows]
    if len(said[0]) == 1:
        return (row[0] for row in said)
    return aligned(said, right=range(1, len(said[0])))


def _plans(ledger: Ledger) -> Rows:
    return [(text,) for text in source_words(ledger)]


def _notes(ledger: Ledger) -> Rows:
    notes = []
    if ledger.without_plan:
        weeks = weeks_words(ledger.without_plan)
        notes.append(
            Text(
                fr=f"Aucun plan ne couvre : {weeks.fr}. Les fenêtres qui y touchent ne sont pas comptées.",
                en=f"No plan covers: {weeks.en}. Windows that touch them are not counted.",
            )
        )
    uncounted = [account for account in ledger.accounts if account.has_share and account.uncounted.available.half_days]
    if uncounted and not ledger.without_plan:
        notes.append(
            Text(
                fr="Des fenêtres ont commencé avant le premier plan : elles ne sont pas comptées. Donnez aussi le plan "
                "d’avant.",
                en="Some windows began before the first plan: they are not counted. Give the plan before as well.",
            )
        )
    if ledger.strays:
        rows = number_words(
            len(ledger.strays), Text(fr="ligne n’est", en="row is"), Text(fr="lignes ne sont", en="rows are")
        )
        listed = [half_day_words(row.half_day) for row in ledger.strays[:STRAYS_LISTED]]
        more = "…" if len(ledger.strays) > STRAYS_LISTED else ""
        french = " ; ".join(
            f"{ledger.territory.advisor[row.advisor].name}, {when.fr}"
            for row, when in zip(ledger.strays, listed, strict=False)
        )
        english = "; ".join(
            f"{ledger.territory.advisor[row.advisor].name}, {when.en}"
            for row, when in zip(ledger.strays, listed, strict=False)
        )
        notes.append(
            Text(
                fr=f"{rows.fr} pas comptée{'s' * (len(ledger.strays) > 1)}, le conseiller n’étant pas disponible "
                f"(absence, jour férié) : {french}{more}",
                en=f"{rows.en} not counted, since the advisor is not available (absence, public holiday): "
                f"{english}{more}",
            )
        )
    return [(note,) for note in notes]


def _hosts(ledger: Ledger) -> Rows:
    rows: Rows = [ACCOUNT_HEADINGS]
    for line in ledger.structures:
        shown = [account for account in line.accounts if account.inside.held.half_days or account.posting.share_min > 0]
        if not shown:
            continue
        name = Text(fr=line.structure.name, en=line.structure.name)
        if len(shown) == 1:
            who = ledger.territory.advisor[shown[0].posting.advisor].name
            name = Text(fr=f"{line.structure.name} ({who})", en=f"{line.structure.name} ({who})")
            rows.append((name, *_account_cells(shown[0], ledger.road(shown[0]))))
            continue
        rows.append((name, *_structure_cells(line)))
        for account in shown:
            who = f"  {ledger.territory.advisor[account.posting.advisor].name}"
            rows.append((Text(fr=who, en=who), *_account_cells(account, ledger.road(account))))
    return rows if len(rows) > 1 else []


def _account_cells(account: Account, road: Road) -> tuple[Text, ...]:
    has_share = account.has_share
    return (
        carried_words(account.brought.held, account.brought.available),
        figure(account.inside.held.half_days),
        carried_words(account.carried.held, account.carried.available),
        figure(account.settled.held.half_days),
        due_words(account),
        signed(account.balance.half_days) if has_share else BLANK,
        number(account.off) if has_share else BLANK,
        hours(account.inside.held.hours),
        signed_hours(account.balance.hours) if has_share else BLANK,
        *_road_cells(road),
    )


def _structure_cells(line: StructureLine) -> tuple[Text, ...]:
    has_share = any(account.has_share for account in line.accounts)
    return (
        carried_words(line.brought.held, line.brought.available),
        figure(line.inside.held.half_days),
        carried_words(line.carried.held, line.carried.available),
        figure(line.settled.held.half_days),
        range_words(line.due_min.half_days, line.due_max.half_days) if has_share else Text(fr="libre", en="free"),
        signed(line.balance.half_days) if has_share else BLANK,
        number(sum(account.off for account in line.accounts)) if has_share else BLANK,
        hours(line.inside.held.hours),
        signed_hours(line.balance.hours) if has_share else BLANK,
        *_road_cells(line.road),
    )


def _road_cells(road: Road) -> tuple[Text, Text]:
    return number(road.km), minutes_words(round(road.minutes))


def _advisors(ledger: Ledger) -> Rows:
    rows: Rows = [ADVISOR_HEADINGS]
    for line in ledger.advisors:
        rows.append(
            (
                Text(fr=line.advisor.name, en=line.advisor.name),
                figure(line.told.available.half_days),
                hours(line.told.available.hours),
                figure(line.with_public.half_days),
                figure(line.at_base.half_days),
                figure(line.untold.half_days),
                *_road_cells(line.road),
            )
        )
    return rows


def _demands(ledger: Ledger) -> Rows:
    asked, unmet = (sum(getattr(line, part) for line in ledger.structures) for part in ("asked", "unmet"))
    part = percent((asked - unmet) / asked if asked else 1.0)
    whole = number(asked)
    served = half_days_words(asked - unmet)
    rows: Rows = [
        (
            Text(
                fr=f"{served.fr} sur {whole.fr} demandées ({part.fr}), dans les fenêtres qui finissent dans la "
                "période.",
                en=f"{served.en} of {whole.en} asked for ({part.en}), in the windows that end in the period.",
            ),
        )
    ]
    places = PlaceNames(ledger.territory)
    for line in ledger.structures:
        if line.unmet:
            lacking, of = half_days_words(line.unmet), number(line.asked)
            rows.append(
                (
                    Text(
                        fr=f"{line.structure.name} : {lacking.fr} non servies sur {of.fr}"
                        if line.unmet > 1
                        else f"{line.structure.name} : {lacking.fr} non servie sur {of.fr}",
                        en=f"{line.structure.name}: {lacking.en} not served of {of.en}",
                    ),
                )
            )
        for service in line.services:
            if service.lacks:
                spans = [(lack.first_day, lack.last_day) for lack in service.lacks[:LACKS_LISTED]]
                when, amount = windows_words(spans), half_days_words(service.unmet)
                more = "…" if len(service.lacks) > LACKS_LISTED else ""
                what = f"  {service.demand.id} ({places[service.demand.venue]})"
                cited = f" [{service.demand.source}]" if service.demand.source else ""
                rows.append(
                    (
                        Text(
                            fr=f"{what} : {amount.fr}, {when.fr}{more}{cited}",
                            en=f"{what}: {amount.en}, {when.en}{more}{cited}",
                        ),
                    )
                )
    return rows


def _limits(ledger: Ledger) -> Rows:
    rows: Rows = []
    for limit in ledger.limits:
        name, what, bounds, verdict = (
            ledger.territory.advisor[limit.advisor].name,
            limit_subject(limit),
            limit_words(limit),
            verdict_words(limit),
        )
        cited = f" [{limit.rule.source}]" if limit.rule.source else ""
        done = half_days_words(limit.part)
        share = percent(limit.part / limit.whole if limit.whole else 0.0)
        rows.append(
            (
                Text(
                    fr=f"{name} : {done.fr} {what.fr} sur {limit.whole} ({share.fr}) ; {bounds.fr} : "
                    f"{verdict.fr}{cited}",
                    en=f"{name}: {done.en} {what.en} of {limit.whole} ({share.en}); {bounds.en}: {verdict.en}{cited}",
                ),
            )
        )
    return rows
