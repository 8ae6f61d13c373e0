"""A message to everybody on a shift: typed, read back with who gets it, sent."""

from collections.abc import Sequence

from bot.dialogue.choices import do
from bot.dialogue.fields import Field, Given, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.rosters import managed_shift
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.signups.messages import message_all, message_due_at, message_recipients

_LONGEST = 500
_NAMES_AT_ONCE = 10


class _MessageField(TextField):
    """Free words that keep their lines; checked as soon as they are said."""

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        words = str(await super().read(turn, state, given))
        if isinstance(given, str):
            shown = "".join(c for c in given if c.isprintable() or c.isspace())
            lines = (" ".join(line.split()) for line in shown.splitlines())
            words = "\n".join(line for line in lines if line)
        await message_recipients(
            await turn.read(),
            actor_id(turn),
            str(state.slots["shift"]),
            words,
            now=turn.now,
            policy=turn.house.policy,
        )
        return words


class MessageAll(Form):
    """Tells everybody with a place on a shift something."""

    name = "message_all"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        shift_id = request.slots.get("shift", "")
        policy = turn.house.policy
        await message_recipients(
            await turn.read(), actor_id(turn), shift_id, now=turn.now, policy=policy
        )
        return {"shift": shift_id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (_MessageField("words", longest=_LONGEST),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        shift, project = await managed_shift(turn, str(state.slots["shift"]))
        lines = await message_recipients(
            await turn.read(), actor_id(turn), shift.id, now=turn.now, policy=turn.house.policy
        )
        names = [line.volunteer.name or turn.texts("nameless") for line in lines]
        said = [
            turn.texts(
                "message-all-read-back",
                title=project.title,
                span=turn.say_span(shift.starts_at, shift.ends_at),
                words=str(state.slots["words"]),
                count=len(names),
                names=turn.texts("field-joint").join(names[:_NAMES_AT_ONCE]),
                more=max(len(names) - _NAMES_AT_ONCE, 0),
            )
        ]
        due_at = message_due_at(shift, turn.now, turn.house.policy)
        if due_at > turn.now:
            said.append(turn.texts("message-all-later", due=turn.say_moment(due_at)))
        return "\n".join(said)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        shift_id = str(state.slots["shift"])
        sent = await message_all(
            await turn.write(),
            actor_id(turn),
            shift_id,
            str(state.slots["words"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("message-all-done", count=sent.recipients)
        return Screen(text, choices=(do(turn, "view_roster", shift=shift_id),))


FLOW = Flow(forms=(MessageAll(),))
