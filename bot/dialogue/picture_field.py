"""A picture as the answer to a question: fetched from where it was sent, and kept."""

from bot.dialogue.fields import Field, Given, Invalid
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Media
from bot.pictures import NoPicture, Unfit, picture_from
from domain.broadcasts.pictures import keep_picture

KEPT = "picture-kept"
"""Set among a form's slots where something was kept for it, whatever became of the answer."""


class PictureField(Field):
    """One picture, kept by its id; the form's draft holds it until it is sent."""

    takes_pictures = True

    async def read(self, turn: Turn, state: FormState, given: Given) -> Value:
        if not isinstance(given, Media) or not given.ref:
            raise Invalid("picture-wanted")
        source = turn.house.pictures.get(turn.inbound.platform)
        await turn.pause()  # the platform may take its time: no unit of work is open meanwhile
        try:
            if source is None:
                raise NoPicture(Unfit.AWAY)
            jpeg = await picture_from(source, given.ref)
        except NoPicture as none:
            raise Invalid(f"picture-{none.why}") from none
        state.slots[KEPT] = 1
        return await keep_picture(await turn.write(), state.id, jpeg, now=turn.now)

    async def show(self, turn: Turn, state: FormState, value: Value) -> str:
        return turn.texts("field-none" if value is None else "picture-there")
