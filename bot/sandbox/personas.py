"""The people of the demo: each holds one WeChat phone and one Telegram phone."""

from dataclasses import dataclass
from enum import StrEnum


class PersonaKind(StrEnum):
    """What a persona is in the sample data; the page words it."""

    NEW = "new"
    """Nobody knows them yet."""
    REGISTERED = "registered"
    ORGANIZER = "organizer"
    GUARDIAN = "guardian"


@dataclass(frozen=True, slots=True)
class Persona:
    """One person with an account on each platform.

    Attributes:
        key: the name in addresses and in the page, unique.
        kind: what the sample data makes of the person.
        name: what other people call them; Telegram shows it as the first name.
        openid: the WeChat account, as one Official Account sees it.
        telegram_id: the Telegram account; also its private chat's number.
        phone: what the contact button shares.
        latitude, longitude: what the location button shares, degrees, WGS 84.
    """

    key: str
    kind: PersonaKind
    name: str
    openid: str
    telegram_id: int
    phone: str
    latitude: float = 36.6171
    longitude: float = 101.7782


def _persona(number: int, kind: PersonaKind, name: str, key: str) -> Persona:
    return Persona(
        key=key,
        kind=kind,
        name=name,
        openid=f"oZhiyuanDemoPhone{number:011d}",
        telegram_id=7_000_000_000 + number,
        phone=f"+8613800138{number:03d}",
    )


NEW_VOLUNTEER = _persona(1, PersonaKind.NEW, "林晓", "new")
REGISTERED_VOLUNTEER = _persona(2, PersonaKind.REGISTERED, "马兰", "registered")
ORGANIZER = _persona(3, PersonaKind.ORGANIZER, "周建国", "organizer")
GUARDIAN = _persona(4, PersonaKind.GUARDIAN, "陈静", "guardian")

_SURNAMES = "王李张刘杨赵吴徐孙何"
_GIVEN_NAMES = ("一鸣", "雨桐", "思远", "梓涵", "海燕", "国强", "卓玛", "秀英", "志明")

MOST_PERSONAS = 500


class Personas:
    """The four people the demo begins with, and whoever joins them. Lives as long as the demo."""

    def __init__(self) -> None:
        self._by_key = {
            persona.key: persona
            for persona in (NEW_VOLUNTEER, REGISTERED_VOLUNTEER, ORGANIZER, GUARDIAN)
        }

    def all(self) -> tuple[Persona, ...]:
        """Everybody, in the order of joining."""
        return tuple(self._by_key.values())

    def get(self, key: str) -> Persona | None:
        """The person with this key."""
        return self._by_key.get(key)

    def another(self) -> Persona | None:
        """One more new person; None when the demo is full."""
        number = len(self._by_key) + 1
        if number > MOST_PERSONAS:
            return None
        name = _SURNAMES[number % len(_SURNAMES)] + _GIVEN_NAMES[number % len(_GIVEN_NAMES)]
        persona = _persona(number, PersonaKind.NEW, name, f"new{number}")
        self._by_key[persona.key] = persona
        return persona
