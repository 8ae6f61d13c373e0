"""Service notices outside of the window: which of the account's templates says it, and how.

The account's keeper chose templates in the platform's backend; what they are called and ask for is
read from the platform. One serves a notice where its title names what happened and every field it
has can be filled. Two sorts: subscription notifications 订阅通知, each for one consent of the
person, and template messages 模板消息, for service notices only: the account may be closed for
recruitment by them (platforms.md, "Windows and quotas"), which goes by consent alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.messages import Gist
from bot.texts import texts_for
from domain.volunteers.model import Language

_FIELD = re.compile(r"(?P<label>[^\n:：{}]*)[:：]?\s*\{\{(?P<key>[a-z_]+\d+)\.DATA\}\}")
#: Characters that a kind of field takes; kinds that are not here are not filled.
_LONGEST = {"thing": 20, "character_string": 32, "phrase": 5, "short_thing": 20}
_TIMES = frozenset({"time", "date"})
_ELLIPSIS = "…"

#: A template's data: what each of its fields says.
Data = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Template:
    """One of the account's templates.

    Attributes:
        fields: the label of each field, by its key such as ``thing1``.
    """

    id: str
    title: str
    fields: Mapping[str, str]


def template_of(id: str, title: str, content: str) -> Template:
    """A template as the platform lists it: ``活动名称：{{thing1.DATA}}``, a field a line."""
    fields = {found["key"]: found["label"].strip() for found in _FIELD.finditer(content)}
    return Template(id, title, fields)


def data_for(
    templates: Sequence[Template], gist: Gist, zone: tzinfo
) -> tuple[Template, Data] | None:
    """The first template that can say what a notice says, filled; None where there is none."""
    for template in templates:
        if _is_about(template, gist) and (data := _filled(template, gist, zone)):
            return template, data
    return None


def _is_about(template: Template, gist: Gist) -> bool:
    return any(word in template.title for word in _words(f"wechat-template-{gist.kind}"))


def _filled(template: Template, gist: Gist, zone: tzinfo) -> Data | None:
    data = {}
    for key, label in template.fields.items():
        value = _value(key.rstrip("0123456789"), label, gist, zone)
        if not value:
            return None
        data[key] = value
    return data


def _value(kind: str, label: str, gist: Gist, zone: tzinfo) -> str:
    if kind in _TIMES:
        return _time(gist.starts_at.astimezone(zone)) if gist.starts_at else ""
    longest = _LONGEST.get(kind, 0)
    # The most telling words first: 活动地点 is a place, 活动 alone what is done.
    said = {"when": "", "where": gist.where, "hours": gist.hours, "note": gist.note}
    for name, words in (said | {"title": gist.title}).items():
        if any(word in label for word in _words(f"wechat-field-{name}")):
            return words if len(words) <= longest else _cut(words, longest)
    return ""


def _cut(words: str, longest: int) -> str:
    return words[: longest - 1] + _ELLIPSIS if longest else ""


def _time(moment: datetime) -> str:
    """As the platform wants it, in Chinese whatever language the person speaks."""
    return texts_for(Language.ZH)(
        "wechat-field-time",
        year=str(moment.year),
        month=str(moment.month),
        day=str(moment.day),
        time=f"{moment:%H:%M}",
    )


def _words(key: str) -> Sequence[str]:
    """The words of the templates' own language that tell what is meant."""
    return texts_for(Language.ZH)(key).split()
