"""A claim in words, as those read it who decide on it."""

from bot.dialogue.requests import Request
from bot.dialogue.turn import Turn
from bot.messages import Choice
from domain.hours.deadlines import wait_of
from domain.hours.model import ClaimState
from domain.hours.ports import WaitingClaim


def claim_choice(turn: Turn, waiting: WaitingClaim) -> Choice:
    """The choice that shows one claim."""
    label = turn.texts(
        "claim-label",
        name=waiting.volunteer.name or turn.texts("nameless"),
        day=turn.say_day(waiting.entry.day),
        hours=turn.say_hours(waiting.entry.minutes),
    )
    return Choice(label, Request("approve_hours", {"claim": waiting.claim.id}).action())


def claim_lines(turn: Turn, waiting: WaitingClaim) -> str:
    """Whose, what, when and how long; how long it has waited and how long it may."""
    entry, texts = waiting.entry, turn.texts
    when = turn.say_span(entry.starts_at, entry.ends_at) if entry.has_span else None
    lines = [
        texts(
            "claim-lines",
            name=waiting.volunteer.name or texts("nameless"),
            title=entry.title or texts("good-deed"),
            when=when or turn.say_day(entry.day),
            hours=turn.say_hours(entry.minutes),
        ),
        *_deadline(turn, waiting),
    ]
    if entry.actor_id is None:
        lines.append(texts("claim-forgotten"))
    if entry.note:
        lines.append(texts("claim-note", note=entry.note))
    if waiting.claim.state is ClaimState.SECOND:
        lines.append(texts("claim-second"))
    return "\n".join(lines)


def _deadline(turn: Turn, waiting: WaitingClaim) -> list[str]:
    deadline = waiting.claim.deadline
    wait = wait_of(waiting.claim, turn.today, turn.house.policy, turn.house.workdays)
    due = turn.texts("claim-due", deadline=turn.say_day(deadline), left=wait.left)
    if wait.over:
        due = turn.texts("claim-overdue", deadline=turn.say_day(deadline), over=wait.over)
    lines = [turn.texts("claim-age", days=wait.days), due]
    if not wait.sure:
        lines.append(turn.texts("log-hours-holidays-unknown", year=str(deadline.year)))
    return lines
