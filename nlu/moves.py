"""The moves of a person in the conversation, said in words: stop, leave out, go back, once more.

Only whole messages count, so that a name or a note is never taken for one.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from nlu.script import normal


class Move(StrEnum):
    """What is to become of the question, or of what is on the screen."""

    CANCEL = "cancel"
    SKIP = "skip"
    BACK = "back"
    ASK_AGAIN = "ask_again"
    CHANGE = "change"
    REPEAT = "repeat"
    LARGER = "larger"
    SMALLER = "smaller"


_END = r"(?:吧|了|啦|好了|谢谢|please|thanks)*"
_GIVE_UP = (
    r"不(?:想|要)?(?:再)?(?:填|弄|办|写|搞|继续|登记|注册|报|报名)(?:下去|名)?了|算了|放弃|退出"
)
_PATTERNS: Mapping[Move, str] = {
    Move.CANCEL: (
        rf"(?:我|那|就|还是)*(?:{_GIVE_UP})(?:{_GIVE_UP})?"
        r"|取消这个|never ?mind|forget (?:about )?it|stop(?: it| this)?|quit|exit|abort"
        r"|cancel (?:it|this|that)"
        r"|i (?:don't|do not) want to (?:continue|go on|do this|do it)(?: any ?more)?"
    ),
    Move.SKIP: (
        r"(?:这(?:个|项|题|一步)?|那|先|就|我)*(?:跳过|略过|(?:先)?不(?:想|方便)?(?:填|写|说|答))"
        r"(?:这(?:个|项|题|一步))?"
        r"|我?(?:没有?|无)(?:手[机機]号?码?|手[机機]|电话号?码?|电话|号码|这个|说明|备注|风险|要求|要说的)"
        r"|(?:let's |can i )?skip (?:it|this|that|this one|this question)|next question"
        r"|leave (?:it|this) (?:blank|empty)|no phone(?: number)?"
        r"|(?:i )?(?:don't|do not) have (?:one|any|it|a phone|a (?:phone|mobile) number)"
        r"|(?:i'd |i would )?(?:rather|prefer) not(?: to)?"
        r"(?: (?:say|answer|give|share|tell)[\w ']*)?"
        r"|(?:没有?|无)(?:年龄|人数|其他|特别|什么)?(?:要求|限制|风险)|不限(?:年龄)?|都可以"
        r"|no limit|any age"
        r"|不(?:想|方便|愿意?)(?:给|留|说|提供)(?:手机|电话)?(?:号码?)?"
    ),
    Move.BACK: (
        r"(?:返回|退?回到?|我要回到?)?上一?(?:步|个问题|题|项)|go back|"
        r"(?:the )?previous (?:one|step|question)"
    ),
    Move.ASK_AGAIN: (
        r"(?:我|请|那)?(?:继续|接着|往下)(?:填写?|写|办|做|来)?(?:下去)?"
        r"|(?:please )?(?:continue|go on|carry on|keep going|resume)"
    ),
    Move.CHANGE: (
        r"(?:我|我想|我要|想|要|需要)?(?:修改|更改|改一下|改一改|改改|改)(?:一下)?"
        r"|(?:i want to |let me )?(?:change|edit|correct) ?(?:it|this|something)?"
    ),
    Move.REPEAT: (
        r"(?:请|麻烦)?(?:你|您)?(?:再(?:说|讲|念|发|来|给我看)(?:我?看)?一?(?:遍|次|下)|重复一[遍次下])"
        r"|(?:我)?(?:没|没有)(?:看清楚?|听清楚?|看明白)|(?:刚才|刚刚)说(?:的)?(?:什么|啥)"
        r"|(?:please |can you |could you )?(?:repeat(?: (?:that|it|this))?"
        r"|say (?:that|it|this) again)"
        r"|(?:once more|one more time|again|come again|pardon|sorry what)"
    ),
    Move.LARGER: (
        r"(?:请|我要|换成?|改成|用)?(?:大字|大字版|大菜单|大一点|大一些|大点|字大一?点|放大)(?:的|一点)?"
        r"|(?:我)?(?:字|菜单)?(?:太小了?|看不清楚?)"
        r"|(?:a |the )?(?:larger|bigger|large|big) (?:menu|text|letters|print|buttons?)"
        r"|(?:make (?:it|the text|the menu) )?(?:larger|bigger)|too small|i can't read (?:it|this)"
    ),
    Move.SMALLER: (
        r"(?:请|我要|换成?|改成|用)?(?:小字|普通菜单|小菜单|小一点|小一些|小点|正常(?:大小|菜单))"
        r"|(?:a |the )?(?:smaller|normal|small) (?:menu|text|letters|print|buttons?)"
        r"|(?:make (?:it|the text|the menu) )?smaller"
    ),
}
_MOVES = {move: re.compile(rf"(?:{either})\s*{_END}") for move, either in _PATTERNS.items()}
_BETWEEN = re.compile(r"[\s,，。.!！~]+")
_HAN = re.compile(r"[\u3400-\u9fff]")


def move_in(text: str) -> Move | None:
    """The move that the whole message is: 算了不填了, 跳过吧, 没有手机号, go back, 再说一遍."""
    plain = normal(text)
    joint = "" if _HAN.search(plain) else " "
    plain = _BETWEEN.sub(joint, plain).strip()
    return next((move for move, words in _MOVES.items() if words.fullmatch(plain)), None)
