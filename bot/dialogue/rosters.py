"""Who comes to a shift, and the code they check in by: for those with the role on the node."""

from collections.abc import Sequence
from datetime import timedelta

from bot.chance import six_digits
from bot.dialogue.choices import choice, do, offer
from bot.dialogue.flow import Flow
from bot.dialogue.offerings import AT_ONCE
from bot.dialogue.organizing import actor_id
from bot.dialogue.projects import telling_words
from bot.dialogue.requests import Request, Slots
from bot.dialogue.turn import Turn
from bot.messages import Attachment, AttachmentKind, Choice, Screen
from bot.payloads import PayloadKind
from domain.clock import local_day
from domain.codes.usecases import shift_code
from domain.covers.searching import cover_refused
from domain.errors import Reason, Refused, granted
from domain.offerings.authority import check_manages, check_manages_shift
from domain.offerings.browsing import alike, likeliest
from domain.offerings.model import Project, Shift
from domain.offerings.usecases import my_shifts
from domain.signups.contacts import phones_shown
from domain.signups.model import SignupState
from domain.signups.ports import RosterLine
from domain.signups.usecases import roster

_MOST_LOOKED_AT = 100


async def view_roster(turn: Turn, request: Request) -> Screen:
    """Who comes and who waits on one shift; without one, the shifts to choose from."""
    named = request.slots.get("shift") or await shift_said(turn, request.slots)
    page = request.page
    if named is None:
        return await _which_shift(turn, page)
    shift, project = await managed_shift(turn, named)
    lines = await roster(await turn.write(), actor_id(turn), shift.id)
    shown = lines[page * AT_ONCE : (page + 1) * AT_ONCE]
    await note_looks(turn, shown)
    texts = turn.texts
    confirmed = [line for line in lines if line.signup.state is SignupState.CONFIRMED]
    text = [
        texts(
            "roster-head",
            title=project.title,
            span=turn.say_span(shift.starts_at, shift.ends_at),
            coming=len(confirmed),
            places=shift.places,
            waiting=shift.waiting,
            sure=sum(line.signup.coming_at is not None for line in confirmed),
        ),
        *(_person_line(turn, line) for line in shown),
    ]
    choices = []
    left = len(lines) - page * AT_ONCE - len(shown)
    if left > 0:
        text.append(texts("roster-left", left=left))
        choices.append(choice(turn, "more", "view_roster", shift=shift.id, page=str(page + 1)))
    # Who leads only this shift sees to its people, and not to the project.
    whole = shift.leader_id is None or await manages(turn, project)
    names = _names(turn, shift, lines, whole=whole)
    choices += [do(turn, name, shift=shift.id) for name in names]
    choices += await _cover(turn, shift, project)
    opens_at = shift.starts_at - turn.house.policy.check_in_opens_before
    if whole and turn.now < opens_at:
        choices.append(do(turn, "add_shift", project=project.id))
    if whole and not shift.starts_at <= turn.now < shift.ends_at:
        choices.append(do(turn, "close_project", project=project.id))
    choices.append(do(turn, "my_shift", shift=shift.id))
    return Screen("\n".join(text), choices=tuple(choices), in_place=True)


def _names(turn: Turn, shift: Shift, lines: Sequence[RosterLine], *, whole: bool) -> list[str]:
    """What can be done about the people on a shift, as time goes by; with what else a roster
    offers never more than a screen takes.

    Args:
        whole: for somebody who manages the project, too.
    """
    now, policy = turn.now, turn.house.policy
    confirmed = [line for line in lines if line.signup.state is SignupState.CONFIRMED]
    unknown = any(line.attendance is None for line in confirmed)
    names = {
        "roster_phones": bool(confirmed) and phones_shown(shift, now, policy),
        "show_code": now <= shift.ends_at + policy.check_in_closes_after,
        "add_walk_in": shift.starts_at - policy.check_in_opens_before <= now < shift.ends_at,
        "message_all": bool(confirmed) and now <= shift.ends_at + policy.shift_message_until_after,
        "cancel_shift": whole and now < shift.starts_at,
        "correct_attendance": any(line.attendance is not None for line in lines),
        "record_no_show": unknown and shift.starts_at <= now < shift.ends_at,
        "mark_attendance": unknown and shift.ends_at <= now,
        "take_back_no_show": any(line.signup.state is SignupState.NO_SHOW for line in lines),
    }
    return [name for name, offered in names.items() if offered]


async def _cover(turn: Turn, shift: Shift, project: Project) -> list[Choice]:
    """Where places are free shortly before the start: the search for somebody, or how far it is."""
    search = await (await turn.read()).cover_searches.latest(shift.id)
    if search is not None and search.asking and shift.starts_at > turn.now:
        return [do(turn, "cover_progress", shift=shift.id)]
    if cover_refused(shift, project, turn.now, turn.house.policy) is None:
        return [do(turn, "find_cover", shift=shift.id)]
    return []


async def note_looks(turn: Turn, lines: Sequence[RosterLine]) -> None:
    """Staff access to personal data is logged (rules.md, "Personal data")."""
    unit = await turn.write()
    seen = [line.volunteer.id for line in lines]
    seen += [line.brought_by.id for line in lines if line.brought_by is not None]
    for each in dict.fromkeys(seen):
        await unit.access_log.add(turn.house.new_id(), actor_id(turn), each, "roster", turn.now)


async def show_code(turn: Turn, request: Request) -> Screen:
    """The check-in code of a shift and its QR code, for the leader to show."""
    shift, project = await managed_shift(turn, request.slots.get("shift", ""))
    policy = turn.house.policy
    unit = await turn.write()
    code = await shift_code(
        unit,
        shift.id,
        valid_until=shift.ends_at + policy.check_in_closes_after,
        draw=six_digits,
        now=turn.now,
        new_id=turn.house.new_id,
    )
    return Screen(
        turn.texts(
            "show-code",
            title=project.title,
            code=code,
            open=turn.say_span(
                shift.starts_at - policy.check_in_opens_before,
                shift.ends_at + policy.check_in_closes_after,
            ),
        ),
        choices=(do(turn, "view_roster", shift=shift.id),),
        attachment=Attachment(
            AttachmentKind.QR, turn.house.payloads.write(PayloadKind.CHECK_IN, shift.id)
        ),
    )


async def open_shifts_led(turn: Turn) -> Sequence[tuple[Shift, Project]]:
    """The shifts that the person manages and that can be checked into now."""
    if turn.person is None:
        return []
    policy, unit = turn.house.policy, await turn.read()
    try:
        found, _ = await my_shifts(
            unit,
            turn.person.id,
            limit=_MOST_LOOKED_AT,
            ends_after=turn.now - policy.check_in_closes_after,
            starts_before=turn.now + policy.check_in_opens_before,
        )
    except Refused:
        return []
    return found


async def managed_shift(turn: Turn, shift_id: str) -> tuple[Shift, Project]:
    """A shift that the person leads, or whose project they manage.

    Raises:
        Refused: there is none, or no role there.
    """
    unit = await turn.read()
    shift = await unit.shifts.get(shift_id)
    project = await unit.projects.get(shift.project_id) if shift else None
    if shift is None or project is None:
        raise Refused(Reason.NOT_FOUND)
    await check_manages_shift(unit, actor_id(turn), shift, project)
    return shift, project


async def manages(turn: Turn, project: Project) -> bool:
    """Whether the person manages the whole project."""
    return await granted(check_manages(await turn.read(), actor_id(turn), project))


async def shift_said(turn: Turn, said: Slots) -> str | None:
    """The one shift that the day and the project's words leave."""
    if not said.keys() & {"project", "date"}:
        return None
    unit = await turn.read()
    found, _ = await my_shifts(
        unit, actor_id(turn), 0, _MOST_LOOKED_AT, ends_after=turn.now - timedelta(days=1)
    )
    zone, day = turn.house.policy.timezone, said.get("date")
    on_day = [
        each
        for each in found
        if day is None or local_day(each[0].starts_at, zone).isoformat() == day
    ]
    meant = shifts_named(on_day, said.get("project"))
    return meant[0][0].id if len(meant) == 1 else None


def shifts_named(
    shifts: Sequence[tuple[Shift, Project]], words: str | None
) -> Sequence[tuple[Shift, Project]]:
    """Those that words name by their title or place; all where there are no words."""
    if not words:
        return shifts
    telling = telling_words(words)
    meant = likeliest(telling, {shift.id: project.title for shift, project in shifts})
    meant = meant or [shift.id for shift, _ in shifts if alike(telling, shift.address) == 1.0]
    return [each for each in shifts if each[0].id in meant]


async def _which_shift(turn: Turn, page: int) -> Screen:
    unit = await turn.read()
    found, total = await my_shifts(
        unit,
        actor_id(turn),
        page * AT_ONCE,
        AT_ONCE,
        ends_after=turn.now - timedelta(days=1),
    )
    texts = turn.texts
    if not found:
        return Screen(texts("roster-no-shifts"), choices=offer(turn, "create_project"))
    choices = [
        Choice(
            texts(
                "own-shift",
                title=project.title,
                span=turn.say_span(shift.starts_at, shift.ends_at),
            ),
            Request("view_roster", {"shift": shift.id}).action(),
        )
        for shift, project in found
    ]
    text = texts("roster-which")
    left = total - page * AT_ONCE - len(found)
    if left > 0:
        text = f"{text}\n{texts('roster-shifts-left', left=left)}"
        choices.append(choice(turn, "more", "view_roster", page=str(page + 1)))
    return Screen(text, choices=tuple(choices), in_place=True)


def _person_line(turn: Turn, line: RosterLine) -> str:
    state = line.signup.state.value.replace("_", "-")
    if line.attendance is not None:
        state = "checked-out" if line.attendance.checked_out_at else "checked-in"
    elif line.signup.state is SignupState.CONFIRMED and line.signup.coming_at is not None:
        state = "coming"
    name = line.volunteer.name or turn.texts("nameless")
    said = turn.texts(f"roster-{state}")
    if line.brought_by is None:
        return turn.texts("roster-person", name=name, state=said)
    adult = line.brought_by.name or turn.texts("nameless")
    return turn.texts("roster-person-with", name=name, state=said, adult=adult)


FLOW = Flow(answers={"view_roster": view_roster, "show_code": show_code})
