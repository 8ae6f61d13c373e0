"""WeChat's XML, both ways: flat, one element a field."""

import re
from collections.abc import Mapping
from xml.parsers.expat import ExpatError

import xmltodict

from bot.wechat.errors import BadRequest

# XML 1.0 knows no other characters, not even escaped ones.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_xml(body: bytes) -> Mapping[str, object]:
    """The fields of a message. Entities are refused; a value may be anything, so check its type.

    Raises:
        BadRequest: no well-formed UTF-8 ``<xml>`` with fields in it.
    """
    try:
        # Read as text first: an encoding that the document declares itself is not believed.
        document = xmltodict.parse(body.decode("utf-8"), disable_entities=True)
    except (ExpatError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise BadRequest(f"xml: {type(error).__name__}") from None
    fields = document.get("xml")
    if not isinstance(fields, dict):
        raise BadRequest("xml: no fields")
    return fields


def text_field(fields: Mapping[str, object], name: str, default: str | None = None) -> str:
    """A field that holds text; an empty one counts as missing.

    Raises:
        BadRequest: missing without a default, or not a text.
    """
    value = fields.get(name)
    if value is None:
        if default is None:
            raise BadRequest(f"field {name} is missing")
        return default
    if not isinstance(value, str):
        raise BadRequest(f"field {name} is no text")
    return value


def printable(text: str) -> str:
    """The text without the characters that XML cannot carry."""
    return _NOT_XML.sub("", text)


def cdata(text: str) -> str:
    """The text as character data; its ``]]>`` is split over two sections."""
    return "<![CDATA[" + printable(text).replace("]]>", "]]]]><![CDATA[>") + "]]>"
