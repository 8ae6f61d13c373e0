"""Hours taken back: by the volunteer while they wait, by who decides when they were wrong."""

from collections.abc import Sequence

from bot.dialogue.choices import offer
from bot.dialogue.fields import ChoiceField, Field, Option, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.hours.claims import open_claims, withdraw_claim
from domain.hours.corrections import void_entry
from domain.hours.decisions import check_decides
from domain.hours.model import HourEntry

_REASON_LONGEST = 200


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


class VoidEntry(Form):
    """Takes somebody's record out of the count, with a reason; the line stays in the ledger."""

    name = "void_entry"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        entry = await _entry(turn, request.slots.get("entry", ""))
        return {"entry": entry.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (TextField("reason", longest=_REASON_LONGEST),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        unit = await turn.read()
        entry = await _entry(turn, str(state.slots["entry"]))
        person = await unit.volunteers.get(entry.volunteer_id)
        record = turn.texts(
            "correct-entry-record",
            name=(person.name if person else None) or turn.texts("nameless"),
            title=entry.title or turn.texts("good-deed"),
            day=turn.say_day(entry.day),
            hours=turn.say_hours(entry.minutes),
        )
        first, _, rest = (await super().read_back(turn, state)).partition("\n")
        return "\n".join((first, record, rest))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await void_entry(
            await turn.write(),
            actor_id(turn),
            str(state.slots["entry"]),
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("void-entry-done"), choices=offer(turn, "approve_hours"))


async def _entry(turn: Turn, entry_id: str) -> HourEntry:
    """A record that the person may decide on.

    Raises:
        Refused: there is none, or no role there.
    """
    unit = await turn.read()
    entry = await unit.hour_entries.get(entry_id)
    if entry is None or entry.organization_id is None:
        raise Refused(Reason.NOT_FOUND)
    await check_decides(unit, actor_id(turn), entry.project_id, entry.organization_id)
    return entry


FLOW = Flow(forms=(WithdrawClaim(), VoidEntry()))
