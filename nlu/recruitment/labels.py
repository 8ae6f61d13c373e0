"""The labels of a recruitment text: 活动时间：…, "Where: …", and what stands behind each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nlu.script import normal

#: By what is labelled; simplified, lower case. What is not used still ends the value before it.
LABELS: Mapping[str, str] = {
    "title": (
        "活动名称|项目名称|活动标题|项目标题|活动主题|名称|标题|主题|项目|活动"
        "|event name|event title|project name|project title|activity|event|project|title"
    ),
    "when": (
        "活动时间|服务时间|活动日期|服务日期|起止时间|日期|时间"
        "|date and time|date & time|date/time|dates?|times?|when"
    ),
    "address": ("活动地点|服务地点|活动地址|服务地址|地点|地址|location|address|venue|where|place"),
    "meeting_point": (
        "集合地点|集合地|集中地点|签到地点|集合|meeting point|meeting place|meet at|meet"
    ),
    "places": (
        "招募人数|需要人数|所需人数|需求人数|志愿者人数|招募名额|计划招募|人数|名额"
        "|volunteers needed|volunteers wanted|number of volunteers|people needed|how many"
        "|volunteers|places|spots"
    ),
    "content": (
        "志愿服务内容|服务内容|活动内容|工作内容|岗位职责|主要任务|任务|内容"
        "|what you will do|what you'll do|what we do|description|details|tasks?|duties|what"
    ),
    "requirements": (
        "志愿者要求|人员要求|招募要求|报名要求|招募条件|报名条件|招募对象|条件|要求"
        "|requirements?|who can join|who can come|eligibility"
    ),
    "bring": (
        "携带物品|物品准备|需携带|请携带|请自带|需自带|请自备|自备|自带|请带"
        "|what to bring|please bring|bring"
    ),
    "risks": "风险提示|安全提示|安全须知|风险|risks?|safety",
    "insurance": "保险保障|保险|insurance",
    "skill": "技能要求|技能|skills? needed|skills?",
    "training": "岗前培训|培训要求|培训|training",
    "contact": (
        "活动负责人|项目负责人|报名联系人|联系人及电话|联系人|联系方式|联系电话|咨询电话|负责人|联系"
        "|contact person|contact|coordinator|leader|questions"
    ),
    "deadline": (
        "报名截止时间|报名截止日期|报名截止|截止报名|截止时间|截止日期"
        "|registration deadline|sign-up deadline|sign up by|register by|deadline|rsvp by"
    ),
    "goal": "活动目的|活动宗旨|项目目标|活动目标|目的|goal|purpose|aim",
    "length": "服务时长|活动时长|志愿时长|时长|duration|length",
    "category": "服务类别|服务类型|活动类别|活动类型|项目类别|类别|category",
    "recipient": "服务对象|服务人群|受益人群|who we help|who we serve|beneficiaries",
    "notes": "注意事项|温馨提示|备注|please note|notes?",
    "unused": (
        "主办单位|承办单位|协办单位|主办方|承办方|组织单位|发布单位|报名方式|报名链接|报名时间|活动背景"
        "|参加方式|organi[sz]ed by|organi[sz]er|how to sign up|how to register|how to join|sign up"
        "|link"
    ),
}
_KINDS = {kind: re.compile(words) for kind, words in LABELS.items()}
_ANY = "|".join(
    sorted((word for words in LABELS.values() for word in words.split("|")), key=len, reverse=True)
)
#: A label stands at the beginning of a line, behind a mark or a number of a list, or behind a gap.
_BULLET = r"(?:[^\w\s]|[\d一二三四五六七八九十]{1,2}[.、)]|[\ufe0f\u200d])"
_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\n\s,，。;；、!！]))(?:{_BULLET}\s*)*"
    rf"(?:[【\[]\s*(?P<boxed>{_ANY})\s*[】\]]\s*:?|(?P<plain>{_ANY})\s*:)",
)


_EDGES = " \n,，;；、|/"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A labelled part of a text; ``label`` and ``value`` in the text's own script."""

    kind: str
    label: str
    value: str


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line for raw in text.splitlines() if (line := " ".join(raw.split()))]


def labelled_in(text: str) -> tuple[str, list[Labelled]]:
    """What stands before the first label, and the labelled parts in their order.

    A value goes on to the next label, over several lines; empty ones are left out.
    """
    lines = "\n".join(lines_of(text))
    plain = "".join(map(_plain, lines))
    found = list(_LABEL.finditer(plain))
    if not found:
        return lines, []
    return lines[: found[0].start()].strip(), list(_parts(lines, plain, found))


def _plain(character: str) -> str:
    """One character for one, so that what is found there stands at the same place here."""
    written = normal(character)
    return written if len(written) == 1 else character


def _parts(lines: str, plain: str, found: list[re.Match[str]]) -> Iterator[Labelled]:
    ends = [match.start() for match in found[1:]] + [len(lines)]
    for match, end in zip(found, ends, strict=True):
        start, stop = match.span("boxed" if match["boxed"] else "plain")
        value = lines[match.end() : end].strip(_EDGES)
        if value:
            yield Labelled(_kind(plain[start:stop]), lines[start:stop], value)


def _kind(label: str) -> str:
    return next(kind for kind, words in _KINDS.items() if words.fullmatch(label))
