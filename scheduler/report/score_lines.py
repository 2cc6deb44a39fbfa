"""The score in words - its five components in minutes of driving with what each means, the total, the proven bound."""

from collections.abc import Iterator, Sequence

from scheduler.domain.text import Text
from scheduler.domain.verdict import Score
from scheduler.report.wording import COMPONENT_MEANINGS, COMPONENT_NAMES, number

TOTAL = Text(fr="Total", en="Total")


def score_lines(score: Score, bound: int | None) -> Iterator[Text]:
    """Aligned lines; `bound` None says nothing of it."""
    rows = [(COMPONENT_NAMES[part], minutes, COMPONENT_MEANINGS[part]) for part, minutes in score.components().items()]
    rows.append((TOTAL, score.total, _proven(bound)))
    said = [(name, number(minutes), meaning) for name, minutes, meaning in rows]
    french = aligned([(name.fr, minutes.fr, meaning.fr) for name, minutes, meaning in said], right=(1,))
    english = aligned([(name.en, minutes.en, meaning.en) for name, minutes, meaning in said], right=(1,))
    return (Text(fr=fr, en=en) for fr, en in zip(french, english, strict=True))


def aligned(rows: Sequence[tuple[str, ...]], right: Sequence[int] = ()) -> Iterator[str]:
    """The rows as lines, each column as wide as its widest cell; those of `right` end together."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        padded = (c.rjust(width) if place in right else c.ljust(width) for place, (c, width) in enumerate(cells))
        yield "  ".join(padded).rstrip()


def _proven(bound: int | None) -> Text:
    if bound is None:
        return Text(fr="", en="")
    least = number(bound)
    return Text(fr=f"aucun plan ne peut descendre sous {least.fr}", en=f"no plan can come below {least.en}")
