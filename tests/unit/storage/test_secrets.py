"""Keys: one purpose proves nothing to another, old keys read, the file is private."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from storage.secrets import Keyring, KeyUnknown, read_or_create_key

OLD, NEW = "the old key", "the new key"


def test_what_is_encrypted_is_read_and_differs_each_time() -> None:
    keyring = Keyring([NEW])
    first, second = keyring.encrypt("13800138000"), keyring.encrypt("13800138000")
    assert first != second
    assert keyring.decrypt(first) == keyring.decrypt(second) == "13800138000"


def test_the_first_key_writes_and_all_read() -> None:
    written = Keyring([OLD]).encrypt("x")
    both = Keyring.parse(f" {NEW} , {OLD},")
    assert both.decrypt(written) == "x"
    assert Keyring([NEW]).decrypt(both.encrypt("x")) == "x"
    with pytest.raises(KeyUnknown):
        Keyring([NEW]).decrypt(written)


def test_hashes_differ_by_purpose_and_key_and_are_all_looked_up() -> None:
    old, both = Keyring([OLD]), Keyring([NEW, OLD])
    assert old.digest("phone", "x") != old.digest("code/link", "x")
    assert old.digest("phone", "x") in both.digests("phone", "x")
    assert both.digest("phone", "x") == Keyring([NEW]).digest("phone", "x")


def test_a_signature_holds_for_its_purpose_and_data_only() -> None:
    old, both = Keyring([OLD]), Keyring([NEW, OLD])
    signature = old.sign("payload", b"c-shift")
    assert both.verify("payload", b"c-shift", signature)
    assert both.verify("payload", b"c-shift", signature[:12])
    assert not both.verify("payload", b"c-other", signature)
    assert not both.verify("cookie", b"c-shift", signature)
    assert not both.verify("payload", b"c-shift", signature[:7])
    assert not Keyring([NEW]).verify("payload", b"c-shift", signature)


def test_fingerprints_tell_keys_apart_without_telling_them() -> None:
    first, second = Keyring([NEW, OLD]).fingerprints
    assert first != second
    assert Keyring([OLD]).fingerprints == (second,)
    assert len(first) == 16


@pytest.mark.parametrize("setting", ["", " , "])
def test_no_key_at_all(setting: str) -> None:
    with pytest.raises(ValueError, match="at least one key"):
        Keyring.parse(setting)


def test_the_key_file_is_made_once_and_private(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    with ThreadPoolExecutor(8) as pool:
        (key,) = set(pool.map(read_or_create_key, [file] * 16))
    assert len(key) >= 43
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["secret.key"]
