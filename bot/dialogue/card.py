"""The volunteer's card, as a picture."""

from bot.dialogue.choices import offer
from bot.dialogue.flow import Flow
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Screen


async def _show_card(turn: Turn, request: Request) -> Screen:
    person = turn.person
    if person is None or not person.registered:
        choices = offer(turn, "register", "menu")
        return Screen(turn.texts("card-after-registration"), choices=choices)
    return Screen(
        turn.texts("card", name=person.name or "", number=person.number or ""),
        choices=offer(turn, "query_hours", "my_data", "menu"),
        attachment=Attachment(AttachmentKind.CARD, f"{turn.language}~{person.id}"),
    )


CARD = Flow(answers={"show_card": _show_card})
