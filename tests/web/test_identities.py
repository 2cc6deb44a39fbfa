"""As few identities as possible move: what is chosen costs no more than any other choice, tried one by one."""

from datetime import date, timedelta
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from scheduler.domain.time import Clock
from web.outputs.agenda import Part
from web.services.assignment import cheapest
from web.services.identities import BROUGHT_BACK, MADE, distance, same_ones
from web.services.stands import Stand

MONDAY = date(2026, 9, 7)
COSTS = st.integers(1, 4).flatmap(
    lambda rows: st.integers(rows, 5).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 10**30), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


def stand(day: int, period: str = "am", venue: str = "mairie", advisor: str = "ana", room: str = "") -> Stand:
    start, end = (Clock(540), Clock(720)) if period == "am" else (Clock(840), Clock(1020))
    return Stand(MONDAY + timedelta(days=day), (Part(period, start, end),), venue, room, advisor, "cc")


STANDS = st.builds(
    stand,
    st.integers(0, 3),
    st.sampled_from(["am", "pm"]),
    st.sampled_from(["mairie", "biblio"]),
    st.sampled_from(["ana", "bob"]),
)


@given(COSTS)
def test_assignment_costs_no_more_than_any_other(costs: list[list[int]]) -> None:
    got = cheapest(costs)

    assert len(set(got)) == len(costs)
    assert sum(costs[row][column] for row, column in enumerate(got)) == min(
        sum(costs[row][column] for row, column in enumerate(columns))
        for columns in permutations(range(len(costs[0])), len(costs))
    )


def test_assignment_of_nothing_is_nothing() -> None:
    assert cheapest([]) == []


@settings(max_examples=300)
@given(st.lists(STANDS, max_size=4), st.lists(STANDS, max_size=2), st.lists(STANDS, max_size=4))
def test_identities_move_as_little_as_any_choice(former: list[Stand], gone: list[Stand], new: list[Stand]) -> None:
    chosen = same_ones(former, gone, new)

    choices = permutations([*range(len(former) + len(gone)), *([None] * len(new))], len(new))
    least = min((_price(former, gone, new, choice) for choice in set(choices)), default=0)
    assert _price(former, gone, new, chosen) == least


def test_what_stands_where_it_stood_is_itself_whatever_the_order() -> None:
    tuesday, thursday = stand(1), stand(3, "pm")

    assert same_ones([tuesday, thursday], [], [thursday, tuesday]) == [1, 0]


def test_one_that_moves_leaves_the_other_alone() -> None:
    tuesday, thursday, friday = stand(1), stand(3), stand(4)

    assert same_ones([tuesday, thursday], [], [friday, thursday]) == [0, 1]


def test_another_advisor_is_less_of_a_change_than_another_time() -> None:
    assert same_ones([stand(1), stand(3)], [], [stand(3, advisor="bob")]) == [1]


def test_the_same_day_is_nearer_than_the_next_one() -> None:
    assert same_ones([stand(1, "am"), stand(2, "am")], [], [stand(2, "pm")]) == [1]


def test_a_planned_one_is_taken_before_a_cancelled_one_comes_back() -> None:
    assert same_ones([stand(4)], [stand(1)], [stand(1)]) == [0]


def test_a_cancelled_one_comes_back_before_another_is_made() -> None:
    assert same_ones([], [stand(1)], [stand(4), stand(2)]) == [None, 0]


def _price(
    former: list[Stand], gone: list[Stand], new: list[Stand], chosen: list[int | None] | tuple[int | None, ...]
) -> int:
    known = [*former, *gone]
    total = 0
    for one, number in zip(new, chosen, strict=True):
        if number is None:
            total += MADE
        else:
            total += distance(known[number], one) + (BROUGHT_BACK if number >= len(former) else 0)
    return total
