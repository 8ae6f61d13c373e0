"""Giving places back for one or for several of the family."""

from collections.abc import Sequence
from types import MappingProxyType

from bot.dialogue.choices import offer
from bot.dialogue.companions import Comer, WhoField, comer, names_of
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.form import Form
from bot.dialogue.narrowing import own_meant
from bot.dialogue.own_signups import Outing, outings
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Screen
from domain.errors import Reason, Refused
from domain.households.signing import FamilySignup, cancel_together
from domain.signups.model import SignupState


class CancelTogether(Form):
    """Always possible; after the cut-off the leader is told at once (rules.md)."""

    name = "cancel_together"
    also = frozenset({"cancel_sign_up"})
    hanging = MappingProxyType({"shift": ("people", "people-so-far"), "people": ("people-so-far",)})

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        found = await outings(turn)
        if not found:
            raise Refused(Reason.NOT_SIGNED_UP)
        named = request.slots.get("shift")
        if named is not None:
            meant = [each for each in found if each.first.shift.id == named]
            if not meant:
                raise Refused(Reason.NOT_SIGNED_UP)
        else:
            said = own_meant(turn, [each.first for each in found], request.slots)
            meant = [each for each in found if each.first in said]
            if not meant:
                turn.remarks.append(turn.texts("cancel-sign-up-none-meant"))
            meant = meant or found
        if len(meant) > 1:
            return {"candidates": ",".join(each.first.shift.id for each in meant)}
        everybody = [each.person.id for each in meant[0].signups]
        slots: dict[str, Value] = {"shift": meant[0].first.shift.id}
        if len(everybody) in (1, int(request.slots.get("count", "0"))):
            slots["people"] = ",".join(everybody)
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        asked: list[Field] = []
        if "shift" not in state.slots or len(await outings(turn)) > 1:
            asked.append(ChoiceField("shift", self._shifts))
        outing = await _chosen(turn, state)
        if outing is not None and len(outing.signups) > 1:
            asked.append(WhoField("people", _comers))
        return asked

    async def read_back(self, turn: Turn, state: FormState) -> str:
        outing = await _chosen(turn, state)
        if outing is None:
            return turn.texts("refused-not-signed-up")
        meant = _meant(outing, state)
        cut_off = outing.first.shift.starts_at - turn.house.policy.cancel_cut_off
        held = any(each.own.signup.state is SignupState.CONFIRMED for each in meant)
        late = turn.now > cut_off and held
        said = turn.texts(
            "cancel-sign-up-read-back-late" if late else "cancel-sign-up-read-back",
            title=outing.first.project.title,
            span=turn.say_span(outing.first.shift.starts_at, outing.first.shift.ends_at),
        )
        names = names_of(turn, [each.person for each in meant])
        return f"{said}\n{turn.texts('cancel-together-who', names=names)}"

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        outing = await _chosen(turn, state)
        if outing is None:
            raise Refused(Reason.NOT_SIGNED_UP)
        people = [each.person for each in _meant(outing, state)]
        await cancel_together(
            await turn.write(),
            turn.volunteer().id,
            outing.first.shift.id,
            [person.id for person in people],
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        who = turn.texts("cancel-together-who", names=names_of(turn, people))
        return Screen(
            f"{turn.texts('cancel-sign-up-done')}\n{who}",
            choices=offer(turn, "my_sign_ups", "browse_offerings"),
        )

    async def _shifts(self, turn: Turn, state: FormState) -> list[Option]:
        found = await outings(turn)
        named = str(state.slots.get("candidates") or "").split(",")
        meant = [each for each in found if each.first.shift.id in named]
        return [
            Option(
                each.first.shift.id,
                turn.texts(
                    "own-shift",
                    title=each.first.project.title,
                    span=turn.say_span(each.first.shift.starts_at, each.first.shift.ends_at),
                ),
            )
            for each in meant or found
        ]


async def _chosen(turn: Turn, state: FormState) -> Outing | None:
    """The shift in question; None before it is chosen, or where nobody is signed up any more."""
    for each in await outings(turn):
        if each.first.shift.id == state.slots.get("shift"):
            return each
    return None


async def _comers(turn: Turn, state: FormState) -> Sequence[Comer]:
    outing = await _chosen(turn, state)
    if outing is None:
        return []
    return [comer(turn, each.person, adult=outing.me) for each in outing.signups]


def _meant(outing: Outing, state: FormState) -> list[FamilySignup]:
    """Whose places are given back; the only one where nobody was asked."""
    if len(outing.signups) == 1:
        return list(outing.signups)
    chosen = str(state.slots.get("people") or "").split(",")
    return [each for each in outing.signups if each.person.id in chosen]
