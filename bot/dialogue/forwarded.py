"""A recruitment text that an organizer forwards: understood, and posted after it was read back."""

from collections.abc import Mapping

from bot.dialogue.project_values import MOMENTS
from bot.dialogue.requests import Request
from bot.dialogue.session import Value
from bot.dialogue.time_fields import Times
from bot.dialogue.turn import Turn
from nlu.recruitment import LEAST, Recruitment, read_recruitment

_POSTING = "create_project"
#: What a text may say beside the questions that are asked, in the order of the read-back.
FURTHER = (
    *("meeting_point", "bring", "insurance", "skill", "training", "contact", "goal"),
    "signup_until",
)


async def forwarded(turn: Turn, text: str) -> Request | None:
    """The wish to post what a text says: where it is a recruitment text, sent by somebody who
    manages something, in the middle of nothing or as the name of a new project."""
    state = turn.session.form
    as_title = state is not None and state.form == _POSTING and state.asking == "title"
    if len(text) < LEAST or not (state is None or as_title):
        return None
    if not await turn.has_role():
        return None
    if read_recruitment(text, turn.now, turn.house.policy.timezone) is None:
        return None
    node = {"node": str(state.slots["node"])} if state is not None else {}
    return Request(_POSTING, {"text": text, **node})


def said_in(turn: Turn, text: str, slots: dict[str, Value]) -> Mapping[str, str | None]:
    """What a recruitment text says, by field, as it would be typed; what is told of several days
    or times is remarked on, and asked."""
    read = read_recruitment(text, turn.now, turn.house.policy.timezone)
    if read is None:
        return {}
    turn.remarks.append(turn.texts("forwarded-read"))
    further = [name for name in FURTHER if getattr(read, name) is not None]
    slots["further"] = ",".join(further)
    return {
        "title": read.title,
        "category": read.category,
        "recipient": read.recipient,
        "date": _day(turn, read),
        "times": _times(turn, read),
        "address": read.address,
        "places": None if read.places is None else str(read.places),
        "content": read.content,
        "risks": read.risks,
        "minimum_age": None if read.minimum_age is None else str(read.minimum_age),
        **{name: _typed(read, name) for name in further},
    }


def _day(turn: Turn, read: Recruitment) -> str | None:
    if len(read.days) > 1:
        days = turn.texts("field-joint").join(map(turn.say_day, read.days))
        turn.remarks.append(turn.texts("forwarded-days", days=days))
    return read.days[0].isoformat() if len(read.days) == 1 else None


def _times(turn: Turn, read: Recruitment) -> str | None:
    kept = [Times(span).kept() for span in read.spans]
    if len(kept) > 1:
        times = turn.texts("field-joint").join(kept)
        turn.remarks.append(turn.texts("forwarded-times", times=times))
    return kept[0] if len(kept) == 1 else None


def _typed(read: Recruitment, name: str) -> str:
    value = getattr(read, name)
    return value.isoformat(sep=" ", timespec="minutes") if name in MOMENTS else str(value)
