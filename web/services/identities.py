"""Identities - which of the former occurrences each occurrence of a new plan is, so that as few as possible move.

Within a demand and a window any of them could be any other: they are told apart by where they stood. What is chosen
is, in this order: the fewest cancelled, the fewest new (one that was cancelled comes back before another is made), the
fewest moved in time or place, the fewest handed to another advisor, the fewest moved to another day, the least distance
in time.
"""

from collections.abc import Sequence

from web.services.assignment import cheapest
from web.services.stands import Stand

MINUTES_OF_A_DAY = 1440

# Each outweighs all of those above it together, for thousands of occurrences thousands of weeks apart.
OTHER_DAY = 10**12
HANDED_OVER = 10**17
MOVED = 10**22
BROUGHT_BACK = 10**27
MADE = 10**32


def same_ones(former: Sequence[Stand], cancelled: Sequence[Stand], new: Sequence[Stand]) -> list[int | None]:
    """For each new stand, which former one it is: its number in `former`, or len(former) + its number in `cancelled`.

    None: it is none of them.
    """
    answer: list[int | None] = [None] * len(new)
    unmatched = _match_equals(former, new, answer)
    taken = {number for number in answer if number is not None}
    columns = [
        *((number, stand, 0) for number, stand in enumerate(former) if number not in taken),
        *((len(former) + number, stand, BROUGHT_BACK) for number, stand in enumerate(cancelled)),
    ]
    if not columns or not unmatched:
        return answer
    costs = [
        [extra + distance(stand, new[row]) for _, stand, extra in columns] + [MADE] * len(unmatched)
        for row in unmatched
    ]
    for row, column in zip(unmatched, cheapest(costs), strict=True):
        if column < len(columns):
            answer[row] = columns[column][0]
    return answer


def distance(before: Stand, after: Stand) -> int:
    """How much it would be a change for the one to be the other: 0 where nothing changes. A metric."""
    moved = before.time_and_place != after.time_and_place
    handed_over = before.advisor != after.advisor
    minutes = (after.date - before.date).days * MINUTES_OF_A_DAY + after.parts[0].start - before.parts[0].start
    return moved * MOVED + handed_over * HANDED_OVER + (before.date != after.date) * OTHER_DAY + abs(minutes)


def _match_equals(former: Sequence[Stand], new: Sequence[Stand], answer: list[int | None]) -> list[int]:
    """Matches what stands where it stood, which no best choice would part, and gives the numbers of the others."""
    places: dict[tuple[object, ...], list[int]] = {}
    for number, stand in reversed(list(enumerate(former))):
        places.setdefault((stand.time_and_place, stand.advisor), []).append(number)
    rest = []
    for row, stand in enumerate(new):
        same = places.get((stand.time_and_place, stand.advisor))
        if same:
            answer[row] = same.pop()
        else:
            rest.append(row)
    return rest
