"""Roles - what each is called, and what it lets one do, in a sentence."""

from scheduler.domain.text import Text

ROLE_WORDS = {
    "administrator": Text(fr="Administration", en="Administrator"),
    "coordinator": Text(fr="Coordination", en="Coordinator"),
    "referent": Text(fr="Référent de structure", en="Referent of a structure"),
    "deputy": Text(fr="Suppléant du référent", en="Referent’s deputy"),
    "venue": Text(fr="Lieu d’accueil", en="Venue"),
    "advisor": Text(fr="Conseiller numérique", en="Advisor"),
}

ROLE_SENTENCES = {
    "administrator": Text(fr="Peut tout, dans tous les territoires.", en="May do everything, in every territory."),
    "coordinator": Text(
        fr="Peut tout dans le territoire : données, calculs, brouillons, publication, personnes.",
        en="May do everything in the territory: data, runs, drafts, publication, people.",
    ),
    "referent": Text(
        fr="Lit le plan, les calculs et les brouillons ; saisit les absences des conseillers de sa structure.",
        en="Reads the plan, the runs and the drafts; enters the absences of the structure’s advisors.",
    ),
    "deputy": Text(fr="Comme le référent, quand il n’est pas là.", en="As the referent, who may be away."),
    "venue": Text(
        fr="Tient à jour ses fermetures et ses horaires, lit ses dates.",
        en="Keeps its closures and hours up to date, reads its dates.",
    ),
    "advisor": Text(
        fr="Lit ses semaines, demande ses absences.",
        en="Reads their own weeks, asks for absences.",
    ),
}
