"""Deciding on hours: one claim, or many at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.fields import OPTIONS_AT_ONCE, Field, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.narrowing import claims_meant
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request, Slots
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from bot.notices import notice_screen
from domain.errors import Reason, Refused
from domain.hours.decisions import (
    check_decides,
    claims_waiting,
    confirm_claim,
    confirm_many,
    refuse_claim,
)
from domain.hours.model import ClaimState
from domain.hours.ports import WaitingClaim
from domain.notices.model import NoticeKind

_MOST_AT_ONCE = 50
#: What tells one claim from another.
_TELLING = frozenset({"project", "ordinal", "date", "period"})
_ASKED_WITHIN = timedelta(days=30)
_REASON_LONGEST = 200


class RefuseClaim(Form):
    """Sends somebody's hours back, with a reason."""

    name = "refuse_claim"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        waiting = await _waiting(turn, request.slots.get("claim", ""))
        return {"claim": waiting.claim.id}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return (TextField("reason", longest=_REASON_LONGEST),)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        waiting = await _waiting(turn, str(state.slots["claim"]))
        said = _claim_lines(turn, waiting)
        return turn.texts("refuse-claim-read-back", claim=said, reason=str(state.slots["reason"]))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        await refuse_claim(
            unit,
            actor_id(turn),
            str(state.slots["claim"]),
            str(state.slots["reason"]),
            now=turn.now,
            new_id=turn.house.new_id,
        )
        return Screen(turn.texts("refuse-claim-done"), choices=offer(turn, "approve_hours"))


class ApproveAll(Form):
    """Confirms all claims that wait."""

    name = "approve_all"

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        unit = await turn.read()
        page = await claims_waiting(unit, actor_id(turn), 0, _MOST_AT_ONCE)
        if not page.claims:
            raise Refused(Reason.NOTHING_WAITS)
        # What is confirmed is what was counted here, not what came in meanwhile.
        return {"claims": ",".join(each.claim.id for each in page.claims)}

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        return ()

    async def read_back(self, turn: Turn, state: FormState) -> str:
        return turn.texts("approve-all-read-back", count=len(_ids(state)))

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        done = await confirm_many(
            unit,
            actor_id(turn),
            _ids(state),
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        text = turn.texts(
            "approve-all-done",
            confirmed=len(done.confirmed),
            second=len(done.first_of_two),
            refused=len(done.refused),
        )
        return Screen(text, choices=offer(turn, "approve_hours", "organize"))


async def approve_hours(turn: Turn, request: Request) -> Screen:
    """The queue of claims, the nearest deadline first: one with its decision, several as a list."""
    named = request.slots.get("claim")
    if named is not None:
        return _one(turn, await _waiting(turn, named))
    if request.slots.keys() & _TELLING and (meant := await _meant(turn, request.slots)):
        return meant
    page = request.page
    unit = await turn.read()
    found = await claims_waiting(unit, actor_id(turn), page * AT_ONCE, AT_ONCE)
    texts = turn.texts
    asked = await _corrections_asked(turn) if page == 0 else {}
    if not found.claims and not asked:
        return Screen(texts("approve-none"), choices=offer(turn, "organize"), in_place=True)
    if found.total == 1 and not asked:
        return _one(turn, found.claims[0])
    lines = [texts("approve-head", count=found.total)] if found.claims else []
    lines += [_claim_lines(turn, each) for each in found.claims]
    choices = [_claim_choice(turn, each) for each in found.claims]
    left = found.total - page * AT_ONCE - len(found.claims)
    if left > 0:
        lines.append(texts("approve-left", left=left))
        choices.append(choice(turn, "more", "approve_hours", page=str(page + 1)))
    if found.claims:
        choices.append(do(turn, "approve_all"))
    for notice_id, screen in asked.items():
        lines.append(screen.text)
        choices.append(do(turn, "correction_asked", notice=notice_id))
    return Screen("\n\n".join(lines), choices=tuple(choices), in_place=True)


async def _meant(turn: Turn, said: Slots) -> Screen | None:
    """The claims that a sentence speaks of; None, with a remark, where there is none such."""
    unit = await turn.read()
    waiting = (await claims_waiting(unit, actor_id(turn), 0, _MOST_AT_ONCE)).claims
    meant = claims_meant(turn, waiting, said)
    if len(meant) == 1:
        return _one(turn, meant[0])
    if not meant:
        if waiting:
            turn.remarks.append(turn.texts("approve-none-meant"))
        return None
    shown = meant[:OPTIONS_AT_ONCE]
    lines = [turn.texts("approve-head", count=len(meant))]
    lines += [_claim_lines(turn, each) for each in shown]
    choices = [_claim_choice(turn, each) for each in shown]
    return Screen("\n\n".join(lines), choices=(*choices, *offer(turn, "approve_hours")))


async def correction_asked(turn: Turn, request: Request) -> Screen:
    """What one volunteer says is wrong, and what can be done about it."""
    asked = await _corrections_asked(turn)
    if request.slots.get("notice") not in asked:
        raise Refused(Reason.ENTRY_REPLACED)
    return replace(asked[request.slots["notice"]], in_place=True)


async def _corrections_asked(turn: Turn) -> dict[str, Screen]:
    """What volunteers say is wrong and nobody has answered yet, by the id of the notice."""
    unit = await turn.read()
    asked = await unit.notices.recent(
        NoticeKind.CORRECTION_ASKED,
        await unit.volunteers.person_ids(actor_id(turn)),
        turn.now - _ASKED_WITHIN,
        AT_ONCE,
    )
    found = {}
    for notice in asked:
        screen = await notice_screen(unit, notice, turn.language, turn.house, turn.now)
        if screen is not None:
            found[notice.id] = screen
    return found


async def confirm_one(turn: Turn, request: Request) -> Screen:
    """Confirms one claim; the detail above it was what is read before."""
    unit = await turn.write()
    decided = await confirm_claim(
        unit,
        actor_id(turn),
        request.slots.get("claim", ""),
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    second = decided.state is ClaimState.SECOND
    text = turn.texts("confirm-claim-second" if second else "confirm-claim-done")
    return Screen(text, choices=offer(turn, "approve_hours", "organize"))


async def _waiting(turn: Turn, claim_id: str) -> WaitingClaim:
    """A claim that the person may decide on.

    Raises:
        Refused: there is none, it is decided, or no role there.
    """
    unit = await turn.read()
    claim = await unit.claims.get(claim_id)
    if claim is None:
        raise Refused(Reason.NOT_FOUND)
    entry = await unit.hour_entries.get(claim.entry_id)
    volunteer = await unit.volunteers.get(claim.volunteer_id)
    if entry is None or volunteer is None:
        raise Refused(Reason.NOT_FOUND)
    await check_decides(unit, actor_id(turn), entry)
    claim.check_open()
    return WaitingClaim(claim, entry, volunteer)


def _one(turn: Turn, waiting: WaitingClaim) -> Screen:
    claim_id = waiting.claim.id
    return Screen(
        _claim_lines(turn, waiting),
        choices=(
            choice(turn, "approve", "confirm_claim", claim=claim_id),
            choice(turn, "refuse", "refuse_claim", claim=claim_id),
        ),
        in_place=True,
    )


def _claim_choice(turn: Turn, waiting: WaitingClaim) -> Choice:
    label = turn.texts(
        "claim-label",
        name=waiting.volunteer.name or turn.texts("nameless"),
        day=turn.say_day(waiting.entry.day),
        hours=turn.say_hours(waiting.entry.minutes),
    )
    return Choice(label, Request("approve_hours", {"claim": waiting.claim.id}).action())


def _claim_lines(turn: Turn, waiting: WaitingClaim) -> str:
    entry, texts = waiting.entry, turn.texts
    when = turn.say_span(entry.starts_at, entry.ends_at) if entry.has_span else None
    lines = [
        texts(
            "claim-lines",
            name=waiting.volunteer.name or texts("nameless"),
            title=entry.title or texts("good-deed"),
            when=when or turn.say_day(entry.day),
            hours=turn.say_hours(entry.minutes),
            deadline=turn.say_day(waiting.claim.deadline),
        )
    ]
    if entry.actor_id is None:
        lines.append(texts("claim-forgotten"))
    if entry.note:
        lines.append(texts("claim-note", note=entry.note))
    if waiting.claim.state is ClaimState.SECOND:
        lines.append(texts("claim-second"))
    return "\n".join(lines)


def _ids(state: FormState) -> list[str]:
    return str(state.slots["claims"]).split(",")


FLOW = Flow(
    answers={
        "approve_hours": approve_hours,
        "confirm_claim": confirm_one,
        "correction_asked": correction_asked,
    },
    forms=(RefuseClaim(), ApproveAll()),
)
