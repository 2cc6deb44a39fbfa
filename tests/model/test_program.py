"""A program folds what is known, notices what cannot be, and is solved as it is written."""

from scheduler.model.cp_sat import Effort, Status, solve_program
from scheduler.model.program import Program, Row, Sum


def test_sums_add_subtract_and_multiply() -> None:
    program = Program()
    x, y = program.column(), program.column()
    assert (x + y * 2 - 3).terms == [(0, 1), (1, 2)]
    assert (x + y * 2 - 3).constant == -3
    assert (-(x + 1)) == Sum([(0, -1)], -1)
    assert 3 * x == Sum([(0, 3)])
    assert Sum.of([x, Sum(constant=2), y]) == Sum([(0, 1), (1, 1)], 2)


def test_adding_in_place_leaves_the_part_as_it_was() -> None:
    program = Program()
    x, y = program.column(), program.column()
    total = Sum()
    total += x
    total += y
    total += 1
    assert total == Sum([(0, 1), (1, 1)], 1)
    assert x == Sum([(0, 1)])


def test_row_gathers_the_terms_of_a_column_and_moves_the_constant_to_the_limit() -> None:
    program = Program()
    x, y = program.column(), program.column()
    program.at_most(x + y + x + 1, 3)
    assert program.rows == [Row((0, 1), (2, 1), None, 2)]


def test_row_that_holds_whatever_the_columns_are_is_left_out() -> None:
    program = Program()
    x, y = program.column(), program.column(0, 3)
    program.at_most(x + y, 4)
    program.at_least(x - y, -3)
    program.equal(x - x, 0)
    program.at_most(Sum(constant=2), 2)
    assert program.rows == []
    assert not program.contradictory


def test_row_that_one_column_can_break_is_kept() -> None:
    program = Program()
    x, y = program.column(), program.column(0, 3)
    program.at_most(x + y, 3)
    assert program.rows == [Row((0, 1), (1, 1), None, 3)]
    assert not program.contradictory


def test_row_that_no_columns_can_keep_makes_the_program_contradictory() -> None:
    for limit, broken in ((2, False), (3, True)):
        program = Program()
        program.at_least(program.column() + program.column(), limit)
        assert program.contradictory is broken


def test_constant_beyond_its_limit_makes_the_program_contradictory() -> None:
    for amount, broken in ((2, False), (3, True)):
        program = Program()
        program.at_most(Sum(constant=amount), 2)
        assert program.contradictory is broken


def test_contradictory_program_is_infeasible() -> None:
    program = Program()
    program.column()
    program.equal(Sum(constant=1), 0)
    assert solve_program(program, Effort()).status is Status.INFEASIBLE


def test_charges_add_up_to_the_objective() -> None:
    program = Program()
    x, y = program.column(), program.column(0, 5)
    program.charge(x * 7 + 100)
    program.charge(y * 2 - x * 3)
    program.at_least(x * 3 + y, 4)
    solved = solve_program(program, Effort())
    assert program.constant == 100
    assert program.cost == [4, 2]
    assert (solved.status, solved.values, solved.objective, solved.bound) == (Status.OPTIMAL, (1, 1), 106, 106)


def test_rows_that_exclude_each_other_are_infeasible() -> None:
    program = Program()
    x, y = program.column(), program.column()
    program.equal(x + y, 1)
    program.equal(x - y, 0)
    assert not program.contradictory
    assert solve_program(program, Effort()).status is Status.INFEASIBLE
