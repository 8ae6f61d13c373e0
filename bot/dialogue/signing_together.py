"""One adult signs up several of the family: who comes, what if there are too few places."""

from collections.abc import Sequence
from types import MappingProxyType

from bot.dialogue.choices import offer
from bot.dialogue.companions import Comer, WhoField, comer, names_of
from bot.dialogue.fields import ChoiceField, Field, Option
from bot.dialogue.households import own_household
from bot.dialogue.narrowing import shifts_meant
from bot.dialogue.offerings import describe
from bot.dialogue.requests import Request
from bot.dialogue.session import FormState, Value
from bot.dialogue.signups import SignUp, only_shift
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.errors import Reason, Refused
from domain.households.ports import Household
from domain.households.signing import Companion, Together, sign_up_together, who_may_come
from domain.offerings.model import Shift
from domain.persons import Person
from domain.signups.enlisting import places_for_newcomers
from domain.signups.usecases import check_sign_up

_FIT, _WAIT = "fit", "wait"


class _IfShortField(ChoiceField):
    """What to do where there are fewer places than people: some, all wait, or none."""

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        asked = await super().ask(turn, state)
        none = Choice(turn.texts("sign-up-together-none"), Request("cancel").action())
        return Screen(asked.text, choices=(*asked.choices, none), wants=self.wants)


class SignUpTogether(SignUp):
    """As for one person, and who comes: each gets a sign-up of their own, in one step."""

    name = "sign_up_together"
    also = frozenset({"sign_up"})
    hanging = MappingProxyType(
        {
            "shift": ("people", "people-so-far", "if_short"),
            "people": ("people-so-far", "if_short"),
        }
    )

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        turn.volunteer()
        view = await self._named(turn, request)
        project, shifts = view.offering.project, view.offering.shifts
        slots: dict[str, Value] = {"project": project.id, "version": project.terms_version}
        if not shifts:
            raise Refused(Reason.SHIFT_OVER)
        wanted = shifts_meant(turn, shifts, request.slots)
        if not wanted:
            turn.remarks.append(turn.texts("sign-up-other-times-only"))
        meant = wanted or list(shifts)
        named = request.slots.get("shift")
        if named is None and len(meant) == 1:
            named = meant[0].shift.id
        if named is None:
            slots["candidates"] = ",".join(each.shift.id for each in meant)
        else:
            slots["shift"] = named
            slots |= await self._known(turn, named, int(request.slots.get("count", "0")))
        count = int(request.slots.get("count", "1"))
        if count > len((await own_household(turn)).people):
            slots["count"] = count
        return slots

    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        asked: list[Field] = []
        if "shift" not in state.slots or len(await self._shifts(turn, state)) > 1:
            asked.append(ChoiceField("shift", self._shifts))
        asked.append(WhoField("people", _comers))
        if await self._short(turn, state) is not None:
            asked.append(_IfShortField("if_short", self._ways_out))
        return asked

    async def read_back(self, turn: Turn, state: FormState) -> str:
        view = await self._view(turn, state)
        state.slots["version"] = view.offering.project.terms_version
        household = await own_household(turn)
        coming, waiting = await self._plan(turn, state)
        # What is read back is what is done: a place less, and it is asked again.
        state.slots["coming"], state.slots["waiting"] = _ids(coming), _ids(waiting)
        shown = only_shift(view, str(state.slots["shift"]))
        lines = [turn.texts("sign-up-read-back"), describe(turn, shown)]
        lines.append("\n".join(self._people_lines(turn, household, state, coming, waiting)))
        if len(waiting) == 1:
            rank = shown.offering.shifts[0].shift.waiting + 1
            lines.append(turn.texts("sign-up-full", rank=rank))
        elif waiting:
            lines.append(turn.texts("sign-up-together-one-by-one"))
        others = int(state.slots.get("count") or 0) - len(household.people)
        if others > 0:
            lines.append(turn.texts("sign-up-each-for-themselves", others=others))
        lines.append(turn.texts("sign-up-acknowledge"))
        return "\n\n".join(lines)

    async def submit(self, turn: Turn, state: FormState) -> Screen:
        unit = await turn.write()
        try:
            done = await sign_up_together(
                unit,
                turn.volunteer().id,
                str(state.slots["shift"]),
                int(state.slots["version"] or 0),
                coming=_listed(state.slots["coming"]),
                waiting=_listed(state.slots["waiting"]),
                now=turn.now,
                new_id=turn.house.new_id,
                policy=turn.house.policy,
            )
        except Refused as refused:
            if refused.reason is Reason.PLACES_SHORT:
                state.slots.pop("if_short", None)
            elif refused.reason is Reason.RELATIVE_REFUSED:
                for name in ("people", "people-so-far", "if_short"):
                    state.slots.pop(name, None)
            raise
        return Screen(_said(turn, done), choices=offer(turn, "my_sign_ups", "browse_offerings"))

    # ------------------------------------------------------------ who, and how many fit

    async def _known(self, turn: Turn, shift_id: str, count: int) -> dict[str, Value]:
        """Who comes, where that is clear already: everybody who was counted, or the only one.

        Raises:
            Refused: nobody can come; the adult's own reason.
        """
        companions = await _companions(turn, shift_id)
        able = [each.person for each in companions if each.reason is None]
        if not able:
            unit, me = await turn.read(), turn.volunteer().id
            await check_sign_up(unit, me, shift_id, now=turn.now, policy=turn.house.policy)
            raise Refused(Reason.REGISTRATION_CLOSED)
        if len(able) == 1 or count == len(able) == len(companions):
            return {"people": _ids(able)}
        return {}

    async def _short(self, turn: Turn, state: FormState) -> int | None:
        """How many places there are, where they are too few for those chosen; one person simply
        waits."""
        chosen = _listed(state.slots.get("people"))
        if len(chosen) < 2 or "shift" not in state.slots:
            return None
        free = await self._free(turn, str(state.slots["shift"]))
        return free if free < len(chosen) else None

    async def _free(self, turn: Turn, shift_id: str) -> int:
        return await places_for_newcomers(await turn.read(), await _shift(turn, shift_id))

    async def _plan(
        self, turn: Turn, state: FormState
    ) -> tuple[Sequence[Person], Sequence[Person]]:
        """Who has a place and who waits, as things are."""
        chosen = await self._chosen(turn, state)
        free = await self._free(turn, str(state.slots["shift"]))
        if len(chosen) <= free:
            return chosen, ()
        if state.slots.get("if_short") == _FIT:
            return chosen[:free], ()
        return (), chosen

    async def _chosen(self, turn: Turn, state: FormState) -> Sequence[Person]:
        ids = _listed(state.slots["people"])
        household = await own_household(turn)
        return [person for person in household.people if person.id in ids]

    async def _ways_out(self, turn: Turn, state: FormState) -> list[Option]:
        free = await self._short(turn, state) or 0
        chosen = await self._chosen(turn, state)
        options = []
        if free:
            some = names_of(turn, chosen[:free])
            options.append(Option(_FIT, turn.texts("sign-up-together-fit", names=some)))
        if (await _shift(turn, str(state.slots["shift"]))).may_wait(len(chosen)):
            options.append(Option(_WAIT, turn.texts("sign-up-together-wait", count=len(chosen))))
        return options

    async def _shifts(self, turn: Turn, state: FormState) -> list[Option]:
        """Also those that the adult cannot join: the others may."""
        view = await self._view(turn, state)
        named = _listed(state.slots.get("candidates"))
        return [
            Option(each.shift.id, turn.say_span(each.shift.starts_at, each.shift.ends_at))
            for each in view.offering.shifts
            if not named or each.shift.id in named
        ]

    def _people_lines(
        self,
        turn: Turn,
        household: Household,
        state: FormState,
        coming: Sequence[Person],
        waiting: Sequence[Person],
    ) -> list[str]:
        lines = [turn.texts("sign-up-together-people")]
        chosen = _listed(state.slots["people"])
        for person in household.people:
            if person.id in chosen:
                how = "waits" if person in waiting else "comes" if person in coming else "not"
                name = person.volunteer.name or turn.texts("nameless")
                lines.append(turn.texts("sign-up-together-person", name=name, how=how))
        return lines


async def _shift(turn: Turn, shift_id: str) -> Shift:
    unit = await turn.read()
    shift = await unit.shifts.get(shift_id)
    if shift is None:
        raise Refused(Reason.NOT_FOUND)
    return shift


async def _companions(turn: Turn, shift_id: str) -> Sequence[Companion]:
    unit = await turn.read()
    return await who_may_come(
        unit, turn.volunteer().id, shift_id, now=turn.now, policy=turn.house.policy
    )


async def _comers(turn: Turn, state: FormState) -> Sequence[Comer]:
    comers = []
    for each in await _companions(turn, str(state.slots["shift"])):
        name = each.person.volunteer.name or turn.texts("nameless")
        why_not = turn.texts("cannot-come", name=name, reason=each.reason) if each.reason else ""
        comers.append(comer(turn, each.person, why_not, adult=turn.volunteer().id))
    return comers


def _said(turn: Turn, done: Together) -> str:
    facts = {
        "title": done.project.title,
        "span": turn.say_span(done.shift.starts_at, done.shift.ends_at),
        "address": done.shift.address,
    }
    lines = []
    if done.coming:
        names = names_of(turn, done.coming)
        lines.append(turn.texts("sign-up-together-done", names=names, **facts))
    if done.waiting:
        lines.append(turn.texts("sign-up-together-waits", **facts))
        lines += [
            turn.texts("sign-up-together-rank", name=names_of(turn, [person]), rank=rank)
            for person, rank in done.waiting
        ]
    return "\n".join(lines)


def _ids(people: Sequence[Person]) -> str:
    return ",".join(person.id for person in people)


def _listed(kept: Value) -> list[str]:
    return [each for each in str(kept or "").split(",") if each]
