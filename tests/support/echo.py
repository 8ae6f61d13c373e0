"""The page with both platform servers and, behind them, a bot that only echoes."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import httpx
import segno
import xmltodict
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.sandbox.bot_api import BotApi
from bot.sandbox.hub import sandbox_routes
from bot.sandbox.personas import Personas
from bot.sandbox.phones import MenuEntry
from bot.sandbox.platforms import platforms
from bot.sandbox.wechat_platform import WechatPlatform
from bot.sandbox.wechat_wire import WechatAccount
from bot.settings import WechatMode
from bot.wechat.xml import cdata
from tests.support.clock import SettableClock
from tests.support.web import serving

ZONE = ZoneInfo("Asia/Shanghai")
MENU = (
    MenuEntry("参加", entries=(MenuEntry("服务项目", "browse"), MenuEntry("我的报名", "signups"))),
    MenuEntry("我的", entries=(MenuEntry("服务时长", "hours"),)),
    MenuEntry("帮助", "help"),
)


class ClockKnob:
    """Implements ``ClockControl`` upon the tests' clock."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        """See ``bot.sandbox.desk.ClockControl``."""
        return self._clock.now()

    async def move_to(self, moment: datetime) -> None:
        """See ``bot.sandbox.desk.ClockControl``."""
        self._clock.set(moment)


@dataclass(frozen=True)
class EchoDemo:
    """Everything of one test."""

    url: str
    clock: SettableClock
    bot_api: BotApi
    wechat: WechatPlatform
    personas: Personas


def qr_png(text: str) -> bytes:
    """A picture with a QR code."""
    picture = io.BytesIO()
    segno.make(text).save(picture, kind="png", scale=6, border=3)
    return picture.getvalue()


@asynccontextmanager
async def echo_demo(clock: SettableClock) -> AsyncIterator[EchoDemo]:
    """Serves the page; on both platforms a bot answers with what it got.

    On Telegram ``phone`` asks for the number, ``qr`` sends a code, ``doc`` a document, and a
    pressed button edits its message. On WeChat ``qr`` sends a code with a scene.
    """
    account = WechatAccount("wxecho", "-", "-", "-", mode=WechatMode.PLAIN)
    both = platforms(account, "", clock)
    wechat, bot_api = both.wechat, both.bot_api
    wechat.put_up_menu(MENU)
    personas = Personas()

    async def wechat_webhook(request: Request) -> Response:
        got = xmltodict.parse(await request.body())["xml"]
        return Response(_wechat_reply(wechat, got), media_type="text/xml")

    app = Starlette(
        routes=[
            *sandbox_routes(both, personas, ClockKnob(clock), ZONE),
            Route("/echo", wechat_webhook, methods=["POST"]),
        ]
    )
    async with serving(app) as url:
        wechat.webhook_url = f"{url}/echo"
        polling = asyncio.create_task(
            _telegram_echo(f"{url}/sandbox/telegram/bot{bot_api.token}/", bot_api)
        )
        try:
            yield EchoDemo(url, clock, bot_api, wechat, personas)
        finally:
            polling.cancel()
            await asyncio.gather(polling, return_exceptions=True)
            await both.close()


def _wechat_reply(wechat: WechatPlatform, got: dict[str, str]) -> str:
    words = (
        got.get("Content") or f"{got.get('Event') or got['MsgType']} {got.get('EventKey') or ''}"
    )
    if words == "qr":
        _, address = wechat.make_scene("in-418302")
        media = wechat.keep_media(qr_png(address), "image/png")
        body = f"<MsgType>image</MsgType><Image><MediaId>{cdata(media)}</MediaId></Image>"
    else:
        body = f"<MsgType>text</MsgType><Content>{cdata(f'微信：{words}'.strip())}</Content>"
    return (
        f"<xml><ToUserName>{cdata(got['FromUserName'])}</ToUserName>"
        f"<FromUserName>{cdata(got['ToUserName'])}</FromUserName>"
        f"<CreateTime>{got['CreateTime']}</CreateTime>{body}</xml>"
    )


async def _telegram_echo(base: str, bot_api: BotApi) -> None:
    async with httpx.AsyncClient(base_url=base, timeout=40) as http:
        commands = [{"command": "menu", "description": "菜单"}]
        await http.post("setMyCommands", json={"commands": commands})
        offset = 0
        while True:
            asked = await http.post("getUpdates", json={"offset": offset, "timeout": 20})
            for update in asked.json()["result"]:
                offset = update["update_id"] + 1
                await _telegram_answer(http, bot_api, update)


async def _telegram_answer(
    http: httpx.AsyncClient, bot_api: BotApi, update: dict[str, dict[str, object]]
) -> None:
    if query := update.get("callback_query"):
        on: dict[str, object] = query["message"]  # type: ignore[assignment]
        await http.post(
            "answerCallbackQuery", json={"callback_query_id": query["id"], "text": "好"}
        )
        edited = {"chat_id": on["chat"]["id"], "message_id": on["message_id"]}  # type: ignore[index]
        await http.post("editMessageText", json={**edited, "text": f"按了 {query['data']}"})
        return
    if not (message := update.get("message")):
        return
    chat = {"chat_id": message["chat"]["id"]}  # type: ignore[index]
    match message.get("text"):
        case "phone":
            keys = [[{"text": "发送手机号", "request_contact": True}], [{"text": "跳过"}]]
            keyboard = {"keyboard": keys, "input_field_placeholder": "手机号"}
            asked = {"text": "您的手机号？", "reply_markup": keyboard}
            await http.post("sendMessage", json={**chat, **asked})
        case "qr":
            link = f"https://t.me/{bot_api.username}?start=in-418302"
            photo = {"photo": ("qr.png", qr_png(link), "image/png")}
            await http.post("sendPhoto", data={**chat, "caption": "签到码"}, files=photo)
        case "doc":
            document = {"document": ("我的数据.json", b'{"hours": 3}', "application/json")}
            await http.post("sendDocument", data=chat, files=document)
        case str(text):
            row = [{"text": "报名", "callback_data": "sign_up"}]
            markup = {"inline_keyboard": [row]}
            said = {"text": f"电报：{text}", "reply_markup": markup}
            await http.post("sendMessage", json={**chat, **said})
        case _:
            kind = next(k for k in ("contact", "location", "voice") if k in message)
            said = {"text": f"电报：{kind}", "reply_markup": {"remove_keyboard": True}}
            await http.post("sendMessage", json={**chat, **said})
