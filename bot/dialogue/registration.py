"""Registration: consent, birth date, a guardian where one is needed, name, phone, district.

Nothing is written before the person confirms, but for the code that an under-14's guardian needs
(PIPL 28, 31). Who came by an invitation to a team is in the team with the same confirmation.
"""

from collections.abc import Sequence
from datetime import date

from bot.dialogue.choices import offer
from bot.dialogue.fields import Field, Invalid, PhoneField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.guardians import GuardianField, guardian_consented
from bot.dialogue.nodes import node_label
from bot.dialogue.personal_fields import AgreementField, DistrictField, NameField
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.teams import INVITATION, invited_to, join
from bot.dialogue.time_fields import DateField
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.volunteers.model import (
    age_on,
    guardian_needed_to_register,
    guardian_needed_to_sign_up,
)
from domain.volunteers.usecases import register


async def _check_birth_date(turn: Turn, state: FormState, day: date) -> None:
    if day > turn.today:
        raise Invalid("register-birth-date-in-future")
    if age_on(day, turn.today) > turn.house.policy.oldest_age:
        raise Invalid("register-birth-date-too-old")


class Registration(Form):
    """From a newcomer to a volunteer with a number."""

    name = "register"

    def over(self, turn: Turn) -> bool:
        return turn.person is not None and turn.person.registered

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        if turn.person is not None and turn.person.registered:
            raise Refused(Reason.ALREADY_REGISTERED)
        invited = request.signed and INVITATION in request.slots
        return {INVITATION: request.slots[INVITATION]} if invited else {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        guardian = (
            [GuardianField("guardian")] if await self._waits_for_guardian(turn, state) else []
        )
        return (
            AgreementField("consent", disagree="decline_registration"),
            DateField("birth_date", direction=None, check=_check_birth_date),
            *guardian,
            NameField("name"),
            PhoneField("phone", optional=True),
            DistrictField("district"),
        )

    async def read_back(self, turn: Turn, state: FormState) -> str:
        node = await invited_to(turn, state)
        if node is None:
            return await super().read_back(turn, state)
        team = turn.texts(
            "field-line", label=turn.texts("register-label-team"), value=node_label(turn, node)
        )
        return f"{await super().read_back(turn, state)}\n{team}"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        account = await turn.own_account()
        birth_date = date.fromisoformat(str(state.slots["birth_date"]))
        phone = state.slots["phone"]
        volunteer = turn.person = await register(
            await turn.write(),
            account.id,
            name=str(state.slots["name"]),
            birth_date=birth_date,
            phone=None if phone is None else str(phone),
            district=str(state.slots["district"]),
            consent_version=turn.house.policy.consent_version,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        joined = await self._join(turn, state, volunteer.id)
        named = {"name": volunteer.name, "number": volunteer.number, "joined": joined}
        minor = guardian_needed_to_sign_up(birth_date, turn.today, turn.house.policy)
        if minor and not await guardian_consented(turn):
            choices = offer(turn, "guardian", "browse_offerings", "menu")
            return Screen(turn.texts("register-done-minor", **named), choices=choices)
        choices = offer(turn, "browse_offerings", "settings", "link_account", "menu")
        return Screen(turn.texts("register-done", **named), choices=choices)

    async def _join(self, turn: Turn, state: FormState, volunteer_id: str) -> str:
        """Joins the team of the invitation; a line that says so, or that it can't be any more."""
        if INVITATION not in state.slots:
            return ""
        try:
            done = await join(turn, volunteer_id, str(state.slots[INVITATION]))
        except Refused:
            return f"\n{turn.texts('register-not-joined')}"
        return f"\n{turn.texts('register-joined', name=done.node.name)}"

    async def _waits_for_guardian(self, turn: Turn, state: FormState) -> bool:
        born = state.slots.get("birth_date")
        if born is None:
            return False
        needed = guardian_needed_to_register(
            date.fromisoformat(str(born)), turn.today, turn.house.policy
        )
        return needed and not await guardian_consented(turn)


async def _decline(turn: Turn, request: Request) -> Screen:
    """The person does not consent: the answers are forgotten, and that is all right."""
    others = [form for form in turn.session.forms if form.id != request.slots.get("f")]
    if len(others) == len(turn.session.forms):
        return Screen(turn.texts("stale"), choices=offer(turn, "menu"))
    turn.session.forms = others
    return Screen(
        turn.texts("register-declined"), choices=offer(turn, "browse_offerings", "register")
    )


REGISTRATION = Flow(answers={"decline_registration": _decline}, forms=(Registration(),))
