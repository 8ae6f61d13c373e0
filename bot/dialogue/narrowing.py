"""What a sentence says — project, day, time — narrowed down to the shifts, sign-ups or claims it
may mean."""

from collections.abc import Sequence

from bot.dialogue.offerings import days_said
from bot.dialogue.projects import listed, telling_words
from bot.dialogue.requests import Slots
from bot.dialogue.turn import Turn
from domain.clock import local_day
from domain.hours.ports import WaitingClaim
from domain.offerings.browsing import ShiftView, alike, likeliest
from domain.signups.ports import OwnSignup


def shifts_meant(turn: Turn, shifts: Sequence[ShiftView], said: Slots) -> list[ShiftView]:
    """The shifts on the day or in the period, and at the time; all where none is named."""
    days, time = days_said(said), said.get("time_from")
    zone = turn.house.policy.timezone
    return [
        view
        for view in shifts
        if (days is None or days[0] <= local_day(view.shift.starts_at, zone) <= days[1])
        and (time is None or f"{view.shift.starts_at.astimezone(zone):%H:%M}" == time)
    ]


def own_meant(turn: Turn, own: Sequence[OwnSignup], said: Slots) -> list[OwnSignup]:
    """The sign-ups that some words mean: by place in the list, project, day and time."""
    left = list(own)
    if "ordinal" in said:
        left = _at(turn, left, int(said["ordinal"]))
    if "project" in said:
        words = telling_words(said["project"])
        titles = {each.signup.id: each.project.title for each in left}
        alike_ids = set(likeliest(words, titles)) or {
            each.signup.id for each in left if alike(words, each.shift.address) == 1.0
        }
        left = [each for each in left if each.signup.id in alike_ids]
    days, time = days_said(said), said.get("time_from")
    zone = turn.house.policy.timezone
    if days is not None:
        on = {each.signup.id: local_day(each.shift.starts_at, zone) for each in left}
        left = [each for each in left if days[0] <= on[each.signup.id] <= days[1]]
    if time is not None:
        left = [each for each in left if f"{each.shift.starts_at.astimezone(zone):%H:%M}" == time]
    return left


def claims_meant(turn: Turn, waiting: Sequence[WaitingClaim], said: Slots) -> list[WaitingClaim]:
    """The claims that some words mean: by place in the list, activity and day."""
    left = list(waiting)
    if "ordinal" in said:
        claim_id = listed(turn, "approve_hours", "claim", int(said["ordinal"]))
        left = [each for each in left if each.claim.id == claim_id]
    if "project" in said:
        titles = {each.claim.id: each.entry.title for each in left}
        alike_ids = likeliest(telling_words(said["project"]), titles)
        left = [each for each in left if each.claim.id in alike_ids]
    days = days_said(said)
    if days is not None:
        left = [each for each in left if days[0] <= each.entry.day <= days[1]]
    return left


def _at(turn: Turn, own: Sequence[OwnSignup], ordinal: int) -> list[OwnSignup]:
    """The one at a place of the list on the screen, or without a list of all of them."""
    if listed(turn, "my_sign_up", "signup", 1) is not None:
        signup_id = listed(turn, "my_sign_up", "signup", ordinal)
        return [each for each in own if each.signup.id == signup_id]
    index = ordinal - 1 if ordinal > 0 else ordinal
    return [own[index]] if -len(own) <= index < len(own) else []
