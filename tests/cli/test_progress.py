"""The progress line: what it says, and when."""

import pytest

from scheduler.cli.progress import ProgressLine, progress_words
from scheduler.domain.text import Text
from scheduler.solve import Progress

SEARCH = Text(fr="recherche", en="search")


def test_progress_words_tell_time_phase_score_bound_and_gap() -> None:
    progress = Progress(seconds=3.0, phase=SEARCH, score=1000, bound=950)

    assert progress_words(progress, 3.21) == Text(
        fr="3,2 s · recherche · score 1\u202f000 · borne 950 · écart 5\u00a0%",
        en="3.2 s · search · score 1,000 · bound 950 · gap 5%",
    )


def test_progress_words_leave_out_what_is_not_known_yet() -> None:
    progress = Progress(seconds=0.0, phase=SEARCH, score=None, bound=None)

    assert progress_words(progress, 12.0) == Text(fr="12 s · recherche", en="12 s · search")


def test_plain_lines_come_only_with_news(capsys: pytest.CaptureFixture[str]) -> None:
    with ProgressLine("en") as line:
        line.saw(Progress(seconds=0.1, phase=SEARCH, score=1000, bound=None))
        line.tick()
        line.tick()

    assert [text.split(" · ", 1)[1] for text in capsys.readouterr().err.splitlines()] == ["search · score 1,000"]
