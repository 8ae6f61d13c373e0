"""The column type of encrypted fields."""

from weakref import WeakKeyDictionary

from sqlalchemy.engine import Dialect
from sqlalchemy.types import Text, TypeDecorator

from storage.secrets import Keyring

#: Every engine has a dialect of its own, which a column type is given: so each database has its
#: own keyring, without any state of the process.
_keyrings: WeakKeyDictionary[Dialect, Keyring] = WeakKeyDictionary()


def use_keyring(dialect: Dialect, keyring: Keyring) -> None:
    """Sets the keyring with which the engine of this dialect reads and writes."""
    _keyrings[dialect] = keyring


def keyring_of(dialect: Dialect) -> Keyring:
    """The keyring of an engine's dialect."""
    return _keyrings[dialect]


class EncryptedText(TypeDecorator[str]):
    """Text that is stored encrypted. Not comparable in SQL: look it up by a keyed hash."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database."""
        return None if value is None else keyring_of(dialect).encrypt(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """From the database."""
        return None if value is None else keyring_of(dialect).decrypt(value)
