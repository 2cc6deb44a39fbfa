"""The workbook's tables - the interventions, what is not served, the score and the balance, the parameters."""

from typing import Any

import pandas as pd

from scheduler.domain.outcome import Feasible, Optimal
from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.wording import day_words
from scheduler.report.cut_windows import cut_windows, cut_windows_words
from scheduler.report.frames import interventions_frame, loads_frame, shares_frame, unmet_frame
from scheduler.report.record import Record, status_phrase
from scheduler.report.sheet_style import Column, SheetStyle
from scheduler.report.wording import COMPONENT_MEANINGS, COMPONENT_NAMES, number, percent

ADVISOR = Text(fr="Conseiller", en="Advisor")
STRUCTURE = Text(fr="Structure d’accueil", en="Host structure")
VENUE = Text(fr="Lieu", en="Venue")
COMMUNE = Text(fr="Commune", en="Commune")
DEMAND = Text(fr="Demande", en="Demand")
ACTIVITY = Text(fr="Activité", en="Activity")
AVAILABLE = Text(fr="Demi-journées disponibles", en="Available half-days")

LIST_COLUMNS = (
    Column("date", Text(fr="Date", en="Date"), 11, "date"),
    Column("day", Text(fr="Jour", en="Day"), 27),
    Column("week", Text(fr="Semaine", en="Week"), 9, "number"),
    Column("half_day", Text(fr="Demi-journée", en="Half-day"), 12),
    Column("start", Text(fr="Début", en="Start"), 7),
    Column("end", Text(fr="Fin", en="End"), 7),
    Column("advisor", ADVISOR, 26),
    Column("structure", STRUCTURE, 30),
    Column("venue", VENUE, 28),
    Column("commune", COMMUNE, 20),
    Column("room", Text(fr="Salle", en="Room"), 18),
    Column("activity", ACTIVITY, 14),
    Column("demand", DEMAND, 20),
)

UNMET_COLUMNS = (
    Column("demand", DEMAND, 24),
    Column("venue", VENUE, 34),
    Column("commune", COMMUNE, 22),
    Column("activity", ACTIVITY, 16),
    Column("when", Text(fr="Quand", en="When"), 36),
    Column("half_days", Text(fr="Demi-journées", en="Half-days"), 14, "number"),
    Column("priority", Text(fr="Priorité", en="Priority"), 10, "number"),
    Column("minutes", Text(fr="Minutes", en="Minutes"), 10, "number"),
    Column("source", Text(fr="D’où elle vient", en="Where it comes from"), 30),
)

# The three tables of the score sheet stand one under the other: their columns have the same widths.
NAME, SAID, FIGURE = 36, 56, 17

SCORE_COLUMNS = (
    Column("component", Text(fr="Composante", en="Component"), NAME, "owner"),
    Column("meaning", Text(fr="Ce que cela veut dire", en="What it means"), SAID),
    Column("minutes", Text(fr="Minutes de route", en="Minutes of driving"), FIGURE, "number"),
)

LOADS_COLUMNS = (
    Column("advisor", ADVISOR, NAME, "owner"),
    Column("structure", STRUCTURE, SAID),
    Column("available", AVAILABLE, FIGURE, "number"),
    Column("with_public", Text(fr="Avec le public", en="With the public"), FIGURE, "number"),
    Column("at_base", Text(fr="À la base", en="At the base"), FIGURE, "number"),
    Column("km", Text(fr="Kilomètres", en="Kilometres"), FIGURE, "number"),
    Column("hours", Text(fr="Heures de route", en="Hours of driving"), FIGURE, "decimal"),
)

SHARES_COLUMNS = (
    Column("advisor", ADVISOR, NAME, "owner"),
    Column("structure", STRUCTURE, SAID),
    Column("available", AVAILABLE, FIGURE, "number"),
    Column("hosted", Text(fr="Pour la structure", en="For the structure"), FIGURE, "number"),
    Column("part", Text(fr="Part", en="Share"), FIGURE, "percent"),
    Column("agreed", Text(fr="Part convenue", en="Share agreed"), FIGURE),
    Column("window_weeks", Text(fr="Mesurée sur (semaines)", en="Measured over (weeks)"), FIGURE, "number"),
)


def list_sheet(name: Text, planned: Optimal | Feasible, problem: Problem, style: SheetStyle) -> None:
    """One row for each half-day with the public, with the date in words; it can be filtered."""
    sheet = style.sheet(name, style.said(Text(fr="Toutes les interventions", en="All the interventions")))
    frame = interventions_frame(planned.plan, problem, style.language)
    style.table(sheet, 2, frame, LIST_COLUMNS, filtered=True)
    sheet.freeze_panes(3, 2)
    sheet.repeat_rows(2)


def unmet_sheet(name: Text, planned: Optimal | Feasible, problem: Problem, style: SheetStyle) -> None:
    frame = unmet_frame(planned.plan, problem, style.language)
    if frame.empty:
        style.sheet(name, style.said(Text(fr="Toutes les demandes sont servies", en="All the demands are served")))
        return
    sheet = style.sheet(name, style.said(Text(fr="Ce qui n’est pas servi", en="What is not served")))
    style.table(sheet, 2, frame, UNMET_COLUMNS, filtered=True)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)


def score_sheet(name: Text, record: Record, planned: Optimal | Feasible, problem: Problem, style: SheetStyle) -> None:
    """The score by component, then each advisor's half-days and roads, then the shares of the host structures."""
    sheet = style.sheet(name, style.said(Text(fr="Score et équilibre", en="Score and balance")))
    sheet.write_string(1, 0, style.said(status_phrase(record)), style.look("note"))
    cut = cut_windows(problem)
    if cut is not None:
        sheet.write_string(2, 0, style.said(cut_windows_words(cut)), style.look("note"))
    row = style.table(sheet, 4, _score_frame(planned, style), SCORE_COLUMNS)
    row = _titled_table(
        sheet,
        row + 1,
        Text(fr="Par conseiller", en="By advisor"),
        LOADS_COLUMNS,
        loads_frame(planned.plan, problem),
        style,
    )
    shares = shares_frame(planned.plan, problem, style.language)
    if not shares.empty:
        heading = Text(fr="Équilibre entre structures d’accueil", en="Balance between host structures")
        _titled_table(sheet, row + 1, heading, SHARES_COLUMNS, shares, style)


def parameters_sheet(name: Text, record: Record, problem: Problem, style: SheetStyle) -> None:
    horizon = problem.horizon
    deterministic = Text(fr="oui", en="yes") if record.deterministic else Text(fr="non", en="no")
    rows = (
        (Text(fr="Territoire", en="Territory"), problem.territory.name),
        (Text(fr="Premier jour", en="First day"), style.said(day_words(horizon.first_day))),
        (Text(fr="Dernier jour", en="Last day"), style.said(day_words(horizon.last_day))),
        (Text(fr="Semaines", en="Weeks"), str(horizon.weeks)),
        (Text(fr="Lignes du plan publié", en="Rows of the published plan"), str(len(problem.published.rows))),
        (Text(fr="Temps donné (secondes)", en="Time given (seconds)"), style.said(number(record.limit_seconds, 1))),
        (Text(fr="Temps de calcul (secondes)", en="Time taken (seconds)"), style.said(number(record.seconds, 1))),
        (Text(fr="Processus de calcul", en="Workers"), str(record.workers)),
        (Text(fr="Graine", en="Seed"), str(record.seed)),
        (Text(fr="Reproductible", en="Deterministic"), style.said(deterministic)),
        (Text(fr="Version de Permanences", en="Version of Permanences"), record.version),
        (Text(fr="Empreinte des fichiers", en="Digest of the files"), record.input_digest),
        (Text(fr="D’où viennent les données", en="Where the data comes from"), problem.territory.source),
    )
    sheet = style.sheet(name, style.said(Text(fr="Comment ce plan a été établi", en="How this plan was made")))
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    for line, (label, value) in enumerate(rows, start=2):
        sheet.write_string(line, 0, style.said(label), style.look("owner"))
        sheet.write_string(line, 1, value, style.look("cell"))


def _score_frame(planned: Optimal | Feasible, style: SheetStyle) -> pd.DataFrame:
    gap = percent(planned.gap)
    bound = Text(
        fr=f"Aucun plan ne peut descendre plus bas (écart : {gap.fr})", en=f"No plan can come below (gap: {gap.en})"
    )
    rows = [
        (style.said(COMPONENT_NAMES[part]), style.said(COMPONENT_MEANINGS[part]), minutes)
        for part, minutes in planned.score.components().items()
    ]
    rows.append((style.said(Text(fr="Total", en="Total")), "", planned.score.total))
    rows.append((style.said(Text(fr="Borne prouvée", en="Proven bound")), style.said(bound), planned.bound))
    return pd.DataFrame(rows, columns=["component", "meaning", "minutes"])


def _titled_table(
    sheet: Any, row: int, title: Text, columns: tuple[Column, ...], frame: pd.DataFrame, style: SheetStyle
) -> int:
    sheet.write_string(row, 0, style.said(title), style.look("subtitle"))
    return style.table(sheet, row + 1, frame, columns)
