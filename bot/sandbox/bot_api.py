"""A strict Bot API server over HTTP, and the people who write to the bot.

``BotApi.app`` serves the bot; the methods that ``BotApi`` has from ``People`` are what people do on
their phones. Both need a running event loop and live in the same one. Differences from the real
server: updates do not expire, uploads stay in memory, a webhook may be plain http on any port.
"""

import asyncio
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.bot_api_limits import Limits
from bot.sandbox.bot_api_methods import METHODS
from bot.sandbox.bot_api_people import People
from bot.sandbox.bot_api_request import ApiError, Fields, read_fields
from bot.sandbox.bot_api_updates import Updates
from bot.sandbox.bot_api_world import World

#: Sees every request before it is handled: method, fields as sent, names of the uploads.
OnRequest = Callable[[str, Mapping[str, object], frozenset[str]], None]


@dataclass(slots=True)
class _Fault:
    method: str
    times: int
    error: ApiError | None = None
    seconds: float = 0.0
    chat_id: int | None = None

    def meets(self, method: str, chat_id: int) -> bool:
        return (
            self.times > 0
            and self.method in {method, "*"}
            and (self.chat_id is None or self.chat_id == chat_id)
        )


class BotApi(People):
    """The server and everybody's phones."""

    def __init__(
        self,
        token: str = "1000000001:sandbox-token",
        username: str = "zhiyuan_demo_bot",
        name: str = "志愿",
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        on_request: OnRequest | None = None,
        first_update: int = 100_000_001,
    ) -> None:
        """Args: first_update: numbers go on from here; after a restart it is higher."""
        super().__init__(World(token, username, name, now, updates=Updates(next_id=first_update)))
        self.on_request = on_request
        self.requests: list[tuple[str, Mapping[str, object]]] = []
        """Every request of the bot but ``getUpdates``, newest last."""
        self.limits = Limits()
        self._faults: list[_Fault] = []
        self.app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._serve, methods=["GET", "POST"]),
                Route("/file/bot{token}/{file_id}", self._serve_file),
            ]
        )

    @property
    def token(self) -> str:
        """The bot's token."""
        return self._world.token

    @property
    def username(self) -> str:
        """The bot's name in links."""
        return self._world.username

    async def close(self) -> None:
        """Ends the deliveries to a webhook."""
        await self._world.updates.close()

    # ---------------------------------------------------------------- over HTTP

    async def _serve(self, request: Request) -> Response:
        try:
            return JSONResponse({"ok": True, "result": await self._answer(request)})
        except ApiError as error:
            return JSONResponse(error.body(), status_code=error.code)

    async def _answer(self, request: Request) -> object:
        if request.path_params["token"] != self.token:
            raise ApiError(401, "Unauthorized")
        name = request.path_params["method"]
        method = METHODS.get(name)
        if method is None:
            raise ApiError(404, "Not Found")
        fields = await read_fields(request)
        if self.on_request:
            self.on_request(name, fields.raw, frozenset(fields.uploads))
        if name != "getUpdates":
            self.requests.append((name, fields.raw))
        fault = self._fault(name, fields)
        if fault and fault.error:
            raise fault.error
        self.limits.check(name, fields)
        result = method(self._world, fields)
        if inspect.isawaitable(result):
            result = await result
        if fault:
            await asyncio.sleep(fault.seconds)
        return result

    def _fault(self, method: str, fields: Fields) -> _Fault | None:
        chat_id = fields.integer("chat_id")
        fault = next((one for one in self._faults if one.meets(method, chat_id)), None)
        if fault:
            fault.times -= 1
        return fault

    async def _serve_file(self, request: Request) -> Response:
        file = self.file(request.path_params["file_id"])
        if file is None or request.path_params["token"] != self.token:
            return JSONResponse(ApiError(404, "Not Found").body(), status_code=404)
        return Response(file.data, media_type=file.mime)

    # ---------------------------------------------------------------- what goes wrong

    def throttle(self, user_id: int, seconds: int, times: int = 1) -> None:
        """The next requests for this chat are refused with 429."""
        error = ApiError(429, f"Too Many Requests: retry after {seconds}", seconds)
        self._faults.append(_Fault("*", times, error, chat_id=user_id))

    def fail_next(
        self, method: str, code: int, description: str = "Internal Server Error", times: int = 1
    ) -> None:
        """The next requests of this method (``*``: of any) fail and do nothing."""
        self._faults.append(_Fault(method, times, ApiError(code, description)))

    def delay(self, method: str, seconds: float, times: int = 1) -> None:
        """The next requests of this method are done at once, but answered late."""
        self._faults.append(_Fault(method, times, seconds=seconds))

    def repeat_update(self, update_id: int) -> None:
        """Delivers an update again."""
        self._world.updates.repeat(update_id)

    def pending(self) -> int:
        """How many updates are not confirmed yet."""
        return len(self._world.updates.pending)
