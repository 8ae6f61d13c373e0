"""Who may speak to the webhook, and what is sealed: safe, compatible and plain mode.

Source: the platform's message encryption (SHA-1 over the sorted parts, AES-256-CBC, PKCS#7 in
blocks of 32). In safe and compatible mode only ``msg_signature`` covers the body, so nothing else
is believed there; a POST of another mode is refused.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
from collections.abc import Mapping

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.padding import PKCS7

from bot.settings import WechatMode
from bot.wechat.errors import BadRequest, Forbidden
from bot.wechat.xml import read_xml, text_field

_RANDOM_BYTES = 16
_LENGTH_BYTES = 4
_PADDING_BITS = 32 * 8


def signature(*parts: str) -> str:
    """The platform's signature over some parts, in any order."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()


class Seal:
    """Opens what the platform sends and closes what it gets."""

    def __init__(self, mode: WechatMode, app_id: str, token: str, aes_key: str | None) -> None:
        """Args: aes_key: the 43 characters of the account's backend; None in plain mode only."""
        if aes_key is None and mode is not WechatMode.PLAIN:
            raise ValueError("a key is needed unless the mode is plain")
        self._mode = mode
        self._app_id = app_id
        self._token = token
        self._key = b"" if aes_key is None else base64.b64decode(aes_key + "=")

    def check(self, query: Mapping[str, str]) -> None:
        """Checks the signature over token, time and nonce: the address check, and plain mode.

        Raises:
            Forbidden: it is missing or wrong.
        """
        timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
        self._compare(query.get("signature"), timestamp, nonce)

    def open(self, query: Mapping[str, str], body: bytes) -> bytes:
        """The message of a POST.

        Raises:
            Forbidden: not signed, not in the configured mode, or not for this account.
            BadRequest: signed, but it cannot be read.
        """
        if self._mode is WechatMode.PLAIN:
            return self._open_plain(query, body)
        given = query.get("msg_signature")
        if not given:
            raise Forbidden("not encrypted")
        envelope = read_xml(body)
        if "Encrypt" not in envelope:
            raise Forbidden("not encrypted")
        # Clear fields beside the sealed part mean compatible mode: words travel readable.
        if self._mode is WechatMode.SAFE and "MsgType" in envelope:
            raise Forbidden("readable in safe mode")
        sealed = text_field(envelope, "Encrypt")
        self._compare(given, query.get("timestamp", ""), query.get("nonce", ""), sealed)
        return self._decrypt(sealed)

    def close(self, reply: str, timestamp: int) -> str:
        """A reply as the mode wants it: sealed and signed in safe and compatible mode."""
        if self._mode is WechatMode.PLAIN:
            return reply
        sealed, nonce = self._encrypt(reply.encode()), secrets.token_hex(8)
        signed = signature(self._token, str(timestamp), nonce, sealed)
        return (
            f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt>"
            f"<MsgSignature><![CDATA[{signed}]]></MsgSignature>"
            f"<TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        )

    def _open_plain(self, query: Mapping[str, str], body: bytes) -> bytes:
        if "msg_signature" in query or query.get("encrypt_type", "raw") != "raw":
            raise Forbidden("encrypted in plain mode")
        self.check(query)
        if "Encrypt" in read_xml(body):
            raise Forbidden("encrypted in plain mode")
        return body

    def _compare(self, given: str | None, *parts: str) -> None:
        if not given:
            raise Forbidden("no signature")
        expected = _signature_or_refuse(self._token, *parts)
        if not hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode()):
            raise Forbidden("wrong signature")

    def _encrypt(self, message: bytes) -> str:
        plain = (
            secrets.token_bytes(_RANDOM_BYTES)
            + len(message).to_bytes(_LENGTH_BYTES)
            + message
            + self._app_id.encode()
        )
        padder = PKCS7(_PADDING_BITS).padder()
        encryptor = self._cipher().encryptor()
        padded = padder.update(plain) + padder.finalize()
        return base64.b64encode(encryptor.update(padded) + encryptor.finalize()).decode()

    def _decrypt(self, sealed: str) -> bytes:
        try:
            secret = base64.b64decode("".join(sealed.split()), validate=True)
            decryptor = self._cipher().decryptor()
            unpadder = PKCS7(_PADDING_BITS).unpadder()
            padded = decryptor.update(secret) + decryptor.finalize()
            plain = unpadder.update(padded) + unpadder.finalize()
        except (ValueError, binascii.Error) as error:
            raise BadRequest(f"sealed part: {type(error).__name__}") from None
        content = plain[_RANDOM_BYTES:]
        length = int.from_bytes(content[:_LENGTH_BYTES])
        message = content[_LENGTH_BYTES : _LENGTH_BYTES + length]
        if len(message) != length or not message:
            raise BadRequest("sealed part: wrong length")
        if not hmac.compare_digest(content[_LENGTH_BYTES + length :], self._app_id.encode()):
            raise Forbidden("for another account")
        return message

    def _cipher(self) -> Cipher[modes.CBC]:
        return Cipher(algorithms.AES(self._key), modes.CBC(self._key[:16]))


def _signature_or_refuse(*parts: str) -> str:
    try:
        return signature(*parts)
    except UnicodeEncodeError:
        raise Forbidden("wrong signature") from None
