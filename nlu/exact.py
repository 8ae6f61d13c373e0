"""Commands, keywords and numbers: what is understood without a model, at no cost.

The words always work, on both platforms, as the whole message (design, sections 4b and 6): with
and without the slash, in Chinese and English, in any case, in traditional script, full-width,
with closing punctuation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from nlu.script import normal, simplified
from nlu.understanding import Intent
from nlu.values.numbers import whole_number


class Word(StrEnum):
    """The words that always work; the value is the command without its slash."""

    START = "start"
    REGISTER = "register"
    MENU = "menu"
    PROJECTS = "projects"
    SIGNUPS = "signups"
    CHECKIN = "checkin"
    CHECKOUT = "checkout"
    LOG = "log"
    HOURS = "hours"
    CERTIFICATE = "certificate"
    CARD = "card"
    LINK = "link"
    GUARDIAN = "guardian"
    LANGUAGE = "language"
    SETTINGS = "settings"
    MYDATA = "mydata"
    CASES = "cases"
    HELP = "help"
    BACK = "back"
    SKIP = "skip"
    CANCEL = "cancel"
    CLAIM = "claim"
    JOIN = "join"
    FAMILY = "family"
    ORGANIZE = "organize"
    NEWPROJECT = "newproject"
    ROSTER = "roster"
    APPROVE = "approve"
    BROADCAST = "broadcast"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Command:
    """A word that always works, with what was written behind it (a code, a start payload)."""

    word: Word
    argument: str = ""


# Written in simplified script and without spaces, as the message is compared.
_NAMES: Mapping[Word, str] = {
    Word.START: "开始",
    Word.REGISTER: "注册",
    Word.MENU: "菜单 选单 主菜单 mainmenu",
    Word.PROJECTS: "项目",
    Word.SIGNUPS: "我的报名 mysignups",
    Word.CHECKIN: "签到",
    Word.CHECKOUT: "签退",
    Word.LOG: "登记时长 登记时数 loghours",
    Word.HOURS: "时长 时数 我的时长 我的时数 myhours",
    Word.CERTIFICATE: "证明 certificates",
    Word.CARD: "志愿者证 义工证 volunteercard mycard",
    Word.LINK: "绑定",
    Word.GUARDIAN: "监护",
    Word.LANGUAGE: "语言",
    Word.SETTINGS: "设置 设定 setting",
    Word.MYDATA: "我的数据 我的资料",
    Word.CASES: "我的求助 求助进度 mycases",
    Word.HELP: "帮助",
    Word.BACK: "返回",
    Word.SKIP: "跳过",
    Word.CANCEL: "取消",
    Word.CLAIM: "认领",
    Word.JOIN: "加入",
    Word.FAMILY: "家庭 我的家庭 myfamily",
    Word.ORGANIZE: "管理 organise",
    Word.NEWPROJECT: "发布项目",
    Word.ROSTER: "名单",
    Word.APPROVE: "审核",
    Word.BROADCAST: "群发",
    Word.REPORT: "报表",
}
_WORDS = {name: word for word, names in _NAMES.items() for name in (word.value, *names.split())}
_INTENTS: Mapping[Word, Intent] = {
    Word.START: Intent.GREET,
    Word.REGISTER: Intent.REGISTER,
    Word.MENU: Intent.BROWSE_OFFERINGS,
    Word.PROJECTS: Intent.BROWSE_OFFERINGS,
    Word.SIGNUPS: Intent.MY_SIGN_UPS,
    Word.CHECKIN: Intent.CHECK_IN,
    Word.CHECKOUT: Intent.CHECK_OUT,
    Word.LOG: Intent.LOG_HOURS,
    Word.HOURS: Intent.QUERY_HOURS,
    Word.CERTIFICATE: Intent.REQUEST_CERTIFICATE,
    Word.CARD: Intent.SHOW_CARD,
    Word.LINK: Intent.LINK_ACCOUNT,
    Word.GUARDIAN: Intent.REGISTER,
    Word.LANGUAGE: Intent.CHANGE_LANGUAGE,
    Word.SETTINGS: Intent.UPDATE_PROFILE,
    Word.MYDATA: Intent.EXPORT_MY_DATA,
    Word.CASES: Intent.TALK_TO_HUMAN,
    Word.HELP: Intent.HELP,
    Word.BACK: Intent.CANCEL,
    Word.SKIP: Intent.SKIP,
    Word.CANCEL: Intent.CANCEL,
    Word.CLAIM: Intent.REGISTER,
    Word.JOIN: Intent.REGISTER,
    Word.FAMILY: Intent.UPDATE_PROFILE,
    Word.ORGANIZE: Intent.HELP,
    Word.NEWPROJECT: Intent.CREATE_PROJECT,
    Word.ROSTER: Intent.VIEW_ROSTER,
    Word.APPROVE: Intent.APPROVE_HOURS,
    Word.BROADCAST: Intent.BROADCAST,
    Word.REPORT: Intent.REPORT_STATS,
}

_CLOSING = re.compile(r"[\s.。!?…,、;~]+$")
_SLASH = re.compile(r"^/\s*(?P<name>[^\s@/]+)(?:@\w+)?(?:\s+(?P<argument>.*))?$", re.DOTALL)
_BOT_NAME = re.compile(r"@\w+", re.ASCII)
_GAP = re.compile(r"[\s_\-]+")
_DIGIT_CODE = re.compile(r"^(?P<word>\D+?)[\s:]*(?P<code>\d[\d \-]{2,14}\d)$")
# With a letter and a digit in it or long, so that "claim certificate" stays a sentence.
_LONG_CODE = re.compile(
    r"^(?P<word>认领|加入|claim\b|join\b)[\s:]*"
    r"(?P<code>(?=\S*\d)(?=\S*[a-z])[a-z0-9_-]{6,}|[a-z_-]{16,})$",
    re.IGNORECASE,
)
_TAKES_DIGITS = frozenset({Word.LINK, Word.GUARDIAN, Word.CHECKIN, Word.CLAIM, Word.FAMILY})

_ENGLISH_POSITIONS = "first second third fourth fifth sixth seventh eighth".split()
_POSITION = re.compile(
    r"(?:就|选|要)?第(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})(?:个|项|条|场|次|位)?(?:吧|的)?"
    rf"|(?:the )?(?:(?P<word>{'|'.join(_ENGLISH_POSITIONS)})|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))"
    r"(?: one)?(?: please)?"
)

_YES_WORDS = """
    确认 确定 是 是的 好 好的 好吧 好啊 好呀 好哒 好滴 对 对的 对啊 没错 嗯 嗯嗯 嗯好 行 行吧 可以
    没问题 就这样 提交 发布吧
    ok okay okey okok yes y yep yeah yup sure confirm confirmed correct right 👌 👍 ✅
"""
_NO_WORDS = """
    否 不 不是 不是的 不要 不行 不对 不用 不用了 不了 不好 不可以 别 没有
    no n nope nah nothanks nothankyou notnow ❌ 👎
"""
_YES = frozenset(_YES_WORDS.split())
_NO = frozenset(_NO_WORDS.split())


def _bare(text: str) -> str:
    """The whole message without closing punctuation, spaces, hyphens and script differences."""
    return _GAP.sub("", _CLOSING.sub("", normal(text)))


def command_in(text: str) -> Command | None:
    """The command that the whole message is, or None.

    A code may follow 绑定, 监护, 签到, 家庭, 认领 and 加入 (with or without a space); behind a
    slash anything may follow the word. The argument keeps its case.
    """
    plain = _CLOSING.sub("", simplified(text))
    slashed = _SLASH.match(plain)
    if slashed:
        plain = _BOT_NAME.sub("", plain[1:])
    if word := _WORDS.get(_bare(plain)):
        return Command(word)
    if found := _DIGIT_CODE.match(plain):
        word = _WORDS.get(_bare(found["word"]))
        if word in _TAKES_DIGITS:
            return Command(word, _GAP.sub("", found["code"]))
    if found := _LONG_CODE.match(plain):
        return Command(_WORDS[_bare(found["word"])], found["code"])
    if slashed and (word := _WORDS.get(_bare(slashed["name"]))):
        return Command(word, (slashed["argument"] or "").strip())
    return None


def intent_of(word: Word) -> Intent:
    """What a command does, in the terms of sentences ("a command with a slash is what it does").

    Words without an intent of their own have the nearest: 返回 gives up the step (``cancel``),
    监护, 认领 and 加入 join (``register``), 家庭 is a setting (``update_profile``), 管理 shows what
    an organizer can do (``help``).
    """
    return _INTENTS[word]


def number_in(text: str) -> int | None:
    """The number that the whole message is: ``3``, ``３``, ``三``, ``十一``, ``1、``, ``①``.

    Zero and numbers beyond any menu are given as they are; None for anything else.
    """
    return whole_number(_CLOSING.sub("", normal(text)))


def position_in(text: str) -> int | None:
    """The place in a list that the whole message is: 第二个, the first one; None for anything else.

    Counted from the beginning, 1 and up.
    """
    found = _POSITION.fullmatch(_CLOSING.sub("", normal(text)))
    if found is None:
        return None
    if found["word"]:
        return _ENGLISH_POSITIONS.index(found["word"]) + 1
    return whole_number(found["number"] or found["digits"])


def six_digits_in(text: str) -> str | None:
    """The six-digit code that the whole message is, spaces and full-width digits allowed."""
    digits = _GAP.sub("", _CLOSING.sub("", normal(text)))
    return digits if len(digits) == 6 and digits.isascii() and digits.isdecimal() else None


def is_yes(text: str) -> bool:
    """Whether the whole message is a yes (确认, 是, 好, yes, ok …)."""
    return _bare(text) in _YES


def is_no(text: str) -> bool:
    """Whether the whole message is a no (否, 不, no …)."""
    return _bare(text) in _NO
