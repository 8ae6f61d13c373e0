"""Hours that a volunteer takes back while they wait."""

from collections.abc import Sequence

from bot.dialogue.choices import offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.hours.claims import open_claims, withdraw_claim


class WithdrawClaim(Form):
    """A volunteer takes back hours that nobody has decided on."""

    name = "withdraw_claim"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        options = await _own_open_claims(turn)
        if not options:
            raise Refused(Reason.NO_OPEN_CLAIMS)
        return {"claim": options[0].value} if len(options) == 1 else {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("claim", self._options),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        claim_id = str(state.slots["claim"])
        if claim_id not in {option.value for option in await _own_open_claims(turn)}:
            # Somebody decided meanwhile: there is nothing left to confirm.
            return Screen(turn.texts("refused-claim-decided"), choices=offer(turn, "query_hours"))
        await withdraw_claim(
            await turn.write(),
            turn.volunteer().id,
            claim_id,
            now=turn.now,
            new_id=turn.house.new_id,
        )
        choices = offer(turn, "query_hours", "log_hours")
        return Screen(turn.texts("withdraw-claim-done"), choices=choices)

    async def _options(self, turn: Turn, state: FormState) -> list[Option]:
        return await _own_open_claims(turn)


async def _own_open_claims(turn: Turn) -> list[Option]:
    found = await open_claims(await turn.read(), turn.volunteer().id)
    return [
        Option(
            each.claim.id,
            turn.texts(
                "record-label",
                title=each.entry.title or turn.texts("good-deed"),
                day=turn.say_day(each.entry.day),
                hours=turn.say_hours(each.entry.minutes),
            ),
        )
        for each in found
    ]


FLOW = Flow(forms=(WithdrawClaim(),))
