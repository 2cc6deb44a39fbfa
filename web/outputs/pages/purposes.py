"""Purposes - what one can do at a permanence, and how one comes, in a sentence for the public."""

from scheduler.domain.text import Text
from web.outputs.agenda import Dated

PURPOSES = {
    "permanence": Text(
        fr="Venez avec vos questions : démarches en ligne, téléphone, ordinateur. On vous aide, gratuitement.",
        en="Come with your questions: online forms, phone, computer, e-mails. Help is free.",
    ),
    "rdv": Text(
        fr="Un conseiller vous reçoit seul, pour une démarche ou un problème précis. C’est gratuit.",
        en="An advisor sees you on your own, for one form or one problem. It is free.",
    ),
    "atelier": Text(
        fr="On apprend ensemble, en petit groupe : téléphone, ordinateur, internet. C’est gratuit.",
        en="A small group learns together: phone, computer, internet. It is free.",
    ),
    "initiation": Text(
        fr="Les premiers pas avec un ordinateur ou un téléphone, sans rien savoir d’avance. C’est gratuit.",
        en="First steps with a computer or a phone; you need to know nothing. It is free.",
    ),
}
"""By activity; of any other, only its name is known."""

HOW_TO_COME = {
    "walk-in": Text(fr="Venez sans rendez-vous.", en="Just come: no appointment is needed."),
    "appointment": Text(fr="Il faut un rendez-vous : appelez d’abord.", en="You need an appointment: call first."),
    "sign-up": Text(fr="Il faut s’inscrire : appelez d’abord.", en="You need to sign up: call first."),
}


def purpose_of(dated: Dated) -> Text | None:
    return PURPOSES.get(dated.activity)
