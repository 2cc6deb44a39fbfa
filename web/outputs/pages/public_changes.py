"""Public changes - what of a publication concerns who comes: not which advisor it is, nor who published."""

from collections.abc import Iterable
from dataclasses import replace

from web.outputs.agenda import AgendaChange, ChangeKind

ONLY_FOR_COLLEAGUES = frozenset({ChangeKind.HANDED_OVER})


def public_changes(changes: Iterable[AgendaChange]) -> tuple[AgendaChange, ...]:
    """In their order, those that change something for who comes."""
    told = (replace(change, kinds=change.kinds - ONLY_FOR_COLLEAGUES) for change in changes)
    return tuple(change for change in told if change.kinds)


def moves(changes: Iterable[AgendaChange]) -> tuple[AgendaChange, ...]:
    """What was announced otherwise before: without what is new."""
    return tuple(change for change in changes if ChangeKind.NEW not in change.kinds)
