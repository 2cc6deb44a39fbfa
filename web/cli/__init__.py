"""The service's commands: they join the `permanences` group as entry points, and each is imported when it is called."""

from collections.abc import Mapping

from scheduler.domain.text import Text

COMMANDS: Mapping[str, Text] = {
    "db": Text(
        fr="Crée la base de données ou la met à jour.",
        en="Makes the database, or brings it up to date.",
    ),
    "load": Text(
        fr="Charge les fichiers d’un territoire dans la base.",
        en="Loads a territory's files into the database.",
    ),
    "publish": Text(
        fr="Publie un plan : pages, agendas et affiches disent la même chose.",
        en="Publishes a plan: pages, calendars and posters say the same.",
    ),
    "republish": Text(
        fr="Publie de nouveau une version ancienne.",
        en="Publishes an old version again.",
    ),
    "diff": Text(
        fr="Compare deux versions publiées.",
        en="Compares two published versions.",
    ),
    "token": Text(
        fr="Renouvelle l’adresse secrète de l’agenda d’un conseiller.",
        en="Renews the secret address of an advisor's calendar.",
    ),
    "user": Text(
        fr="Donne accès à la console.",
        en="Gives access to the console.",
    ),
    "posters": Text(
        fr="Fait les affiches des lieux, à imprimer.",
        en="Makes the posters of the venues, to print.",
    ),
    "worker": Text(
        fr="Calcule pour la console, et envoie ses courriels.",
        en="Computes for the console, and sends its mails.",
    ),
    "serve": Text(
        fr="Sert les pages, les agendas et les affiches.",
        en="Serves the pages, the calendars and the posters.",
    ),
}
"""By name, what the help says of it. The command itself is `command` in the module of that name."""
