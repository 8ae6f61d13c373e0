"""Children without an account: added, shown, put right and taken out by their guardian."""

from collections.abc import Sequence
from datetime import date

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import Field, Invalid
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.households import own_household
from bot.dialogue.personal_fields import AgreementField, NameField, RelationField
from bot.dialogue.profile import line
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.time_fields import DateField
from bot.dialogue.turn import Turn
from bot.dialogue.wards import wards_of
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.texts.formats import say_date
from domain.errors import Reason, Refused
from domain.hours.totals import totals
from domain.households.children import add_child, own_child, rename_child
from domain.households.ports import Member
from domain.households.usecases import check_adult
from domain.volunteers.model import age_on


async def _check_birth_date(turn: Turn, state: FormState, day: date) -> None:
    if day > turn.today:
        raise Invalid("register-birth-date-in-future")
    if age_on(day, turn.today) >= turn.house.policy.adult_age:
        raise Invalid("refused-child-of-age")


class AddChild(Form):
    """The guardian consents first; only then is the child's name asked (PIPL 28, 31)."""

    name = "add_child"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        own = await own_household(turn)
        policy = turn.house.policy
        check_adult(own.adult, turn.now, policy)
        if len(own.people) >= policy.household_size:
            raise Refused(Reason.HOUSEHOLD_FULL, size=policy.household_size)
        return {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (
            RelationField("relation"),
            AgreementField("consent", disagree="decline_child"),
            NameField("name"),
            DateField("birth_date", direction=None, check=_check_birth_date),
        )

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        account = await turn.own_account()
        child = await add_child(
            await turn.write(),
            account.id,
            name=str(state.slots["name"]),
            birth_date=date.fromisoformat(str(state.slots["birth_date"])),
            relation=str(state.slots["relation"]),
            text_version=turn.house.policy.consent_version,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return Screen(
            turn.texts("add-child-done", name=child.name or "", number=child.number or ""),
            choices=offer(turn, "browse_offerings", "add_child", "household"),
        )


async def _decline(turn: Turn, request: Request) -> Screen:
    """The guardian does not consent: nothing of the child was kept."""
    others = [form for form in turn.session.forms if form.id != request.slots.get("f")]
    if len(others) == len(turn.session.forms):
        return Screen(turn.texts("stale"), choices=offer(turn, "menu"))
    turn.session.forms = others
    return Screen(turn.texts("add-child-declined"), choices=offer(turn, "household", "menu"))


async def my_child(turn: Turn, request: Request) -> Screen:
    """What is kept about a child, and what its guardian can do; of several, the one chosen."""
    own = await own_household(turn)
    named = request.slots.get("child")
    if named is None and len(own.children) > 1:
        choices = tuple(
            Choice(
                child.person.volunteer.name or turn.texts("nameless"),
                Request("my_child", {"child": child.id}).action(),
            )
            for child in own.children
        )
        return Screen(turn.texts("my-child-which"), choices=choices, in_place=True)
    if named is None and own.children:
        named = own.children[0].id
    child = await own_child(await turn.read(), own.adult.id, named or "")
    return Screen(
        "\n".join(await _lines(turn, child)),
        choices=(
            do(turn, "rename_child", child=child.id),
            choice(turn, "my-data-export", "export_child", child=child.id),
            *await _taking_out(turn, child),
            do(turn, "household"),
        ),
        in_place=True,
    )


async def _lines(turn: Turn, child: Member) -> list[str]:
    texts, person = turn.texts, child.person.volunteer
    summed = await totals(await turn.read(), child.id)
    return [
        line(turn, "profile-name", person.name or texts("nameless")),
        line(
            turn,
            "profile-birth-date",
            say_date(texts, person.birth_date) if person.birth_date else texts("field-none"),
        ),
        line(turn, "profile-district", person.district or texts("field-none")),
        line(turn, "my-data-number", person.number or texts("field-none")),
        line(turn, "card-hours", turn.say_hours(summed.counted)),
    ]


async def _taking_out(turn: Turn, child: Member) -> tuple[Choice, ...]:
    """A child leaves by its guardian's consent being taken back: nobody else acts for it."""
    return tuple(
        choice(turn, "take-child-out", "withdraw_consent", consent=ward.consent.id)
        for ward in await wards_of(turn)
        if ward.minor.id == child.id
    )[:1]


async def _export(turn: Turn, request: Request) -> Screen:
    own = await own_household(turn)
    child = await own_child(await turn.read(), own.adult.id, request.slots.get("child", ""))
    return Screen(
        turn.texts("child-exported", name=child.person.volunteer.name or turn.texts("nameless")),
        choices=offer(turn, "household", "menu"),
        attachment=Attachment(AttachmentKind.EXPORT, child.id),
    )


class RenameChild(Form):
    """The guardian puts a child's name right."""

    name = "rename_child"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        own = await own_household(turn)
        child = await own_child(await turn.read(), own.adult.id, request.slots.get("child", ""))
        return {"child": child.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (NameField("name"),)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await rename_child(
            await turn.write(),
            turn.volunteer().id,
            str(state.slots["child"]),
            str(state.slots["name"]),
        )
        choices = offer(turn, "household", "menu")
        return Screen(turn.texts("change-profile-done"), choices=choices)


CHILDREN = Flow(
    answers={"my_child": my_child, "export_child": _export, "decline_child": _decline},
    forms=(AddChild(), RenameChild()),
)
