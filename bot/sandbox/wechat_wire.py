"""The platform's end of the wire: signed, sealed posts out, and a strict reading of the replies.

The sealing is wechatpy's, so that our own in ``bot.wechat.crypto`` is checked by another hand.
"""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers.expat import ExpatError

import xmltodict
from wechatpy.crypto import WeChatCrypto
from wechatpy.exceptions import WeChatException

from bot.settings import WechatMode, WechatProfile
from bot.wechat.xml import cdata

TEXT_BYTES = 2_048
"""What the platform takes at most in one text."""

_NUMBERS = {"CreateTime", "MsgId", "Location_X", "Location_Y", "Scale"}


@dataclass(frozen=True, slots=True)
class WechatAccount:
    """An Official Account as its backend shows it.

    Attributes:
        official: its original id, the address in every message.
        aes_key: the EncodingAESKey, 43 characters.
        msgmenu: it may send lines to tap (客服菜单消息).
    """

    app_id: str
    app_secret: str
    token: str
    aes_key: str
    mode: WechatMode = WechatMode.SAFE
    profile: WechatProfile = WechatProfile.SERVICE
    official: str = "gh_zhiyuandemo"
    msgmenu: bool = False


@dataclass(frozen=True, slots=True)
class WirePost:
    """One POST to the webhook."""

    query: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class PassiveReply:
    """A reply that the platform takes; ``text`` is None for a silent acknowledgement."""

    text: str | None = None
    image: str | None = None
    created: int | None = None


class Nested(str):
    """A field that is XML itself."""


class BadReply(Exception):
    """A reply that the platform does not take: the person sees an error."""


def write_post(account: WechatAccount, fields: Mapping[str, str], timestamp: int) -> WirePost:
    """A message as the account's mode wants it."""
    clear = "".join(
        f"<{name}>{value if _is_bare(name, value) else cdata(value)}</{name}>"
        for name, value in fields.items()
    )
    nonce = str(secrets.randbelow(10**10))
    query = {
        "signature": _signature(account.token, str(timestamp), nonce),
        "timestamp": str(timestamp),
        "nonce": nonce,
        "openid": fields["FromUserName"],
    }
    if account.mode is WechatMode.PLAIN:
        return WirePost(query, f"<xml>{clear}</xml>".encode())
    sealed = xmltodict.parse(
        _crypto(account).encrypt_message(f"<xml>{clear}</xml>", nonce, str(timestamp))
    )["xml"]
    query |= {"encrypt_type": "aes", "msg_signature": sealed["MsgSignature"]}
    beside = clear
    if account.mode is WechatMode.SAFE:
        beside = f"<ToUserName>{cdata(account.official)}</ToUserName>"
    encrypted = f"<Encrypt>{cdata(sealed['Encrypt'])}</Encrypt>"
    return WirePost(query, f"<xml>{beside}{encrypted}</xml>".encode())


def _is_bare(name: str, value: str) -> bool:
    return name in _NUMBERS or isinstance(value, Nested)


def read_reply(account: WechatAccount, openid: str, body: bytes) -> PassiveReply:
    """Checks a reply in every way the platform does.

    Raises:
        BadReply: what is wrong with it.
    """
    if body in {b"", b"success"}:
        return PassiveReply()
    fields = _fields(body)
    if account.mode is not WechatMode.PLAIN:
        fields = _fields(_unsealed(account, body, fields))
    if fields.get("ToUserName") != openid or fields.get("FromUserName") != account.official:
        raise BadReply("the addresses are not swapped")
    if not str(fields.get("CreateTime", "")).isdecimal():
        raise BadReply("CreateTime is no number")
    created = int(str(fields["CreateTime"]))
    match fields.get("MsgType"):
        case "text":
            text = fields.get("Content")
            if not isinstance(text, str):
                raise BadReply("a text without content")
            if len(text.encode()) > TEXT_BYTES:
                raise BadReply(f"a text of {len(text.encode())} bytes")
            return PassiveReply(text=text, created=created)
        case "image":
            image = fields.get("Image")
            if not isinstance(image, dict) or not isinstance(image.get("MediaId"), str):
                raise BadReply("a picture without a media id")
            return PassiveReply(image=image["MediaId"], created=created)
        case other:
            raise BadReply(f"message type {other}")


def _unsealed(account: WechatAccount, body: bytes, fields: Mapping[str, object]) -> bytes:
    if set(fields) != {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}:
        raise BadReply("not encrypted")
    try:
        return str(
            _crypto(account).decrypt_message(
                body, fields["MsgSignature"], fields["TimeStamp"], fields["Nonce"]
            )
        ).encode()
    except (WeChatException, ValueError, TypeError, IndexError) as error:
        raise BadReply(f"cannot be decrypted: {type(error).__name__}") from None


def _fields(body: bytes) -> Mapping[str, object]:
    try:
        fields = xmltodict.parse(body.decode()).get("xml")
    except (ExpatError, ValueError) as error:
        raise BadReply(f"not well-formed: {type(error).__name__}") from None
    if not isinstance(fields, dict):
        raise BadReply("no fields")
    return fields


def _signature(*parts: str) -> str:
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def _crypto(account: WechatAccount) -> WeChatCrypto:
    return WeChatCrypto(account.token, account.aes_key, account.app_id)
