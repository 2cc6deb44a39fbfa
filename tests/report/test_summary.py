"""The summary: what a coordinator reads at the end of a solve."""

from datetime import date

from scheduler.domain.outcome import Infeasible, OutOfTime
from scheduler.domain.text import Text
from scheduler.domain.time import Horizon
from scheduler.intake import read_territory
from scheduler.prepare import prepare
from scheduler.report.cut_windows import cut_windows
from scheduler.report.summary import Section, summary
from tests.report.plans import DATA, feasible, first_fit, optimal, problem_of, record_of

NBSP = "\u00a0"
THIN = "\u202f"


def test_summary_says_what_is_served_the_roads_the_balance_and_the_score() -> None:
    problem = problem_of("ossau-haut-bearn")
    record = feasible(first_fit(problem), problem, bound=7000)

    sections = summary(record, problem, "fr")

    assert [section.heading for section in sections] == [
        "Vallée d'Ossau – Haut-Béarn, du lundi 7 septembre 2026 au dimanche 4 octobre 2026",
        "À savoir",
        "Demandes",
        "Route",
        "Équilibre entre structures d’accueil",
        "Score, en minutes de route",
    ]
    assert sections[0].lines == (f"Un bon plan, à 9,1{NBSP}% au plus de l’optimum. Calculé en 1,2 s.",)
    # Week 1 is the second of a window of two weeks, and week 4 the first of another.
    assert sections[1].lines == (
        "Ces semaines coupent des fenêtres de 2 semaines\u00a0: ce que 4 demandes et 2 parts y prévoient n’est pas "
        "compté. Des fenêtres entières commencent le 14 septembre 2026\u00a0; ou donnez le plan voisin avec "
        "--published.",
    )
    assert sections[2].lines[:2] == (f"24 demi-journées sur 30 demandées (80{NBSP}%).", "Ne sont pas servies\u00a0:")
    assert sections[4].lines[0] == (
        "Conseiller numérique CCVO-CCHB  Communauté de communes de la Vallée d'Ossau  "
        f"20 sur 36 demi-journées  55,6{NBSP}%  (convenu\u00a0: 50{NBSP}%)"
    )
    assert (
        sections[5].lines[-1] == f"Total                     7{THIN}699  aucun plan ne peut descendre sous 7{THIN}000"
    )


def test_summary_of_an_optimum_says_that_it_is_proven() -> None:
    problem = problem_of("hautes-terres")
    record = optimal(first_fit(problem), problem)

    french, english = summary(record, problem, "fr")[0], summary(record, problem, "en")[0]

    assert french.lines == ("Le meilleur plan possible\u00a0: optimal, prouvé. Calculé en 1,2 s.",)
    assert english == Section(
        "Hautes Terres Communauté, from Monday 7 September 2026 to Sunday 4 October 2026",
        ("The best plan there is: optimal, proven. It took 1.2 s.",),
    )


def test_summary_without_a_plan_says_why_and_nothing_else() -> None:
    problem = problem_of("hautes-terres", 1)

    infeasible = summary(record_of(Infeasible(Text(fr="Deux réunions.", en="Two meetings."))), problem, "fr")
    out_of_time = summary(record_of(OutOfTime(None)), problem, "fr")

    assert [section.lines for section in infeasible] == [
        ("Aucun plan ne respecte toutes les règles. Deux réunions. Calculé en 1,2 s.",)
    ]
    assert [section.lines for section in out_of_time] == [
        (
            "Le temps est écoulé sans qu’un plan ait été trouvé\u00a0: donnez plus de temps avec --seconds. "
            "Calculé en 1,2 s.",
        )
    ]


def test_summary_has_no_note_where_every_window_is_whole() -> None:
    problem = prepare(read_territory(DATA / "ossau-haut-bearn").territory, Horizon(date(2026, 9, 14), 2))
    record = optimal(first_fit(problem), problem)

    headings = [section.heading for section in summary(record, problem, "en")]

    assert headings[1:] == ["Demands", "Roads", "Balance between host structures", "Score, in minutes of driving"]


def test_note_names_every_length_of_window_and_a_common_start() -> None:
    cut = cut_windows(problem_of("sarthe"))

    assert cut is not None
    assert cut.lengths == (2, 4)
    # Week 0 is that of 31 August: windows of 2 and of 4 weeks begin together four weeks later.
    assert cut.whole_from == date(2026, 9, 28)
