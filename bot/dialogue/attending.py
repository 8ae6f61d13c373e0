"""Coming and going: by the leader's code or QR, in and out."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.dialogue.attending_together import arriving, checked_in, checked_out
from bot.dialogue.choices import do, offer
from bot.dialogue.fields import OPTIONS_AT_ONCE
from bot.dialogue.flow import BeginForm, Flow
from bot.dialogue.requests import Request, Slots
from bot.dialogue.rosters import open_shifts_led, shifts_named, show_code
from bot.dialogue.turn import Turn
from bot.dialogue.walk_ins import asked_to_join
from bot.messages import Choice, Screen
from domain.codes.model import CodePurpose
from domain.codes.usecases import find_code
from domain.errors import Reason, Refused
from domain.hours.attendance import CheckedOut, check_in, check_out
from domain.households.attending import open_together
from domain.households.signing import family_signups
from domain.offerings.model import Project, Shift
from domain.signups.model import SignupState


async def come(turn: Turn, request: Request) -> Screen:
    """Checks in by a code, or by a scanned payload of ours; a leader gets the code to show."""
    code = request.slots.get("code")
    if request.signed and "shift" in request.slots:
        return await _check_in(turn, request.slots["shift"], "qr", request)
    if code is not None:
        turn.volunteer()
        account = await turn.own_account()
        unit = await turn.write()
        found = await find_code(
            unit,
            CodePurpose.CHECK_IN,
            code,
            account_id=account.id,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
        return await _check_in(turn, found.shift_id or "", "code", request)
    led = await open_shifts_led(turn)
    if led:
        return await _code_to_show(turn, led, request.slots)
    # Before who is here already: with one of a family checked in, another may be asked for.
    if (asked := await asked_to_join(turn)) is not None:
        raise BeginForm(asked.name, asked)
    present = await open_together(await turn.read(), turn.volunteer().id)
    if present:
        text = turn.texts("refused-already-checked-in")
        return Screen(text, choices=(do(turn, "check_out", shift=present[0][0].id),))
    return await _how_to_come(turn)


async def go(turn: Turn, request: Request) -> Screen:
    """Checks out and says what was recorded."""
    person = turn.volunteer()
    present = await open_together(await turn.read(), person.id)
    named = request.slots.get("shift")
    if named is None and not present:
        raise Refused(Reason.NOT_CHECKED_IN)
    if named is None and len(present) > 1:
        return Screen(
            turn.texts("check-out-which"),
            choices=tuple(
                Choice(
                    turn.say_span(shift.starts_at, shift.ends_at),
                    Request("check_out", {"shift": shift.id}).action(),
                )
                for shift, _ in present
            ),
        )
    named = named or present[0][0].id
    people = next((people for shift, people in present if shift.id == named), [])
    if len(people) > 1:
        raise BeginForm("check_out_together", Request("check_out_together", {"shift": named}))
    if people and people[0].id != person.id:
        return await checked_out(turn, named, [people[0].id])
    unit = await turn.write()
    done = await check_out(
        unit,
        person.id,
        named,
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    title = done.project.title
    if done.entry is None:
        text = turn.texts("check-out-too-short", title=title)
    else:
        # Said with its span: what came before the planned start or after the end doesn't count.
        text = turn.texts(
            "check-out-done",
            title=title,
            span=turn.say_span(done.entry.starts_at, done.entry.ends_at),
            hours=turn.say_hours(done.entry.minutes),
        )
    choices = offer(turn, "query_hours", "browse_offerings")
    earlier = _left_earlier(turn, request.slots, done)
    if earlier is None or done.entry is None:
        return Screen(text, choices=choices)
    correct = do(turn, "correct_hours", entry=done.entry.id, minutes=str(earlier))
    return Screen(f"{text}\n{turn.texts('check-out-earlier')}", choices=(correct, *choices))


def _left_earlier(turn: Turn, said: Slots, done: CheckedOut) -> int | None:
    """The minutes up to the time of leaving that the person names, where that is not now."""
    if done.entry is None or "time_to" not in said:
        return None
    starts_at = done.entry.starts_at.astimezone(turn.house.policy.timezone)
    left_at = datetime.combine(starts_at.date(), time.fromisoformat(said["time_to"]))
    minutes = (left_at - starts_at.replace(tzinfo=None)) // timedelta(minutes=1)
    return minutes if 0 < minutes < done.entry.minutes else None


async def _code_to_show(turn: Turn, led: Sequence[tuple[Shift, Project]], said: Slots) -> Screen:
    """The code of the shift that the leader means; of several, the leader chooses."""
    led = shifts_named(led, said.get("project")) or led
    if len(led) == 1:
        return await show_code(turn, Request("show_code", {"shift": led[0][0].id}))
    return Screen(
        turn.texts("show-code-which"),
        choices=tuple(
            Choice(
                turn.texts(
                    "own-shift",
                    title=project.title,
                    span=turn.say_span(shift.starts_at, shift.ends_at),
                ),
                Request("show_code", {"shift": shift.id}).action(),
            )
            for shift, project in led[:OPTIONS_AT_ONCE]
        ),
    )


async def _check_in(turn: Turn, shift_id: str, method: str, request: Request) -> Screen:
    person = turn.volunteer()
    with_them = await arriving(turn, shift_id)
    able = [each.person.id for each in with_them if each.reason is None]
    if len(able) > 1:
        raise BeginForm("check_in_together", request)
    if able and able != [person.id]:
        return await checked_in(turn, shift_id, method, able)
    unit = await turn.write()
    try:
        done = await check_in(
            unit,
            person.id,
            shift_id,
            method,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
    except Refused as refused:
        if refused.reason is not Reason.NOT_SIGNED_UP:
            raise
        raise BeginForm("join_on_site", request) from refused
    local = turn.now.astimezone(turn.house.policy.timezone)
    text = turn.texts("check-in-done", title=done.project.title, time=f"{local:%H:%M}")
    return Screen(text, choices=(do(turn, "check_out", shift=shift_id),))


async def _how_to_come(turn: Turn) -> Screen:
    """What to send, and for which shift it is soon time."""
    unit = await turn.read()
    own = [
        each.own
        for each in await family_signups(unit, turn.volunteer().id, now=turn.now)
        if each.own.signup.state is SignupState.CONFIRMED
    ]
    if not own:
        return Screen(turn.texts("my-sign-ups-none"), choices=offer(turn, "browse_offerings"))
    first = own[0]
    text = turn.texts(
        "check-in-how",
        title=first.project.title,
        span=turn.say_span(first.shift.starts_at, first.shift.ends_at),
    )
    return Screen(text, choices=offer(turn, "my_sign_ups"))


FLOW = Flow(answers={"check_in": come, "check_out": go})
