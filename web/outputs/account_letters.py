"""The letters about an account: the invitation, and the link to another password. French first, then English."""

from datetime import datetime
from zoneinfo import ZoneInfo

from scheduler.domain.wording import day_words
from web.outputs.mail import Letter

PURPOSE = "account"
ZONE = ZoneInfo("Europe/Paris")
"""Of the hours that are told to somebody who may be of several territories, or of none yet."""


def invitation_letter(key: str, recipient: str, name: str, who: str, address: str, until: datetime) -> Letter:
    """`who` invites; `address` is that of the link."""
    return Letter(
        key=key,
        purpose=PURPOSE,
        territory=None,
        recipient=recipient,
        subject="Votre accès à Permanences",
        text=f"""Bonjour {name},

{who} vous ouvre l’accès à Permanences, où se préparent les permanences numériques.

Choisissez votre mot de passe ici :
{address}

Ce lien sert une fois, jusqu’au {_until(until)}. Si vous n’attendiez pas cette lettre, ne faites rien.

--
{who} gives you access to Permanences. Choose your password at the address above; the link can be used once.
""",
        confidential=True,
    )


def reset_letter(key: str, recipient: str, name: str, address: str, until: datetime) -> Letter:
    return Letter(
        key=key,
        purpose=PURPOSE,
        territory=None,
        recipient=recipient,
        subject="Un nouveau mot de passe pour Permanences",
        text=f"""Bonjour {name},

Quelqu’un, sans doute vous, demande un nouveau mot de passe pour Permanences. Choisissez-le ici :
{address}

Ce lien sert une fois, jusqu’au {_until(until)}. Si ce n’était pas vous, ne faites rien : rien ne change.

--
Somebody, probably you, asked for a new Permanences password. Choose it at the address above, or do nothing.
""",
        confidential=True,
    )


def _until(until: datetime) -> str:
    local = until.astimezone(ZONE)
    return f"{day_words(local.date()).fr}, {local.hour}\u00a0h\u00a0{local.minute:02d}"
