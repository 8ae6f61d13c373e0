"""What is stored about the person: shown, exported, deleted (PIPL 45 and 47)."""

from collections.abc import Sequence

from bot.dialogue.choices import offer
from bot.dialogue.fields import Field
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.nodes import node_label
from bot.dialogue.profile import line, profile_lines
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.teams import own_teams
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.households.usecases import household_of
from domain.volunteers.model import Volunteer
from domain.volunteers.my_data import delete_my_data


async def _my_data(turn: Turn, request: Request) -> Screen:
    """The profile in the chat; the whole of it as a file."""
    person = turn.person
    texts = turn.texts
    if person is None:
        known = "my-data-nothing" if turn.account is None else "my-data-account-only"
        return Screen(texts(known), choices=offer(turn, "register", "menu"))
    choices = (
        Choice(texts("my-data-export"), Request("export_my_data").action()),
        Choice(texts("my-data-change"), Request("settings").action()),
        Choice(texts("my-data-delete"), Request(DeleteMyData.name).action()),
        *offer(turn, "menu"),
    )
    data = "\n".join(await _lines(turn, person))
    return Screen(texts("my-data", data=data), choices=choices)


async def _lines(turn: Turn, person: Volunteer) -> list[str]:
    texts = turn.texts
    unit = await turn.read()
    accounts = await unit.accounts.of_volunteer(person.id)
    platforms = texts("field-joint").join(texts(f"platform-{a.platform}") for a in accounts)
    messages = "my-data-messages-off" if person.messages_stopped else "my-data-messages-on"
    lines = [
        line(turn, "my-data-number", person.number or texts("field-none")),
        *profile_lines(turn, person),
        line(turn, "my-data-accounts", platforms),
        line(turn, "my-data-messages", texts(messages)),
    ]
    if teams := await own_teams(turn):
        named = texts("field-joint").join(node_label(turn, each.node) for each in teams)
        lines.append(line(turn, "my-data-teams", named))
    if members := (await household_of(unit, person.id)).members:
        names = [each.person.volunteer.name or texts("nameless") for each in members]
        lines.append(line(turn, "my-data-household", texts("field-joint").join(names)))
    if person.consented_at is not None:
        day = local_day(person.consented_at, turn.house.policy.timezone)
        lines.append(line(turn, "my-data-consented", turn.say_day(day)))
    return lines


async def _export(turn: Turn, request: Request) -> Screen:
    if turn.person is None:
        return await _my_data(turn, request)
    return Screen(
        turn.texts("my-data-exported"),
        choices=offer(turn, "my_data", "menu"),
        attachment=Attachment(AttachmentKind.EXPORT, turn.person.id),
    )


class DeleteMyData(Form):
    """Nothing is asked but the confirmation of what is lost."""

    name = "delete_my_data"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        if turn.person is None:
            raise Refused(Reason.NOTHING_STORED)
        return {}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        said = await super().read_back(turn, state)
        if turn.person is None:
            return said
        children = (await household_of(await turn.read(), turn.person.id)).children
        if not children:
            return said
        names = [each.person.volunteer.name or turn.texts("nameless") for each in children]
        also = turn.texts("delete-my-data-children", names=turn.texts("field-joint").join(names))
        return f"{said}\n\n{also}"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        if turn.person is None:
            raise Refused(Reason.NOTHING_STORED)
        turn.forgotten = await delete_my_data(
            await turn.write(),
            turn.person.id,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        # What other forms hold is personal too.
        turn.session.forms = []
        turn.person = turn.account = None
        return Screen(turn.texts("delete-my-data-done"), choices=offer(turn, "menu"))


MY_DATA = Flow(answers={"my_data": _my_data, "export_my_data": _export}, forms=(DeleteMyData(),))
