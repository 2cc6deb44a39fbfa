"""The drives that matter - from where to where some advisor could drive."""

from scheduler.domain.territory import Territory


def drives_that_matter(territory: Territory) -> frozenset[tuple[str, str]]:
    """Ordered pairs of different venues that one advisor could drive between: bases, and venues of its structures."""
    venues_of: dict[str, list[str]] = {structure.id: [] for structure in territory.structures}
    for venue in territory.venues:
        venues_of[venue.structure].append(venue.id)
    circles = {frozenset(_circle(territory, advisor.id, venues_of)) for advisor in territory.advisors}
    return frozenset((start, end) for circle in circles for start in circle for end in circle if start != end)


def _circle(territory: Territory, advisor: str, venues_of: dict[str, list[str]]) -> set[str]:
    """Every venue that the advisor could be in."""
    circle = {territory.advisor[advisor].base}
    for posting in territory.postings_of[advisor]:
        circle.add(posting.base)
        circle.update(venues_of[posting.structure])
    return circle
