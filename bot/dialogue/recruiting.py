"""What a broadcast shows its recipients, and what they answer: each one tap."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.dialogue.choices import choice, offer
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.profile import category_label
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Gist, Screen
from bot.texts import texts_for, traditional
from bot.texts.formats import Words
from domain.broadcasts.model import Broadcast
from domain.broadcasts.usecases import decline_topic, want_rarely
from domain.errors import Reason, Refused
from domain.offerings.model import Shift
from domain.volunteers.model import Language
from domain.volunteers.usecases import stop_messages
from storage.unit import Unit

EXAMPLE = Gist(
    "recruitment", "–", datetime(2000, 1, 1, tzinfo=UTC), where="–", note="–", advertises=True
)
"""The gist of a broadcast with a project: what can say this can say any."""

_SHIFTS_SHOWN = 3


async def recruitment(
    unit: Unit, broadcast: Broadcast, words: Words, now: datetime
) -> Screen | None:
    """What a recipient sees; None where its project takes nobody any more."""
    texts = words.texts
    node = await unit.organizations.get(broadcast.organization_id)
    sender = "recruiting-from-verified" if node and node.verified else "recruiting-from"
    lines = [texts(sender, name=node.name if node else "–"), _text(broadcast, texts.language)]
    choices, gist = [], None
    if broadcast.project_id is not None:
        project = await unit.projects.get(broadcast.project_id)
        shifts = await _shifts_to_come(unit, broadcast.project_id, now)
        if project is None or not project.is_offered or not shifts:
            return None
        if project.signup_until is not None and now >= project.signup_until:
            return None
        title = texts("recruiting-project", title=project.title)
        lines.append("\n".join((title, *(_when(words, shift) for shift in shifts))))
        gist = replace(
            EXAMPLE,
            title=project.title,
            starts_at=shifts[0].starts_at,
            where=shifts[0].address,
            note=texts("gist-recruitment"),
        )
        choices += [
            Choice(texts("sign-up"), _action("recruited", broadcast)),
            Choice(texts("recruiting-not-this-topic"), _action("decline_topic", broadcast)),
        ]
    choices += [
        Choice(texts("recruiting-less-often"), _action("recruit_rarely", broadcast)),
        Choice(texts("recruiting-stop"), _action("stop_recruiting", broadcast)),
    ]
    picture = broadcast.picture_id
    return Screen(
        "\n\n".join(lines),
        choices=tuple(choices),
        attachment=Attachment(AttachmentKind.PICTURE, picture) if picture else None,
        gist=gist,
    )


def how_to_answer(broadcast: Broadcast, language: Language) -> str:
    """What to write, where nothing can be tapped and no number picked."""
    kind = "mass-how-to-sign-up" if broadcast.project_id else "mass-how-to-stop"
    return texts_for(language)(kind)


async def _shifts_to_come(unit: Unit, project_id: str, now: datetime) -> list[Shift]:
    shifts = await unit.shifts.of_project(project_id)
    to_come = [each for each in shifts if each.cancelled_at is None and each.starts_at > now]
    return to_come[:_SHIFTS_SHOWN]


def _when(words: Words, shift: Shift) -> str:
    span = words.span(shift.starts_at, shift.ends_at)
    return words.texts("recruiting-shift", span=span, address=shift.address)


def _text(broadcast: Broadcast, language: Language) -> str:
    match language:
        case Language.EN:
            return broadcast.text_en or broadcast.text
        case Language.ZH_HANT:
            return traditional(broadcast.text)
        case Language.ZH:
            return broadcast.text


def _action(name: str, broadcast: Broadcast) -> str:
    return Request(name, {"b": broadcast.id}).action()


# ---------------------------------------------------------------- what recipients answer


async def _sign_up(turn: Turn, request: Request) -> Screen:
    """One tap leads to the read-back of the sign-up; that it was looked at is noted."""
    broadcast = await _of(turn, request)
    if broadcast.project_id is None:
        raise Refused(Reason.NOT_FOUND)
    unit = await turn.write()
    await unit.deliveries.note_opened(broadcast.id, await _own_ids(turn), turn.now)
    raise BeginForm("sign_up", Request("sign_up", {"project": broadcast.project_id}))


async def _decline_topic(turn: Turn, request: Request) -> Screen:
    broadcast = await _of(turn, request)
    if broadcast.topic is None:
        raise Refused(Reason.NOT_FOUND)
    unit, person = await turn.write(), turn.volunteer()
    turn.person = await decline_topic(unit, person.id, broadcast.topic, declined=True)
    await unit.deliveries.note_opted_out(broadcast.id, await _own_ids(turn), turn.now)
    topic = category_label(turn, broadcast.topic)
    undo = choice(turn, "recruiting-undo", "want_topic", topic=broadcast.topic.value)
    return Screen(
        turn.texts("recruiting-topic-declined", topic=topic),
        choices=(undo, *offer(turn, "settings", "menu")),
    )


async def _less_often(turn: Turn, request: Request) -> Screen:
    broadcast = await _of(turn, request)
    unit = await turn.write()
    turn.person = await want_rarely(unit, turn.volunteer().id, rarely=True)
    await unit.deliveries.note_opted_out(broadcast.id, await _own_ids(turn), turn.now)
    days = turn.house.policy.broadcasts_rarely_every.days
    return Screen(
        turn.texts("recruiting-less", days=days),
        choices=(
            choice(turn, "recruiting-undo", "recruit_normally"),
            *offer(turn, "settings", "menu"),
        ),
    )


async def _stop(turn: Turn, request: Request) -> Screen:
    broadcast = await _of(turn, request)
    unit = await turn.write()
    await stop_messages(unit, turn.volunteer().id)
    await unit.deliveries.note_opted_out(broadcast.id, await _own_ids(turn), turn.now)
    return Screen(turn.texts("messages-stopped"), choices=offer(turn, "resume_messages", "menu"))


async def _of(turn: Turn, request: Request) -> Broadcast:
    unit = await turn.read()
    broadcast = await unit.broadcasts.get(request.slots.get("b", ""))
    if broadcast is None:
        raise Refused(Reason.NOT_FOUND)
    return broadcast


async def _own_ids(turn: Turn) -> list[str]:
    unit = await turn.read()
    return list(await unit.volunteers.person_ids(turn.volunteer().id))


FLOW = Flow(
    answers={
        "recruited": _sign_up,
        "decline_topic": _decline_topic,
        "recruit_rarely": _less_often,
        "stop_recruiting": _stop,
    }
)
