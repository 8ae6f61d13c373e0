"""What the load is measured beside: bare aiogram and bare wechatpy that echo, in one process."""

import asyncio
import sys
from dataclasses import dataclass

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from aiohttp import web
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto


@dataclass(frozen=True)
class Echo:
    """Where it serves, and the two accounts."""

    port: int
    api_url: str
    token: str
    wechat: tuple[str, str, str]
    """Token, AES key and app id."""


async def serve(echo: Echo) -> None:
    """Polls Telegram and serves WeChat's webhook until it is killed."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(echo.api_url))
    bot, dispatcher = Bot(echo.token, session=session), Dispatcher()

    @dispatcher.message()
    async def said(message: Message) -> None:
        await message.answer(message.text or "…")

    async def posted(request: web.Request) -> web.Response:
        query, crypto = request.query, WeChatCrypto(*echo.wechat)
        signed = query["msg_signature"], query["timestamp"], query["nonce"]
        message = parse_message(crypto.decrypt_message(await request.text(), *signed))
        reply = create_reply(getattr(message, "content", "") or "…", message).render()
        sealed = crypto.encrypt_message(reply, query["nonce"], query["timestamp"])
        return web.Response(text=sealed, content_type="application/xml")

    async def ready(_: web.Request) -> web.Response:
        return web.Response()

    app = web.Application()
    app.router.add_post("/wechat/webhook", posted)
    app.router.add_get("/readyz", ready)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", echo.port).start()
    await dispatcher.start_polling(bot, handle_signals=False)


if __name__ == "__main__":
    port, api_url, token, *wechat = sys.argv[1:]
    asyncio.run(serve(Echo(int(port), api_url, token, (wechat[0], wechat[1], wechat[2]))))
