"""Who may speak to the webhook: forgeries, other modes, other accounts, and bodies that hurt."""

from dataclasses import replace

import httpx
import pytest
from redis.asyncio import Redis

from bot.sandbox.wechat_wire import WechatAccount, WirePost, write_post
from bot.settings import WechatMode
from bot.wechat.crypto import signature
from domain.clock import Clock
from tests.support.wechat import ACCOUNT, OPENID, World, wechat_world

SAFE, COMPATIBLE, PLAIN = WechatMode.SAFE, WechatMode.COMPATIBLE, WechatMode.PLAIN
FIELDS = {
    "ToUserName": ACCOUNT.official,
    "FromUserName": OPENID,
    "CreateTime": "1700000000",
    "MsgType": "text",
    "Content": "确认",
    "MsgId": "23456",
}


def account(mode: WechatMode) -> WechatAccount:
    return replace(ACCOUNT, mode=mode)


def post(mode: WechatMode, fields: dict[str, str] | None = None) -> WirePost:
    return write_post(account(mode), fields or FIELDS, 1_700_000_000)


def sealed(xml: str, by: WechatAccount | None = None) -> WirePost:
    """Any XML, sealed and signed as in safe mode."""
    from bot.wechat.crypto import Seal

    maker = by or ACCOUNT
    closed = Seal(SAFE, maker.app_id, maker.token, maker.aes_key).close(xml, 1_700_000_000)
    encrypted = closed.partition("<Encrypt><![CDATA[")[2].partition("]]>")[0]
    query = {
        "timestamp": "1700000000",
        "nonce": "1",
        "msg_signature": signature(maker.token, "1700000000", "1", encrypted),
    }
    return WirePost(query, f"<xml><Encrypt>{encrypted}</Encrypt></xml>".encode())


async def send(world: World, what: WirePost) -> httpx.Response:
    return await world.http.post(world.url, params=dict(what.query), content=what.body)


@pytest.mark.parametrize("mode", list(WechatMode))
async def test_the_address_check(clock: Clock, redis: Redis, mode: WechatMode) -> None:
    """``signature`` over token, time and nonce in every mode; the echo comes back as it is."""
    async with wechat_world(clock, redis, mode=mode) as world:
        query = {
            "timestamp": "1700000000",
            "nonce": "2",
            "echostr": "12345<x>",
            "signature": signature(ACCOUNT.token, "1700000000", "2"),
        }
        good = await world.http.get(world.url, params=query)
        assert (good.status_code, good.text) == (200, "12345<x>")
        for wrong in ({"signature": "0" * 40}, {"nonce": "3"}, {"signature": "签名"}):
            answer = await world.http.get(world.url, params=query | wrong)
            assert answer.status_code == 403
        del query["signature"]
        assert (await world.http.get(world.url, params=query)).status_code == 403


@pytest.mark.parametrize("mode", list(WechatMode))
async def test_only_the_configured_mode_is_taken(
    clock: Clock, redis: Redis, mode: WechatMode
) -> None:
    """A post of another mode is a forgery, or our own set-up is wrong. Safe posts, which hide
    more, are taken in compatible mode."""
    taken = {SAFE: {SAFE}, COMPATIBLE: {SAFE, COMPATIBLE}, PLAIN: {PLAIN}}[mode]
    async with wechat_world(clock, redis, mode=mode) as world:
        for number, other in enumerate(WechatMode):
            answer = await send(world, post(other, FIELDS | {"MsgId": str(number)}))
            assert answer.status_code == (200 if other in taken else 403), other
        assert len(world.receive.done) == len(taken)


@pytest.mark.parametrize("mode", [SAFE, COMPATIBLE])
async def test_the_clear_part_beside_the_seal_is_not_believed(
    clock: Clock, redis: Redis, mode: WechatMode
) -> None:
    async with wechat_world(clock, redis, mode=mode) as world:
        what = post(COMPATIBLE)
        forged = what.body.replace("确认".encode(), "取消".encode())
        answer = await send(world, WirePost(what.query, forged))
        if mode is COMPATIBLE:
            assert answer.status_code == 200
            assert "确认" in repr(world.receive.done[0])
        else:
            assert answer.status_code == 403


@pytest.mark.parametrize("mode", list(WechatMode))
async def test_a_forged_or_missing_signature(clock: Clock, redis: Redis, mode: WechatMode) -> None:
    async with wechat_world(clock, redis, mode=mode) as world:
        what = post(mode)
        name = "signature" if mode is PLAIN else "msg_signature"
        for query in (
            {**what.query, name: "0" * 40},
            {**what.query, name: ""},
            {**what.query, name: "签名"},
            {**what.query, "nonce": "other"},
            {key: value for key, value in what.query.items() if key != name},
            {},
        ):
            answer = await send(world, WirePost(query, what.body))
            assert answer.status_code == 403, query
        assert world.receive.done == []


async def test_the_right_signature_for_another_seal(clock: Clock, redis: Redis) -> None:
    """``signature`` alone, which an onlooker of the address check could replay, is not enough."""
    async with wechat_world(clock, redis) as world:
        first, second = post(SAFE), post(SAFE, FIELDS | {"Content": "取消"})
        answer = await send(world, WirePost(first.query, second.body))
        assert answer.status_code == 403


async def test_a_message_for_another_account(clock: Clock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        other = replace(ACCOUNT, app_id="wx0000000000000000")
        answer = await send(world, write_post(other, FIELDS, 1_700_000_000))
        assert answer.status_code == 403


@pytest.mark.parametrize("mode", list(WechatMode))
async def test_a_body_over_the_limit(clock: Clock, redis: Redis, mode: WechatMode) -> None:
    async with wechat_world(clock, redis, mode=mode) as world:
        what = post(mode)
        padded = what.body + b" " * (64 * 1024 - len(what.body))
        assert (await send(world, WirePost(what.query, padded))).status_code == 200
        assert (await send(world, WirePost(what.query, padded + b" "))).status_code == 413
        unsigned = await send(world, WirePost({}, b"x" * 200_000))
        assert unsigned.status_code == 413


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {after} "{f"&{before};" * 10}">'
        for before, after in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><xml>&i;</xml>"
)


@pytest.mark.parametrize(
    "xml",
    [
        "<xml>",
        "not xml",
        "<xml></xml>",
        "<xml><MsgType>text</MsgType></xml>",
        "<xml><ToUserName/><FromUserName/><CreateTime/><MsgType/></xml>",
        "<xml><ToUserName><b>1</b></ToUserName></xml>",
        "<a>" * 5_000 + "</a>" * 5_000,
        BOMB,
    ],
)
@pytest.mark.parametrize("mode", [SAFE, PLAIN])
async def test_signed_and_unreadable(
    clock: Clock, redis: Redis, mode: WechatMode, xml: str
) -> None:
    async with wechat_world(clock, redis, mode=mode) as world:
        what = sealed(xml)
        if mode is PLAIN:
            what = WirePost(
                {
                    "timestamp": "1",
                    "nonce": "1",
                    "signature": signature(ACCOUNT.token, "1", "1"),
                },
                xml.encode(),
            )
        answer = await send(world, what)
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "seal", ["", "AAAA", "not base64!", "A" * 44, "签", "A" * 43 + "=", "<b>1</b>"]
)
async def test_signed_and_not_sealed_by_the_key(clock: Clock, redis: Redis, seal: str) -> None:
    async with wechat_world(clock, redis) as world:
        query = {
            "timestamp": "1",
            "nonce": "1",
            "msg_signature": signature(ACCOUNT.token, "1", "1", seal),
        }
        body = f"<xml><Encrypt>{seal}</Encrypt></xml>".encode()
        answer = await send(world, WirePost(query, body))
        assert answer.status_code == 400


@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"<xml>", BOMB.encode()])
async def test_a_body_that_is_no_envelope(clock: Clock, redis: Redis, body: bytes) -> None:
    async with wechat_world(clock, redis) as world:
        answer = await send(world, WirePost(post(SAFE).query, body))
        assert answer.status_code == 400


async def test_other_methods_are_refused(clock: Clock, redis: Redis) -> None:
    async with wechat_world(clock, redis) as world:
        assert (await world.http.put(world.url, content=b"x")).status_code == 405
