"""A volunteer: a person with one number and any number of accounts."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypedDict, Unpack

from sqlmodel import Field, SQLModel

from domain.errors import Reason, Refused
from domain.policy import Policy
from domain.volunteers.zones import Zone


class Platform(StrEnum):
    """Where a person writes from."""

    WECHAT = "wechat"
    TELEGRAM = "telegram"


class Language(StrEnum):
    """The languages people are answered in."""

    ZH = "zh"
    ZH_HANT = "zh-hant"
    EN = "en"


class VolunteerState(StrEnum):
    """Where a person stands.

    ``GUEST`` is a person known only by account: somebody with a role, or a child whose guardian
    was asked; no personal field is filled. ``FROZEN``: asked to be deleted, the profile is gone,
    the records are kept to storage only (PIPL 47). ``MERGED``: see ``merged_into``.
    """

    GUEST = "guest"
    ACTIVE = "active"
    FROZEN = "frozen"
    MERGED = "merged"


class Profile(TypedDict, total=False):
    """What a person can tell and change about themselves."""

    name: str
    gender: str | None
    birth_date: date
    phone: str | None
    district: str | None
    skills: str
    categories: str


#: Everything personal; the ID number is never changed in a chat.
PROFILE_FIELDS = (*Profile.__annotations__, "id_number")


class Volunteer(SQLModel):
    """A person. The eight fields of a person record are 民政部令第67号, art. 6."""

    id: str
    number: str | None = None
    """The volunteer number, given at registration, unique."""
    state: VolunteerState = VolunteerState.GUEST
    name: str | None = Field(default=None, max_length=60)
    gender: str | None = Field(default=None, max_length=20)
    birth_date: date | None = None
    id_number: str | None = None
    """Stored encrypted; never asked in a chat."""
    phone: str | None = None
    """Stored encrypted, found by a keyed hash."""
    district: str | None = Field(default=None, max_length=60)
    skills: str = ""
    """Words, comma-separated."""
    categories: str = ""
    """Category codes of interest, comma-separated."""
    consent_version: str | None = None
    consented_at: datetime | None = None
    messages_stopped: bool = False
    """No message that the person did not ask for (``/settings``)."""
    messages_rarely: bool = False
    """Fewer recruitment messages than the installation allows a week."""
    declined_topics: str = ""
    """Category codes of which the person wants no recruitment messages, comma-separated."""
    timezone: Zone | None = None
    """Where the person lives, for the hours of rest; None: where the installation is."""
    registered_at: datetime | None = None
    merged_into: str | None = None

    def age_on(self, day: date) -> int | None:
        """Completed years of life on a day; None where the birth date is not known."""
        return None if self.birth_date is None else age_on(self.birth_date, day)

    @property
    def registered(self) -> bool:
        """Whether the person is a volunteer now."""
        return self.state is VolunteerState.ACTIVE

    def become_active(self, number: str, consent_version: str, at: datetime) -> None:
        """A guest whose profile is filled becomes a volunteer.

        Raises:
            Refused: the person is one already, or was deleted.
        """
        match self.state:
            case VolunteerState.ACTIVE:
                raise Refused(Reason.ALREADY_REGISTERED)
            case VolunteerState.FROZEN | VolunteerState.MERGED:
                raise Refused(Reason.RECORD_FROZEN)
        self.state, self.number, self.registered_at = VolunteerState.ACTIVE, number, at
        self.consent_version, self.consented_at = consent_version, at

    def change_profile(self, **changes: Unpack["Profile"]) -> None:
        """Sets the given fields, checked; the others stay.

        Raises:
            pydantic.ValidationError: a field is too long or of a wrong type.
        """
        checked = Volunteer.model_validate(self.model_dump() | dict(changes))
        for name in changes:
            setattr(self, name, getattr(checked, name))

    def stop_messages(self, stopped: bool) -> None:
        """Whether nothing is to be sent that the person did not ask for."""
        self.messages_stopped = stopped

    def want_messages_rarely(self, rarely: bool) -> None:
        """Whether recruitment messages are to come less often."""
        self.messages_rarely = rarely

    def live_in(self, zone: Zone) -> None:
        """When the person sleeps is when people of a zone do."""
        self.timezone = zone

    def decline_topic(self, topic: str, declined: bool) -> None:
        """Whether recruitment messages about a category are not wanted."""
        others = [each for each in self.declined_topics.split(",") if each and each != topic]
        self.declined_topics = ",".join([*others, topic] if declined else others)

    def declines(self, topic: str | None) -> bool:
        """Whether the person wants no recruitment message about a category, or none at all."""
        return self.messages_stopped or (topic or "-") in self.declined_topics.split(",")

    def freeze(self) -> None:
        """The profile is gone, the number stays on the records as a pseudonym (PIPL 47)."""
        self._forget()
        self.state, self.messages_stopped = VolunteerState.FROZEN, True

    def merge_into(self, survivor: "Volunteer") -> None:
        """This row's person is another row from now on, which takes over what it lacks."""
        for name in PROFILE_FIELDS:
            if not getattr(survivor, name):
                setattr(survivor, name, getattr(self, name))
        survivor.messages_stopped = survivor.messages_stopped or self.messages_stopped
        survivor.messages_rarely = survivor.messages_rarely or self.messages_rarely
        for topic in filter(None, self.declined_topics.split(",")):
            survivor.decline_topic(topic, declined=True)
        survivor.timezone = survivor.timezone or self.timezone
        self._forget()
        self.state, self.merged_into = VolunteerState.MERGED, survivor.id

    def _forget(self) -> None:
        for name in PROFILE_FIELDS:
            setattr(self, name, Volunteer.model_fields[name].default)


@dataclass(frozen=True, slots=True)
class Window:
    """How long and how often a person may be written to who wrote before."""

    until: datetime
    left: int

    def open(self, now: datetime) -> bool:
        """Whether one message may go now."""
        return self.left > 0 and now < self.until


class Account(SQLModel):
    """A person's identity on one platform."""

    id: str
    platform: Platform
    user_id: str = Field(max_length=64)
    """The platform's own identifier: openid or Telegram user id; unique with the platform."""
    volunteer_id: str | None = None
    language: Language | None = None
    """As chosen or first seen; None before the first message."""
    reachable: bool = True
    """False after the person blocked or left us, until they write again."""
    created_at: datetime
    last_seen_at: datetime | None = None
    """When the person last wrote."""
    window_until: datetime | None = None
    """Until when a platform with such windows lets us write first; see ``Window``."""
    window_left: int = 0
    """How many messages it still lets us write."""

    @property
    def window(self) -> Window | None:
        """The last one that the person opened; None: they never did."""
        if self.window_until is None:
            return None
        return Window(self.window_until, self.window_left)

    def belong_to(self, volunteer_id: str) -> None:
        """The account is this person's."""
        self.volunteer_id = volunteer_id

    def speak(self, language: Language) -> None:
        """The person is answered in this language."""
        self.language = language

    def forget(self) -> None:
        """Nothing tells any more whose it was; its user may come again as somebody new."""
        self.user_id, self.volunteer_id, self.language = f"forgotten:{self.id}", None, None
        self.reachable, self.last_seen_at = False, None
        self.window_until, self.window_left = None, 0


class GuardianConsent(SQLModel):
    """A guardian's consent for a minor (PIPL 31), with date and relation."""

    id: str
    minor_id: str
    guardian_account_id: str
    guardian_id: str | None = None
    """The guardian as a volunteer, where the guardian is one."""
    relation: str = Field(max_length=40)
    text_version: str
    given_at: datetime
    withdrawn_at: datetime | None = None

    def withdraw(self, at: datetime) -> None:
        """The guardian takes it back; the record stays."""
        self.withdrawn_at = self.withdrawn_at or at


def age_on(birth_date: date, day: date) -> int:
    """Completed years of life on a day."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (0 if had_birthday else 1)


def guardian_needed_to_register(birth_date: date, day: date, policy: Policy) -> bool:
    """Under 14: a guardian's consent before any data is kept (PIPL 28, 31)."""
    return age_on(birth_date, day) < policy.consent_for_data_below_age


def guardian_needed_to_sign_up(birth_date: date, day: date, policy: Policy) -> bool:
    """Under 18: a guardian's consent before the first sign-up (PIPL 31; provinces)."""
    return age_on(birth_date, day) < policy.adult_age


def masked(name: str | None) -> str:
    """A name as others see it before they know the person: 张*明, 张*, Ann M****.

    Of Chinese names the first and, from three characters on, the last stay; of others the first
    word and the first letter of the rest.
    """
    if not name:
        return "*"
    first, space, rest = name.strip().partition(" ")
    if space:
        return f"{first} {rest[0]}{'*' * (len(rest) - 1)}"
    middle = "*" * max(1, len(first) - 2)
    return first[0] + middle + (first[-1] if len(first) > 2 else "")
