"""Territories by kind and seed: `tiny`, `sarthe-like`, `po-like`, `scale-N`, `rural-N` and `tight`."""

from scheduler.domain.territory import Territory
from tests.generate import large
from tests.generate.tables import Tables, territory_of
from tests.generate.tiny import Sample, tiny

__all__ = ["KINDS", "Sample", "tables", "territory", "tiny"]

KINDS = ("tiny", "tight", "sarthe-like", "po-like", "scale-N", "rural-N")


def tables(kind: str, seed: int) -> Tables:
    """The tables of one territory; the same kind and seed give the same. `scale-N` and `rural-N` are for N advisors."""
    match kind.split("-"):
        case ["tiny"]:
            return tiny(seed).tables
        case ["tight"]:
            return large.tight(seed)
        case ["sarthe", "like"]:
            return large.sarthe_like(seed)
        case ["po", "like"]:
            return large.po_like(seed)
        case ["scale", number] if number.isdecimal() and int(number) > 0:
            return large.scale(int(number), seed)
        case ["rural", number] if number.isdecimal() and int(number) > 0:
            return large.rural(int(number), seed)
        case _:
            raise ValueError(f"no kind of territory '{kind}': {', '.join(KINDS)}")


def territory(kind: str, seed: int) -> Territory:
    return territory_of(tables(kind, seed))
