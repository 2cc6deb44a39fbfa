"""Checks that each demand's times lie in a half-day that it may have, and that full days have an am and a pm."""

from scheduler.domain.demands import Demand, Length
from scheduler.domain.problem import FULL_DAY
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.time import Period, clock_text
from scheduler.intake.draft import Draft
from scheduler.intake.rows import Row
from scheduler.intake.sheet import Report


def check_times(territory: Territory, draft: Draft, report: Report) -> None:
    if not draft.knows_hours:
        return
    for row in draft.rows["demands"]:
        if not row.is_read:
            continue
        demand = Demand(**{"id": "", "venue": ""} | row.values)  # times are wrong wherever the demand takes place
        if demand.length is Length.FULL:
            _check_full_day(territory, demand, row, report)
        elif demand.start is not None and demand.end is not None and demand.start >= demand.end:
            row.refuse(report, "end", Text(fr="la fin doit suivre le début", en="the end must be after the start"))
        elif not fitting_periods(territory, demand):
            row.refuse(
                report,
                "start" if demand.start is not None else "end",
                Text(
                    fr=f"ces heures ne tiennent dans aucune demi-journée possible : {_hours(territory, demand)}",
                    en=f"these times lie in none of the possible half-days: {_hours(territory, demand)}",
                ),
            )


def fitting_periods(territory: Territory, demand: Demand) -> tuple[Period, ...]:
    """The half-days in which an occurrence can begin: those that the demand allows, and that hold its times."""
    if demand.length is Length.FULL:
        return tuple(period for period in territory.periods if period.name == FULL_DAY[0])
    return tuple(period for period in _allowed(territory, demand) if _holds(period, demand))


def _allowed(territory: Territory, demand: Demand) -> tuple[Period, ...]:
    return tuple(p for p in territory.periods if demand.periods is None or p.name in demand.periods)


def _holds(period: Period, demand: Demand) -> bool:
    start = period.start if demand.start is None else demand.start
    end = period.end if demand.end is None else demand.end
    return period.start <= start < end <= period.end


def _hours(territory: Territory, demand: Demand) -> str:
    return ", ".join(
        f"{period.name} {clock_text(period.start)}-{clock_text(period.end)}" for period in _allowed(territory, demand)
    )


def _check_full_day(territory: Territory, demand: Demand, row: Row, report: Report) -> None:
    if not set(FULL_DAY) <= set(territory.period):
        row.refuse(
            report,
            "length",
            Text(
                fr="une journée prend les demi-journées am et pm, et [half_days] ne les a pas toutes deux",
                en="a full day takes the half-days am and pm, and [half_days] does not have both",
            ),
        )
        return
    if demand.periods is not None and not set(FULL_DAY) <= demand.periods:
        row.refuse(
            report,
            "periods",
            Text(
                fr="une journée prend am et pm : laissez les demi-journées vides",
                en="a full day takes am and pm: leave the half-days blank",
            ),
        )
    am, pm = (territory.period[name] for name in FULL_DAY)
    if demand.start is not None and not am.start <= demand.start < am.end:
        row.refuse(report, "start", _inside(am))
    if demand.end is not None and not pm.start < demand.end <= pm.end:
        row.refuse(report, "end", _inside(pm))


def _inside(period: Period) -> Text:
    hours = f"{clock_text(period.start)}-{clock_text(period.end)}"
    return Text(
        fr=f"d’une journée, cette heure doit être dans « {period.name} » ({hours})",
        en=f'of a full day, this time must be inside "{period.name}" ({hours})',
    )
