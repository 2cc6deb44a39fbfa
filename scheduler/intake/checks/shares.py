"""Checks the [[rules]] of a territory: a minimum below its maximum, a zone that some venue has."""

from scheduler.domain.territory import Territory
from scheduler.domain.text import Text
from scheduler.intake.draft import Draft
from scheduler.intake.issue import nearly
from scheduler.intake.sheet import Report


def check_share_rules(territory: Territory, draft: Draft, report: Report) -> None:
    zones = {venue.zone for venue in territory.venues if venue.zone}
    for row, rule in draft.pairs("rules", territory.share_rules):
        if rule.min > rule.max:
            row.refuse(report, "min", MIN_ABOVE_MAX)
        if rule.kind == "billed_share":
            continue
        if not rule.zone:
            row.refuse(report, "zone", Text(fr="une part en zone nomme sa zone", en="a zone_share names its zone"))
        elif rule.zone not in zones and not draft.is_doubtful("venues", zone=rule.zone):
            row.warn(
                report,
                "zone",
                Text(fr="aucun lieu n’est dans cette zone", en="no venue is in this zone"),
                nearly(rule.zone, zones),
            )


MIN_ABOVE_MAX = Text(fr="la part minimale dépasse la part maximale", en="the least share is above the greatest share")
