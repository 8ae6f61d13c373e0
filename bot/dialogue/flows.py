"""All flows of the assistant."""

from bot.dialogue import (
    approving,
    attending,
    correcting,
    hours,
    minding,
    offerings,
    organizing,
    own_signups,
    posting,
    rosters,
    signups,
    taking_back,
    totals,
)
from bot.dialogue.card import CARD
from bot.dialogue.children import CHILDREN
from bot.dialogue.flow import Flow
from bot.dialogue.guardians import GUARDIANS
from bot.dialogue.households import HOUSEHOLDS
from bot.dialogue.instead import INSTEAD
from bot.dialogue.linking import LINKING
from bot.dialogue.my_data import MY_DATA
from bot.dialogue.registration import REGISTRATION
from bot.dialogue.settings import SETTINGS
from bot.dialogue.start import START
from bot.dialogue.team_desk import TEAM_DESK
from bot.dialogue.teams import TEAMS
from bot.dialogue.wards import WARDS

FLOWS: tuple[Flow, ...] = (
    START,
    INSTEAD,
    REGISTRATION,
    GUARDIANS,
    WARDS,
    SETTINGS,
    LINKING,
    MY_DATA,
    CARD,
    offerings.FLOW,
    signups.FLOW,
    own_signups.FLOW,
    attending.FLOW,
    hours.FLOW,
    totals.FLOW,
    organizing.FLOW,
    posting.FLOW,
    rosters.FLOW,
    approving.FLOW,
    correcting.FLOW,
    minding.FLOW,
    taking_back.FLOW,
    TEAMS,
    TEAM_DESK,
    HOUSEHOLDS,
    CHILDREN,
)
