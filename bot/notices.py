"""The words of what happened to somebody: a notice becomes a screen when it is handed over.

It is worded then, not when it was written: a name that changed or a place that is gone is told as
it is. None: it is no longer true, and nobody is told.
"""

import json
from collections.abc import Mapping
from datetime import datetime

from bot.dialogue.linking import other_account
from bot.dialogue.requests import Request
from bot.dialogue.turn import House
from bot.messages import Choice, Gist, Screen, Wants
from bot.texts import Texts, texts_for
from bot.texts.formats import Words
from domain.hours.corrections import correction_answered
from domain.notices.model import Notice, NoticeKind
from domain.signups.model import LIVE, SignupState
from domain.signups.offers import offer_until
from domain.volunteers.model import Language, masked
from storage.unit import Unit

_OF_SHIFT = frozenset(
    {
        NoticeKind.PLACE_OFFERED,
        NoticeKind.OFFER_EXPIRED,
        NoticeKind.SHIFT_CANCELLED,
        NoticeKind.SHIFT_REMINDER,
        NoticeKind.LATE_CANCELLATION,
        NoticeKind.CHECK_OUT_FORGOTTEN,
    }
)
_OF_CLAIM = frozenset(
    {
        NoticeKind.HOURS_CONFIRMED,
        NoticeKind.HOURS_REFUSED,
        NoticeKind.CLAIM_WAITING,
        NoticeKind.CLAIM_ESCALATED,
    }
)
_OF_ENTRY = frozenset(
    {
        NoticeKind.HOURS_CORRECTED,
        NoticeKind.CORRECTION_ASKED,
        NoticeKind.CORRECTION_DECLINED,
    }
)
_CHOICES: Mapping[NoticeKind, tuple[tuple[str, str], ...]] = {
    NoticeKind.OFFER_EXPIRED: (("do-browse-offerings", "browse_offerings"),),
    NoticeKind.SHIFT_CANCELLED: (("do-browse-offerings", "browse_offerings"),),
    NoticeKind.HOURS_CONFIRMED: (("do-query-hours", "query_hours"),),
    NoticeKind.HOURS_CORRECTED: (("do-query-hours", "query_hours"),),
    NoticeKind.CORRECTION_DECLINED: (("do-query-hours", "query_hours"),),
    NoticeKind.GUARDIAN_CONSENTED: (("do-browse-offerings", "browse_offerings"),),
    NoticeKind.LINKED: (("do-query-hours", "query_hours"),),
    NoticeKind.CLAIM_WAITING: (("do-approve-hours", "approve_hours"),),
    NoticeKind.CLAIM_ESCALATED: (("do-approve-hours", "approve_hours"),),
}
"""Label and request of what can be done next."""

_WITH_GIST = frozenset(
    {
        NoticeKind.PLACE_OFFERED,
        NoticeKind.SHIFT_REMINDER,
        NoticeKind.SHIFT_CANCELLED,
        NoticeKind.HOURS_CONFIRMED,
    }
)
"""What a person waits for, and is told in a few fields where there is no other way."""

Facts = Mapping[str, str | int | bool | None]


async def notice_screen(
    unit: Unit, notice: Notice, language: Language, house: House, now: datetime
) -> Screen | None:
    """A notice in its addressee's language."""
    facts: Facts = json.loads(notice.facts)
    texts = texts_for(language)
    words = Words(texts, house.policy.timezone, now.astimezone(house.policy.timezone).date())
    named: dict[str, object] | None = {
        name: words.fact(name, value) for name, value in facts.items()
    }
    if notice.kind in _OF_SHIFT:
        named = await _shift(unit, notice, facts, words, house, now)
    elif notice.kind in _OF_CLAIM:
        named = await _claim(unit, notice, facts, words)
    elif notice.kind in _OF_ENTRY:
        named = await _entry(unit, notice, facts, words)
    elif notice.kind is NoticeKind.GUARDIAN_CONSENTED:
        named = {"newcomer": "yes" if await _newcomer(unit, notice) else "no"}
    elif notice.kind is NoticeKind.CONSENT_WITHDRAWN:
        named = {"follows": facts["follows"]}
    elif notice.kind is NoticeKind.LINK_ASKED:
        named = await _link(unit, facts, texts)
    elif notice.kind is NoticeKind.NO_SHOWS:
        person = await unit.volunteers.get(str(facts["volunteer"]))
        named = {"name": (person.name if person else None) or "–", "times": facts["times"]}
    if named is None:
        return None
    text = texts(f"notice-{notice.kind}", **named)
    if named.get("newcomer") == "yes":
        resume = Choice(texts("continue-form"), Request("resume").action())
        return Screen(text, choices=(resume,), wants=Wants.TEXT)
    gist = _gist(notice.kind, named, words) if notice.kind in _WITH_GIST else None
    return Screen(text, choices=_choices(texts, notice.kind, facts), gist=gist)


def _gist(kind: NoticeKind, named: Mapping[str, object], words: Words) -> Gist:
    starts_at = named.get("starts_at")
    return Gist(
        kind=kind,
        title=str(named["title"]),
        starts_at=starts_at if isinstance(starts_at, datetime) else None,
        where=str(named.get("address", "")),
        hours=str(named.get("hours", "")),
        note=words.texts(f"gist-{kind}"),
    )


def _choices(texts: Texts, kind: NoticeKind, facts: Facts) -> tuple[Choice, ...]:
    signup = {"signup": str(facts.get("signup"))}
    match kind:
        case NoticeKind.PLACE_OFFERED:
            return (
                Choice(texts("confirm"), Request("accept_offer", signup).action()),
                Choice(texts("decline-offer"), Request("decline_offer", signup).action()),
            )
        case NoticeKind.LINK_ASKED:
            link = {"link": str(facts["code"])}
            return (
                Choice(texts("confirm"), Request("confirm_link", link).action()),
                Choice(texts("link-not-me"), Request("decline_link").action()),
            )
        case NoticeKind.SHIFT_REMINDER:
            return (
                Choice(texts("i-am-coming"), Request("coming", signup).action()),
                Choice(
                    texts("i-cannot-come"),
                    Request("cancel_sign_up", {"shift": str(facts["shift"])}).action(),
                ),
            )
        case NoticeKind.CORRECTION_ASKED:
            asked = {"entry": str(facts["entry"]), "minutes": str(facts["minutes"])}
            void = {"entry": str(facts["entry"])}
            leave = {"entry": str(facts["entry"]), "asked": str(facts["asked"])}
            return (
                Choice(texts("do-correct-entry"), Request("correct_entry", asked).action()),
                Choice(texts("do-void-entry"), Request("void_entry", void).action()),
                Choice(texts("do-keep-entry"), Request("keep_entry", leave).action()),
            )
        case _:
            return tuple(
                Choice(texts(label), Request(name).action())
                for label, name in _CHOICES.get(kind, ())
            )


async def _shift(
    unit: Unit, notice: Notice, facts: Facts, words: Words, house: House, now: datetime
) -> dict[str, object] | None:
    shift = await unit.shifts.get(str(facts["shift"]))
    project = await unit.projects.get(shift.project_id) if shift else None
    if shift is None or project is None:
        return None
    named: dict[str, object] = {
        "title": project.title,
        "span": words.span(shift.starts_at, shift.ends_at),
        "address": shift.address,
        "starts_at": shift.starts_at,
    }
    signup = await unit.signups.get(str(facts["signup"])) if "signup" in facts else None
    match notice.kind:
        case NoticeKind.PLACE_OFFERED:
            if signup is None or signup.state is not SignupState.OFFERED:
                return None
            until = signup.offer_until or offer_until(now, shift.starts_at, house.policy)
            named["until"] = words.moment(until)
        case NoticeKind.SHIFT_REMINDER:
            if signup is None or signup.state not in LIVE or shift.cancelled_at is not None:
                return None
            lines = {"bring": project.bring, "contact": project.contact}
            named["more"] = "".join(
                "\n" + words.texts(f"notice-{name}", **{name: line})
                for name, line in lines.items()
                if line
            )
        case NoticeKind.LATE_CANCELLATION:
            person = await unit.volunteers.get(signup.volunteer_id) if signup else None
            named["name"] = (person.name if person else None) or "–"
        case NoticeKind.SHIFT_CANCELLED:
            reason = shift.cancel_reason
            because = words.texts("notice-because", reason=reason) if reason else ""
            named["because"] = because and f"\n{because}"
        case NoticeKind.CHECK_OUT_FORGOTTEN:
            named["hours"] = words.hours(int(facts["minutes"] or 0))
        case _:
            pass
    return named


async def _claim(
    unit: Unit, notice: Notice, facts: Facts, words: Words
) -> dict[str, object] | None:
    claim = await unit.claims.get(str(facts["claim"]))
    entry = await unit.hour_entries.get(claim.entry_id) if claim else None
    if claim is None or entry is None:
        return None
    if notice.kind in {NoticeKind.CLAIM_WAITING, NoticeKind.CLAIM_ESCALATED} and not claim.open:
        return None
    person = await unit.volunteers.get(claim.volunteer_id)
    minutes = facts.get("minutes")
    return {
        "title": entry.title or words.texts("good-deed"),
        "day": words.day(entry.day),
        "starts_at": entry.starts_at,
        "hours": words.hours(int(minutes) if minutes is not None else entry.minutes),
        "name": (person.name if person else None) or "–",
        "reason": claim.reason or "",
        "deadline": words.day(claim.deadline),
    }


async def _newcomer(unit: Unit, notice: Notice) -> bool:
    """Whether the addressee is a child in the middle of registering."""
    account = await unit.accounts.get(notice.account_id or "")
    person = await unit.volunteers.get(account.volunteer_id or "") if account else None
    return person is None or not person.registered


async def _link(unit: Unit, facts: Facts, texts: Texts) -> dict[str, object] | None:
    code = await unit.codes.get(str(facts["code"]))
    sender = await unit.accounts.get(code.used_by) if code and code.used_by else None
    if sender is None:
        return None
    person = await unit.volunteers.get(sender.volunteer_id or "")
    name = masked(person.name if person else None)
    return {"other": other_account(texts, sender.platform, name)}


async def _entry(
    unit: Unit, notice: Notice, facts: Facts, words: Words
) -> dict[str, object] | None:
    entry = await unit.hour_entries.get(str(facts["entry"]))
    if entry is None:
        return None
    asked = notice.kind is NoticeKind.CORRECTION_ASKED
    if asked and await correction_answered(unit, entry.id, str(facts["asked"])):
        return None
    person = await unit.volunteers.get(entry.volunteer_id)
    return {
        "title": entry.title or words.texts("good-deed"),
        "day": words.day(entry.day),
        "hours": words.hours(int(facts["minutes"] or 0)),
        "before": words.hours(entry.minutes),
        "name": (person.name if person else None) or "–",
        "reason": facts.get("words") or entry.reason or "",
    }
