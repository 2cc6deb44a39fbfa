"""What a service refuses, by name: each error says, in both languages, what is the matter and what to do next."""

from collections.abc import Sequence

from scheduler.domain.text import Text
from scheduler.domain.verdict import Finding
from scheduler.domain.wording import number_words
from web.outputs.agenda import AgendaChange


class ServiceError(Exception):
    """Something that was asked for cannot be done; nothing has changed."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class UnknownTerritoryError(ServiceError):
    """No territory of that id was loaded."""

    def __init__(self, territory: str) -> None:
        super().__init__(
            Text(
                fr=f"Aucun territoire « {territory} » n’est chargé : chargez-le avec permanences load.",
                en=f"No territory '{territory}' has been loaded: load it with permanences load.",
            )
        )


class UnpublishedError(ServiceError):
    """Nothing has been published of that territory yet."""

    def __init__(self, territory: str) -> None:
        super().__init__(
            Text(
                fr=f"Rien n’est encore publié pour « {territory} » : publiez un plan avec permanences publish.",
                en=f"Nothing has been published of '{territory}' yet: publish a plan with permanences publish.",
            )
        )


class UnknownPublicationError(ServiceError):
    """The territory has no publication of that number."""

    def __init__(self, territory: str, number: int, latest: int) -> None:
        super().__init__(
            Text(
                fr=f"« {territory} » n’a pas de publication {number} : la dernière est la {latest}.",
                en=f"'{territory}' has no publication {number}: the latest is {latest}.",
            )
        )


class UnknownAdvisorError(ServiceError):
    """No loaded territory has an advisor of that id."""

    def __init__(self, advisor: str, known: Sequence[str]) -> None:
        listed = ", ".join(known)
        super().__init__(
            Text(
                fr=f"Aucun conseiller « {advisor} » : les identifiants connus sont {listed}.",
                en=f"There is no advisor '{advisor}': the known ones are {listed}.",
            )
        )


class AmbiguousError(ServiceError):
    """Several territories would do; `territories` are their ids."""

    def __init__(self, territories: Sequence[str]) -> None:
        listed = ", ".join(territories)
        super().__init__(
            Text(
                fr=f"Plusieurs territoires conviennent : choisissez avec --territory parmi {listed}.",
                en=f"Several territories would do: choose one with --territory, of {listed}.",
            )
        )


class UnknownNamesError(ServiceError):
    """The plan names advisors, structures, venues, rooms or demands that the territory does not have."""

    def __init__(self, names: Sequence[str]) -> None:
        listed = ", ".join(names)
        super().__init__(
            Text(
                fr=f"Le plan nomme ce que le territoire n’a pas, ou plus : {listed}.",
                en=f"The plan names what the territory has not, or no longer: {listed}.",
            )
        )


class PlanRefusedError(ServiceError):
    """The plan breaks rules: `findings` says which. Nothing was published."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        broken = number_words(
            len(self.findings),
            Text(fr="règle enfreinte", en="broken rule"),
            Text(fr="règles enfreintes", en="broken rules"),
        )
        super().__init__(
            Text(
                fr=f"Le plan n’est pas publié : {broken.fr}.",
                en=f"The plan is not published: {broken.en}.",
            )
        )


class PublishedMeanwhileError(ServiceError):
    """Somebody else has published since: `expected` was the latest, `latest` is, and `changes` lie between them."""

    def __init__(self, expected: int, latest: int, author: str, changes: Sequence[AgendaChange]) -> None:
        self.expected = expected
        self.latest = latest
        self.author = author
        self.changes = tuple(changes)
        super().__init__(
            Text(
                fr=f"Le plan n’est pas publié : {author} vient de publier la version {latest}. Relisez ce qu’elle "
                "change, puis publiez de nouveau si votre plan tient toujours.",
                en=f"The plan is not published: {author} has just published version {latest}. Read what it changes, "
                "then publish again if your plan still holds.",
            )
        )


class UnknownVenueError(ServiceError):
    """What is published of the territory has no such venue."""

    def __init__(self, territory: str, venue: str) -> None:
        super().__init__(
            Text(
                fr=f"« {territory} » n’a pas de lieu « {venue} » : ses identifiants sont ceux de venues.csv.",
                en=f"'{territory}' has no venue '{venue}': its ids are those of venues.csv.",
            )
        )


class UnknownStructureError(ServiceError):
    """What is published of the territory has no such host structure."""

    def __init__(self, territory: str, structure: str) -> None:
        super().__init__(
            Text(
                fr=f"« {territory} » n’a pas de structure « {structure} » : voyez les identifiants de structures.csv.",
                en=f"'{territory}' has no structure '{structure}': its ids are those of structures.csv.",
            )
        )


class UnknownLetterError(ServiceError):
    """The territory has no such letter that waits for a person's word."""

    def __init__(self, letter: int) -> None:
        super().__init__(
            Text(
                fr=f"La lettre {letter} n’attend pas de décision : elle est partie, ou quelqu’un a décidé entre-temps.",
                en=f"Letter {letter} waits for no decision: it has gone, or somebody has decided meanwhile.",
            )
        )
