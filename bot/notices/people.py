"""What is told about persons: guardians' consents, and accounts that become one person."""

from bot.dialogue.linking import other_account
from bot.messages import Choice
from bot.notices.wording import Named, Telling, Wording, leads_to
from domain.notices.model import NoticeKind
from domain.volunteers.model import masked


async def _consented(telling: Telling) -> Named:
    return {"newcomer": "yes" if await _newcomer(telling) else "no"}


async def _newcomer(telling: Telling) -> bool:
    """Whether the addressee is a child in the middle of registering."""
    unit = telling.unit
    account = await unit.accounts.get(telling.notice.account_id or "")
    person = await unit.volunteers.get(account.volunteer_id or "") if account else None
    return person is None or not person.registered


async def _link(telling: Telling) -> Named:
    unit = telling.unit
    code = await unit.codes.get(telling.fact("code"))
    sender = await unit.accounts.get(code.used_by) if code and code.used_by else None
    if sender is None:
        return None
    person = await unit.volunteers.get(sender.volunteer_id or "")
    name = masked(person.name if person else None)
    return {"other": other_account(telling.texts, sender.platform, name)}


def _answers_to_link(telling: Telling) -> tuple[Choice, ...]:
    return (
        telling.choice("confirm", "confirm_link", link=telling.fact("code")),
        telling.choice("link-not-me", "decline_link"),
    )


WORDINGS = {
    NoticeKind.GUARDIAN_CONSENTED: Wording(_consented, leads_to("browse_offerings")),
    NoticeKind.GUARDIAN_REFUSED: Wording(),
    NoticeKind.CONSENT_WITHDRAWN: Wording(),
    NoticeKind.LINK_ASKED: Wording(_link, _answers_to_link, question=True),
    NoticeKind.LINKED: Wording(choices=leads_to("query_hours")),
    NoticeKind.LINK_CONFLICT: Wording(),
}
