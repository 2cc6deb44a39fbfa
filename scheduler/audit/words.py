"""Words - how a finding or a cost names people, places and demands, and how a row of the plan is blamed."""

from collections import Counter
from collections.abc import Sequence

from scheduler.domain.demands import Demand
from scheduler.domain.plan import PlanRow
from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import list_words


def advisor_name(territory: Territory, advisor: str) -> str:
    """The name; the id where the territory no longer knows it (a published plan may be older than the files)."""
    known = territory.advisor.get(advisor)
    return known.name if known else advisor


def structure_name(territory: Territory, structure: str) -> str:
    known = territory.structure.get(structure)
    return known.name if known else structure


def venue_name(territory: Territory, venue: str) -> str:
    known = territory.venue.get(venue)
    return known.name if known else venue


def demand_name(territory: Territory, demand: Demand) -> Text:
    """`« rdv » (Mairie de Laruns)`."""
    return _what_and_where(demand.title or demand.activity, venue_name(territory, demand.venue))


def row_name(territory: Territory, row: PlanRow) -> Text:
    """What the row says that is done, and where."""
    known = territory.demand.get(row.demand)
    what = (known.title or known.activity) if known else row.activity
    return _what_and_where(what, venue_name(territory, row.venue))


def _what_and_where(what: str, venue: str) -> Text:
    return Text(fr=f"« {what} » ({venue})", en=f"'{what}' ({venue})")


def named_once(names: Sequence[Text]) -> Text:
    """All the names as a list, each of them once: `« base » (Mairie) et deux fois « rdv » (Mairie de Laruns)`."""
    said = []
    for name, count in Counter(names).items():
        times = _TIMES.get(count, Text(fr=f"{count} fois", en=f"{count} times"))
        said.append(name if count == 1 else Text(fr=f"{times.fr} {name.fr}", en=f"{name.en} {times.en}"))
    return list_words(said)


_TIMES = {2: Text(fr="deux fois", en="twice"), 3: Text(fr="trois fois", en="three times")}


def article_of(territory: Territory, demand: str) -> str:
    """The article that the demand comes from; blank where the territory no longer knows the demand."""
    known = territory.demand.get(demand)
    return known.source if known else ""


def finding_at(rule: str, row: PlanRow, message: Text, article: str = "", excess: int = 1) -> Finding:
    """A finding about one row of the plan."""
    return Finding(
        rule,
        message,
        date=row.date,
        period=row.half_day.period.name,
        advisor=row.advisor,
        demand=row.demand,
        article=article,
        excess=excess,
    )
