"""Memory of feeds - the calendars that were asked for lately, as octets; no more of them than a process can hold."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from web.services.marks import Mark

MOST_OCTETS = 64_000_000


@dataclass(frozen=True, slots=True)
class KeptFeed:
    """A calendar as it was made for a publication: its octets, plain and as gzip, its tag and its date."""

    mark: Mark
    body: bytes
    zipped: bytes
    tag: str
    modified: datetime

    @property
    def octets(self) -> int:
        return len(self.body) + len(self.zipped)


class FeedMemory:
    """By what was asked; what has not been asked for longest is forgotten first."""

    def __init__(self, most_octets: int = MOST_OCTETS) -> None:
        self.most_octets = most_octets
        self.octets = 0
        self.kept: OrderedDict[Hashable, KeptFeed] = OrderedDict()
        self.lock = Lock()

    def get(self, asked: Hashable) -> KeptFeed | None:
        with self.lock:
            known = self.kept.get(asked)
            if known is not None:
                self.kept.move_to_end(asked)
            return known

    def keep(self, asked: Hashable, feed: KeptFeed) -> None:
        with self.lock:
            former = self.kept.pop(asked, None)
            self.octets += feed.octets - (0 if former is None else former.octets)
            self.kept[asked] = feed
            while self.octets > self.most_octets:
                _, gone = self.kept.popitem(last=False)
                self.octets -= gone.octets


_MEMORIES: WeakKeyDictionary[Engine, FeedMemory] = WeakKeyDictionary()


def memory_of(engine: Engine) -> FeedMemory:
    """Of a database."""
    return _MEMORIES.setdefault(engine, FeedMemory())
