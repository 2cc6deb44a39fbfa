"""The progress line - where a solve stands: live in a terminal, else a line at each improvement, not too often."""

import time
from types import TracebackType

import click
from rich.console import Console
from rich.live import Live
from rich.text import Text as Line

from scheduler.domain.text import Language, Text
from scheduler.report.wording import number, percent
from scheduler.solve import Progress

TICK_SECONDS = 0.3
"""How often the clock of the line moves on."""

PLAIN_SECONDS = 1.0
"""The least time between two plain lines."""

STARTING = Text(fr="démarrage", en="starting")
STOPPING = Text(fr="arrêt demandé, le meilleur plan est gardé", en="stopping, the best plan is kept")


class ProgressLine:
    """Shows on stderr what the solver last said; `saw` may be called from the solver's thread."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.latest = Progress(seconds=0.0, phase=STARTING, score=None, bound=None)
        self.stopping = False
        self._began = time.monotonic()
        self._console = Console(stderr=True)
        self._live = Live(console=self._console, auto_refresh=False, transient=True)
        self._shown: tuple[Text, int | None, int | None] | None = None
        self._shown_at = -PLAIN_SECONDS

    def __enter__(self) -> "ProgressLine":
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if self._console.is_terminal:
            self._live.stop()

    def saw(self, progress: Progress) -> None:
        """Keeps what the solver says; the next tick shows it."""
        self.latest = progress

    def stop_asked(self) -> None:
        self.stopping = True

    def tick(self) -> None:
        """Moves the clock on, or prints a plain line where there is news."""
        elapsed = time.monotonic() - self._began
        if self._console.is_terminal:
            self._live.update(Line(self._said(elapsed), no_wrap=True, overflow="ellipsis"), refresh=True)
            return
        news = (STOPPING if self.stopping else self.latest.phase, self.latest.score, self.latest.bound)
        if news != self._shown and elapsed - self._shown_at >= PLAIN_SECONDS:
            click.echo(self._said(elapsed), err=True)
            self._shown, self._shown_at = news, elapsed

    def _said(self, elapsed: float) -> str:
        return progress_words(self.latest, elapsed, STOPPING if self.stopping else None).said_in(self.language)


def progress_words(progress: Progress, elapsed: float, instead: Text | None = None) -> Text:
    """Time, phase, score, bound, gap; what is not known yet is left out. `instead` takes the place of the phase."""
    phase = instead or progress.phase
    parts = [number(elapsed, 1 if elapsed < 10 else 0)]
    parts = [Text(fr=f"{parts[0].fr} s", en=f"{parts[0].en} s"), phase]
    if progress.score is not None:
        score = number(progress.score)
        parts.append(Text(fr=f"score {score.fr}", en=f"score {score.en}"))
    if progress.bound is not None:
        bound = number(progress.bound)
        parts.append(Text(fr=f"borne {bound.fr}", en=f"bound {bound.en}"))
    if progress.gap is not None:
        gap = percent(progress.gap)
        parts.append(Text(fr=f"écart {gap.fr}", en=f"gap {gap.en}"))
    return Text(fr=" · ".join(part.fr for part in parts), en=" · ".join(part.en for part in parts))
