"""Content lines - a feed's octets taken apart by RFC 5545 alone, for the checks: no library has a part in it."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LINE = re.compile(
    r"(?P<name>[A-Z0-9-]+)"
    r"(?P<params>(?:;[A-Z0-9-]+=(?:\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]*)(?:,(?:\"[^\"\x00-\x1f]*\"|[^\";:,\x00-\x1f]*))*)*)"
    r":(?P<value>.*)",
    re.DOTALL,
)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class Line:
    name: str
    params: dict[str, str]
    value: str

    @property
    def text(self) -> str:
        """Of a TEXT value, as people read it."""
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)

    @property
    def instant(self) -> int | str:
        """Seconds since 1970 of a DATE-TIME; of a DATE, its ISO form. Raises ValueError for a time that floats."""
        if self.params.get("VALUE") == "DATE":
            return date.fromisoformat(self.value).isoformat()
        if self.value.endswith("Z"):
            return int(datetime.strptime(self.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).timestamp())
        if "TZID" not in self.params:
            raise ValueError(f"{self.name}:{self.value} floats")
        return int(self.local.replace(tzinfo=ZoneInfo(self.params["TZID"])).timestamp())

    @property
    def local(self) -> datetime:
        return datetime.strptime(self.value, "%Y%m%dT%H%M%S")  # noqa: DTZ007  (a time of a wall clock)


@dataclass
class Component:
    name: str
    lines: list[Line] = field(default_factory=list)
    inner: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> list[Line]:
        return [line for line in self.lines if line.name == name]

    def one(self, name: str) -> Line:
        (line,) = self.all(name)
        return line

    def kinds(self, name: str) -> list["Component"]:
        return [component for component in self.inner if component.name == name]

    @property
    def uid(self) -> str:
        return self.one("UID").value

    @property
    def cancelled(self) -> bool:
        return self.one("STATUS").value == "CANCELLED"


def unfolded(octets: bytes) -> list[str]:
    return octets.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def parsed(octets: bytes) -> Component:
    """The VCALENDAR. Raises ValueError where the lines are no calendar."""
    root = Component("")
    open_ = [root]
    for said in unfolded(octets):
        found = LINE.fullmatch(said)
        if found is None:
            raise ValueError(f"not a content line: {said!r}")
        params = dict(part.split("=", 1) for part in found["params"].split(";")[1:])
        line = Line(found["name"], params, found["value"])
        if line.name == "BEGIN":
            component = Component(line.value)
            open_[-1].inner.append(component)
            open_.append(component)
        elif line.name == "END":
            if open_.pop().name != line.value:
                raise ValueError(f"END:{line.value} ends what was not begun")
        else:
            open_[-1].lines.append(line)
    if open_ != [root] or len(root.inner) != 1 or root.lines:
        raise ValueError("not one whole VCALENDAR")
    return root.inner[0]
