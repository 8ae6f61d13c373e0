"""Keys: one or more secrets, a key derived from them for every purpose."""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_KEY_BYTES = 32
_FIELDS = "fields"
_FINGERPRINT = "fingerprint"


class KeyUnknown(Exception):
    """What is stored was written with a key that is not in the keyring."""


class Keyring:
    """Secrets in order: the first writes, all read.

    Every purpose gets its own key (HKDF-SHA256, RFC 5869), so that what one part signs proves
    nothing to another.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        """Args: keys: at least one secret, the writing one first.

        Raises:
            ValueError: no key, or an empty one.
        """
        if not keys or not all(keys):
            raise ValueError("at least one key, none of them empty")
        self._keys = tuple(keys)

    @classmethod
    def parse(cls, setting: str) -> "Keyring":
        """The keyring of ``SECRET_KEY``: secrets separated by commas.

        Raises:
            ValueError: nothing in it.
        """
        return cls([key for part in setting.split(",") if (key := part.strip())])

    def encrypt(self, text: str) -> str:
        """The text encrypted for a column, different each time."""
        return self._fields.encrypt(text.encode()).decode("ascii")

    def decrypt(self, token: str) -> str:
        """The text that ``encrypt`` took.

        Raises:
            KeyUnknown: written with none of the keys.
        """
        try:
            return self._fields.decrypt(token.encode("ascii")).decode()
        except InvalidToken:
            raise KeyUnknown("a stored value was written with an unknown key") from None

    def digest(self, purpose: str, text: str) -> str:
        """A keyed hash to look an encrypted or unkept text up by, as 64 hexadecimal digits."""
        return self.digests(purpose, text)[0]

    def digests(self, purpose: str, text: str) -> tuple[str, ...]:
        """The hash under every key: what may be stored. The first is the one to write."""
        return tuple(self._mac(key, purpose, text.encode()).hex() for key in self._keys)

    def sign(self, purpose: str, data: bytes) -> bytes:
        """An authentication code over the data, 32 bytes; a caller may cut it."""
        return self._mac(self._keys[0], purpose, data)

    def verify(self, purpose: str, data: bytes, signature: bytes) -> bool:
        """Whether one of the keys made the signature, of which at least 8 bytes must be given."""
        return len(signature) >= 8 and any(
            hmac.compare_digest(self._mac(key, purpose, data)[: len(signature)], signature)
            for key in self._keys
        )

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """What tells the keys apart without telling them, the writing one first."""
        return tuple(self._derive(key, _FINGERPRINT)[:8].hex() for key in self._keys)

    @cached_property
    def _fields(self) -> MultiFernet:
        return MultiFernet(
            [Fernet(urlsafe_b64encode(self._derive(key, _FIELDS))) for key in self._keys]
        )

    @cached_property
    def _derived(self) -> dict[tuple[str, str], bytes]:
        return {}

    def _derive(self, key: str, purpose: str) -> bytes:
        known = self._derived.get((key, purpose))
        if known is None:
            hkdf = HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"zhiyuan/{purpose}".encode())
            known = self._derived[key, purpose] = hkdf.derive(key.encode())
        return known

    def _mac(self, key: str, purpose: str, data: bytes) -> bytes:
        return hmac.digest(self._derive(key, purpose), data, hashlib.sha256)


def read_or_create_key(path: Path) -> str:
    """The secret in a file; the first call makes it, readable by the owner only.

    Two processes that start at once get the same one: the file appears whole or not at all.

    Raises:
        OSError: it can be neither read nor made.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(_KEY_BYTES) + "\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink()
    return path.read_text().strip()
