"""Where broadcasts stand: a bar, who was left out and why, what recipients did; pause, resume,
cancel."""

from collections.abc import Mapping
from datetime import datetime

from bot.dialogue.choices import choice, do
from bot.dialogue.flow import Flow
from bot.dialogue.organizing import actor_id
from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice, Screen
from bot.texts import Texts
from bot.texts.formats import Words
from domain.broadcasts.figures import Progress
from domain.broadcasts.model import Broadcast, BroadcastState, DeliveryState
from domain.broadcasts.usecases import broadcast_progress, latest_broadcasts, move_broadcast

_AT_ONCE = 3
_CELLS = 10
_HOUR, _DAY = 60, 24 * 60
_A_SECOND = 29
"""What the slowest platform takes over all (platforms.md, "Limits"), for an estimate."""


def board(
    words: Words,
    broadcast: Broadcast,
    progress: Progress,
    waits_until: datetime | None = None,
) -> Screen:
    """Where a broadcast stands and what can be done about it.

    Args:
        waits_until: see ``Broadcast.waits_until``.
    """
    state, texts = broadcast.state, words.texts
    lines = [texts("broadcast-head", number=broadcast.number, text=_short(broadcast.text))]
    done = progress.recipients - progress.to_come
    begins = state is BroadcastState.SENDING and progress.to_come and not done
    if waits_until is not None:
        lines.append(texts("broadcast-state-waits", when=words.moment(waits_until)))
    else:
        lines.append(texts("broadcast-state-ready" if begins else f"broadcast-state-{state}"))
    if broadcast.listed_at is not None:
        lines.append(_bar(done, progress.recipients))
        lines.append(
            texts(
                "broadcast-counts",
                sent=progress.sent,
                failed=progress.failed,
                left=progress.to_come,
            )
        )
        if state is BroadcastState.SENDING and progress.to_come:
            lines.append(texts("broadcast-takes", time=duration(texts, progress.to_come)))
    lines += [
        texts(f"delivery-{name}", count=count)
        for name, count in _failures(progress).items()
        if count
    ]
    lines += [texts(f"left-out-{why}", count=count) for why, count in progress.left_out.items()]
    if progress.sent:
        lines.append(
            texts(
                "broadcast-results",
                opened=progress.opened,
                signed=progress.signed_up,
                stopped=progress.opted_out,
            )
        )
    return Screen("\n".join(lines), choices=_moves(texts, broadcast), in_place=True)


def duration(texts: Texts, people: int) -> str:
    """About how long so many messages take, not counting the nights."""
    minutes = -(-people // (_A_SECOND * 60))
    if minutes < _HOUR:
        return texts("broadcast-minutes", count=minutes)
    if minutes < _DAY:
        hours, rest = divmod(minutes, _HOUR)
        return _in_two(texts, "broadcast-hours", hours, "broadcast-minutes", rest)
    hours = -(-minutes // _HOUR)
    return _in_two(texts, "broadcast-days", hours // 24, "broadcast-hours", hours % 24)


def _in_two(texts: Texts, large: str, many: int, small: str, rest: int) -> str:
    """A length in a large unit, and what is left of it in a small one."""
    whole = texts(large, count=many)
    return texts("broadcast-and", whole=whole, rest=texts(small, count=rest)) if rest else whole


def _failures(progress: Progress) -> Mapping[str, int]:
    states = (DeliveryState.UNREACHABLE, DeliveryState.REFUSED, DeliveryState.UNKNOWN)
    return {state.value: progress.of(state) for state in (*states, DeliveryState.CANCELLED)}


def _bar(done: int, all_of_them: int) -> str:
    """A bar and its share in figures, rounded down: full means done."""
    filled = _CELLS * done // all_of_them if all_of_them else _CELLS
    share = 100 * done // all_of_them if all_of_them else 100
    return f"{'▓' * filled}{'░' * (_CELLS - filled)} {share}%"


def _moves(texts: Texts, broadcast: Broadcast) -> tuple[Choice, ...]:
    names = {
        BroadcastState.PLANNING: ("broadcast_progress", "pause_broadcast", "cancel_broadcast"),
        BroadcastState.SENDING: ("broadcast_progress", "pause_broadcast", "cancel_broadcast"),
        BroadcastState.PAUSED: ("resume_broadcast", "cancel_broadcast"),
    }.get(broadcast.state, ())
    return tuple(
        Choice(texts(f"do-{name}".replace("_", "-")), Request(name, {"b": broadcast.id}).action())
        for name in names
    )


async def _progress(turn: Turn, request: Request) -> Screen:
    found = await broadcast_progress(await turn.read(), actor_id(turn), request.slots.get("b", ""))
    return _board(turn, *found)


async def _pause(turn: Turn, request: Request) -> Screen:
    return await _moved(turn, request, BroadcastState.PAUSED)


async def _resume(turn: Turn, request: Request) -> Screen:
    return await _moved(turn, request, BroadcastState.SENDING)


async def _cancel(turn: Turn, request: Request) -> Screen:
    """Asks first: what is cancelled cannot be taken up again."""
    if request.slots.get("sure") == "1":
        return await _moved(turn, request, BroadcastState.CANCELLED)
    broadcast, progress = await broadcast_progress(
        await turn.read(), actor_id(turn), request.slots.get("b", "")
    )
    if not broadcast.under_way:
        return _board(turn, broadcast, progress)
    return Screen(
        turn.texts("broadcast-really-cancel", number=broadcast.number),
        choices=(
            choice(turn, "confirm", "cancel_broadcast", b=broadcast.id, sure="1"),
            choice(turn, "back", "broadcast_progress", b=broadcast.id),
        ),
        in_place=True,
    )


async def _moved(turn: Turn, request: Request, state: BroadcastState) -> Screen:
    unit = await turn.write()
    broadcast = await move_broadcast(
        unit, actor_id(turn), request.slots.get("b", ""), state, now=turn.now
    )
    return _board(turn, broadcast, await unit.broadcasts.progress(broadcast))


def _board(turn: Turn, broadcast: Broadcast, progress: Progress) -> Screen:
    waits_until = broadcast.waits_until(turn.now, turn.house.policy)
    return board(turn.words, broadcast, progress, waits_until)


async def _broadcasts(turn: Turn, request: Request) -> Screen:
    """Three at a time: under way first, then newest first."""
    unit, page = await turn.read(), request.page
    found = await latest_broadcasts(unit, actor_id(turn), page * _AT_ONCE, _AT_ONCE + 1)
    if not found:
        return Screen(turn.texts("broadcasts-none"), choices=(do(turn, "broadcast"),))
    choices = [
        Choice(
            turn.texts("broadcast-label", number=each.number, text=_short(each.text)),
            Request("broadcast_progress", {"b": each.id}).action(),
        )
        for each in found[:_AT_ONCE]
    ]
    if len(found) > _AT_ONCE:
        choices.append(choice(turn, "more", "broadcasts", page=str(page + 1)))
    text = turn.texts("broadcasts-which")
    return Screen(text, choices=(*choices, do(turn, "broadcast")), in_place=True)


def _short(text: str) -> str:
    return text if len(text) <= 20 else f"{text[:19]}…"


FLOW = Flow(
    answers={
        "broadcasts": _broadcasts,
        "broadcast_progress": _progress,
        "pause_broadcast": _pause,
        "resume_broadcast": _resume,
        "cancel_broadcast": _cancel,
    }
)
