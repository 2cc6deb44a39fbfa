"""plan.xlsx - the plan as a workbook to read and to print: grids, list, what is not served, score, parameters."""

import io
from datetime import datetime, time

import xlsxwriter

from scheduler.domain.problem import Problem
from scheduler.domain.text import Language, Text
from scheduler.report.record import Record
from scheduler.report.sheet_style import SheetStyle
from scheduler.report.workbook_grid import WeekGrids
from scheduler.report.workbook_tables import list_sheet, parameters_sheet, score_sheet, unmet_sheet

BY_ADVISOR = Text(fr="Par conseiller", en="By advisor")
BY_VENUE = Text(fr="Par lieu", en="By venue")
LIST = Text(fr="Liste", en="List")
UNMET = Text(fr="Non servi", en="Not served")
SCORE = Text(fr="Score et équilibre", en="Score and balance")
PARAMETERS = Text(fr="Paramètres", en="Parameters")


def plan_xlsx(record: Record, problem: Problem, language: Language) -> bytes:
    """The workbook of a record that has a plan; the same bytes for the same record."""
    planned = record.planned
    if planned is None:
        raise ValueError("a workbook needs a plan")
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        # The document's date is the plan's first day: no clock is read here, and the same plan gives the same bytes.
        created = datetime.combine(problem.horizon.first_day, time())
        book.set_properties({"title": problem.territory.name, "created": created})
        style = SheetStyle(book, problem.territory, language)
        grids = WeekGrids(planned.plan, problem, style)
        grids.by_advisor(BY_ADVISOR)
        grids.by_venue(BY_VENUE)
        list_sheet(LIST, planned, problem, style)
        unmet_sheet(UNMET, planned, problem, style)
        score_sheet(SCORE, record, planned, problem, style)
        parameters_sheet(PARAMETERS, record, problem, style)
    return content.getvalue()
