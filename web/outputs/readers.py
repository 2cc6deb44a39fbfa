"""Readers - of which family the program is that asks for a calendar, as far as it says so of itself."""

from enum import StrEnum


class Family(StrEnum):
    """Calendars that behave alike: how often they ask, and what they show."""

    GOOGLE = "google"
    OUTLOOK = "outlook"
    APPLE = "apple"
    THUNDERBIRD = "thunderbird"
    NEXTCLOUD = "nextcloud"
    ANDROID = "android"
    BROWSER = "browser"
    OTHER = "other"


SIGNS = (
    ("google-calendar", Family.GOOGLE),
    ("googlebot", Family.OTHER),
    ("microsoft exchange", Family.OUTLOOK),
    ("exchangeservices", Family.OUTLOOK),
    ("outlook", Family.OUTLOOK),
    ("microsoft office", Family.OUTLOOK),
    ("ms-office", Family.OUTLOOK),
    ("thunderbird", Family.THUNDERBIRD),
    ("lightning", Family.THUNDERBIRD),
    ("nextcloud", Family.NEXTCLOUD),
    ("owncloud", Family.NEXTCLOUD),
    ("icsx", Family.ANDROID),
    ("icsdroid", Family.ANDROID),
    ("davx5", Family.ANDROID),
    ("dataaccessd", Family.APPLE),
    ("calendaragent", Family.APPLE),
    ("remindd", Family.APPLE),
    ("ios/", Family.APPLE),
    ("macos/", Family.APPLE),
    ("mac+os+x", Family.APPLE),
    ("mac_os_x", Family.APPLE),
    ("mozilla/", Family.BROWSER),
)
"""What the name of a program holds, in small letters; the first that fits decides."""

KEEPS = frozenset(Family) - {Family.BROWSER, Family.OTHER}
"""The families that come back by themselves: somebody has subscribed."""


def family_of(user_agent: str) -> Family:
    said = user_agent.lower()
    return next((family for sign, family in SIGNS if sign in said), Family.OTHER)
