"""All flows of the assistant."""

from bot.dialogue import (
    approving,
    attending,
    attending_together,
    broadcast_desk,
    broadcasting,
    case_desk,
    cases,
    claiming,
    closing,
    contacts,
    correcting,
    covering,
    delegating,
    duty,
    editing,
    hours,
    marking,
    message_settings,
    messaging,
    minding,
    offerings,
    organizing,
    own_cases,
    own_signups,
    planning,
    posting,
    project_desk,
    recruiting,
    reports,
    rosters,
    shift_desk,
    signups,
    still_coming,
    taking_back,
    totals,
    walk_ins,
)
from bot.dialogue.cancelling_together import CancelTogether
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
from bot.dialogue.signing_together import SignUpTogether
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
    attending_together.FLOW,
    hours.FLOW,
    totals.FLOW,
    claiming.FLOW,
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
    message_settings.FLOW,
    recruiting.FLOW,
    cases.FLOW,
    own_cases.FLOW,
    case_desk.FLOW,
    duty.FLOW,
    TEAMS,
    TEAM_DESK,
    HOUSEHOLDS,
    Flow(forms=(SignUpTogether(), CancelTogether())),
    CHILDREN,
    project_desk.FLOW,
    shift_desk.FLOW,
    editing.FLOW,
    still_coming.FLOW,
    delegating.FLOW,
    closing.FLOW,
    planning.FLOW,
    reports.FLOW,
)
