"""What the contract fixes about every conversation: labels, words, the way through forms."""

import re
from dataclasses import dataclass

from tests.contract.served import Served
from tests.contract.telegram import BotApi, TelegramPerson
from tests.contract.wechat import WeChatPerson, WeChatPlatform

Person = TelegramPerson | WeChatPerson


@dataclass
class Outside:
    """The running product and both platforms around it."""

    served: Served
    bot_api: BotApi
    wechat: WeChatPlatform

    def person(self, platform: str, language: str = "zh") -> Person:
        """A newcomer on a platform; an English one on WeChat has said hello."""
        if platform == "telegram":
            return TelegramPerson(self.bot_api, "zh-hans" if language == "zh" else "en")
        person = WeChatPerson(self.wechat)
        person.say("hello" if language == "en" else "你好")
        return person


LABELS = {
    "zh": {
        "confirm": "确认",
        "change": "修改",
        "agree": "同意",
        "disagree": "不同意",
        "back": "返回",
        "skip": "跳过",
        "cancel": "取消",
        "more": "更多",
        "sign-up": "报名",
        "approve": "通过",
        "refuse": "不通过",
    },
    "en": {
        "confirm": "Confirm",
        "change": "Change",
        "agree": "I agree",
        "disagree": "I don't agree",
        "back": "Back",
        "skip": "Skip",
        "cancel": "Cancel",
        "more": "More",
        "sign-up": "Sign up",
        "approve": "Approve",
        "refuse": "Refuse",
    },
}

#: What each screen of registration asks about, in the order of the contract.
ASKS = {
    "zh": {
        "consent": "同意吗",
        "birth_date": "出生日期",
        "guardian": "监护",
        "name": "姓名",
        "phone": "手机号",
        "district": "区",
        "read_back": "核对",
    },
    "en": {
        "consent": "Do you agree",
        "birth_date": "birth date",
        "guardian": "guardian",
        "name": "name",
        "phone": "phone",
        "district": "district",
        "read_back": "check",
    },
}

ENGLISH_WORD = re.compile(r"[A-Za-z]{2,}")
#: Names that have no other form, and what a person typed or must type.
PROPER_NAMES = re.compile(r"Telegram|English|https?://\S+")


def mostly_chinese(text: str) -> bool:
    """Whether a Chinese text is free of English words."""
    return not ENGLISH_WORD.search(PROPER_NAMES.sub("", text))


def asks_without_numbers(person: Person) -> bool:
    """Whether nothing on the screen could be taken for a numbered choice."""
    return not (isinstance(person, WeChatPerson) and person.labels)


def register(
    person: Person,
    language: str = "zh",
    *,
    name: str = "张三",
    birth_date: str = "1990-05-01",
) -> str:
    """Walks through registration, typing every answer; what the last screen says."""
    label = LABELS[language]
    person.say("注册" if language == "zh" else "register")
    person.choose(label["agree"])
    person.say(birth_date)
    person.say(name)
    person.say(label["skip"])
    person.say("西宁市城西区" if language == "zh" else "Chengxi, Xining")
    assert ASKS[language]["read_back"] in person.seen, person.seen
    return person.choose(label["confirm"])


def number_in(text: str) -> str:
    """The one code of six digits in a text."""
    found = re.findall(r"(?<!\d)\d{6}(?!\d)", text)
    assert len(found) >= 1 and len(set(found)) == 1, text
    return str(found[0])
