"""A repair on paper: what changes, what it costs, and whom to call, as one page of text and as one document."""

from collections.abc import Iterator
from typing import Any

from scheduler.domain.diff import Change, half_days_by_kind
from scheduler.domain.outcome import Feasible, Optimal
from scheduler.domain.problem import Problem
from scheduler.domain.text import Language, Text
from scheduler.domain.wording import half_days_words
from scheduler.report.changes import call_lines, calls, change_words, count_words, told
from scheduler.report.score_lines import score_lines
from scheduler.report.summary import Section
from scheduler.report.wording import percent

ROLES = {
    "venue": Text(fr="Prévenir les lieux", en="Tell the venues"),
    "advisor": Text(fr="Prévenir les conseillers", en="Tell the advisors"),
    "structure": Text(fr="Prévenir les structures d’accueil", en="Tell the host structures"),
}


def repair_sections(
    heading: Text, outcome: Optimal | Feasible, changes: tuple[Change, ...], lost: int, problem: Problem
) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """Headings with their lines, in the order in which a coordinator needs them on the telephone."""
    territory = problem.territory
    yield heading, (count_words(changes), _least_words(changes, lost))
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
    gap = percent(outcome.gap)
    proof = (
        Text(fr="Aucun plan ne coûte moins (prouvé).", en="No plan costs less (proven).")
        if isinstance(outcome, Optimal)
        else Text(
            fr=f"Le plan le moins cher de tous coûterait au mieux {gap.fr} de moins.",
            en=f"The cheapest plan of all could cost {gap.en} less at best.",
        )
    )
    yield (
        Text(fr="Prix, en minutes de route", en="Price, in minutes of driving"),
        (*score_lines(outcome.score, outcome.bound), proof),
    )


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
    number: int,
    outcome: Optimal | Feasible,
    changes: tuple[Change, ...],
    lost: int,
    seconds: float,
    problem: Problem,
    language: Language,
) -> dict[str, Any]:
    """The repair for machines: score.json of its folder."""
    return {
        "number": number,
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
                "says": [said.said_in(language) for said in call.says],
            }
            for call in calls(changes, problem.territory)
        ],
    }
