"""The ledger as a document: plain numbers under the same names in JSON and in CSV."""

import csv
import io
from fractions import Fraction
from typing import Any

from scheduler.ledger.amounts import Amount
from scheduler.ledger.hosting import Account
from scheduler.ledger.ledger import AdvisorLine, Ledger, StructureLine
from scheduler.ledger.limits import Limit
from scheduler.ledger.roads import Road
from scheduler.ledger.serving import Service
from scheduler.report.score_file import document_bytes

TABLES = ("postings", "advisors", "structures", "demands", "limits")
"""The tables of the document, in the order of the CSV's rows."""

DIGITS = 4
"""After the point, where a share of half-days or of hours does not come out even."""


def ledger_document(ledger: Ledger) -> dict[str, Any]:
    """The whole ledger, in half-days and hours; for each posting brought + planned = settled + carried + uncounted."""
    return {
        "territory": ledger.territory.id,
        "from": ledger.span.first_day.isoformat(),
        "to": ledger.span.last_day.isoformat(),
        "plans": [
            {
                "file": source.name,
                "weeks": [monday.isoformat() for monday in source.told],
                "replaced": [{"week": monday.isoformat(), "by": name} for monday, name in source.replaced],
            }
            for source in ledger.sources
        ],
        "weeks_without_plan": [monday.isoformat() for monday in ledger.without_plan],
        "not_counted": [
            {"date": row.date.isoformat(), "period": row.half_day.period.name, "advisor": row.advisor}
            | {"demand": row.demand}
            for row in ledger.strays
        ],
        "postings": [_posting(account, ledger.road(account)) for account in ledger.accounts],
        "advisors": [_advisor(line) for line in ledger.advisors],
        "structures": [_structure(line) for line in ledger.structures],
        "demands": [_demand(service) for service in ledger.services],
        "limits": [_limit(limit) for limit in ledger.limits],
    }


def ledger_json(ledger: Ledger) -> bytes:
    return document_bytes(ledger_document(ledger))


def ledger_csv(ledger: Ledger) -> bytes:
    """One row for each line of every table, `table` first; what a table does not have is blank. UTF-8, comma, LF."""
    document = ledger_document(ledger)
    rows = [{"table": table, **_flat(line)} for table in TABLES for line in document[table]]
    columns = tuple(dict.fromkeys(column for row in rows for column in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def _flat(line: dict[str, Any]) -> dict[str, Any]:
    """A list in one cell, separated as in the territory's files."""
    return {
        name: "|".join(f"{lack['from']}/{lack['to']}" for lack in value) if isinstance(value, list) else value
        for name, value in line.items()
    }


def _posting(account: Account, road: Road) -> dict[str, Any]:
    posting, settled = account.posting, account.settled
    return {
        "advisor": posting.advisor,
        "structure": posting.structure,
        "share_min": number(posting.share_min),
        "share_max": number(posting.share_max),
        "window_weeks": posting.window_weeks,
        "windows": account.windows,
        **_amount("available", account.inside.available),
        **_amount("planned", account.inside.held),
        **_amount("brought", account.brought.held),
        **_amount("brought_available", account.brought.available),
        **_amount("carried", account.carried.held),
        **_amount("carried_available", account.carried.available),
        **_amount("uncounted", account.uncounted.held),
        **_amount("settled", settled.held),
        **_amount("settled_available", settled.available),
        **_amount("due_min", account.due_min),
        **_amount("due_max", account.due_max),
        **_amount("balance", account.balance),
        "lacking": account.lacking,
        "beyond": account.beyond,
        **_road(road),
    }


def _advisor(line: AdvisorLine) -> dict[str, Any]:
    return {
        "advisor": line.advisor.id,
        **_amount("available", line.told.available),
        **_amount("planned", line.told.held),
        **_amount("with_public", line.with_public),
        **_amount("at_base", line.at_base),
        **_amount("without_row", line.untold),
        **_road(line.road),
    }


def _structure(line: StructureLine) -> dict[str, Any]:
    return {
        "structure": line.structure.id,
        **_amount("planned", line.inside.held),
        **_amount("brought", line.brought.held),
        **_amount("carried", line.carried.held),
        **_amount("settled", line.settled.held),
        **_amount("due_min", line.due_min),
        **_amount("due_max", line.due_max),
        **_amount("balance", line.balance),
        "asked": line.asked,
        "unmet": line.unmet,
        **_road(line.road),
    }


def _demand(service: Service) -> dict[str, Any]:
    return {
        "demand": service.demand.id,
        "structure": service.structure,
        "venue": service.demand.venue,
        "windows": service.windows,
        "asked": service.asked,
        "met": service.met,
        "unmet": service.unmet,
        "lacks": [
            {"from": lack.first_day.isoformat(), "to": lack.last_day.isoformat(), "half_days": lack.half_days}
            for lack in service.lacks
        ],
        "article": service.demand.source,
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "rule": limit.rule.kind,
        "zone": limit.rule.zone,
        "advisor": limit.advisor,
        "part": limit.part,
        "whole": limit.whole,
        "min": number(limit.rule.min),
        "max": number(limit.rule.max),
        "least": limit.least,
        "most": limit.most,
        "off": limit.off,
        "article": limit.rule.source,
    }


def _amount(name: str, amount: Amount) -> dict[str, int | float]:
    return {name: number(amount.half_days), f"{name}_hours": number(amount.hours)}


def _road(road: Road) -> dict[str, int | float]:
    return {"km": round(road.km, 1), "driving_minutes": number(road.minutes)}


def number(value: Fraction) -> int | float:
    """A whole number where it is one."""
    return int(value) if value.denominator == 1 else round(float(value), DIGITS)
