"""Finding cover: the leader looks for somebody with one tap; who is asked answers with one."""

from dataclasses import replace

from bot.dialogue.choices import choice, do, offer
from bot.dialogue.conditions import conditions
from bot.dialogue.flow import Flow
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from domain.asking.model import Ask, AskKind
from domain.covers.answering import Covered, TooLate, decline_cover, take_cover
from domain.covers.model import SearchState
from domain.covers.searching import Progress, cover_progress, start_cover, stop_cover
from domain.errors import Reason, Refused
from domain.signups.usecases import check_sign_up

# ---------------------------------------------------------------- the leader's side


async def find_cover(turn: Turn, request: Request) -> Screen:
    """Begins to look for cover, and shows how far it is."""
    await start_cover(
        await turn.write(),
        actor_id(turn),
        request.slots.get("shift", ""),
        now=turn.now,
        new_id=turn.house.new_id,
        policy=turn.house.policy,
    )
    return await progress(turn, request)


async def progress(turn: Turn, request: Request) -> Screen:
    """How far the search for a shift is, and what can be done about it."""
    found = await cover_progress(
        await turn.read(),
        actor_id(turn),
        request.slots.get("shift", ""),
        now=turn.now,
        policy=turn.house.policy,
    )
    if found.search is None:
        raise Refused(Reason.NOT_FOUND)
    shift = {"shift": found.shift.id}
    choices = []
    if found.search.asking:
        choices = [do(turn, "cover_progress", **shift), do(turn, "stop_cover", **shift)]
    elif found.possible:
        choices = [do(turn, "find_cover", **shift)]
    choices.append(do(turn, "view_roster", **shift))
    return Screen("\n".join(_progress(turn, found)), choices=tuple(choices), in_place=True)


async def stop(turn: Turn, request: Request) -> Screen:
    """Nobody is asked any more."""
    await stop_cover(
        await turn.write(), actor_id(turn), request.slots.get("shift", ""), now=turn.now
    )
    return await progress(turn, request)


def _progress(turn: Turn, found: Progress) -> list[str]:
    texts, search, shift = turn.texts, found.search, found.shift
    if search is None:
        return []
    lines = [
        texts(
            "cover-head",
            title=found.project.title,
            span=turn.say_span(shift.starts_at, shift.ends_at),
            free=shift.free_places,
        ),
        texts(
            "cover-asked",
            asked=found.asked,
            yes=found.yes,
            no=found.no,
            waiting=found.waiting,
            unreached=found.unreached,
        ),
    ]
    state = texts(f"cover-state-{search.state}")
    if search.state is SearchState.ASKING and search.next_at > turn.now:
        state = texts("cover-next", next=turn.say_moment(search.next_at))
    return [*lines, state]


# ---------------------------------------------------------------- who is asked


async def say_yes(turn: Turn, request: Request) -> Screen:
    """Takes the place; where somebody was quicker, a kind word and the waitlist."""
    ask_id, version = request.slots.get("ask", ""), request.slots.get("v", "")
    person = turn.volunteer()
    try:
        done = await take_cover(
            await turn.write(),
            person.id,
            ask_id,
            int(version) if version.isascii() and version.isdecimal() else 0,
            now=turn.now,
            new_id=turn.house.new_id,
            policy=turn.house.policy,
        )
    except Refused as refused:
        if refused.reason is not Reason.ACKNOWLEDGEMENT_OUTDATED:
            raise
        await turn.undo()
        again = await ask_screen(turn, await _own(turn, ask_id))
        return replace(again, text=f"{turn.texts('cover-terms-changed')}\n\n{again.text}")
    if isinstance(done, TooLate):
        return await _too_late(turn, done)
    return Screen(_thanks(turn, done), choices=offer(turn, "my_sign_ups"))


async def say_no(turn: Turn, request: Request) -> Screen:
    """Cannot come, which costs nothing."""
    await decline_cover(
        await turn.write(),
        turn.volunteer().id,
        request.slots.get("ask", ""),
        now=turn.now,
        policy=turn.house.policy,
    )
    return Screen(turn.texts("cover-declined"), choices=offer(turn, "browse_offerings"))


async def show_ask(turn: Turn, request: Request) -> Screen:
    """What somebody was asked, once more."""
    return await ask_screen(turn, await _own(turn, request.slots.get("ask", "")))


async def cover_asks(turn: Turn) -> list[Choice]:
    """What the person was asked lately and has not answered, to be looked at again."""
    unit = await turn.read()
    ids = await unit.volunteers.person_ids(turn.volunteer().id)
    since = turn.now - turn.house.policy.cover_within
    choices = []
    for ask in await unit.asks.open_of(ids, AskKind.COVER, since):
        shift = await unit.shifts.get(ask.subject)
        project = await unit.projects.get(shift.project_id) if shift is not None else None
        if shift is not None and project is not None and shift.starts_at > turn.now:
            label = turn.texts("cover-ask-label", title=project.title)
            choices.append(Choice(label, Request("cover_ask", {"ask": ask.id}).action()))
    return choices


async def ask_screen(turn: Turn, ask: Ask) -> Screen:
    """The ask as it stands now, with its answers."""
    unit = await turn.read()
    shift = await unit.shifts.get(ask.subject)
    project = await unit.projects.get(shift.project_id) if shift is not None else None
    if shift is None or project is None:
        raise Refused(Reason.NOT_FOUND)
    text = turn.texts(
        "notice-cover-asked",
        title=project.title,
        span=turn.say_span(shift.starts_at, shift.ends_at),
        address=shift.address,
        until=turn.say_moment(ask.until),
        more="".join(f"\n{line}" for line in conditions(turn.texts, project)),
    )
    yes = choice(turn, "cover-yes", "cover_yes", ask=ask.id, v=str(project.terms_version))
    return Screen(text, choices=(yes, choice(turn, "cover-no", "cover_no", ask=ask.id)))


async def _own(turn: Turn, ask_id: str) -> Ask:
    unit = await turn.read()
    ask = await unit.asks.get(ask_id)
    ids = await unit.volunteers.person_ids(turn.volunteer().id)
    if ask is None or ask.kind is not AskKind.COVER or ask.volunteer_id not in ids:
        raise Refused(Reason.NOT_FOUND)
    return ask


def _thanks(turn: Turn, done: Covered) -> str:
    return turn.texts(
        "cover-taken",
        title=done.project.title,
        span=turn.say_span(done.shift.starts_at, done.shift.ends_at),
        address=done.shift.address,
    )


async def _too_late(turn: Turn, done: TooLate) -> Screen:
    """Thanks all the same; who may still sign up can wait for a place."""
    project, shift = done.project.id, done.shift.id
    others = offer(turn, "browse_offerings")
    text = turn.texts("cover-too-late", title=done.project.title)
    try:
        await check_sign_up(
            await turn.read(), turn.volunteer().id, shift, now=turn.now, policy=turn.house.policy
        )
    except Refused:
        return Screen(text, choices=others)
    if done.shift.free_places:
        return Screen(text, choices=(choice(turn, "sign-up", "sign_up", project=project), *others))
    waits = choice(turn, "cover-wait", "sign_up", project=project, shift=shift)
    return Screen(f"{text}\n{turn.texts('cover-may-wait')}", choices=(waits, *others))


FLOW = Flow(
    answers={
        "find_cover": find_cover,
        "cover_progress": progress,
        "stop_cover": stop,
        "cover_yes": say_yes,
        "cover_no": say_no,
        "cover_ask": show_ask,
    }
)
