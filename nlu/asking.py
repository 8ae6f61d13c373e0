"""What words do in the middle of a form: ask for something, or find fault with an answer."""

import re

from nlu.script import half_width, normal

_QUESTION = re.compile(
    r"\?"
    r"|[吗嘛]$|怎[么樣样]|什么|为什么|为何|多少|哪[里儿个些天种]|几[个时点号次天小]|能不能|可不可以|是不是|有没有"
    r"|^(?:我想|我要|想要|想看|我还?能|能不能|可以|帮我|给我|请帮|查一?下|查查|看一?下|看看|取消我|告诉我)"
    r"|^how (?:many|much|long|often|far|do|does|did|can|to|about|is|are)\b"
    r"|^(?:what|when|where|why|who|which)\b"
    r"|^(?:can|could|do|does|did|is|are|am|will|would|should) (?:i|you|we|it|there|the|my|this)\b"
    r"|^(?:i (?:want|need|would like|'d like)|i'd like|please (?:show|tell|give)|show me|tell me"
    r"|give me|let me)\b"
)
_FAULT = re.compile(
    r"改|换|错|不对|不是|有误|写成|填成|重填|重新填|应该?是|应为"
    r"|\b(?:chang(?:e|ing)|edit|correct|fix|update|wrong|mistake|typo|should be|not right|isn't"
    r"|is not|redo)\b"
)
_CORRECTED = re.compile(
    r"(?:改成|改为|换成|换为|更正为|(?<!不)应该?是|应为|而是"
    r"|\bshould (?:be|say|read)\b|\b(?:chang|correct|fix|updat|edit)\w*\b[^,]*?\bto\b"
    r"|\bnot [^,]+, (?:it's|but)\b)"
    r"[\s:,]*(?P<answer>.+?)(?:[,\s]*(?:不是|而不是|\bnot\b|instead of|rather than).*)?$"
)


def asks_something(text: str) -> bool:
    """Whether a text asks or requests; no name of a person or a place does."""
    return _QUESTION.search(normal(text).strip(" .!。！~")) is not None


def finds_fault(text: str) -> bool:
    """Whether a text says that something is wrong or is to be changed."""
    return _FAULT.search(normal(text)) is not None


def corrected_to(text: str) -> str | None:
    """What a text says it should be: 名字改成王芳, "the date should be Friday, not Thursday"."""
    said = half_width(text).strip(" .。!！~")
    match = _CORRECTED.search(said) or _CORRECTED.search(said.lower())
    return said[slice(*match.span("answer"))].strip() if match else None
