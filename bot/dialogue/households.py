"""One's household: who is in it, asking somebody in by a code, agreeing, leaving, taking out."""

from abc import abstractmethod
from collections.abc import Sequence

from bot.chance import six_digits
from bot.dialogue.choices import do, offer
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.form import Form
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import PayloadKind
from domain.errors import Reason, Refused
from domain.households.model import HouseholdMember
from domain.households.ports import Household, Member
from domain.households.usecases import (
    agree_to_join,
    household_of,
    household_request,
    invite_relative,
    joined_households,
    leave_household,
    remove_relative,
)
from domain.volunteers.model import Volunteer, masked


async def own_household(turn: Turn) -> Household:
    """The person's own household; with nobody else in it where they keep none."""
    return await household_of(await turn.read(), turn.volunteer().id)


def member_line(turn: Turn, member: Member) -> str:
    """A member as the adult sees them: a child with its age."""
    person = member.person.volunteer
    age = person.age_on(turn.today)
    return turn.texts(
        "household-member",
        name=person.name or turn.texts("nameless"),
        kind=str(member.row.kind),
        age=age if age is not None else 0,
    )


async def household(turn: Turn, request: Request) -> Screen:
    """With a code: agreeing to join. Without: the household, and what can be done about it."""
    if request.slots.get("code"):
        raise BeginForm(AgreeToJoin.name, request)
    own = await own_household(turn)
    joined = await joined_households(await turn.read(), own.adult.id)
    texts, policy = turn.texts, turn.house.policy
    age = own.adult.volunteer.age_on(turn.today)
    of_age = age is not None and age >= policy.adult_age
    lines = [texts("household-of", name=adult.name or texts("nameless")) for _, adult in joined]
    choices: list[Choice] = []
    if of_age:
        if own.members:
            lines.append(texts("household-head", size=policy.household_size))
            lines += [member_line(turn, member) for member in own.members]
            lines.append(texts("household-use"))
        else:
            lines.append(texts("household-empty"))
        choices += offer(turn, "add_child", "invite_relative")
    elif not joined:
        lines.append(texts("refused-household-adult-needed"))
    if own.children:
        choices.append(do(turn, "my_child"))
    if len(own.children) < len(own.members):
        choices.append(do(turn, "remove_relative"))
    if joined:
        choices.append(do(turn, "leave_household"))
    return Screen("\n".join(lines), choices=(*choices, do(turn, "menu")), in_place=True)


async def invite(turn: Turn, request: Request) -> Screen:
    """Six digits and a QR code for somebody with an account of their own."""
    turn.volunteer()
    account = await turn.own_account()
    code = await invite_relative(
        await turn.write(),
        account.id,
        draw=six_digits,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    payload = turn.house.payloads.write(PayloadKind.HOUSEHOLD, code)
    return Screen(
        turn.texts("household-code", code=code),
        choices=offer(turn, "household", "menu"),
        attachment=Attachment(AttachmentKind.QR, payload),
    )


class AgreeToJoin(Form):
    """Somebody reads what the adult may do for them from now on, and agrees on their own phone."""

    name = "agree_to_join"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        account = await turn.own_account()
        code = request.slots.get("code", "")
        asked = await household_request(
            await turn.write(),
            account.id,
            code,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return {
            "code": code,
            "name": masked(asked.adult.name),
            "platform": asked.account.platform.value,
        }

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        platform = turn.texts(f"platform-{state.slots['platform']}")
        name = str(state.slots["name"])
        return turn.texts("agree-to-join-read-back", name=name, platform=platform)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        account = await turn.own_account()
        await agree_to_join(
            await turn.write(),
            account.id,
            str(state.slots["code"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts("agree-to-join-done")
        return Screen(text, choices=offer(turn, "household", "browse_offerings", "menu"))


class _OfHousehold(Form):
    """A form about one membership of a household."""

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        options = await self._options(turn, FormState(id="", form=self.name))
        if not options:
            raise Refused(Reason.NOT_IN_HOUSEHOLD)
        return {"member": options[0].value} if len(options) == 1 else {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        only_one = "member" in state.slots and len(await self._options(turn, state)) == 1
        return () if only_one else (ChoiceField("member", self._options),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        for option in await self._options(turn, state):
            if option.value == state.slots["member"]:
                return turn.texts(self.key("read-back"), name=option.label)
        raise Refused(Reason.NOT_IN_HOUSEHOLD)

    @abstractmethod
    async def _options(self, turn: Turn, state: FormState) -> list[Option]:
        """The memberships that it may be about."""


class LeaveHousehold(_OfHousehold):
    """A member leaves somebody's household."""

    name = "leave_household"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await leave_household(
            await turn.write(),
            turn.volunteer().id,
            str(state.slots["member"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("leave-household-done"), choices=offer(turn, "household", "menu"))

    async def _options(self, turn: Turn, state: FormState) -> list[Option]:
        joined = await joined_households(await turn.read(), turn.volunteer().id)
        return [_option(turn, row, adult) for row, adult in joined]


class RemoveRelative(_OfHousehold):
    """The adult takes somebody with an account out of the household."""

    name = "remove_relative"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        await remove_relative(
            await turn.write(),
            turn.volunteer().id,
            str(state.slots["member"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("remove-relative-done"), choices=offer(turn, "household", "menu"))

    async def _options(self, turn: Turn, state: FormState) -> list[Option]:
        own = await own_household(turn)
        return [
            _option(turn, member.row, member.person.volunteer)
            for member in own.members
            if not member.is_child
        ]


def _option(turn: Turn, row: HouseholdMember, person: Volunteer) -> Option:
    return Option(row.id, person.name or turn.texts("nameless"))


HOUSEHOLDS = Flow(
    answers={"household": household, "invite_relative": invite},
    forms=(AgreeToJoin(), LeaveHousehold(), RemoveRelative()),
)
