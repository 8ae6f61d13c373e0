"""Message settings: what recruitment comes, how often and when; what was declined, taken back."""

from collections.abc import Sequence

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.profile import category_label
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.broadcasts.usecases import decline_topic, live_in, want_rarely
from domain.errors import Reason, Refused
from domain.offerings.model import Category
from domain.volunteers.zones import Zone

_TOPICS_SHOWN = 5


async def _settings(turn: Turn, request: Request) -> Screen:
    """What comes now, and what can be changed, one by one."""
    person, texts, policy = turn.volunteer(), turn.texts, turn.house.policy
    declined = [each for each in Category if each in person.declined_topics.split(",")]
    if person.messages_stopped:
        lines = [texts("message-settings-stopped")]
    elif person.messages_rarely:
        lines = [texts("message-settings-rarely", days=policy.broadcasts_rarely_every.days)]
    else:
        lines = [texts("message-settings-normal", most=policy.broadcasts_a_week)]
    choices = list(offer(turn, "resume_messages" if person.messages_stopped else "stop_messages"))
    if person.messages_rarely:
        choices.append(choice(turn, "do-recruit-normally", "recruit_normally"))
    for topic in declined[:_TOPICS_SHOWN]:
        label = texts("message-settings-want", topic=category_label(turn, topic))
        choices.append(Choice(label, Request("want_topic", {"topic": topic.value}).action()))
    if declined:
        names = texts("field-joint").join(category_label(turn, each) for each in declined)
        lines.append(texts("message-settings-declined", topics=names))
    if person.timezone is not None:
        lines.append(texts("message-settings-zone", zone=_zone_label(turn, person.timezone)))
    choices.append(do(turn, "message_zone"))
    return Screen("\n".join(lines), choices=(*choices, *offer(turn, "settings")))


async def _want_topic(turn: Turn, request: Request) -> Screen:
    topic = request.slots.get("topic", "")
    if topic not in set(Category):
        raise Refused(Reason.NOT_FOUND)
    unit = await turn.write()
    turn.person = await decline_topic(unit, turn.volunteer().id, Category(topic), declined=False)
    said = turn.texts("recruiting-topic-wanted", topic=category_label(turn, topic))
    return Screen(said, choices=offer(turn, "message_settings", "menu"))


async def _normally(turn: Turn, request: Request) -> Screen:
    unit = await turn.write()
    turn.person = await want_rarely(unit, turn.volunteer().id, rarely=False)
    most = turn.house.policy.broadcasts_a_week
    return Screen(
        turn.texts("recruiting-normal", most=most), choices=offer(turn, "message_settings", "menu")
    )


class ChooseZone(Form):
    """Where the person lives: nobody is recruited while they sleep."""

    name = "message_zone"
    confirms = False

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        return {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (ChoiceField("zone", _zones),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        zone, unit = Zone(str(state.slots["zone"])), await turn.write()
        turn.person = await live_in(unit, turn.volunteer().id, zone)
        return Screen(
            turn.texts("message-zone-done", zone=_zone_label(turn, zone)),
            choices=offer(turn, "message_settings", "menu"),
        )


async def _zones(turn: Turn, state: FormState) -> list[Option]:
    return [Option(zone.value, _zone_label(turn, zone)) for zone in Zone]


def _zone_label(turn: Turn, zone: Zone) -> str:
    return turn.texts(f"zone-{zone.name.lower().replace('_', '-')}")


FLOW = Flow(
    answers={
        "message_settings": _settings,
        "want_topic": _want_topic,
        "recruit_normally": _normally,
    },
    forms=(ChooseZone(),),
)
