"""The HTTP surface: what is served, what is refused, and the shapes of the state pages."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.contract.conversation import Outside
from tests.contract.served import Served, both_platforms
from tests.contract.telegram import BotApi, TelegramPerson, free_port
from tests.contract.wechat import (
    WECHAT_TOKEN,
    WeChatPerson,
    WeChatPlatform,
    encrypt,
    signature,
)


def test_the_state_pages(outside: Outside) -> None:
    url = outside.served.url
    assert httpx.get(f"{url}/livez").status_code == 200
    ready = httpx.get(f"{url}/readyz")
    assert ready.status_code == 200
    body = ready.json()
    assert body["status"] == "ok"
    assert all("state" in part for part in body["parts"].values())
    assert body["parts"]["rasa"]["state"] == "off"
    assert {"sql", "redis", "telegram", "wechat"} <= set(body["parts"])
    metrics = httpx.get(f"{url}/metrics")
    assert metrics.status_code == 200 and "# TYPE" in metrics.text
    assert metrics.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/telegram/webhook"), ("GET", "/sandbox/"), ("GET", "/nowhere")],
)
def test_what_is_not_served_is_not_there(outside: Outside, method: str, path: str) -> None:
    url = outside.served.url
    assert httpx.request(method, url + path).status_code == 404


class TestWeChat:
    """Signatures, sizes and shapes."""

    @pytest.fixture
    def at(self, outside: Outside) -> WeChatPlatform:
        return outside.wechat

    def params(self, *more: str, token: str = WECHAT_TOKEN) -> dict[str, str]:
        plain = {"timestamp": "1700000000", "nonce": "n1"}
        return plain | {"signature": signature(token, *plain.values(), *more)}

    def test_returns_the_echo(self, at: WeChatPlatform) -> None:
        reply = httpx.get(f"{at.url}/wechat/webhook", params=self.params() | {"echostr": "<8812&>"})
        assert (reply.status_code, reply.text) == (200, "<8812&>")

    @pytest.mark.parametrize("query", ["forged", "none", "empty"])
    def test_refuses_a_check_without_signature(self, at: WeChatPlatform, query: str) -> None:
        queries = {"forged": self.params(token="other"), "none": {}, "empty": {"signature": ""}}
        reply = httpx.get(f"{at.url}/wechat/webhook", params=queries[query] | {"echostr": "1"})
        assert reply.status_code == 403

    def test_refuses_a_forged_message(self, at: WeChatPlatform) -> None:
        person = WeChatPerson(at)
        assert at.post(person.message(Content="菜单"), token="other").status_code == 403

    def test_refuses_a_message_for_another_app(self, at: WeChatPlatform) -> None:
        person = WeChatPerson(at)
        reply = at.post(person.message(Content="菜单"), app_id="wxffffffffffffffff")
        assert reply.status_code in (400, 403)

    def test_refuses_plain_text_in_safe_mode(self, at: WeChatPlatform) -> None:
        person = WeChatPerson(at)
        reply = httpx.post(
            f"{at.url}/wechat/webhook",
            params=self.params(),
            content=person.message(Content="菜单").encode(),
        )
        assert reply.status_code in (400, 403)

    def test_refuses_a_large_body_before_all_else(self, at: WeChatPlatform) -> None:
        for params in (self.params(), {}):
            reply = httpx.post(
                f"{at.url}/wechat/webhook", params=params, content=b"x" * (64 * 1024 + 1)
            )
            assert reply.status_code == 413

    @pytest.mark.parametrize(
        "inner",
        [
            "",
            "no xml",
            "<xml>",
            "<xml><a></xml>",
            '<!DOCTYPE x [<!ENTITY a "b">]><xml><FromUserName>&a;</FromUserName></xml>',
            "<xml><FromUserName>o1</FromUserName></xml>",
            "<xml><MsgType>text</MsgType><Content>x</Content></xml>",
            "<xml><FromUserName><b>1</b></FromUserName><MsgType>text</MsgType></xml>",
            "<xml>\x00</xml>",
            "[]",
        ],
    )
    def test_refuses_a_bad_message_inside(self, at: WeChatPlatform, inner: str) -> None:
        assert at.post(inner).status_code == 400

    @pytest.mark.parametrize("inner", ["not a time", "99999999999999999999", "-1", ""])
    def test_a_strange_time_is_no_error(self, at: WeChatPlatform, inner: str) -> None:
        person = WeChatPerson(at)
        xml = person.message(Content="菜单", CreateTime=inner)
        assert at.post(xml).status_code in (200, 400)

    @pytest.mark.parametrize("sealed", ["", "AAAA", "!!!", "QUJD" * 11, None])
    def test_refuses_a_bad_seal(self, at: WeChatPlatform, sealed: str | None) -> None:
        sealed = encrypt("<xml></xml>")[:-8] if sealed is None else sealed
        params = self.params() | {
            "msg_signature": signature(WECHAT_TOKEN, "1700000000", "n1", sealed)
        }
        body = f"<xml><Encrypt><![CDATA[{sealed}]]></Encrypt></xml>"
        reply = httpx.post(f"{at.url}/wechat/webhook", params=params, content=body)
        assert reply.status_code in (400, 403)

    def test_refuses_other_methods(self, at: WeChatPlatform) -> None:
        assert httpx.put(f"{at.url}/wechat/webhook").status_code == 405


class TestOtherWays:
    """Telegram by webhook; WeChat as a compatible account; one platform away."""

    @pytest.fixture(scope="class")
    def api(self) -> Iterator[BotApi]:
        api = BotApi()
        yield api
        api.close()

    @pytest.fixture(scope="class")
    def served(self, api: BotApi, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
        folder: Path = tmp_path_factory.mktemp("webhook")
        settings = both_platforms(
            folder,
            api,
            TELEGRAM_UPDATES="webhook",
            TELEGRAM_WEBHOOK_SECRET="contract-secret",
            WECHAT_MODE="compatible",
        )
        served = Served(folder, settings)
        try:
            yield served.start()
        finally:
            served.stop()

    def test_talks_by_webhook(self, served: Served, api: BotApi) -> None:
        assert api.webhook == f"{served.url}/telegram/webhook"
        assert api.secret == "contract-secret"
        person = TelegramPerson(api)
        assert "您好" in person.say("/start")
        update, number = person.message(text="菜单"), 5
        assert "您想做什么" in person.deliver(update, number)
        assert person.deliver(update, number) == ""
        assert "同意吗" in person.choose("注册")
        assert not api.complaints

    @pytest.mark.parametrize("secret", ["wrong", "", None])
    def test_refuses_a_wrong_secret(self, served: Served, secret: str | None) -> None:
        headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
        reply = httpx.post(f"{served.url}/telegram/webhook", json={"update_id": 1}, headers=headers)
        assert reply.status_code == 403

    @pytest.mark.parametrize(
        "body",
        [b"", b"no json", b"[]", b"{}", b'{"update_id": "x"}', b'{"update_id": 1, "message": 5}'],
    )
    def test_a_bad_body_is_no_error_of_ours(self, served: Served, body: bytes) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": "contract-secret"}
        reply = httpx.post(f"{served.url}/telegram/webhook", content=body, headers=headers)
        assert reply.status_code in (200, 400)

    def test_talks_in_compatible_mode(self, served: Served) -> None:
        at = WeChatPlatform(served.url, "compatible")
        assert "您想做什么" in WeChatPerson(at).say("菜单")

    def test_compatible_mode_refuses_plain_text(self, served: Served) -> None:
        plain = WeChatPlatform(served.url, "plain")
        reply = plain.post(WeChatPerson(plain).message(Content="菜单"))
        assert reply.status_code in (400, 403)


def test_plain_mode_and_a_platform_that_is_away(tmp_path: Path) -> None:
    """Telegram's server cannot be reached at start: that is shown, and WeChat is served."""
    settings = both_platforms(
        tmp_path,
        None,
        WECHAT_MODE="plain",
        TELEGRAM_TOKEN="1:AAaway",
        TELEGRAM_API_URL=f"http://127.0.0.1:{free_port()}",
    )
    served = Served(tmp_path, {k: v for k, v in settings.items() if k != "WECHAT_AES_KEY"})
    try:
        served.start()
        at = WeChatPlatform(served.url, "plain")
        assert "您想做什么" in WeChatPerson(at).say("菜单")
        sealed = WeChatPlatform(served.url, "safe")
        assert sealed.post(WeChatPerson(sealed).message(Content="菜单")).status_code in (400, 403)
        ready = httpx.get(f"{served.url}/readyz")
        assert ready.status_code == 200
        assert ready.json()["parts"]["telegram"]["state"] not in ("up", "ready")
        assert served.stop() in (0, -15, 143)
    finally:
        served.stop()
