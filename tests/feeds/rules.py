"""Rules - what every feed must keep, read from its octets; each breach is said with the number of the requirement."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from tests.feeds.content_lines import Component, Line, parsed, unfolded

TEXTS = ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
UTC_TIME = re.compile(r"\d{8}T\d{6}Z")
LOCAL_TIME = re.compile(r"\d{8}T\d{6}")
OFFSET = re.compile(r"[+-]\d{4}")
ONCE = ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "TRANSP", "CLASS", "DTSTART", "SUMMARY")
STAMPS = ("DTSTAMP", "CREATED", "LAST-MODIFIED")
BUSY_OF = {"OPAQUE": {"BUSY", "OOF"}, "TRANSPARENT": {"FREE"}}
PHONE = re.compile(r"(?:\+\d{2}|0)[\s.-]*[1-9](?:[\s.-]*\d{2}){4}")


def breaches(octets: bytes, *, public: bool, phones: frozenset[str] = frozenset()) -> list[str]:
    """Every breach of S01 to E14, T01, T02, T04 and T05. `phones` are the numbers that may be shown, digits only."""
    found = list(_stream(octets))
    if found:
        return found
    calendar = parsed(octets)
    found += _calendar(calendar, octets)
    for event in calendar.kinds("VEVENT"):
        found += [f"{said} ({event.lines[0].value})" for said in _event(event, public=public, phones=phones)]
    found += _zones(calendar)
    uids = Counter(event.uid for event in calendar.kinds("VEVENT"))
    found += [f"E03 {uid} stands {times} times" for uid, times in uids.items() if times > 1]
    return found


def _stream(octets: bytes) -> Iterator[str]:
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        try:
            octets.replace(b"\r\n ", b"").decode("utf-8")
        except UnicodeDecodeError:
            yield "S01 not UTF-8"
        else:
            yield "S04 a character is cut in two"
        return
    bare = text.replace("\r\n", "")
    if text.startswith("\ufeff") or any(unicodedata.category(sign) == "Cc" for sign in bare):
        yield "S01 a byte-order mark or a control character"
    lines = octets.split(b"\r\n")
    if lines[-1] != b"" or b"\n" in octets.replace(b"\r\n", b"") or b"" in lines[:-1]:
        yield "S02 a line without CRLF, or empty"
    if lines[0] != b"BEGIN:VCALENDAR" or lines[-2] != b"END:VCALENDAR":
        yield "S02 does not begin or end as a calendar"
    for line in lines:
        if len(line) > 75:
            yield f"S03 {len(line)} octets"
    try:
        parsed(octets)
    except ValueError as error:
        yield f"S05 {error}"
    for said in unfolded(octets):
        name, _, value = said.partition(":")
        if name in TEXTS:
            if re.search(r"(?<!\\)(?:\\\\)*[,;]", value) or re.sub(r"\\[\\;,n]", "", value).count("\\"):
                yield f"S06 {said}"
            if re.search(r"</?[a-z]+>|&[a-z]+;|&#\d+;", value):
                yield f"S06 HTML: {said}"


def _calendar(calendar: Component, octets: bytes) -> Iterator[str]:
    if calendar.name != "VCALENDAR" or [line.value for line in calendar.all("VERSION")] != ["2.0"]:
        yield "C01 version"
    if len(calendar.all("PRODID")) != 1 or {line.value for line in calendar.all("CALSCALE")} - {"GREGORIAN"}:
        yield "C01 product or scale"
    if {line.value for line in calendar.all("METHOD")} - {"PUBLISH"}:
        yield "C02 method"
    names = [line.value for name in ("NAME", "X-WR-CALNAME") for line in calendar.all(name)]
    if len(names) != 2 or names[0] != names[1] or not names[0] or set(names[0]) & set(",;\\"):
        yield f"C03 {names}"
    refresh, lives = calendar.one("REFRESH-INTERVAL"), calendar.one("X-PUBLISHED-TTL")
    if refresh.params != {"VALUE": "DURATION"} or refresh.value != lives.value or refresh.value != "PT1H":
        yield f"C04 {refresh.value} {lives.value}"
    if len(octets) >= 1_000_000:
        yield f"C06 {len(octets)} octets"
    if not calendar.inner or {component.name for component in calendar.inner} - {"VTIMEZONE", "VEVENT"}:
        yield "C06 components"


def _event(event: Component, *, public: bool, phones: frozenset[str]) -> Iterator[str]:
    times = {name: len(event.all(name)) for name in ONCE}
    if set(times.values()) != {1}:
        yield f"E01 {times}"
        return
    for name in STAMPS:
        for line in event.all(name):
            if not UTC_TIME.fullmatch(line.value) or _moment(line) > datetime.now(UTC):
                yield f"E02 {name}:{line.value}"
    if not re.fullmatch(r"[A-Za-z0-9._@+-]{8,255}", event.uid):
        yield f"E04 {event.uid}"
    start, ends = event.one("DTSTART"), event.all("DTEND")
    if event.all("DURATION") or len(ends) != 1 or ends[0].params != start.params or ends[0].value <= start.value:
        yield "E05"
    for line in (start, *ends):
        if line.params.get("VALUE") != "DATE" and not (
            LOCAL_TIME.fullmatch(line.value) and line.params == {"TZID": "Europe/Paris"}
        ):
            yield f"E06, T05 {line.name} {line.params} {line.value}"
        elif line.params.get("VALUE") != "DATE" and _is_skipped_or_repeated(line.local):
            yield f"T04 {line.value}"
    status, sequence = event.one("STATUS").value, event.one("SEQUENCE").value
    if status not in ("TENTATIVE", "CONFIRMED", "CANCELLED") or not 0 <= int(sequence) < 2**31:
        yield f"E07 {status} {sequence}"
    transparency = event.one("TRANSP").value
    summary = event.one("SUMMARY").text
    if event.cancelled and (transparency != "TRANSPARENT" or int(sequence) < 1 or not summary.startswith("[ANNULÉ] ")):
        yield f"E08 {transparency} {sequence} {summary}"
    if not event.cancelled and (summary.startswith("[") or transparency != ("TRANSPARENT" if public else "OPAQUE")):
        yield f"E08, E09 {transparency} {summary}"
    if {line.value for line in event.all("X-MICROSOFT-CDO-BUSYSTATUS")} - BUSY_OF[transparency]:
        yield "E09 busy"
    if public and (len(event.all("LOCATION")) != 1 or not event.one("LOCATION").text):
        yield "E10 no place"
    for line in event.all("GEO"):
        latitude, longitude = map(float, line.value.split(";"))
        if not (41 <= latitude <= 52 and -6 <= longitude <= 10):  # France: swapped ones are not
            yield f"E10 {line.value}"
    for line in event.all("URL"):
        if urlsplit(line.value).scheme not in ("http", "https") or not urlsplit(line.value).netloc:
            yield f"E11 {line.value}"
    if any(not item for line in event.all("CATEGORIES") for item in line.value.split(",")) or event.all("ATTACH"):
        yield "E11 categories or attachment"
    if event.all("ATTENDEE") or event.all("ORGANIZER"):
        yield "E12"
    if event.inner or event.all("RRULE") or event.all("RDATE") or event.all("RECURRENCE-ID"):
        yield "E14, R01 an alarm or a recurrence"
    if public:
        yield from _for_everybody(event, phones)


def _for_everybody(event: Component, phones: frozenset[str]) -> Iterator[str]:
    if event.one("CLASS").value != "PUBLIC":
        yield "E13 class"
    for line in event.lines:
        if line.name in TEXTS:
            shown = {re.sub(r"\D", "", number) for number in PHONE.findall(line.text)}
            if "@" in line.text or shown - phones:
                yield f"E13 {line.text}"


def _zones(calendar: Component) -> Iterator[str]:
    used = {line.params["TZID"] for event in calendar.kinds("VEVENT") for line in event.lines if "TZID" in line.params}
    told = [zone.one("TZID").value for zone in calendar.kinds("VTIMEZONE")]
    if told != ["Europe/Paris"] or used - set(told):
        yield f"T01 {told} {used}"
    if {line.value for line in calendar.all("X-WR-TIMEZONE")} - {"Europe/Paris"}:
        yield "T05 X-WR-TIMEZONE"
    for zone in calendar.kinds("VTIMEZONE"):
        if [part.name for part in zone.inner] != ["STANDARD", "DAYLIGHT"]:
            yield "T02 parts"
        for part in zone.inner:
            rule = part.one("RRULE").value
            offsets = (part.one("TZOFFSETFROM").value, part.one("TZOFFSETTO").value)
            if not all(OFFSET.fullmatch(offset) for offset in offsets) or not part.one("TZNAME").value:
                yield "T02 offsets"
            if not re.fullmatch(r"FREQ=YEARLY;BYMONTH=\d+;BYDAY=-1SU", rule):
                yield f"T02 {rule}"


def changes(former: bytes, present: bytes) -> list[str]:
    """Every breach of X01 to X05 from one publication of a feed to the next."""
    before, after = ({event.uid: event for event in parsed(feed).kinds("VEVENT")} for feed in (former, present))
    found = [f"X01 {uid} has gone" for uid in before.keys() - after.keys()]
    for uid in before.keys() & after.keys():
        old, new = before[uid], after[uid]
        stamps = [(_moment(one.one(name)), _moment(other.one(name))) for name in STAMPS for one, other in [(old, new)]]
        if told(old) == told(new):
            if old.lines != new.lines:
                found.append(f"X04 {uid} is touched though nothing has changed")
            continue
        (stamped, stamped_now), (created, created_now), (modified, modified_now) = stamps
        if not (stamped < stamped_now and modified < modified_now and created == created_now):
            found.append(f"X02 {uid} {stamps}")
        grown = int(new.one("SEQUENCE").value) - int(old.one("SEQUENCE").value)
        weighty = any(values(old, name) != values(new, name) for name in ("DTSTART", "DTEND", "STATUS", "LOCATION"))
        if grown < (1 if weighty else 0):
            found.append(f"X03 {uid} sequence grows by {grown}")
        if new.cancelled and any(values(old, name) != values(new, name) for name in ("DTSTART", "DTEND", "LOCATION")):
            found.append(f"X05 {uid} is cancelled elsewhere")
    return found


def values(event: Component, name: str) -> list[Line]:
    return event.all(name)


def told(event: Component) -> list[Line]:
    """What an event says, its stamps apart."""
    return [line for line in event.lines if line.name not in (*STAMPS, "SEQUENCE")]


def _moment(line: Line) -> datetime:
    return datetime.strptime(line.value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def _is_skipped_or_repeated(local: datetime) -> bool:
    """2:00 to 3:00 on the last Sundays of March and October."""
    last_sunday = local.weekday() == 6 and (local + timedelta(days=7)).month != local.month
    return local.month in (3, 10) and last_sunday and 2 <= local.hour < 3
