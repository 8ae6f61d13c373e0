"""A recruitment text in sentences: the name, the place and the work that they speak of."""

import re

from nlu.recruitment.values import AGE
from nlu.script import half_width, normal

TITLE_LONGEST = 40

#: What a headline says beside the name.
_BESIDE = re.compile(
    r"【[^】]*(?:招募|通知|公告|预告|转发)[^】]*】|\[[^\]]*(?:招募|通知|公告|转发)[^\]]*\]"
    r"|(?:的)?(?:志愿者?)?招募(?:通知|公告|启事|令|帖|啦|中)*|^(?:关于|转发|通知|公告)[::]?|活动通知"
    r"|\b(?:call for volunteers|volunteers? (?:needed|wanted))\b(?: for)?",
    re.IGNORECASE,
)
_EDGES = " \t-—–:：!！~～。.,，;；|/#*“”\"'《》「」…"
_IN_A_NAME = " ·、,()（）&'“”-—:："
_RUNS_ON = re.compile(r"[。,，;；].")
_DONE = r"(?:开展|举办|举行|组织|进行|招募)(?:一[场次个])?"
_NAMES = (
    re.compile(rf"{_DONE}[“\"「《](?P<found>[^”\"」》\n]{{2,30}})[”\"」》]"),
    re.compile(rf"{_DONE}(?P<found>[^\s,，。;；“\"「《]{{2,24}}?(?:活动|行动|义诊|讲座|演出))"),
    re.compile(
        r"\b(?:for|with|at|join us for|host(?:ing)?|organi[sz]ing) (?:our|the|a|an) "
        r"(?P<found>[A-Za-z][\w' -]{3,40}?)(?= (?:on|this|next|at|in|from|to)\b|[,.!\n]|$)"
    ),
)
_SITE = (
    r"(?:路|街|巷|号|楼|院|校|中心|广场|公园|小学|中学|大学|站|馆|园|村|镇|社区|小区|河|江|湖|桥|门口|大厅"
    r"|所|家)"
)
_SITE_IN_ENGLISH = r"(?P<found>(?:the )?[A-Z][\w'’-]*(?: (?:(?:of|the|and|&) )?[A-Z0-9][\w'’-]*)*)"
_PLACES = (
    re.compile(
        rf"(?<!现)(?<!正)在(?P<found>[^\s,，。;；]{{2,40}}?{_SITE})"
        r"(?=开展|举[行办]|组织|进行|集合|为|帮|陪|[,，。;；\s]|$)"
    ),
    re.compile(rf"\bat {_SITE_IN_ENGLISH}"),
    re.compile(rf"\bin {_SITE_IN_ENGLISH}"),
)
_WORK = re.compile(
    r"(?:(?:服务|工作|活动)?内容(?:主要)?(?:是|为|有|包括)|主要(?:是|做|负责|任务是)|任务(?:是|为)|负责"
    r"|\byou(?:'ll| will)|\bvolunteers (?:will|help(?: us)?)|\btasks (?:are|include)"
    r"|\bto help(?: us)?)"
    r"\s*[:：]?\s*(?P<found>[^。\n.!！;；]{4,200})",
    re.IGNORECASE,
)
_OF_VOLUNTEERS = re.compile(r"(?:要求|报名|志愿者|招募|限|须|需)[^。\n]{0,20}$")
_DEADLINE = re.compile(
    r"[^,，。;；\n]{0,24}(?:前报名|报名截止)[^,，。;；\n]{0,16}"
    r"|\b(?:sign up|register|rsvp) (?:by|before) [^,.;\n]{3,30}",
    re.IGNORECASE,
)


def headline_in(head: str) -> str | None:
    """The name in a headline, without what it says beside it; None where a sentence stands."""
    for line in head.split("\n"):
        if _RUNS_ON.search(line):
            return None
        name = _BESIDE.sub(" ", half_width(line)).strip(_EDGES)
        name = "".join(c for c in name if c.isalnum() or c in _IN_A_NAME).strip(_EDGES)
        if sum(c.isalpha() for c in name) >= 2 and len(name) <= TITLE_LONGEST:
            return name
    return None


def name_in(text: str) -> str | None:
    """What an activity is called in a sentence: 开展“…”, "for our riverside clean-up"."""
    return next((name for pattern in _NAMES if (name := _found(pattern, text))), None)


def place_in(text: str) -> str | None:
    """Where it is, in a sentence: 在…广场, "at Huanghe Park"."""
    return next((place for pattern in _PLACES if (place := _found(pattern, text))), None)


def work_in(text: str) -> str | None:
    """What is done there, in a sentence: 主要是…, "you will …"."""
    return _found(_WORK, text)


def deadline_in(text: str) -> str | None:
    """The words about until when to sign up, so that their day is not the activity's."""
    match = _DEADLINE.search(text)
    return match[0] if match else None


def age_of_volunteers_in(text: str) -> int | None:
    """An age in a sentence about those who come, not about those who are served."""
    plain = normal(text)
    for match in AGE.finditer(plain):
        if match["least"] or match["plus"] or _OF_VOLUNTEERS.search(plain[: match.start()]):
            return int(next(filter(None, match.groups())))
    return None


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    return match["found"].strip(_EDGES) if match else None
