"""The people of the sample data, registered by the use cases."""

from dataclasses import dataclass, field
from datetime import date, datetime

from bot.chance import six_digits
from bot.dialogue.turn import House
from bot.sandbox.personas import GUARDIAN, Persona
from domain.clock import local_day
from domain.volunteers.guardians import ask_guardian, consent_as_guardian
from domain.volunteers.linking import ask_to_link, confirm_link, start_link
from domain.volunteers.model import Account, Language, Platform
from domain.volunteers.usecases import find_or_create_account, register
from storage.unit import Unit

CHILD = "child"
"""The plan's name for the minor."""
_CHILD_NAME = "陈小禾"
_CHILD_AGE = 15
_DISTRICT = "西宁市城中区"
_RELATION = "母亲"


@dataclass(slots=True)
class SamplePeople:
    """Registers people; their ids by the plan's names."""

    house: House
    unit: Unit
    ids: dict[str, str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)

    async def add_persona(self, persona: Persona, born: date, at: datetime) -> None:
        """Registered on Telegram, then linked with WeChat."""
        unit, new_id, policy = self.unit, self.house.new_id, self.house.policy
        first = await self._account(Platform.TELEGRAM, str(persona.telegram_id), at)
        second = await self._account(Platform.WECHAT, persona.openid, at)
        await self._register(first, persona.kind, persona.name, born, persona.phone, _DISTRICT, at)
        code = await start_link(
            unit, first.id, draw=six_digits, now=at, new_id=new_id, policy=policy
        )
        asked = await ask_to_link(unit, second.id, code, now=at, new_id=new_id, policy=policy)
        await confirm_link(unit, first.id, asked.code_id, now=at, new_id=new_id, policy=policy)

    async def add_volunteer(
        self, key: str, name: str, born: date, phone: str | None, district: str, at: datetime
    ) -> None:
        """Somebody of whom the demo has no phone."""
        account = await self._account(Platform.WECHAT, f"sample-{len(self.ids):03d}", at)
        await self._register(account, key, name, born, phone, district, at)

    async def add_child(self, at: datetime) -> None:
        """A minor, with the consent of the persona who is a guardian."""
        unit, new_id, policy = self.unit, self.house.new_id, self.house.policy
        born = date(local_day(at, policy.timezone).year - _CHILD_AGE, 3, 15)
        await self.add_volunteer(CHILD, _CHILD_NAME, born, None, _DISTRICT, at)
        code = await ask_guardian(
            unit, self.accounts[CHILD], draw=six_digits, now=at, new_id=new_id, policy=policy
        )
        await consent_as_guardian(
            unit,
            self.accounts[GUARDIAN.kind],
            code,
            relation=_RELATION,
            text_version=policy.consent_version,
            now=at,
            new_id=new_id,
            policy=policy,
        )

    async def _account(self, platform: Platform, user_id: str, at: datetime) -> Account:
        return await find_or_create_account(
            self.unit, platform, user_id, language=Language.ZH, now=at, new_id=self.house.new_id
        )

    async def _register(
        self,
        account: Account,
        key: str,
        name: str,
        born: date,
        phone: str | None,
        district: str,
        at: datetime,
    ) -> None:
        volunteer = await register(
            self.unit,
            account.id,
            name=name,
            birth_date=born,
            phone=phone,
            district=district,
            consent_version=self.house.policy.consent_version,
            now=at,
            new_id=self.house.new_id,
            policy=self.house.policy,
        )
        self.ids[key], self.accounts[key] = volunteer.id, account.id
