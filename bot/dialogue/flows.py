"""All flows of the assistant."""

from bot.dialogue import (
    approving,
    attending,
    broadcast_desk,
    broadcasting,
    contacts,
    correcting,
    covering,
    hours,
    marking,
    messaging,
    minding,
    offerings,
    organizing,
    own_signups,
    posting,
    recruiting,
    rosters,
    signups,
    taking_back,
    totals,
    walk_ins,
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
    contacts.FLOW,
    messaging.FLOW,
    marking.FLOW,
    walk_ins.FLOW,
    covering.FLOW,
    approving.FLOW,
    correcting.FLOW,
    minding.FLOW,
    taking_back.FLOW,
    broadcasting.FLOW,
    broadcast_desk.FLOW,
    recruiting.FLOW,
)
