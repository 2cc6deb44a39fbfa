"""The ledger as a workbook to read and to print: host structures, advisors, demands, limits, plans."""

import io
from datetime import datetime, time
from typing import Any

import pandas as pd
import xlsxwriter

from scheduler.domain.text import Language, Text
from scheduler.domain.wording import span_words
from scheduler.ledger.document import number
from scheduler.ledger.hosting import Account
from scheduler.ledger.ledger import Ledger
from scheduler.ledger.roads import Road
from scheduler.ledger.words import limit_subject, limit_words, source_words, verdict_words
from scheduler.report.sheet_style import Column, SheetStyle
from scheduler.report.wording import share_words, windows_words

ADVISOR = Column("advisor", Text(fr="Conseiller", en="Advisor"), 34, "owner")
STRUCTURE = Column("structure", Text(fr="Structure d’accueil", en="Host structure"), 40)
ROAD_COLUMNS = (
    Column("km", Text(fr="Kilomètres", en="Kilometres"), 12, "number"),
    Column("driving", Text(fr="Heures de route", en="Hours of driving"), 11, "decimal"),
)

ACCOUNT_COLUMNS = (
    Column("structure", Text(fr="Structure d’accueil", en="Host structure"), 40, "owner"),
    Column("advisor", Text(fr="Conseiller", en="Advisor"), 34),
    Column("agreed", Text(fr="Part convenue", en="Share agreed"), 16),
    Column("window_weeks", Text(fr="Mesurée sur (semaines)", en="Measured over (weeks)"), 12, "number"),
    Column("brought", Text(fr="Reporté d’avant", en="Brought in"), 11, "decimal"),
    Column("held", Text(fr="Tenu dans la période", en="Held in the period"), 11, "decimal"),
    Column("carried", Text(fr="Reporté après", en="Carried over"), 11, "decimal"),
    Column("uncounted", Text(fr="Non compté", en="Not counted"), 11, "decimal"),
    Column("settled", Text(fr="Réglé", en="Settled"), 11, "decimal"),
    Column("due_min", Text(fr="Dû au moins", en="Due at least"), 11, "decimal"),
    Column("due_max", Text(fr="Dû au plus", en="Due at most"), 11, "decimal"),
    Column("balance", Text(fr="Solde", en="Balance"), 11, "decimal"),
    Column("hours", Text(fr="Heures tenues", en="Hours held"), 11, "decimal"),
    Column("balance_hours", Text(fr="Solde en heures", en="Balance in hours"), 11, "decimal"),
    Column("lacking", Text(fr="Manque par fenêtre", en="Lacking, by window"), 12, "number"),
    Column("beyond", Text(fr="En trop par fenêtre", en="Too many, by window"), 12, "number"),
    *ROAD_COLUMNS,
)

ADVISOR_COLUMNS = (
    ADVISOR,
    Column("available", Text(fr="Demi-journées disponibles", en="Available half-days"), 14, "number"),
    Column("hours", Text(fr="Heures disponibles", en="Available hours"), 14, "decimal"),
    Column("with_public", Text(fr="Avec le public", en="With the public"), 14, "number"),
    Column("at_base", Text(fr="À la base", en="At the base"), 14, "number"),
    Column("untold", Text(fr="Sans plan", en="In no plan"), 14, "number"),
    *ROAD_COLUMNS,
)

DEMAND_COLUMNS = (
    Column("demand", Text(fr="Demande", en="Demand"), 28, "owner"),
    STRUCTURE,
    Column("venue", Text(fr="Lieu", en="Venue"), 36),
    Column("asked", Text(fr="Demi-journées demandées", en="Half-days asked for"), 14, "number"),
    Column("met", Text(fr="Servies", en="Served"), 11, "number"),
    Column("unmet", Text(fr="Non servies", en="Not served"), 11, "number"),
    Column("when", Text(fr="Quand", en="When"), 60),
    Column("article", Text(fr="D’où elle vient", en="Where it comes from"), 30),
)

LIMIT_COLUMNS = (
    ADVISOR,
    Column("what", Text(fr="Demi-journées", en="Half-days"), 18),
    Column("part", Text(fr="Combien", en="How many"), 11, "number"),
    Column("whole", Text(fr="Sur", en="Of"), 11, "number"),
    Column("bounds", Text(fr="Limite", en="Limit"), 34),
    Column("verdict", Text(fr="Constat", en="Finding"), 20),
    Column("article", Text(fr="Article", en="Article"), 34),
)

PLAN_COLUMNS = (Column("plan", Text(fr="Plan et semaines", en="Plan and weeks"), 130),)


def ledger_xlsx(ledger: Ledger, language: Language) -> bytes:
    """One sheet for each table; the same bytes for the same ledger."""
    span = span_words(ledger.span.first_day, ledger.span.last_day).said_in(language)
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        created = datetime.combine(ledger.span.first_day, time())
        book.set_properties({"title": ledger.territory.name, "created": created})
        style = SheetStyle(book, ledger.territory, language)
        for name, columns, frame in (
            (Text(fr="Structures", en="Structures"), ACCOUNT_COLUMNS, _accounts(ledger, style)),
            (Text(fr="Conseillers", en="Advisors"), ADVISOR_COLUMNS, _advisors(ledger)),
            (Text(fr="Demandes", en="Demands"), DEMAND_COLUMNS, _demands(ledger, style)),
            (Text(fr="Parts à tenir", en="Shares to keep"), LIMIT_COLUMNS, _limits(ledger, style)),
            (Text(fr="Plans", en="Plans"), PLAN_COLUMNS, _plans(ledger, style)),
        ):
            sheet = style.sheet(name, f"{ledger.territory.name}, {span}")
            style.table(sheet, 2, frame, columns, filtered=True)
            sheet.freeze_panes(3, 1)
            sheet.repeat_rows(2)
    return content.getvalue()


def _frame(rows: list[dict[str, Any]], columns: tuple[Column, ...]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[column.key for column in columns])


def _accounts(ledger: Ledger, style: SheetStyle) -> pd.DataFrame:
    rows = [_account(account, ledger, style) for line in ledger.structures for account in line.accounts]
    return _frame(rows, ACCOUNT_COLUMNS)


def _account(account: Account, ledger: Ledger, style: SheetStyle) -> dict[str, Any]:
    posting = account.posting
    return {
        "structure": ledger.territory.structure[posting.structure].name,
        "advisor": ledger.territory.advisor[posting.advisor].name,
        "agreed": style.said(share_words(posting.share_min, posting.share_max)),
        "window_weeks": posting.window_weeks,
        "brought": number(account.brought.held.half_days),
        "held": number(account.inside.held.half_days),
        "carried": number(account.carried.held.half_days),
        "uncounted": number(account.uncounted.held.half_days),
        "settled": number(account.settled.held.half_days),
        "due_min": number(account.due_min.half_days),
        "due_max": number(account.due_max.half_days),
        "balance": number(account.balance.half_days),
        "hours": number(account.inside.held.hours),
        "balance_hours": number(account.balance.hours),
        "lacking": account.lacking,
        "beyond": account.beyond,
        **_road(ledger.road(account)),
    }


def _advisors(ledger: Ledger) -> pd.DataFrame:
    rows = [
        {
            "advisor": line.advisor.name,
            "available": number(line.told.available.half_days),
            "hours": number(line.told.available.hours),
            "with_public": number(line.with_public.half_days),
            "at_base": number(line.at_base.half_days),
            "untold": number(line.untold.half_days),
            **_road(line.road),
        }
        for line in ledger.advisors
    ]
    return _frame(rows, ADVISOR_COLUMNS)


def _demands(ledger: Ledger, style: SheetStyle) -> pd.DataFrame:
    rows = [
        {
            "demand": service.demand.id,
            "structure": ledger.territory.structure[service.structure].name,
            "venue": ledger.territory.venue[service.demand.venue].name,
            "asked": service.asked,
            "met": service.met,
            "unmet": service.unmet,
            "when": style.said(windows_words([(lack.first_day, lack.last_day) for lack in service.lacks]))
            if service.lacks
            else "",
            "article": service.demand.source,
        }
        for service in ledger.services
    ]
    return _frame(rows, DEMAND_COLUMNS)


def _limits(ledger: Ledger, style: SheetStyle) -> pd.DataFrame:
    rows = [
        {
            "advisor": ledger.territory.advisor[limit.advisor].name,
            "what": style.said(limit_subject(limit)),
            "part": limit.part,
            "whole": limit.whole,
            "bounds": style.said(limit_words(limit)),
            "verdict": style.said(verdict_words(limit)),
            "article": limit.rule.source,
        }
        for limit in ledger.limits
    ]
    return _frame(rows, LIMIT_COLUMNS)


def _plans(ledger: Ledger, style: SheetStyle) -> pd.DataFrame:
    return _frame([{"plan": style.said(text)} for text in source_words(ledger)], PLAN_COLUMNS)


def _road(road: Road) -> dict[str, Any]:
    return {"km": road.km, "driving": float(road.minutes) / 60}
