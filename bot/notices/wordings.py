"""Every kind of notice with its wording, and the screen that comes of it."""

from collections.abc import Mapping
from datetime import datetime

from bot.dialogue.turn import House
from bot.messages import Screen, Wants
from bot.notices import broadcasts, cases, changes, covers, hours, households, people, shifts, teams
from bot.notices.wording import Telling, Wording, gist_of
from domain.notices.model import Notice, NoticeKind
from domain.volunteers.model import Language
from storage.unit import Unit

WORDINGS: Mapping[NoticeKind, Wording] = {
    **shifts.WORDINGS,
    **changes.WORDINGS,
    **covers.WORDINGS,
    **hours.WORDINGS,
    **people.WORDINGS,
    **broadcasts.WORDINGS,
    **cases.WORDINGS,
    **teams.WORDINGS,
    **households.WORDINGS,
    NoticeKind.LATE_ANSWER: Wording(),  # its screen is kept as it was, see ``bot.waiting``
}


async def notice_screen(
    unit: Unit, notice: Notice, language: Language, house: House, now: datetime
) -> Screen | None:
    """A notice in its addressee's language; None: it is no longer true, and nobody is told."""
    telling = Telling(unit, notice, language, house, now)
    wording = WORDINGS[notice.kind]
    named = await wording.named(telling)
    if named is None:
        return None
    text = telling.texts(f"notice-{notice.kind}", **named)
    if notice.about_id is not None:
        name = await telling.name_of(notice.about_id)
        text = telling.texts("notice-about", name=name, text=text)
    if named.get("newcomer") == "yes":
        return Screen(text, choices=(telling.choice("continue-form", "resume"),), wants=Wants.TEXT)
    gist = gist_of(telling, named) if wording.gist else None
    return Screen(text, choices=wording.choices(telling), gist=gist)
