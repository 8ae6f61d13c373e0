"""A forwarded recruitment text: 活动名称：… 时间：… 地点：…, or a few plain sentences.

Labelled lines are read first, then sentences. What is not stated is not there: of several days,
spans or head counts none is chosen, and a text about something that is over is none.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.offerings.model import Category, Recipient
from nlu.codes import category_in, recipient_in
from nlu.recruitment.labels import Labelled, labelled_in, lines_of
from nlu.recruitment.sentences import (
    TITLE_LONGEST,
    age_of_volunteers_in,
    deadline_in,
    headline_in,
    name_in,
    place_in,
    work_in,
)
from nlu.recruitment.values import age_in, days_in, moment_in, places_in, spans_in
from nlu.script import half_width, normal
from nlu.values.clock import TimeSpan
from nlu.values.counts import find_counts

LEAST = 24
"""Characters: a shorter message is no forwarded text."""
_CORE = ("title", "days", "spans", "address", "places", "content")
_ENOUGH = 3

#: It happened, it was called off, or somebody speaks for themselves.
_NOT = re.compile(
    r"圆满|顺利(?:完成|开展|结束|举[行办])|活动(?:总结|回顾|简报)"
    r"|(?:已|已经)(?:完成|结束|取消|延期)|[因由].{1,10}(?:取消|延期)|延期至|改期|(?:活动|现)取消"
    r"|(?:^|[。,!?])\s*我(?:想|要|能|可以)|(?:帮我|给我|替我|我们?).{0,6}报(?:个)?名|我(?:昨天|今天|上周)"
    r"|\b(?:took place|was held|were held|recap|cancell?ed|postponed|put off)\b"
    r"|\b(?:i|we) (?:want|would like|'d like) to (?:sign|join|register|come|help)\b|\bi'd like\b"
    r"|\bi (?:helped|volunteered|served|worked)\b|\b(?:can|could|may) (?:i|we)\b"
    r"|\bsign (?:me|us) up\b"
)
_RECRUITS = re.compile(
    r"招募|招志愿者|诚邀|需要?.{0,8}志愿者|志愿者.{0,4}\d|缺.{0,6}志愿者"
    r"|(?:欢迎|邀请).{0,12}(?:参加|加入|报名)|有意者|报名(?:请|联系|方式|截止)|请.{0,8}报名|接龙"
    r"|\bvolunteers? (?:needed|wanted)\b|\b(?:need|needs|looking for|seeking)\b.{0,30}volunteers?\b"
    r"|\b(?:join us|come and help|sign up|to help out|call for volunteers)\b"
)


@dataclass(frozen=True, slots=True)
class Recruitment:
    """What a recruitment text says; None or nothing: it does not say.

    Attributes:
        days: every day that is named and not over, in order.
        spans: every span of local time, with both ends.
        minimum_age: of those who come.
        signup_until: a local moment.
    """

    title: str | None = None
    category: Category | None = None
    recipient: Recipient | None = None
    days: tuple[date, ...] = ()
    spans: tuple[TimeSpan, ...] = ()
    address: str | None = None
    meeting_point: str | None = None
    places: int | None = None
    content: str | None = None
    minimum_age: int | None = None
    risks: str | None = None
    insurance: str | None = None
    bring: str | None = None
    skill: str | None = None
    training: str | None = None
    contact: str | None = None
    goal: str | None = None
    signup_until: datetime | None = None

    @property
    def found(self) -> int:
        """How much of what makes an activity is said."""
        return sum(bool(getattr(self, name)) for name in _CORE)


def read_recruitment(text: str, now: datetime, zone: ZoneInfo) -> Recruitment | None:
    """What a recruitment text says; None where the text is none.

    Args:
        text: as it was forwarded, with its lines.
        now: the moment of reading, aware.
        zone: the time zone whose calendar counts.
    """
    if len(half_width(text)) < LEAST or _NOT.search(normal(text)):
        return None
    today = now.astimezone(zone).date()
    head, parts = labelled_in(text)
    if parts and (said := _labelled(head, parts, today)).found >= _ENOUGH:
        return said
    if not _RECRUITS.search(normal(text)):
        return None
    said = _told(text, today)
    return said if said.found >= _ENOUGH and (said.days or said.spans) else None


def _labelled(head: str, parts: Sequence[Labelled], today: date) -> Recruitment:
    """What labelled lines say, with the headline above them."""
    values: dict[str, list[str]] = {}
    for part in parts:
        values.setdefault(part.kind, []).append(part.value)

    def one(kind: str) -> str | None:
        return " ".join(values[kind][0].split()) if kind in values else None

    when = "\n".join(values.get("when", ()))
    counts = [count for value in values.get("places", ()) if (count := places_in(value))]
    title = one("title") or headline_in(head) or _called(parts[0])
    told, deadline = f"{title or ''} {one('content') or ''}", one("deadline")
    return Recruitment(
        title=title if title is not None and len(title) <= TITLE_LONGEST else None,
        category=category_in(normal(one("category") or title or "")),
        recipient=recipient_in(normal(one("recipient") or told)),
        days=days_in(when, today),
        spans=spans_in(when, one("length")),
        address=one("address"),
        meeting_point=one("meeting_point"),
        places=counts[0] if len(counts) == 1 else None,
        content=_content(parts),
        minimum_age=next(filter(None, map(age_in, values.get("requirements", ()))), None),
        risks=one("risks"),
        insurance=one("insurance"),
        bring=one("bring"),
        skill=one("skill"),
        training=one("training"),
        contact=one("contact"),
        goal=one("goal"),
        signup_until=moment_in(deadline, today) if deadline else None,
    )


def _called(first: Labelled) -> str | None:
    """A headline that looks like a head count: "Volunteers needed: River clean-up"."""
    if first.kind != "places" or places_in(first.value) is not None:
        return None
    return headline_in(first.value)


def _content(parts: Sequence[Labelled]) -> str | None:
    """What is done; requirements and notes, which have no place of their own, stand behind it."""
    work = [" ".join(part.value.split()) for part in parts if part.kind == "content"]
    if not work:
        return None
    latin = all(map(str.isascii, work))
    beside = [
        f"{part.label}{': ' if latin else '：'}{' '.join(part.value.split())}"
        for part in parts
        if part.kind in ("requirements", "notes")
    ]
    return ("; " if latin else "；").join(line.rstrip("。.；;") for line in (*work, *beside))


def _told(text: str, today: date) -> Recruitment:
    """What sentences say, with the headline above them."""
    lines = lines_of(text)
    headline = headline_in(lines[0]) if len(lines) > 1 else None
    body = " ".join(lines[1:] if headline else lines)
    title, work, deadline = headline or name_in(body), work_in(body), deadline_in(body)
    when = body.replace(deadline, " ") if deadline else body
    counts = {one.value for one in find_counts(normal(body), company=False)}
    return Recruitment(
        title=title,
        category=category_in(normal(title or "")),
        recipient=recipient_in(normal(f"{title or ''} {work or ''}")),
        days=days_in(when, today),
        spans=spans_in(when),
        address=place_in(body),
        places=counts.pop() if len(counts) == 1 else None,
        content=work,
        minimum_age=age_of_volunteers_in(body),
        signup_until=moment_in(deadline, today) if deadline else None,
    )
