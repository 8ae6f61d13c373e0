"""A WeChat platform of our own: signs, encrypts and posts; checks every reply that comes back.

Written from the platform's documents on `cryptography`; it imports nothing of the product.
"""

import base64
import hashlib
import os
import re
import struct
import time
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from xml.etree import ElementTree

import httpx
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

APP_ID = "wx0123456789abcdef"
WECHAT_TOKEN = "contracttoken"
AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OURS = "gh_contract0001"


def signature(*parts: str) -> str:
    """SHA-1 over the sorted parts, as both of WeChat's signatures are made."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


def _cipher() -> Cipher[modes.CBC]:
    key = base64.b64decode(AES_KEY + "=")
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def encrypt(xml: str, app_id: str = APP_ID) -> str:
    """Random 16 bytes, length, text, app id, padded to 32; AES-CBC; base64."""
    raw = xml.encode()
    plain = os.urandom(16) + struct.pack(">I", len(raw)) + raw + app_id.encode()
    pad = 32 - len(plain) % 32
    encryptor = _cipher().encryptor()
    sealed = encryptor.update(plain + bytes([pad]) * pad) + encryptor.finalize()
    return base64.b64encode(sealed).decode()


def decrypt(sealed: str) -> str:
    """The XML inside; the app id behind it must be ours."""
    decryptor = _cipher().decryptor()
    plain = decryptor.update(base64.b64decode(sealed)) + decryptor.finalize()
    plain = plain[: -plain[-1]]
    length = struct.unpack(">I", plain[16:20])[0]
    assert plain[20 + length :].decode() == APP_ID
    return plain[20 : 20 + length].decode()


def fields(xml: str) -> dict[str, str]:
    """A flat message as names and texts; fails where it is no well-formed XML."""
    return {one.tag: one.text or "" for one in ElementTree.fromstring(xml)}


@dataclass
class WeChatPlatform:
    """One official account: where its server is and how its messages are secured."""

    url: str
    mode: str = "safe"
    ids: Any = field(default_factory=lambda: count(time.time_ns() // 1000))

    def post(
        self, xml: str, *, app_id: str = APP_ID, token: str = WECHAT_TOKEN, timeout: float = 15
    ) -> httpx.Response:
        stamp, nonce = str(int(time.time())), os.urandom(5).hex()
        params = {
            "signature": signature(token, stamp, nonce),
            "timestamp": stamp,
            "nonce": nonce,
        }
        body = xml
        if self.mode != "plain":
            sealed = encrypt(xml, app_id)
            params |= {
                "encrypt_type": "aes",
                "msg_signature": signature(token, stamp, nonce, sealed),
            }
            sealed_xml = f"<Encrypt><![CDATA[{sealed}]]></Encrypt>"
            if self.mode == "compatible":
                body = xml.replace("</xml>", sealed_xml + "</xml>")
            else:
                body = f"<xml><ToUserName><![CDATA[{OURS}]]></ToUserName>{sealed_xml}</xml>"
        return httpx.post(
            f"{self.url}/wechat/webhook", params=params, content=body.encode(), timeout=timeout
        )

    def open(self, reply: httpx.Response) -> dict[str, str]:
        """The decrypted reply; empty for an empty body or `success`."""
        assert reply.status_code == 200, (reply.status_code, reply.text)
        if reply.text in ("", "success"):
            return {}
        got = fields(reply.text)
        if self.mode == "plain":
            return got
        assert set(got) == {"Encrypt", "MsgSignature", "TimeStamp", "Nonce"}, got
        expected = signature(WECHAT_TOKEN, got["TimeStamp"], got["Nonce"], got["Encrypt"])
        assert got["MsgSignature"] == expected
        return fields(decrypt(got["Encrypt"]))


def cdata(values: dict[str, str]) -> str:
    """A message's XML, every text wrapped as WeChat does."""
    split = {name: value.replace("]]>", "]]]]><![CDATA[>") for name, value in values.items()}
    body = "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in split.items())
    return f"<xml>{body}</xml>"


_people = count(1)


class WeChatPerson:
    """Somebody who follows the account; a choice is sent as its number."""

    platform = "wechat"

    def __init__(self, platform: WeChatPlatform) -> None:
        self.at = platform
        self.id = f"o{os.getpid():06d}{time.time_ns() % 10**9:09d}{next(_people):06d}"
        self.seen = ""

    def message(self, kind: str = "text", **values: str) -> str:
        head = {
            "ToUserName": OURS,
            "FromUserName": self.id,
            "CreateTime": str(int(time.time())),
            "MsgType": kind,
        }
        tail = {} if kind == "event" else {"MsgId": str(next(self.at.ids))}
        return cdata(head | values | tail)

    def read(self, reply: httpx.Response) -> str:
        """The text of the reply; what is wrong with it fails here."""
        got = self.at.open(reply)
        if not got:
            self.seen = ""
            return ""
        assert (got["ToUserName"], got["FromUserName"]) == (self.id, OURS)
        assert got["CreateTime"].isdigit()
        text = got.get("Content", "")
        assert len(text.encode()) <= 2048
        self.seen = text
        return text

    def deliver(self, xml: str) -> str:
        return self.read(self.at.post(xml))

    def say(self, text: str) -> str:
        return self.deliver(self.message(Content=text))

    def event(self, event: str, **values: str) -> str:
        return self.deliver(self.message("event", Event=event, **values))

    @property
    def labels(self) -> list[str]:
        found = re.findall(r"^(\d+)\. (.+)$", self.seen, re.MULTILINE)
        assert [int(number) for number, _ in found] == list(range(1, len(found) + 1)), self.seen
        return [label for _, label in found]

    def choose(self, label: str) -> str:
        assert label in self.labels, f"no {label!r} in: {self.seen}"
        return self.say(str(self.labels.index(label) + 1))
