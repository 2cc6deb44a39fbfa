"""Cut windows - demands and shares that are counted over weeks of which the horizon holds a part only."""

import math
from dataclasses import dataclass
from datetime import date, timedelta

from scheduler.domain.problem import Problem
from scheduler.domain.text import Text
from scheduler.domain.time import week_number
from scheduler.domain.wording import date_words, list_words, number_words


@dataclass(frozen=True, slots=True)
class CutWindows:
    """How many demands and shares have such a window; its lengths in weeks; when windows of all lengths begin next."""

    demands: int
    shares: int
    lengths: tuple[int, ...]
    whole_from: date


def cut_windows(problem: Problem) -> CutWindows | None:
    """None where every window that meets the horizon is counted."""
    demands = [demand.every_weeks for demand in problem.territory.demands if _is_cut(demand.every_weeks, problem)]
    shares = [
        posting.window_weeks
        for posting in problem.territory.postings
        if (posting.share_min > 0 or posting.share_max < 1) and _is_cut(posting.window_weeks, problem)
    ]
    if not demands and not shares:
        return None
    lengths = tuple(sorted({*demands, *shares}))
    return CutWindows(len(demands), len(shares), lengths, _next_start(problem, math.lcm(*lengths)))


def cut_windows_words(cut: CutWindows) -> Text:
    """What is not counted, and what to do about it."""
    counted = []
    if cut.demands:
        counted.append(number_words(cut.demands, Text(fr="demande", en="demand"), Text(fr="demandes", en="demands")))
    if cut.shares:
        counted.append(number_words(cut.shares, Text(fr="part", en="share"), Text(fr="parts", en="shares")))
    what, start = list_words(counted), date_words(cut.whole_from)
    french = " ou ".join(str(weeks) for weeks in cut.lengths)
    english = " or ".join(str(weeks) for weeks in cut.lengths)
    return Text(
        fr=f"Ces semaines coupent des fenêtres de {french} semaines : ce que {what.fr} y prévoient n’est pas compté. "
        f"Des fenêtres entières commencent le {start.fr} ; ou donnez le plan voisin avec --published.",
        en=f"These weeks cut windows of {english} weeks: what {what.en} ask for in them is not counted. "
        f"Whole windows begin on {start.en}; or give the neighbouring plan with --published.",
    )


def _is_cut(weeks: int, problem: Problem) -> bool:
    return not all(problem.is_covered(window) for window in problem.windows(weeks))


def _next_start(problem: Problem, weeks: int) -> date:
    """The first Monday from the horizon's on where windows of so many weeks begin."""
    first = problem.horizon.first_day
    return first + timedelta(weeks=-week_number(first, problem.territory.anchor) % weeks)
