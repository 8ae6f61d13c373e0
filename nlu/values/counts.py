"""Head counts, the speaker included: 我们一家三口, me and my son (labels.md, "Slots: count")."""

import re
from collections.abc import Iterable

from nlu.script import normal
from nlu.values.found import Found, first_of, without_overlaps
from nlu.values.numbers import CHINESE, ENGLISH, whole_number

_RELATIVE = (
    r"(?:爱人|老公|老婆|丈夫|妻子|媳妇|对象|儿子|女儿|闺女|孩子|小孩|娃|个?仔|个女|爸爸?|妈妈?|父亲|母亲|老汉儿?|爷爷|奶奶|外公|外婆"
    r"|哥哥?|姐姐?|弟弟?|妹妹?|舅舅?|阿?姨|姑姑?|叔叔?|朋友|同学|同事|室友|舍友|闺蜜|邻居|师[兄姐父傅]|学[弟妹长姐]|孙子|孙女"
    r"|老伴|男朋友|女朋友|先生|太太)"
)
_ENGLISH_RELATIVE = (
    r"(?:husband|wife|missus|son|daughter|child|children|kids?|mother|mum|mom|father|dad|bro|sis"
    r"|brother|sister|friend|classmate|colleague|roommate|neighbou?r|partner|boyfriend|girlfriend"
    r"|flatmate|cousin|mate|boy|girl|grandson|granddaughter)"
)
_PEOPLE = (
    r"(?:people|ppl|persons?|pax|volunteers|adults|places|spots|seats|slots|helpers|hands|folks|students"
    r"|engineers|singers|cooks|drivers|ushers|blokes|members|guys|teachers|nurses|scouts|players"
    r"|musicians|runners|workers|mates|friends|colleagues|classmates)"
)
_KIND = r"(?:(?:more|extra|new|other|strong|steady|young|older|college|spare|able) )*"
_WE = r"(?:我们|咱们?|我哋|全家|一家|我家|我屋头|公司|同事|社团|全组|学校要来)"
_NO_PEOPLE = r"(?!半|多?小时|多?钟|月|星期|礼拜|周|活动|项目|班次|地方|问题|证|账号)"
_SPEAKER = r"(?:me|myself|i)"
_AND = r"(?: and | n | & | ?\+ ?| plus )"

#: What the number said stands for.
_COUNTED = tuple(
    (re.compile(pattern, re.ASCII), others)
    for pattern, others in (
        (rf"(?:一家|家里|全家|我家|全家人)(?P<n>{CHINESE})口", 0),
        (
            r"(?P<n>[两三四五六七八]|\d)(?:口(?=人|$|[,。都])|母女|父子|母子|父女|夫妻|姊妹|姐妹"
            r"|兄弟|口子)", 0),
        (rf"{_WE}[^,。;\d]{{0,5}}?(?P<n>{CHINESE})(?:个{_NO_PEOPLE}|[位名](?![字额称单下置]))", 0),
        (
            rf"(?:缺|差|招|再来|再要|还要|需要?|要|人数)(?:志愿者)?(?P<n>{CHINESE})"
            rf"(?:个{_NO_PEOPLE}|位|名|人)", 0),
        (
            rf"(?P<n>{CHINESE})(?:[个位名]?(?:志愿者|志工|义工|人|大人|成年人|名额|位置|席位|座位)"
            r"|[个位名](?:同学|同事|大学生|女生|男生|学生|护士|队员|老师))(?!数|次)", 0),
        (rf"(?P<n>{CHINESE})[位名](?![字额称单下置])", 0),
        (r"(?:我们|咱们|咱|我跟他|我和她|夫妻|夫妇|姐妹|兄弟)?(?P<n>[俩仨])(?![小个钟点])", 0),
        (
            rf"\b(?P<n>{ENGLISH}) of us\b"
            rf"|\b(?:family|team|group|class|party) of (?P<n2>{ENGLISH})\b"
            rf"|\bwe(?:'re| are| were) (?P<n3>{ENGLISH})\b(?! (?:hours?|minutes?|days?|weeks?))"
            rf"|\b(?P<n4>{ENGLISH}) (?:of|from) (?:our|my)\b(?! h)", 0),
        (rf"(?<!have )(?<!got )\b(?P<n>{ENGLISH}) {_KIND}{_PEOPLE}\b", 0),
        (
            rf"\b(?:need|needs|want|short|seeking)(?: of)? (?P<n>{ENGLISH})"
            r"(?=$|[,.;!]| (?:for|more|fewer))", 0),
        (rf"\b(?P<n>{ENGLISH}) (?:fewer|short)\b", 0),
    )
)  # fmt: skip
#: Company: the speaker is one more.
_COMPANY = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?:我[和跟带同与]|带[上着]?|连)(?:我的?|另外)?(?P<n>{CHINESE})(?:[个位名]|(?<=[俩仨]))(?!小时|钟)",
        rf"加上?(?P<n>{CHINESE})[个位名]{_RELATIVE}",
        rf"(?:我(?:和|跟|带|同|与|还有))我?(?:的|家|们)?{_RELATIVE}",
        rf"(?:和|跟|带|带着|带上)(?:我|着我|上我)(?:的|家)?{_RELATIVE}(?:一起|一块|去|参加|报名|来)",
        rf"\b(?:and|with|plus|bring|bringing) (?P<n>{ENGLISH}) (?:of my |more |other )?"
        rf"{_ENGLISH_RELATIVE}s?\b",
        rf"\b{_SPEAKER}{_AND}(?:my )?(?P<n>{ENGLISH}) [a-z]+",
        rf"\bmy (?P<n>{ENGLISH}) [a-z]+ and {_SPEAKER}\b",
        rf"\b{_SPEAKER}{_AND}(?:my |the )?{_ENGLISH_RELATIVE}\b(?!')",
        rf"\b{_SPEAKER}{_AND}my [a-z]+\b",
        rf"\bmy {_ENGLISH_RELATIVE} and {_SPEAKER}\b",
        rf"\b(?:with|bring(?:ing)?|plus) my {_ENGLISH_RELATIVE}\b(?!')",
        r"\bboth of us\b",
    )
)
_COPIES = re.compile(
    rf"(?P<n>{CHINESE})[份张]|\b(?P<n2>{ENGLISH}) (?:copies|certificates|certs|letters)\b", re.ASCII
)
_FAMILY = re.compile(r"([一两三四])大([一两三四])小")
_NUMBER = re.compile(rf"{ENGLISH}|{CHINESE}", re.ASCII)
_TOGETHER = re.compile(r"[和跟同与带]|夫妻|\b(?:both|pair|couple)\b|\band\b|\bn\b|[+&]")
_SELF = re.compile(rf"我[和跟同与带]|\b{_SPEAKER}{_AND}|{_AND}{_SPEAKER}\b")


def count_in(text: str) -> int | None:
    """How many people a text speaks of, the speaker included: 我们一家三口, two of us."""
    return first_of(find_counts(normal(text)))


def find_counts(text: str, *, company: bool = True, copies: bool = False) -> list[Found[int]]:
    """The head counts of a normalized text, in order of place.

    Args:
        text: normalized.
        company: whether whoever comes along counts, together with the speaker.
        copies: whether copies of a paper count as well.
    """
    found = [one for pattern, more in _COUNTED for one in _numbers(pattern.finditer(text), more)]
    if company:
        for pattern in _COMPANY:
            found.extend(_numbers(pattern.finditer(text), 1))
    if copies:
        found.extend(_numbers(_COPIES.finditer(text), 0))
    return without_overlaps(found)


def _numbers(matches: Iterable[re.Match[str]], more: int) -> Iterable[Found[int]]:
    for match in matches:
        word = next(filter(None, match.groups()), None)
        number = whole_number(word) if word else 1
        if number:
            yield Found(match.start(), match.end(), number + more)


def count_alone(words: str) -> int | None:
    """The head count of words that are known to name one: 八个, me and my 3 roommates."""
    if match := _FAMILY.search(words):
        return sum(whole_number(number) or 0 for number in match.groups())
    if match := _NUMBER.search(words):
        number = whole_number(match[0])
        return number + 1 if number and _SELF.search(words) else number or None
    return 2 if _TOGETHER.search(words) else None
