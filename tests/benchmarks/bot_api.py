"""A Bot API server that agrees to everything at once and notes when."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter

from aiohttp import web

_RESULTS: dict[str, object] = {
    "getMe": {"id": 42, "is_bot": True, "first_name": "Bench", "username": "bench_bot"},
    "getMyCommands": [],
    "getMyDescription": {"description": ""},
    "getMyShortDescription": {"short_description": ""},
}
_SHOWS = {"sendMessage", "editMessageText"}


@dataclass
class NoOpBotApi:
    """The server and the last screen that it was given."""

    url: str = ""
    shown_at: float = 0.0
    text: str = ""
    buttons: list[tuple[str, str]] = field(default_factory=list)
    calls: int = 0

    async def call(self, request: web.Request) -> web.Response:
        """Any method."""
        method = request.match_info["method"]
        self.calls += 1
        given = await request.post()
        if method in _SHOWS:
            self.text = str(given["text"])
            keyboard = json.loads(str(given.get("reply_markup", "{}"))).get("inline_keyboard", [])
            self.buttons = [(one["text"], one["callback_data"]) for row in keyboard for one in row]
            chat = {"id": int(str(given["chat_id"])), "type": "private"}
            result: object = {"message_id": 1, "date": 1, "chat": chat, "text": self.text}
        else:
            result = _RESULTS.get(method, True)
        response = web.json_response({"ok": True, "result": result})
        if method in _SHOWS:
            self.shown_at = perf_counter()
        return response

    def button(self, *labels: str) -> str:
        """What the shown button with one of these labels sends."""
        return next(data for label, data in self.buttons if label in labels)


@asynccontextmanager
async def no_op_bot_api() -> AsyncIterator[NoOpBotApi]:
    """Serves it on the loopback."""
    api, app = NoOpBotApi(), web.Application()
    app.router.add_route("*", "/bot{token}/{method}", api.call)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    api.url = f"http://{host}:{port}"
    try:
        yield api
    finally:
        await runner.cleanup()
