"""How long a claim has waited, and how much time is left (民政部令第67号, art. 11)."""

from dataclasses import dataclass
from datetime import date

from domain.clock import local_day
from domain.hours.model import Claim
from domain.policy import Policy
from domain.workdays import Workdays, working_days_until


@dataclass(frozen=True, slots=True)
class Wait:
    """A claim's age and deadline, by local days.

    Attributes:
        days: since the claim came.
        left: working days until the deadline, that day included; 0 on the day itself.
        over: days since the deadline; 0 until then.
        sure: the official calendar up to the deadline is known.
    """

    days: int
    left: int
    over: int
    sure: bool


def wait_of(claim: Claim, today: date, policy: Policy, workdays: Workdays) -> Wait:
    """How long a claim has waited on a local day."""
    return Wait(
        days=(today - local_day(claim.created_at, policy.timezone)).days,
        left=working_days_until(today, claim.deadline, workdays),
        over=max((today - claim.deadline).days, 0),
        sure=workdays.knows(claim.deadline),
    )
