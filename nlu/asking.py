"""Whether words ask for something, where a name or a place was asked for."""

import re

from nlu.script import normal

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


def asks_something(text: str) -> bool:
    """Whether a text asks or requests; no name of a person or a place does."""
    return _QUESTION.search(normal(text).strip(" .!。！~")) is not None
