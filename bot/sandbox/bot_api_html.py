"""Marked-up texts: only the plain words are kept, and what the platform refuses is refused."""

import re
from html import unescape

from bot.sandbox.bot_api_request import ApiError, Fields, bad_request

_TAGS = frozenset(
    "b strong i em u ins s strike del span tg-spoiler a tg-emoji code pre blockquote".split()
)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*)>")
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


def plain(fields: Fields, name: str) -> str:
    """A text without its markup.

    Raises:
        ApiError: it is not well-formed, or in a way of marking up that the sandbox does not read.
    """
    text = fields.text(name)
    match fields.text("parse_mode").lower():
        case "":
            return text
        case "html":
            return _without_tags(text)
        case other:
            raise bad_request(f"the sandbox reads HTML only, not {other}")


def _without_tags(text: str) -> str:
    words: list[str] = []
    open_tags: list[str] = []
    place = 0
    while (at := text.find("<", place)) >= 0:
        words.append(_unescaped(text[place:at]))
        tag = _TAG.match(text, at)
        if tag is None:
            raise _wrong(text, at, "Unsupported start tag")
        name = tag["name"].lower()
        if name not in _TAGS:
            raise _wrong(text, at, f'Unsupported start tag "{name}"')
        if not tag["close"]:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            raise _wrong(text, at, "Unexpected end tag")
        place = tag.end()
    if open_tags:
        raise _wrong(text, len(text), f'Can\'t find end tag corresponding to start tag "{name}"')
    return "".join((*words, _unescaped(text[place:])))


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda found: unescape(found[0]), text)


def _wrong(text: str, at: int, why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why} at byte offset {len(text[:at].encode())}")
