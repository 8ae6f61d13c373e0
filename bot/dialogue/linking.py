"""One person, several accounts: a code made on one, sent from the other, confirmed by both."""

from collections.abc import Sequence

from bot.dialogue.choices import offer
from bot.dialogue.fields import Field
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.form import Form
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Screen
from bot.payloads import PayloadKind
from bot.texts import Texts
from domain.codes.model import CodePurpose
from domain.errors import Reason, Refused
from domain.volunteers.linking import (
    LinkRequest,
    ask_to_link,
    confirm_link,
    link_asked,
    link_request,
    start_link,
)
from domain.volunteers.model import Platform


def other_account(texts: Texts, platform: Platform | str, name: str) -> str:
    """The account on the other side: its platform and its person's masked name."""
    known = "yes" if name.strip("*") else "no"
    return texts("link-other", platform=texts(f"platform-{platform}"), name=name, known=known)


class _Linking(Form):
    """Nothing is asked but the confirmation of what the person sees."""

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        slots = state.slots
        other = other_account(turn.texts, str(slots["platform"]), str(slots["name"]))
        return turn.texts(self.key("read-back"), other=other)


class AskToLink(_Linking):
    """The side that sends the code."""

    name = "ask_to_link"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        code = request.slots.get("code", "")
        account = await turn.own_account()
        seen = await link_request(
            await turn.write(),
            account.id,
            code,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return {"code": code, **_kept(seen)}

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        account = await turn.own_account()
        asked = await ask_to_link(
            await turn.write(),
            account.id,
            str(state.slots["code"]),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        platform = turn.texts(f"platform-{asked.platform}")
        return Screen(
            turn.texts("ask-to-link-done", platform=platform), choices=offer(turn, "menu")
        )


class AcceptLink(_Linking):
    """The side that made the code, when the other side has sent and confirmed it."""

    name = "accept_link"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        link_id = request.slots.get("link", "")
        account = await turn.own_account()
        asked = await link_asked(
            await turn.write(), account.id, link_id, now=turn.now, policy=turn.house.policy
        )
        return {"link": link_id, **_kept(asked)}

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        return await _accept(turn, str(state.slots["link"]))


def _kept(seen: LinkRequest) -> dict[str, Value]:
    return {"platform": seen.platform.value, "name": seen.name}


async def _accept(turn: Turn, link_id: str) -> Screen:
    account = await turn.own_account()
    turn.person = await confirm_link(
        await turn.write(),
        account.id,
        link_id,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    return Screen(turn.texts("link-done"), choices=offer(turn, "query_hours", "menu"))


async def _confirm(turn: Turn, request: Request) -> Screen:
    """Confirmed at once, on the notice that showed who asks."""
    return await _accept(turn, request.slots.get("link", ""))


async def _decline(turn: Turn, request: Request) -> Screen:
    """Not confirmed: what was asked runs out by itself."""
    return Screen(turn.texts("link-declined"), choices=offer(turn, "menu"))


async def _link(turn: Turn, request: Request) -> Screen:
    """With a code: links to the account that made it. Without: what waits for a yes, or a code."""
    if request.slots.get("code"):
        raise BeginForm(AskToLink.name, request)
    waiting = await _waiting_link(turn)
    if waiting is not None:
        raise BeginForm(AcceptLink.name, Request(AcceptLink.name, {"link": waiting}))
    account = await turn.own_account()
    unit = await turn.write()
    linked = await unit.accounts.of_volunteer(account.volunteer_id) if account.volunteer_id else ()
    if len(linked) == len(Platform):
        raise Refused(Reason.LINK_SAME_PERSON)
    code = await start_link(
        unit,
        account.id,
        draw=turn.six_digits,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    choices = offer(turn, "menu")
    (other,) = set(Platform) - {turn.inbound.platform}
    if other not in turn.house.opened_by_code:
        return Screen(turn.texts("link-code", code=code), choices=choices)
    payload = turn.house.payloads.write(PayloadKind.LINK, code)
    return Screen(
        turn.texts("link-code-or-scan", code=code, platform=turn.texts(f"platform-{other}")),
        choices=choices,
        attachment=Attachment(AttachmentKind.DOOR, f"{other}~{payload}"),
    )


async def _waiting_link(turn: Turn) -> str | None:
    """The link that the other side has confirmed and this side has not, newest first."""
    if turn.account is None:
        return None
    unit = await turn.read()
    codes = await unit.codes.of_account(CodePurpose.LINK, turn.account.id)
    for code in sorted(codes, key=lambda code: code.created_at, reverse=True):
        recent = (
            code.used_at is not None and turn.now < code.used_at + turn.house.policy.code_lifetime
        )
        if recent and code.used_by is not None:
            other = await unit.accounts.get(code.used_by)
            own = turn.account.volunteer_id
            if other is not None and (own is None or other.volunteer_id != own):
                return code.id
    return None


LINKING = Flow(
    answers={"link_account": _link, "confirm_link": _confirm, "decline_link": _decline},
    forms=(AskToLink(), AcceptLink()),
)
