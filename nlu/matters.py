"""Whether a sentence that calls for a person says what about: 我要投诉 does not,
我要投诉，昨天的负责人骂人 does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from nlu.script import normal
from nlu.understanding import Intent

_COURTESY_ZH = (
    r"您好|你好|请问|请帮|麻烦|谢谢|多谢|唔该|我们|你们|我|你|您|想要|想|要|需要|能不能|可不可以|可以|能|"
    r"有没有|有|是不是|请|帮忙|帮我|帮|给|替|让|叫|一下|一个|一位|一件|一些|个|位|件|些|点|事情?|情况|问题|"
    r"那个|这个|这里|这|那|现在|马上|立刻|赶紧|快|吗|呢|吧|啊|呀|嘛|了|的|啦|和|跟|与|同|对|向|行|不|好"
)
_COURTESY_EN = (
    r"hello|hi|hey|please|pls|thanks|thank you|can|could|may|would|i'd|i'm|i|we|you|me|us|my|your|"
    r"want|wanna|need|like|to|a|an|the|is|are|there|here|do|have|has|get|let|make|some|about|with|"
    r"for|of|on|at|now|right|just|really|it|this|that|something|anything|one"
)


@dataclass(frozen=True, slots=True)
class _Wish:
    """How a wish is called, which says nothing of what is the matter.

    Attributes:
        chinese, english: the words, as a pattern.
        han, words: from so many other characters or words on, a sentence says something.
    """

    chinese: str
    english: str
    han: int = 3
    words: int = 3


_WISHES: Mapping[Intent, _Wish] = {
    # Whoever asks for a person often says only that the machine does not do.
    Intent.TALK_TO_HUMAN: _Wish(
        r"转接|转|接线|接|找|联系方式|联系|呼叫|人工|客服|真人|活人|值班|工作人员|职员|负责人|负责|管理员|"
        r"老师|领导|站长|同志|社工|管事|办公室|服务站?|热线|电话|手机|微信|座机|号码|回电|打字|打|回复|回答|"
        r"回|通话|说话|说不清楚?|说几句|说|聊聊|聊|谈谈|谈|问问|问|讲|咨询|求助|当面|机器人?|自动|听不懂|"
        r"没听懂|看不懂|答非所问|老人家?|换|来|人|多少|留|加",
        r"talk(?:ing)?|speak|chat|connect|contact|call|back|ring|phone|telephone|number|real|actual|"
        r"live|human|person|people|agent|staff|member|operator|coordinator|someone|somebody|whoever|"
        r"anyone|office|customer|service|support|helpline|help|question|ask|hotline|bot|machine|"
        r"answers?|typing|type|working|charge|put|through|touch|rather|prefer|isn't|not|being|in",
        han=6,
        words=6,
    ),
    Intent.COMPLAIN: _Wish(
        r"投诉|举报|反映|申诉|吐槽|告状|提意见|意见|不满|处理",
        r"complain|complaints?|file|lodge|raise|report|grievance|unhappy|angry",
        han=2,
    ),
    Intent.REPORT_INCIDENT: _Wish(
        r"报告|上报|报|反映|出事故|出事|事故|意外|突发|发生|救命|求助|紧急|危险",
        r"report|incident|accident|emergency|happened|help|danger|urgent",
        han=2,
        words=1,
    ),
    Intent.REQUEST_SERVICE: _Wish(
        r"志愿者|义工|志愿服务|服务|上门|求助|申请|预约|点单|派人|派|找人|找|人|来|帮助|困难",
        r"volunteers?|help|somebody|someone|hand|request|ask|service|send|looking",
        han=2,
    ),
}
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"[a-z']+")

#: The intents whose sentence may itself be what the person wants to say.
IN_OWN_WORDS = frozenset(_WISHES)


def matter_in(text: str, intent: Intent) -> str | None:
    """The sentence, where it says what is the matter and not only that a person is wanted.

    Args:
        intent: one of ``IN_OWN_WORDS``.
    """
    wish = _WISHES[intent]
    rest = re.sub(rf"\b(?:{_COURTESY_EN}|{wish.english})\b", " ", normal(text))
    rest = re.sub(_COURTESY_ZH, "", re.sub(wish.chinese, "", rest))
    says = len(_HAN.findall(rest)) >= wish.han or len(_WORD.findall(rest)) >= wish.words
    return text if says else None
