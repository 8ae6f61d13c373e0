"""One message being answered: who writes, what is known, and the one transaction it may make."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSessionTransaction

from bot.dialogue.session import Session
from bot.messages import Inbound
from bot.payloads import Payloads
from bot.pictures import PictureSource
from bot.texts import Texts, texts_for
from bot.texts.formats import Words
from domain.broadcasts.model import Ways
from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.policy import Policy
from domain.volunteers.model import Account, Language, Platform, Volunteer
from domain.volunteers.usecases import find_or_create_account
from domain.workdays import Workdays
from storage.database import Database
from storage.unit import Unit


async def nobody_asks() -> frozenset[str]:
    """For an installation without notices that people could ask for."""
    return frozenset()


@dataclass(frozen=True, slots=True)
class House:
    """What every turn needs of the installation."""

    database: Database
    policy: Policy
    payloads: Payloads
    new_id: NewId
    workdays: Workdays
    public_url: str
    opened_by_code: frozenset[Platform] = frozenset()
    """Platforms that are served and whose chat a QR code can open."""
    ways: Ways = field(default_factory=lambda: Ways(frozenset(Platform)))
    """How people can be written to first, but for what the platform says anew at any time."""
    asked_for: Callable[[], Awaitable[frozenset[str]]] = nobody_asks
    """Asks the platform for ``Ways.asked_for``."""
    pictures: Mapping[Platform, PictureSource] = field(default_factory=dict)
    """Where pictures that people send can be had."""

    async def ways_now(self) -> Ways:
        """How people can be written to first."""
        return replace(self.ways, asked_for=await self.asked_for())


@dataclass(slots=True)
class Turn:
    """The context of one message.

    A flow reads by ``await turn.read()`` and writes by ``await turn.write()``; both give the same
    unit of work for the whole turn. Intake commits it with the inbound id, the answer and the
    session, or rolls it back.
    """

    house: House
    inbound: Inbound
    now: datetime
    language: Language
    session: Session
    account: Account | None = None
    person: Volunteer | None = None
    form_id: str | None = None
    """The form whose effect this turn writes."""
    remarks: list[str] = field(default_factory=list)
    """What is said before the answer, a paragraph each: what was read otherwise than said."""
    forgotten: list[str] = field(default_factory=list)
    """Keys of the accounts whose data this turn deletes; nothing of them is shown any more."""
    _read: Unit | None = field(default=None, repr=False)
    _write: Unit | None = field(default=None, repr=False)
    _settled: AsyncSessionTransaction | None = field(default=None, repr=False)

    async def has_role(self) -> bool:
        """Whether the person organizes or leads anything, be it one shift."""
        if self.person is None:
            return False
        unit = await self.read()
        return await unit.roles.manages_anything([self.person.id])

    # ------------------------------------------------------------ units of work

    async def read(self) -> Unit:
        """The unit to read by: the one that writes, once it is open."""
        if self._write is not None:
            return self._write
        if self._read is None:
            self._read = await self.house.database.begin_read()
        return self._read

    async def write(self) -> Unit:
        """The unit to write by. What was read before is checked again under its locks."""
        if self._write is None:
            await self._end_read()
            self._write = await self.house.database.begin_write()
        return self._write

    @property
    def wrote(self) -> bool:
        """Whether the turn has effects."""
        return self._write is not None

    async def commit(self) -> None:
        """Makes the effects last."""
        if self._write is not None:
            await self._write.commit()
        await self.end()

    async def settle(self) -> None:
        """What was written so far stays, whatever is undone later in this turn."""
        self._settled = await (await self.write()).session.begin_nested()

    async def undo(self) -> None:
        """Takes back what was written in this turn since ``settle``; it can be written again."""
        if self._settled is not None:
            await self._settled.rollback()
            await self.settle()
            return
        self.form_id = None
        await self.end()

    async def pause(self) -> None:
        """Holds nothing open for reading while something else is waited for."""
        await self._end_read()

    async def end(self) -> None:
        """Closes what is open; what was not committed is rolled back."""
        await self._end_read()
        self._settled = None
        if self._write is not None:
            unit, self._write = self._write, None
            await unit.close()

    async def _end_read(self) -> None:
        if self._read is not None:
            unit, self._read = self._read, None
            await unit.close()

    # ------------------------------------------------------------ who

    def volunteer(self) -> Volunteer:
        """The person as a registered volunteer.

        Raises:
            Refused: ``not-registered``; the dialogue then begins with the registration.
        """
        if self.person is None or not self.person.registered:
            raise Refused(Reason.NOT_REGISTERED)
        return self.person

    async def own_account(self) -> Account:
        """The account as a row, made at its first effect."""
        unit = await self.write()
        self.account = await find_or_create_account(
            unit,
            self.inbound.platform,
            self.inbound.user_id,
            language=self.language,
            now=self.now,
            new_id=self.house.new_id,
        )
        return self.account

    # ------------------------------------------------------------ words

    @property
    def texts(self) -> Texts:
        """The catalogue in the person's language."""
        return texts_for(self.language)

    @property
    def today(self) -> date:
        """The local day."""
        return self.now.astimezone(self.house.policy.timezone).date()

    @property
    def words(self) -> Words:
        """Days, times and hours in the person's language."""
        return Words(self.texts, self.house.policy.timezone, self.today)

    def say_day(self, day: date) -> str:
        """A day in words."""
        return self.words.day(day)

    def say_moment(self, moment: datetime) -> str:
        """A local day and time in words."""
        return self.words.moment(moment)

    def say_span(self, starts_at: datetime, ends_at: datetime) -> str:
        """A local span of time in words."""
        return self.words.span(starts_at, ends_at)

    def say_hours(self, minutes: int) -> str:
        """Minutes as hours in words."""
        return self.words.hours(minutes)

    @staticmethod
    def six_digits() -> str:
        """A fresh random code."""
        return f"{secrets.randbelow(1_000_000):06d}"
