"""From WeChat's XML to our words. Pure: no network, no clock."""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.messages import (
    Content,
    Followed,
    Inbound,
    Left,
    Location,
    Media,
    MediaKind,
    Scan,
    Tap,
    Text,
)
from bot.wechat.errors import BadRequest
from bot.wechat.xml import read_xml, text_field
from domain.volunteers.model import Platform

_OPENID = re.compile(r"[0-9A-Za-z_@.-]{1,64}")
_NUMBER = re.compile(r"[0-9]{1,20}")
_KEY_CHARACTERS = 128
_ADDRESS_CHARACTERS = 2_000
_CONSENT_PARTS = ("SubscribeMsgPopupEvent", "SubscribeMsgChangeEvent")

_MEDIA = {
    "voice": MediaKind.VOICE,
    "video": MediaKind.VIDEO,
    "shortvideo": MediaKind.VIDEO,
    "link": MediaKind.LINK,
    "file": MediaKind.FILE,
    "miniprogrampage": MediaKind.OTHER,
}


@dataclass(frozen=True, slots=True)
class Consent:
    """A person's word on one of the account's subscription templates."""

    template_id: str
    given: bool


@dataclass(frozen=True, slots=True)
class Post:
    """What one POST brought.

    Attributes:
        official: the account it was sent to, the sender of the reply.
        created: when the platform took it, in seconds since 1970; the same in all its POSTs.
        inbound: the message; None for what is acknowledged and no more (a visited link, a
            position reported every five seconds, an event we do not know).
        openid: who sent it.
        consents: to be told things, given or taken back.
    """

    official: str
    created: int
    inbound: Inbound | None
    openid: str = ""
    consents: tuple[Consent, ...] = ()


def decode(xml: bytes, app_id: str) -> Post:
    """Reads a message, decrypted where the mode encrypts.

    Raises:
        BadRequest: it is none.
    """
    fields = read_xml(xml)
    official = _matching(_OPENID, fields, "ToUserName")
    sender = _matching(_OPENID, fields, "FromUserName")
    created = _matching(_NUMBER, fields, "CreateTime")
    kind = text_field(fields, "MsgType").lower()
    if kind == "event":
        event = text_field(fields, "Event")
        content = _event(event.lower(), fields)
        # Events have no number of their own.
        unique = event + text_field(fields, "EventKey", "")
    else:
        content = _message(kind, fields)
        unique = _matching(_NUMBER, fields, "MsgId")
    if content is None:
        consents = tuple(_consents(fields)) if kind == "event" else ()
        return Post(official, int(created), None, sender, consents)
    identity = f"wechat:{app_id}|{sender}|{created}|{unique}"
    inbound = Inbound(identity, Platform.WECHAT, sender, content)
    return Post(official, int(created), inbound, sender)


def _event(event: str, fields: Mapping[str, object]) -> Content | None:
    match event:
        case "subscribe":
            scene = _key(fields)
            if scene.startswith("qrscene_"):
                return Scan(scene.removeprefix("qrscene_"))
            return Followed()
        case "unsubscribe":
            return Left()
        case "scan":
            return Scan(_key(fields))
        case "click":
            return Tap(_key(fields))
        case _:
            return None


def _consents(fields: Mapping[str, object]) -> Iterator[Consent]:
    """What ``subscribe_msg_popup_event`` and ``subscribe_msg_change_event`` tell."""
    for part in _CONSENT_PARTS:
        told = fields.get(part)
        listed = told.get("List") if isinstance(told, dict) else None
        for one in listed if isinstance(listed, list) else [listed]:
            if isinstance(one, dict):
                template_id = text_field(one, "TemplateId")[:_KEY_CHARACTERS]
                yield Consent(template_id, text_field(one, "SubscribeStatusString") == "accept")


def _message(kind: str, fields: Mapping[str, object]) -> Content:
    match kind:
        case "text":
            # A line of a menu that was tapped: its words came with what they stand for.
            if tapped := text_field(fields, "bizmsgmenuid", "")[:_KEY_CHARACTERS]:
                return Tap(tapped)
            return Text(text_field(fields, "Content", ""))
        case "location":
            return Location(
                latitude=_degrees(fields, "Location_X", 90),
                longitude=_degrees(fields, "Location_Y", 180),
                label=text_field(fields, "Label", "") or None,
            )
        case "voice" if heard := text_field(fields, "Recognition", "").strip():
            return Text(heard)
        case "image":
            return Media(MediaKind.PICTURE, text_field(fields, "PicUrl", "")[:_ADDRESS_CHARACTERS])
        case _:
            return Media(_MEDIA.get(kind, MediaKind.OTHER))


def _key(fields: Mapping[str, object]) -> str:
    key = text_field(fields, "EventKey", "")
    if len(key) > _KEY_CHARACTERS:
        raise BadRequest("field EventKey is too long")
    return key


def _matching(pattern: re.Pattern[str], fields: Mapping[str, object], name: str) -> str:
    value = text_field(fields, name)
    if not pattern.fullmatch(value):
        raise BadRequest(f"field {name} is out of shape")
    return value


def _degrees(fields: Mapping[str, object], name: str, most: int) -> float:
    try:
        value = float(text_field(fields, name))
    except ValueError:
        raise BadRequest(f"field {name} is no number") from None
    if not math.isfinite(value) or abs(value) > most:
        raise BadRequest(f"field {name} is no place")
    return value
