"""A small Telegram of our own: a Bot API server and the people who write to the bot.

It imports nothing of the product. Every request is checked against the machine-readable Bot API
where that file lies beside the checkout; what is wrong is collected in `complaints`.
"""

import asyncio
import json
import os
import socket
import threading
import time
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

API_FILE = Path(__file__).resolve().parents[3] / "shared" / "telegram" / "api.json"
TOKEN = "4200000001:AAcontract_contract_contract_contract"
VISIBLE = {"sendMessage", "editMessageText", "sendPhoto", "sendDocument", "editMessageCaption"}


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@dataclass
class Call:
    """One request that the bot made."""

    method: str
    params: dict[str, Any]
    message_id: int | None = None

    @property
    def text(self) -> str:
        return str(self.params.get("text") or self.params.get("caption") or "")

    @property
    def buttons(self) -> list[dict[str, Any]]:
        markup = self.params.get("reply_markup") or {}
        return [button for row in markup.get("inline_keyboard", []) for button in row]


class Specification:
    """The Bot API as data: which fields a method and a type have."""

    def __init__(self) -> None:
        self.data = json.loads(API_FILE.read_text()) if API_FILE.exists() else None

    def complaints(self, method: str, params: dict[str, Any]) -> list[str]:
        """What is wrong with this request; empty when nothing is, or the file is not there."""
        if self.data is None:
            return []
        if method not in self.data["methods"]:
            return [f"{method}: no such method"]
        found = self._fields(method, self.data["methods"][method].get("fields", []), params)
        text = params.get("text", "")
        units = len(text.encode("utf-16-le")) // 2
        if method in {"sendMessage", "editMessageText"} and not 1 <= units <= 4096:
            found.append(f"{method}: text of {len(text)}")
        if method == "answerCallbackQuery" and len(text) > 200:
            found.append(f"{method}: text of {len(text)}")
        return found

    def _fields(self, where: str, fields: list[dict[str, Any]], value: dict[str, Any]) -> list[str]:
        known = {one["name"]: one for one in fields}
        found = [f"{where}: unknown field {name}" for name in value if name not in known]
        for name, one in known.items():
            if name in value:
                if not any(not self._wrong(kind, value[name]) for kind in one["types"]):
                    first = self._wrong(one["types"][0], value[name])
                    found += [f"{where}.{name}: {reason}" for reason in first]
            elif one["required"]:
                found.append(f"{where}: {name} is missing")
        data = value.get("callback_data")
        if data is not None and not 1 <= len(data.encode()) <= 64:
            found.append(f"{where}: callback_data of {len(data.encode())} bytes")
        return found

    def _wrong(self, kind: str, value: object) -> list[str]:
        if kind.startswith("Array of "):
            inner = kind.removeprefix("Array of ")
            if not isinstance(value, list):
                return [f"{value!r} is no array"]
            return [reason for item in value for reason in self._wrong(inner, item)]
        match kind:
            case "Integer":
                fine = isinstance(value, int) and not isinstance(value, bool)
            case "Float":
                fine = isinstance(value, int | float)
            case "Boolean" | "True":
                fine = isinstance(value, bool)
            case "String":
                fine = isinstance(value, str)
            case "InputFile":
                fine = True
            case _:
                if not isinstance(value, dict):
                    return [f"{value!r} is no {kind}"]
                described = self.data["types"][kind]  # type: ignore[index]
                if subtypes := described.get("subtypes"):
                    tries = [self._wrong(one, value) for one in subtypes]
                    return min(tries, key=len)
                return self._fields(kind, described.get("fields", []), value)
        return [] if fine else [f"{value!r} is no {kind}"]


def _plain(value: str) -> Any:
    """A form field as the value it stands for: multipart knows text only."""
    try:
        parsed = json.loads(value)
    except ValueError:
        return value
    return parsed if isinstance(parsed, dict | list | bool | int) else value


@dataclass
class BotApi:
    """The server: one queue of updates, delivered until an offset confirms them."""

    port: int = field(default_factory=free_port)
    calls: list[Call] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    queue: list[dict[str, Any]] = field(default_factory=list)
    webhook: str | None = None
    secret: str | None = None
    deaf: bool = False
    shown: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.specification = Specification()
        self.update_ids = count(700_000_001)
        self.message_ids = count(11)
        self.confirmed = 0
        routes = [Route("/bot{token}/{method}", self._serve, methods=["GET", "POST"])]
        config = uvicorn.Config(
            Starlette(routes=routes),
            host="127.0.0.1",
            port=self.port,
            log_level="error",
            lifespan="off",
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def close(self) -> None:
        self._server.force_exit = True
        self._server.should_exit = True
        self._thread.join(5)

    async def _serve(self, request: Request) -> JSONResponse:
        if self.deaf:
            return JSONResponse({"ok": False, "error_code": 502, "description": "Bad Gateway"}, 502)
        if request.path_params["token"] != TOKEN:
            body = {"ok": False, "error_code": 401, "description": "Unauthorized"}
            return JSONResponse(body, 401)
        method = request.path_params["method"]
        params: dict[str, Any] = {}
        files: set[str] = set()
        if request.headers.get("content-type", "").startswith("application/json"):
            params = await request.json()
        else:
            async with request.form() as form:
                for name, value in form.multi_items():
                    if isinstance(value, str):
                        params[name] = _plain(value)
                    else:
                        files.add(name)
            for name in files:  # a file under a name of its own, or `attach://` that name
                if f"attach://{name}" not in params.values():
                    params[name] = name
        texts = [one for one in ("text", "caption", "callback_query_id") if one in params]
        params |= {one: str(params[one]) for one in texts}
        self.complaints += self.specification.complaints(method, params)
        result, problem = await self._answer(method, params)
        if problem:
            body = {"ok": False, "error_code": 400, "description": problem}
            return JSONResponse(body, 400)
        return JSONResponse({"ok": True, "result": result})

    async def _answer(self, method: str, params: dict[str, Any]) -> tuple[Any, str]:
        match method:
            case "getMe":
                return {
                    "id": 4200000001,
                    "is_bot": True,
                    "first_name": "Contract",
                    "username": "contract_bot",
                }, ""
            case "getUpdates":
                return await self._updates(params), ""
            case "getWebhookInfo":
                return {
                    "url": self.webhook or "",
                    "has_custom_certificate": False,
                    "pending_update_count": len(self.queue),
                }, ""
            case "getMyCommands":
                return [], ""
            case "setWebhook":
                self.webhook, self.secret = params["url"], params.get("secret_token")
            case "deleteWebhook":
                self.webhook = None
        call = Call(method, params)
        if method in VISIBLE:
            problem = self._show(call)
            if problem:
                return None, problem
            self.calls.append(call)
            return {
                "message_id": call.message_id,
                "date": int(time.time()),
                "chat": {"id": params["chat_id"], "type": "private"},
                "text": call.text,
            }, ""
        self.calls.append(call)
        return True, ""

    def _show(self, call: Call) -> str:
        chat = call.params["chat_id"]
        if not method_edits(call.method):
            call.message_id = next(self.message_ids)
        else:
            call.message_id = call.params["message_id"]
            if (chat, call.message_id) not in self.shown:
                return "Bad Request: message to edit not found"
        content = json.dumps([call.text, call.params.get("reply_markup")], sort_keys=True)
        if self.shown.get((chat, call.message_id)) == content:
            return "Bad Request: message is not modified"
        self.shown[chat, call.message_id] = content
        return ""

    async def _updates(self, params: dict[str, Any]) -> list[dict[str, Any]]:
        offset = params.get("offset") or 0
        if offset > 0:
            self.queue[:] = [one for one in self.queue if one["update_id"] >= offset]
            self.confirmed = max(self.confirmed, offset - 1)
        until = time.monotonic() + min(params.get("timeout") or 0, 25)
        while not self.queue and time.monotonic() < until and not self._server.should_exit:
            await asyncio.sleep(0.01)
        return self.queue[: params.get("limit") or 100]

    def wait_confirmed(self, update_id: int, seconds: float = 15) -> None:
        """Until the bot has moved its offset past this update."""
        until = time.monotonic() + seconds
        while any(one["update_id"] == update_id for one in list(self.queue)):
            assert time.monotonic() < until, f"update {update_id} was never confirmed"
            time.sleep(0.01)

    def deliver(self, content: dict[str, Any], update_id: int | None = None) -> list[Call]:
        """One update, until it is handled; what the bot then did, in order."""
        update = {"update_id": update_id or next(self.update_ids), **content}
        before = len(self.calls)
        if self.webhook:
            reply = httpx.post(
                self.webhook,
                json=update,
                headers={"X-Telegram-Bot-Api-Secret-Token": self.secret or ""},
                timeout=15,
            )
            assert reply.status_code == 200, reply.text
        else:
            self.queue.append(update)
            self.wait_confirmed(update["update_id"])
        return self.calls[before:]


def method_edits(method: str) -> bool:
    return method.startswith("edit")


_users = count(int(time.time()) % 100_000 * 10_000 + os.getpid() % 97 * 100)


class TelegramPerson:
    """Somebody with a phone: types, taps what is on the screen, shares a contact."""

    platform = "telegram"

    def __init__(self, api: BotApi, code: str | None = "zh-hans", name: str = "小林") -> None:
        self.api = api
        self.id = next(_users)
        self.code, self.name = code, name
        self.screen: list[Call] = []
        self.last_calls: list[Call] = []
        self.mark = 0

    @property
    def user(self) -> dict[str, Any]:
        user = {"id": self.id, "is_bot": False, "first_name": self.name}
        return user | ({"language_code": self.code} if self.code else {})

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def message(self, **content: Any) -> dict[str, Any]:
        return {
            "message": {
                "message_id": next(self.api.message_ids),
                "from": self.user,
                "chat": self.chat,
                "date": int(time.time()),
                **content,
            }
        }

    def callback(self, data: str, message_id: int | None = None) -> dict[str, Any]:
        shown = message_id or (self.screen[-1].message_id if self.screen else 5)
        return {
            "callback_query": {
                "id": str(time.monotonic_ns()),
                "from": self.user,
                "chat_instance": "1",
                "data": data,
                "message": {
                    "message_id": shown,
                    "chat": self.chat,
                    "date": int(time.time()),
                    "text": "…",
                },
            }
        }

    def deliver(self, content: dict[str, Any], update_id: int | None = None) -> str:
        """What the person sees after this, as one text; remembers the buttons."""
        calls = self.api.deliver(content, update_id)
        self.mark = len(self.api.calls)
        self.last_calls = [one for one in calls if one.params.get("chat_id", self.id) == self.id]
        seen = [one for one in self.last_calls if one.method in VISIBLE]
        if seen:
            self.screen = seen
        return "\n".join(one.text for one in seen)

    def say(self, text: str) -> str:
        entities = {}
        if text.startswith("/"):
            length = len(text.split()[0])
            entities = {"entities": [{"type": "bot_command", "offset": 0, "length": length}]}
        return self.deliver(self.message(text=text, **entities))

    @property
    def labels(self) -> list[str]:
        return [button["text"] for call in self.screen for button in call.buttons]

    @property
    def reply_labels(self) -> list[str]:
        markups = [call.params.get("reply_markup") or {} for call in self.screen]
        rows = [row for markup in markups for row in markup.get("keyboard", [])]
        return [
            button["text"] if isinstance(button, dict) else button for r in rows for button in r
        ]

    def data_of(self, label: str) -> tuple[str, int | None]:
        for call in self.screen:
            for button in call.buttons:
                if button["text"] == label:
                    return button["callback_data"], call.message_id
        raise AssertionError(f"no button {label!r} among {self.labels}: {self.seen}")

    def choose(self, label: str) -> str:
        data, message_id = self.data_of(label)
        return self.deliver(self.callback(data, message_id))

    @property
    def seen(self) -> str:
        return "\n".join(one.text for one in self.screen)

    def wait_for(self, words: str, seconds: float = 20) -> str:
        """Until news with these words is there since the last own message: the new screen."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for call in reversed(self.api.calls[self.mark :]):
                mine = call.params.get("chat_id") == self.id and call.method in VISIBLE
                if mine and words in call.text:
                    self.screen = [call]
                    return call.text
            time.sleep(0.05)
        raise AssertionError(f"{words!r} never came")
