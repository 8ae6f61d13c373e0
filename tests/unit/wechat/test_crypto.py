"""The seal alone: what it closes it opens, and nothing else."""

import xmltodict
from hypothesis import given
from hypothesis import strategies as st

from bot.settings import WechatMode
from bot.wechat.crypto import Seal, signature
from bot.wechat.errors import Rejected

APP_ID, TOKEN, KEY = "wx1", "token", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"


def seal(mode: WechatMode = WechatMode.SAFE, app_id: str = APP_ID) -> Seal:
    return Seal(mode, app_id, TOKEN, KEY)


@given(st.text(min_size=1))
def test_what_is_closed_can_be_opened(text: str) -> None:
    text = text.encode(errors="replace").decode()
    fields = xmltodict.parse(seal().close(text, 1))["xml"]
    query = {
        "timestamp": fields["TimeStamp"],
        "nonce": fields["Nonce"],
        "msg_signature": fields["MsgSignature"],
    }
    body = f"<xml><Encrypt>{fields['Encrypt']}</Encrypt></xml>".encode()
    assert seal().open(query, body) == text.encode()


@given(st.sampled_from(WechatMode), st.binary(), st.dictionaries(st.text(), st.text()))
def test_any_post_is_refused(mode: WechatMode, body: bytes, query: dict[str, str]) -> None:
    for more in ({}, {"msg_signature": "x"}, {"signature": "x"}):
        try:
            seal(mode).open({**query, **more}, body)
        except Rejected as rejected:
            assert rejected.status in {400, 403}
        else:
            raise AssertionError("taken")


@given(st.text(alphabet="ABCabc012+/= \n签", max_size=100))
def test_any_signed_part_is_opened_or_refused(encrypted: str) -> None:
    encrypted = " ".join(encrypted.split())
    signed = signature(TOKEN, "1", "1", encrypted)
    query = {"timestamp": "1", "nonce": "1", "msg_signature": signed}
    try:
        seal().open(query, f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode())
    except Rejected as rejected:
        assert rejected.status in {400, 403}
