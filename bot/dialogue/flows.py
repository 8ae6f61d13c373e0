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
    reports,
    rosters,
    signups,
    taking_back,
    totals,
)
from bot.dialogue.card import CARD
from bot.dialogue.flow import Flow
from bot.dialogue.guardians import GUARDIANS
from bot.dialogue.instead import INSTEAD
from bot.dialogue.linking import LINKING
from bot.dialogue.my_data import MY_DATA
from bot.dialogue.registration import REGISTRATION
from bot.dialogue.settings import SETTINGS
from bot.dialogue.start import START
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
    reports.FLOW,
)
