"""What we are measured beside: bare handlers in a process of their own.

On Telegram an aiogram handler behind aiogram's own webhook runs the SQL that was recorded from us,
shows the recorded screen and releases the button. On WeChat a wechatpy handler opens the sealed
message and seals an echo. They check nothing, remember nothing and forget what a crash interrupts.
"""

import pickle
import sys
from dataclasses import dataclass
from pathlib import Path

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web
from wechatpy import create_reply, parse_message
from wechatpy.crypto import WeChatCrypto

from tests.benchmarks.statements import Replay, Transaction

TELEGRAM = "/telegram"
WECHAT = "/wechat"


@dataclass(frozen=True)
class Press:
    """A button press: the SQL that it takes and what it shows."""

    transactions: tuple[Transaction, ...]
    text: str
    buttons: tuple[tuple[str, str], ...]
    in_place: bool

    @property
    def statements(self) -> int:
        """How many statements it takes."""
        return sum(len(transaction.statements) for transaction in self.transactions)


@dataclass(frozen=True)
class Plan:
    """All that the process needs to know; ``presses`` by the data of their button."""

    port: int
    database: Path
    api_url: str
    token: str
    secret: str
    presses: dict[str, Press]
    wechat: tuple[str, str, str]
    """Token, AES key and app id."""


def application(plan: Plan) -> web.Application:
    """The web application with both handlers."""
    replay, router = Replay(plan.database), Router()

    @router.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        press = plan.presses[query.data or ""]
        await replay.run(press.transactions)
        rows = [[InlineKeyboardButton(text=t, callback_data=d)] for t, d in press.buttons]
        keyboard = InlineKeyboardMarkup(inline_keyboard=rows)
        assert isinstance(query.message, Message)
        show = query.message.edit_text if press.in_place else query.message.answer
        await show(press.text, reply_markup=keyboard)
        await query.answer()

    async def wechat(request: web.Request) -> web.Response:
        query, crypto = request.query, WeChatCrypto(*plan.wechat)
        signed = query["msg_signature"], query["timestamp"], query["nonce"]
        message = parse_message(crypto.decrypt_message(await request.text(), *signed))
        reply = create_reply(message.content, message).render()
        sealed = crypto.encrypt_message(reply, query["nonce"], query["timestamp"])
        return web.Response(text=sealed, content_type="application/xml")

    session = AiohttpSession(api=TelegramAPIServer.from_base(plan.api_url))
    bot, dispatcher = Bot(plan.token, session=session), Dispatcher()
    dispatcher.include_router(router)
    app = web.Application()
    handler = SimpleRequestHandler(
        dispatcher, bot, handle_in_background=False, secret_token=plan.secret
    )
    handler.register(app, path=TELEGRAM)
    app.router.add_post(WECHAT, wechat)

    async def open_database(_: web.Application) -> None:
        await replay.open()

    async def close_all(_: web.Application) -> None:
        await replay.close()
        await bot.session.close()

    app.on_startup.append(open_database)
    app.on_cleanup.append(close_all)
    return app


if __name__ == "__main__":
    given: Plan = pickle.loads(Path(sys.argv[1]).read_bytes())
    web.run_app(application(given), host="127.0.0.1", port=given.port, print=None, access_log=None)
