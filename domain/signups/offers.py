"""How long an offered place is held."""

from datetime import datetime

from domain.policy import Policy
from domain.quiet import add_waking_time


def offer_until(handed_over_at: datetime, starts_at: datetime, policy: Policy) -> datetime:
    """Until when a person may take an offered place, counted from its hand-over.

    Source: rules.md, "Signing up" (C): 12 h, at most half the time left to the start, at least
    15 min; quiet hours stop the clock except for shifts within 24 h. Never after the start.
    """
    left = starts_at - handed_over_at
    length = max(policy.offer_at_least, min(policy.offer_lifetime, left / 2))
    if left <= policy.offer_ignores_quiet_hours_within:
        return min(handed_over_at + length, starts_at)
    return min(add_waking_time(handed_over_at, length, policy), starts_at)
