"""Assignment - who gets what at the least cost in all, exactly: the Hungarian method, with exact integers."""

from collections.abc import Sequence


def cheapest(costs: Sequence[Sequence[int]]) -> list[int]:
    """For each row, the column that it gets: all different, and the sum of their costs the least that there is.

    `costs[row][column]`; at least as many columns as rows. Takes rows² x columns steps.
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    row_price = [0] * (rows + 1)
    column_price = [0] * (columns + 1)
    holder = [0] * (columns + 1)  # the row that holds each column, both counted from 1; 0: nobody
    for row in range(1, rows + 1):
        _seat(row, costs, row_price, column_price, holder)
    got = [0] * rows
    for column in range(1, columns + 1):
        if holder[column]:
            got[holder[column] - 1] = column - 1
    return got


def _seat(
    row: int, costs: Sequence[Sequence[int]], row_price: list[int], column_price: list[int], holder: list[int]
) -> None:
    """Gives the row a column, along the cheapest chain of rows that make room for one another."""
    holder[0] = row
    columns = len(holder) - 1
    least: list[int | None] = [None] * (columns + 1)
    came_from = [0] * (columns + 1)
    reached = [False] * (columns + 1)
    here = 0
    while holder[here]:
        reached[here] = True
        asking = holder[here]
        step, nearest = None, 0
        for column in range(1, columns + 1):
            if reached[column]:
                continue
            cost = costs[asking - 1][column - 1] - row_price[asking] - column_price[column]
            known = least[column]
            if known is None or cost < known:
                least[column], came_from[column], known = cost, here, cost
            if step is None or known < step:
                step, nearest = known, column
        assert step is not None, "fewer columns than rows"
        for column in range(columns + 1):
            if reached[column]:
                row_price[holder[column]] += step
                column_price[column] -= step
            elif (known := least[column]) is not None:
                least[column] = known - step
        here = nearest
    while here:
        holder[here] = holder[came_from[here]]
        here = came_from[here]
