"""The minors for whom a guardian consented, and the way to take a consent back."""

from collections.abc import Sequence

from bot.dialogue.choices import offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.volunteers.model import guardian_needed_to_register, masked
from domain.volunteers.wards import Consequence, Ward, own_wards, withdraw_consent


async def wards_of(turn: Turn) -> Sequence[Ward]:
    """The consents that the person gave as a guardian and that stand."""
    if turn.account is None:
        return []
    unit = await turn.read()
    return await own_wards(unit, turn.account.id, now=turn.now, policy=turn.house.policy)


def wards_screen(turn: Turn, wards: Sequence[Ward]) -> Screen:
    """Whom the guardian consented for, and what can be done about it."""
    lines = [turn.texts("guardian-wards"), *(f"· {_line(turn, ward)}" for ward in wards)]
    return Screen("\n".join(lines), choices=offer(turn, "withdraw_consent", "menu"))


class WithdrawConsent(Form):
    """The guardian takes a consent back, after reading what follows for the minor."""

    name = "withdraw_consent"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        wards = await wards_of(turn)
        if not wards:
            raise Refused(Reason.NO_CONSENT_GIVEN)
        named = request.slots.get("consent")
        if len(wards) == 1:
            named = wards[0].consent.id
        return {"consent": named} if named in {ward.consent.id for ward in wards} else {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("consent", self._options),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        ward = await self._chosen(turn, state)
        born, policy = ward.minor.birth_date, turn.house.policy
        young = born is not None and guardian_needed_to_register(born, turn.today, policy)
        follows = f"withdraw-consent-follows-{ward.consequence}"
        return "\n".join(
            (
                turn.texts("withdraw-consent-read-back", name=masked(ward.minor.name)),
                turn.texts(follows, young="yes" if young else "no"),
            )
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        deletes = (await self._chosen(turn, state)).consequence is Consequence.DELETION
        account = await turn.own_account()
        turn.forgotten = await withdraw_consent(
            await turn.write(),
            account.id,
            str(state.slots["consent"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        done = "withdraw-consent-done-deletion" if deletes else "withdraw-consent-done"
        return Screen(turn.texts(done), choices=offer(turn, "menu"))

    async def _chosen(self, turn: Turn, state: FormState) -> Ward:
        for ward in await wards_of(turn):
            if ward.consent.id == state.slots["consent"]:
                return ward
        raise Refused(Reason.NO_CONSENT_GIVEN)

    async def _options(self, turn: Turn, state: FormState) -> list[Option]:
        return [Option(ward.consent.id, _line(turn, ward)) for ward in await wards_of(turn)]


def _line(turn: Turn, ward: Ward) -> str:
    day = local_day(ward.consent.given_at, turn.house.policy.timezone)
    return turn.texts(
        "guardian-ward",
        name=masked(ward.minor.name),
        relation=ward.consent.relation,
        day=turn.say_day(day),
    )


WARDS = Flow(forms=(WithdrawConsent(),))
