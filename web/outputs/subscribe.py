"""Subscribe - the addresses of a calendar, as each kind of client wants to be given it."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

GOOGLE = "https://calendar.google.com/calendar/render?"
OUTLOOK = "https://outlook.live.com/calendar/0/addfromweb?"


class FeedKind(StrEnum):
    """What a feed is about; the value is the part of its address."""

    VENUE = "lieux"
    COMMUNE = "communes"
    STRUCTURE = "structures"
    ROOM = "salles"
    EVERYTHING = "tout"
    ADVISOR = "agenda"


@dataclass(frozen=True, slots=True)
class SubscribeLinks:
    """`file` to download or to paste (ICSx5, Outlook), `webcal` for Apple, Thunderbird and Nextcloud."""

    file: str
    webcal: str
    google: str
    outlook: str


def feed_path(territory: str, kind: FeedKind, subject: str = "") -> str:
    """`/vallee/lieux/mairie.ics`, `/vallee/tout.ics`; of an advisor's feed, `subject` is the token."""
    parts = [territory, kind, subject] if kind is not FeedKind.EVERYTHING else [territory, kind]
    return "/" + "/".join(quote(part, safe="") for part in parts) + ".ics"


def subscribe_links(service: str, territory: str, kind: FeedKind, subject: str, name: str) -> SubscribeLinks:
    """To the feed of a service at that address (`https://permanences.example/`); `name` is the calendar's."""
    file = service.rstrip("/") + feed_path(territory, kind, subject)
    webcal = "webcal://" + file.partition("://")[2]
    return SubscribeLinks(
        file=file,
        webcal=webcal,
        google=GOOGLE + urlencode({"cid": webcal}),
        outlook=OUTLOOK + urlencode({"url": file, "name": name}),
    )
