"""Where else on the clock people live: the zones that somebody can name as theirs."""

from enum import StrEnum


class Zone(StrEnum):
    """A time zone, by its name in the tz database; enough of them to know when somebody sleeps."""

    CHINA = "Asia/Shanghai"
    XINJIANG = "Asia/Urumqi"
    JAPAN = "Asia/Tokyo"
    SOUTHEAST_ASIA = "Asia/Bangkok"
    BRITAIN = "Europe/London"
    EUROPE = "Europe/Berlin"
    AMERICA_EAST = "America/New_York"
    AMERICA_WEST = "America/Los_Angeles"
