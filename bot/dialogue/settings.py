"""Settings: what the person told about themselves, the language, and whether news is sent."""

from collections.abc import Mapping, Sequence

from bot.dialogue.choices import offer
from bot.dialogue.fields import ChoiceField, Field, Option, PhoneField, SeveralField, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.personal_fields import DistrictField, NameField
from bot.dialogue.profile import category_label, profile_lines
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.errors import Reason, Refused
from domain.offerings.model import Category
from domain.volunteers.model import Profile
from domain.volunteers.usecases import resume_messages, stop_messages, update_profile

_SKILLS_LONGEST = 200


_GENDERS = ("female", "male", "unsaid")


async def _genders(turn: Turn, state: FormState) -> Sequence[Option]:
    return [Option(gender, turn.texts(f"gender-{gender}")) for gender in _GENDERS]


async def _categories(turn: Turn, state: FormState) -> Sequence[Option]:
    return [Option(category.value, category_label(turn, category)) for category in Category]


_FIELDS: Mapping[str, Field] = {
    "name": NameField("name"),
    "phone": PhoneField("phone", optional=True),
    "district": DistrictField("district"),
    "gender": ChoiceField("gender", _genders),
    "skills": TextField("skills", longest=_SKILLS_LONGEST, optional=True),
    "categories": SeveralField("categories", _categories),
}


class ChangeProfile(Form):
    """One field of the profile at a time."""

    name = "change_profile"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        name = request.slots.get("field")
        if name not in _FIELDS:
            raise Refused(Reason.NOT_FOUND)
        return {"field": name}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (_FIELDS[str(state.slots["field"])],)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        name = str(state.slots["field"])
        change = _change(name, state.slots[name])
        unit = await turn.write()
        turn.person = await update_profile(unit, turn.volunteer().id, **change)
        return Screen(turn.texts("change-profile-done"), choices=offer(turn, "settings", "menu"))


def _change(name: str, value: Value) -> Profile:
    words = "" if value is None else str(value)
    match name:
        case "name":
            return Profile(name=words)
        case "phone":
            return Profile(phone=words or None)
        case "district":
            return Profile(district=words)
        case "gender":
            return Profile(gender=None if words == "unsaid" else words)
        case "skills":
            return Profile(skills=words)
        case _:
            return Profile(categories=words)


async def _settings(turn: Turn, request: Request) -> Screen:
    """The profile, and what can be changed."""
    person = turn.person
    if person is None or not person.registered:
        choices = offer(turn, "register", "change_language", "my_data", "my_cases", "menu")
        return Screen(turn.texts("settings-newcomer"), choices=choices)
    changes = [
        Choice(
            turn.texts(f"settings-change-{name}"),
            Request(ChangeProfile.name, {"field": name}).action(),
        )
        for name in _FIELDS
    ]
    messages = "resume_messages" if person.messages_stopped else "stop_messages"
    profile = "\n".join(profile_lines(turn, person))
    return Screen(
        turn.texts("settings", profile=profile),
        choices=(*changes, *offer(turn, "change_language", messages)),
        nav=offer(
            turn,
            "my_data",
            "message_settings",
            "link_account",
            "my_cases",
            "my_teams",
            "household",
        ),
    )


async def _stop(turn: Turn, request: Request) -> Screen:
    if turn.person is None or not turn.person.registered:
        return Screen(turn.texts("messages-none"), choices=offer(turn, "menu"))
    await stop_messages(await turn.write(), turn.person.id)
    choices = offer(turn, "resume_messages", "menu")
    return Screen(turn.texts("messages-stopped"), choices=choices)


async def _resume(turn: Turn, request: Request) -> Screen:
    await resume_messages(await turn.write(), turn.volunteer().id)
    return Screen(turn.texts("messages-resumed"), choices=offer(turn, "settings", "menu"))


SETTINGS = Flow(
    answers={"settings": _settings, "stop_messages": _stop, "resume_messages": _resume},
    forms=(ChangeProfile(),),
)
