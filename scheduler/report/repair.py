"""A repair on paper: what changes, what it costs, and whom to call, as one page of text and as one document."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from scheduler.domain.diff import Change, half_days_by_kind
from scheduler.domain.outcome import Feasible, Optimal
from scheduler.domain.people import Absence
from scheduler.domain.places import Closure
from scheduler.domain.problem import Problem
from scheduler.domain.territory import Territory
from scheduler.domain.text import Language, Text
from scheduler.domain.wording import day_words, half_days_words
from scheduler.report.changes import call_lines, calls, change_words, count_words, told
from scheduler.report.score_lines import aligned, score_lines
from scheduler.report.summary import Section
from scheduler.report.wording import number, percent

ROLES = {
    "venue": Text(fr="Prévenir les lieux", en="Tell the venues"),
    "advisor": Text(fr="Prévenir les conseillers", en="Tell the advisors"),
    "structure": Text(fr="Prévenir les structures d’accueil", en="Tell the host structures"),
}


def repair_sections(
    heading: Text,
    causes: tuple[Text, ...],
    outcome: Optimal | Feasible,
    changes: tuple[Change, ...],
    lost: int,
    problem: Problem,
    *,
    is_proven: bool = True,
) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """Headings with their lines, in the order in which a coordinator needs them on the telephone.

    `causes`: what broke the plan. Not `is_proven`: the bound is still rising, and is not told.
    """
    territory = problem.territory
    yield heading, (*causes, count_words(changes), _least_words(changes, lost))
    concerned = told(changes)
    if concerned:
        yield (
            Text(fr="Ce qui change", en="What changes"),
            tuple(change_words(change, territory) for change in concerned),
        )
    for role, title in ROLES.items():
        lines = tuple(line for call in calls(changes, territory) if call.role == role for line in call_lines(call))
        if lines:
            yield title, lines
    yield (
        Text(fr="Prix, en minutes de route", en="Price, in minutes of driving"),
        (
            *score_lines(outcome.score, outcome.bound if is_proven else None),
            *((_proof_words(outcome),) if is_proven else ()),
        ),
    )


def _proof_words(outcome: Optimal | Feasible) -> Text:
    if isinstance(outcome, Optimal):
        return Text(fr="Aucun plan ne coûte moins (prouvé).", en="No plan costs less (proven).")
    gap = percent(outcome.gap)
    return Text(
        fr=f"Le plan le moins cher de tous coûterait au mieux {gap.fr} de moins.",
        en=f"The cheapest plan of all could cost {gap.en} less at best.",
    )


def cause_words(absences: Iterable[Absence], closures: Iterable[Closure], territory: Territory) -> Iterator[Text]:
    """« Conseiller numérique 1 : absence du lundi 5 octobre 2026 au vendredi 9 octobre 2026. »"""
    for absence in absences:
        name, span = territory.advisor[absence.advisor].name, _span_words(absence.from_, absence.to)
        yield Text(fr=f"{name} : absence {span.fr}.", en=f"{name}: away {span.en}.")
    for closure in closures:
        name, span = territory.venue[closure.venue].name, _span_words(closure.from_, closure.to)
        yield Text(fr=f"{name} : fermeture {span.fr}.", en=f"{name}: closed {span.en}.")


def _span_words(first: date, last: date) -> Text:
    start, end = day_words(first), day_words(last)
    if first == last:
        return Text(fr=f"le {start.fr}", en=f"on {start.en}")
    return Text(fr=f"du {start.fr} au {end.fr}", en=f"from {start.en} to {end.en}")


def _least_words(changes: tuple[Change, ...], lost: int) -> Text:
    changed = sum(len(c.before.rows) for c in changes if c.before is not None and c.kind != "kept")
    impossible = half_days_words(lost)
    if changed == lost:
        return Text(
            fr=f"{impossible.fr} {_cannot_be_held(lost)} comme publié : aucun plan n’en change moins (prouvé).",
            en=f"{impossible.en} cannot be held as published: no plan changes fewer (proven).",
        )
    more = half_days_words(changed)
    return Text(
        fr=f"{more.fr} {'changées' if changed > 1 else 'changée'} ; {lost} {_cannot_be_held(lost)} comme publié.",
        en=f"{more.en} changed; {lost} cannot be held as published.",
    )


def _cannot_be_held(half_days: int) -> str:
    return "ne peuvent pas être tenues" if half_days > 1 else "ne peut pas être tenue"


COMPARED = Text(fr="Pour choisir, en minutes de route", en="To choose, in minutes of driving")


def compared_lines(rows: Sequence[tuple[int, Text, int, Optimal | Feasible]], bound: int) -> Iterator[Text]:
    """The repairs side by side, aligned: number and aim, half-days changed, then the price; the bound below."""
    french: list[tuple[str, ...]] = [("", "", "changées", "non servies", "irrégularité", "route", "total")]
    english: list[tuple[str, ...]] = [("", "", "changed", "unserved", "irregularity", "driving", "total")]
    for place, aim, changed, outcome in rows:
        price = outcome.score
        minutes = [number(part) for part in (price.unmet, price.irregular, price.travel, price.total)]
        french.append((str(place), aim.fr, str(changed), *(part.fr for part in minutes)))
        english.append((str(place), aim.en, str(changed), *(part.en for part in minutes)))
    numbers = (2, 3, 4, 5, 6)
    yield from (Text(fr=fr, en=en) for fr, en in zip(aligned(french, numbers), aligned(english, numbers), strict=True))
    least = number(bound)
    yield Text(
        fr=f"Aucun plan ne peut descendre sous un total de {least.fr} (prouvé).",
        en=f"No plan can come below a total of {least.en} (proven).",
    )


def spoken(sections: Iterator[tuple[Text, tuple[Text, ...]]], language: Language) -> tuple[Section, ...]:
    return tuple(
        Section(heading.said_in(language), tuple(line.said_in(language) for line in lines))
        for heading, lines in sections
    )


def page(sections: tuple[Section, ...]) -> bytes:
    """The sections as a text file."""
    return "\n\n".join("\n".join([s.heading, *(f"  {line}" for line in s.lines)]) for s in sections).encode() + b"\n"


def repair_document(
    key: str,
    place: int,
    outcome: Optimal | Feasible,
    changes: tuple[Change, ...],
    lost: int,
    seconds: float,
    problem: Problem,
    language: Language,
) -> dict[str, Any]:
    """The repair for machines: score.json of its folder."""
    return {
        "number": place,
        "aim": key,
        "status": "optimal" if isinstance(outcome, Optimal) else "feasible",
        "total": outcome.score.total,
        "bound": outcome.bound,
        "gap": outcome.gap,
        "components": outcome.score.components(),
        "seconds": round(seconds, 3),
        "half_days": dict(half_days_by_kind(changes)),
        "changed": sum(len(c.before.rows) for c in changes if c.before is not None and c.kind != "kept"),
        "least_changed": lost,
        "changes": [
            {
                "change": change.kind,
                "demand": change.demand,
                "says": change_words(change, problem.territory).said_in(language),
            }
            for change in told(changes)
        ],
        "tell": [
            {
                "role": call.role,
                "id": call.id,
                "name": call.name,
                "phone": call.phone,
                "email": call.email,
                "through": call.through,
                "says": [said.said_in(language) for said in call.says],
            }
            for call in calls(changes, problem.territory)
        ],
    }
