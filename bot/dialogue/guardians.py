"""A guardian's consent: the minor asks for a code, the guardian answers from their own account."""

from collections.abc import Sequence
from datetime import datetime

from bot.dialogue.choices import offer
from bot.dialogue.fields import Field, Given, Invalid
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.form import Form
from bot.dialogue.personal_fields import AgreementField, RelationField
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.dialogue.wards import wards_of, wards_screen
from bot.messages import Attachment, AttachmentKind, Screen
from bot.payloads import PayloadKind
from domain.codes.model import CodePurpose
from domain.volunteers.guardians import (
    ask_guardian,
    consent_as_guardian,
    guardian_request,
    has_consent,
    refuse_as_guardian,
)
from domain.volunteers.model import masked


async def guardian_consented(turn: Turn) -> bool:
    """Whether a guardian's consent for the person stands."""
    return turn.person is not None and await has_consent(await turn.read(), turn.person.id)


async def _guardian_code(turn: Turn) -> str:
    account = await turn.own_account()
    return await ask_guardian(
        await turn.write(),
        account.id,
        draw=turn.six_digits,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )


def _qr(turn: Turn, code: str) -> Attachment:
    """The code for a guardian who is there: scanned with their own phone."""
    return Attachment(AttachmentKind.QR, turn.house.payloads.write(PayloadKind.GUARDIAN, code))


class GuardianField(Field):
    """Waits for the guardian: shows the code, and is gone from the form once they consented."""

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        code = state.slots.get("guardian_code")
        if code is None or not await self._still_open(turn, state):
            code = state.slots["guardian_code"] = await _guardian_code(turn)
            until = turn.now + turn.house.policy.code_lifetime
            state.slots["guardian_code_until"] = until.isoformat()
        return Screen(
            turn.texts("register-ask-guardian", code=str(code)),
            wants=self.wants,
            attachment=_qr(turn, str(code)),
        )

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        raise Invalid("register-guardian-awaited")

    async def _still_open(self, turn: Turn, state: FormState) -> bool:
        """Neither expired nor used for a refusal."""
        if turn.now >= datetime.fromisoformat(str(state.slots["guardian_code_until"])):
            return False
        if turn.account is None:
            return False
        unit = await turn.read()
        codes = await unit.codes.of_account(CodePurpose.GUARDIAN, turn.account.id)
        return any(code.valid(turn.now) for code in codes)


# ---------------------------------------------------------------- the guardian's side


class _RelationToMinor(RelationField):
    """What the guardian is to the minor who asked."""

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        who = turn.texts("guardian-consent-who", who=_who(turn, state))
        return Screen(f"{who}\n\n{asked.text}", choices=asked.choices, wants=self.wants)


class GuardianConsentForm(Form):
    """The guardian sees who asks, says what they are to the minor, and consents."""

    name = "guardian_consent"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        account = await turn.own_account()
        code = request.slots.get("code", "")
        asked = await guardian_request(
            await turn.write(),
            account.id,
            code,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        name = masked(asked.minor.name) if asked.minor.name else None
        return {"code": code, "minor": name, "platform": asked.minor_account.platform.value}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            _RelationToMinor("relation"),
            AgreementField("consent", disagree="refuse_as_guardian"),
        )

    async def read_back(self, turn: Turn, state: FormState) -> str:
        who = turn.texts("guardian-consent-who", who=_who(turn, state))
        return f"{who}\n\n{await super().read_back(turn, state)}"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        account = await turn.own_account()
        await consent_as_guardian(
            await turn.write(),
            account.id,
            str(state.slots["code"]),
            relation=str(state.slots["relation"]),
            text_version=turn.house.policy.consent_version,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return Screen(turn.texts("guardian-consent-done"), choices=offer(turn, "menu"))


def _who(turn: Turn, state: FormState) -> str:
    platform = turn.texts(f"platform-{state.slots['platform']}")
    name = state.slots["minor"]
    if name is None:
        return turn.texts("guardian-child", platform=platform)
    return turn.texts("guardian-minor", name=str(name), platform=platform)


async def _refuse(turn: Turn, request: Request) -> Screen:
    """The guardian does not consent."""
    state = turn.session.form
    if state is None or state.id != request.slots.get("f"):
        return Screen(turn.texts("stale"), choices=offer(turn, "menu"))
    account = await turn.own_account()
    turn.session.forms.remove(state)
    await refuse_as_guardian(
        await turn.write(),
        account.id,
        str(state.slots["code"]),
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    return Screen(turn.texts("guardian-consent-refused"), choices=offer(turn, "menu"))


# ---------------------------------------------------------------- the word


async def _guardian(turn: Turn, request: Request) -> Screen:
    """With a code: the guardian's form. Without: the guardian's wards, or a minor's code to give
    to the guardian."""
    if request.slots.get("code"):
        raise BeginForm(GuardianConsentForm.name, request)
    if turn.session.form is not None and turn.session.form.asking == "guardian":
        raise BeginForm("register", Request("register"))
    if wards := await wards_of(turn):
        return wards_screen(turn, wards)
    turn.volunteer()
    if await guardian_consented(turn):
        return Screen(
            turn.texts("guardian-has-consented"), choices=offer(turn, "browse_offerings", "menu")
        )
    code = await _guardian_code(turn)
    return Screen(
        turn.texts("guardian-code", code=code),
        choices=offer(turn, "menu"),
        attachment=_qr(turn, code),
    )


GUARDIANS = Flow(
    answers={"guardian": _guardian, "refuse_as_guardian": _refuse},
    forms=(GuardianConsentForm(),),
)
