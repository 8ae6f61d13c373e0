"""What is told about hours: claims and records."""

from bot.messages import Choice
from bot.notices.wording import Named, Telling, Wording, leads_to
from domain.errors import granted
from domain.hours.corrections import correction_answered
from domain.hours.decisions import check_decides
from domain.notices.model import NoticeKind


async def _claim(telling: Telling) -> Named:
    unit, words, texts = telling.unit, telling.words, telling.texts
    claim = await unit.claims.get(telling.fact("claim"))
    entry = await unit.hour_entries.get(claim.entry_id) if claim else None
    if claim is None or entry is None:
        return None
    minutes = telling.facts.get("minutes")
    return {
        "title": entry.title or texts("good-deed"),
        "day": words.day(entry.day),
        "starts_at": entry.starts_at,
        "hours": words.hours(int(minutes) if minutes is not None else entry.minutes),
        "name": await telling.name_of(claim.volunteer_id),
        "reason": claim.reason or "",
        "deadline": words.day(claim.deadline),
    }


async def _open_claim(telling: Telling) -> Named:
    claim = await telling.unit.claims.get(telling.fact("claim"))
    if claim is None or not claim.open or not await _decides(telling, claim.entry_id):
        return None
    return await _claim(telling)


async def _entry(telling: Telling) -> Named:
    words, facts = telling.words, telling.facts
    entry = await telling.unit.hour_entries.get(telling.fact("entry"))
    if entry is None:
        return None
    return {
        "title": entry.title or telling.texts("good-deed"),
        "day": words.day(entry.day),
        "hours": words.hours(int(facts["minutes"] or 0)),
        "before": words.hours(entry.minutes),
        "name": await telling.name_of(entry.volunteer_id),
        "reason": facts.get("words") or entry.reason or "",
    }


async def _checked_out_for(telling: Telling) -> Named:
    named = await _entry(telling)
    return named and named | {"by": await telling.name_of(telling.fact("by"))}


async def _correction_asked(telling: Telling) -> Named:
    entry_id = telling.fact("entry")
    if await correction_answered(telling.unit, entry_id, telling.fact("asked")):
        return None
    return await _entry(telling) if await _decides(telling, entry_id) else None


async def _decides(telling: Telling, entry_id: str) -> bool:
    """Whether who is told may still decide: a role may be withdrawn before the news is read."""
    entry = await telling.unit.hour_entries.get(entry_id)
    return entry is not None and await granted(check_decides(telling.unit, telling.told, entry))


def _answers_to_correction(telling: Telling) -> tuple[Choice, ...]:
    entry, minutes, asked = (telling.fact(name) for name in ("entry", "minutes", "asked"))
    return (
        telling.choice("do-correct-entry", "correct_entry", entry=entry, minutes=minutes),
        telling.choice("do-void-entry", "void_entry", entry=entry),
        telling.choice("do-keep-entry", "keep_entry", entry=entry, asked=asked),
    )


def _after_marking(telling: Telling) -> tuple[Choice, ...]:
    return (
        telling.choice("do-query-hours", "query_hours"),
        telling.choice("do-correct-hours", "correct_hours", entry=telling.fact("entry")),
    )


_APPROVE = "waiting-notice-approve"

WORDINGS = {
    NoticeKind.HOURS_CONFIRMED: Wording(_claim, leads_to("query_hours"), gist=True),
    NoticeKind.HOURS_REFUSED: Wording(_claim),
    NoticeKind.CLAIM_WAITING: Wording(_open_claim, leads_to("approve_hours"), instead=_APPROVE),
    NoticeKind.CLAIM_ESCALATED: Wording(_open_claim, leads_to("approve_hours"), instead=_APPROVE),
    NoticeKind.CLAIM_SECOND: Wording(_open_claim, leads_to("approve_hours"), instead=_APPROVE),
    NoticeKind.HOURS_MARKED: Wording(_entry, _after_marking),
    NoticeKind.CHECKED_OUT_FOR: Wording(_checked_out_for, _after_marking),
    NoticeKind.HOURS_CORRECTED: Wording(_entry, leads_to("query_hours")),
    NoticeKind.CORRECTION_ASKED: Wording(
        _correction_asked, _answers_to_correction, instead=_APPROVE
    ),
    NoticeKind.CORRECTION_DECLINED: Wording(_entry, leads_to("query_hours")),
}
