"""Deciding on hours: one claim, or many at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.claims import claim_choice, claim_lines
from bot.dialogue.fields import OPTIONS_AT_ONCE, Field, TextField
from bot.dialogue.flow import Flow
from bot.dialogue.form import Form
from bot.dialogue.narrowing import claims_meant
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request, Slots
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from bot.notices import notice_screen
from domain.errors import Reason, Refused
from domain.hours.claims import second_deciders
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
from domain.persons import person_of

_MOST_AT_ONCE = 50
_NAMES_AT_ONCE = 10
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
        said = claim_lines(turn, waiting)
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
        unit, meant = await turn.read(), _ids(state)
        page = await claims_waiting(unit, actor_id(turn), 0, _MOST_AT_ONCE)
        still = [each for each in page.claims if each.claim.id in meant]
        names = dict.fromkeys(each.volunteer.name or turn.texts("nameless") for each in still)
        return turn.texts(
            "approve-all-read-back",
            count=len(still),
            hours=turn.say_hours(sum(each.entry.minutes for each in still)),
            names=turn.texts("field-joint").join(list(names)[:_NAMES_AT_ONCE]),
            more=max(len(names) - _NAMES_AT_ONCE, 0),
            left=max(page.total - len(page.claims), 0),
        )

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
    lines += [claim_lines(turn, each) for each in found.claims]
    choices = [claim_choice(turn, each) for each in found.claims]
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
    lines += [claim_lines(turn, each) for each in shown]
    choices = [claim_choice(turn, each) for each in shown]
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
    text = turn.texts("confirm-claim-done")
    if decided.state is ClaimState.SECOND:
        person = await person_of(unit, decided.volunteer_id)
        others = await second_deciders(unit, person, decided)
        text = turn.texts("confirm-claim-second" if others else "confirm-claim-second-nobody")
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
        claim_lines(turn, waiting),
        choices=(
            choice(turn, "approve", "confirm_claim", claim=claim_id),
            choice(turn, "refuse", "refuse_claim", claim=claim_id),
        ),
        in_place=True,
    )


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
