"""The progress of many territories - a bar over all in a terminal, and a line for each as it ends."""

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from scheduler.cli.all_summary import STATUS_NAMES, Line
from scheduler.domain.text import Language, Text
from scheduler.report.wording import number, percent

TERRITORIES = Text(fr="territoires", en="territories")


class AllProgress:
    """Shows on stderr how many of `total` territories have ended, and what each came to."""

    def __init__(self, total: int, language: Language) -> None:
        self.language = language
        self._total = total
        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=self._console,
            transient=True,
            disable=not self._console.is_terminal,
        )
        self._task = self._progress.add_task(TERRITORIES.said_in(language), total=total)
        self._ended = 0

    def __enter__(self) -> "AllProgress":
        self._progress.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def came(self, line: Line) -> None:
        self._ended += 1
        place = f"{self._ended}/{self._total}"
        self._console.print(f"{place}  {line_words(line).said_in(self.language)}", highlight=False, soft_wrap=True)
        self._progress.advance(self._task)


def line_words(line: Line) -> Text:
    """Name, status, then score and gap where there is a plan, and the reason where there is none."""
    status = STATUS_NAMES[line.status]
    french, english = [line.name, status.fr], [line.name, status.en]
    if line.total is not None and line.gap is not None:
        score, gap = number(line.total), percent(line.gap)
        french += [f"score {score.fr}", f"écart {gap.fr}"]
        english += [f"score {score.en}", f"gap {gap.en}"]
    if line.seconds is not None:
        took = number(line.seconds, 1)
        french.append(f"{took.fr} s")
        english.append(f"{took.en} s")
    if line.reason:
        french.append(line.reason)
        english.append(line.reason)
    return Text(fr=" · ".join(french), en=" · ".join(english))
