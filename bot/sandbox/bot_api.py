"""A strict Bot API server over HTTP, and the people who write to the bot.

``BotApi.app`` serves the bot; the methods that ``BotApi`` has from ``People`` are what people do on
their phones. Both need a running event loop and live in the same one. Differences from the real
server: uploads stay in memory, a webhook may be plain http on any port, groups have no members.
"""

import inspect
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial

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
from bot.sandbox.faults import Ends, Fault, Faults, spoilt

#: Sees every request before it is handled: method, fields as sent, names of the uploads.
OnRequest = Callable[[str, Mapping[str, object], frozenset[str]], None]


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
        super().__init__(World(token, username, name, now, updates=Updates(first_update, now)))
        self.on_request = on_request
        self.requests: list[tuple[str, Mapping[str, object]]] = []
        """Every request of the bot but ``getUpdates``, newest last."""
        self.limits = Limits()
        self.faults = Faults()
        self.app = Starlette(
            routes=[
                Route("/bot{token}/{method}", self._serve, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._serve_file),
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
            name, fields = await self._read(request)
        except ApiError as error:
            return _refused(error)
        fault = self.faults.take(name, fields.text("chat_id"))
        return await spoilt(fault, partial(self._answer, name, fields), _as_told)

    async def _read(self, request: Request) -> tuple[str, Fields]:
        if request.path_params["token"] != self.token:
            raise ApiError(401, "Unauthorized")
        name = request.path_params["method"]
        if name not in METHODS:
            raise ApiError(404, "Not Found")
        fields = await read_fields(request)
        if self.on_request:
            self.on_request(name, fields.raw, frozenset(fields.uploads))
        if name != "getUpdates":
            self.requests.append((name, fields.raw))
        return name, fields

    async def _answer(self, name: str, fields: Fields) -> Response:
        try:
            self.limits.check(name, fields)
            result = METHODS[name](self._world, fields)
            if inspect.isawaitable(result):
                result = await result
        except ApiError as error:
            return _refused(error)
        return JSONResponse({"ok": True, "result": result})

    async def _serve_file(self, request: Request) -> Response:
        _, _, file_id = request.path_params["path"].rpartition("/")
        file = self.file(file_id)
        wrong = file is None or file.path != request.path_params["path"]
        if file is None or wrong or request.path_params["token"] != self.token:
            return _refused(ApiError(404, "Not Found"))
        return Response(file.data, media_type=file.mime)

    # ---------------------------------------------------------------- what goes wrong

    def throttle(self, user_id: int, seconds: int, times: int = 1) -> None:
        """The next requests for this chat are refused with 429."""
        words = f"Too Many Requests: retry after {seconds}"
        refused = Fault(times=times, chat=str(user_id), code=429, words=words, retry_after=seconds)
        self.faults.add(refused)

    def fail_next(
        self, method: str, code: int, words: str = "Internal Server Error", times: int = 1
    ) -> None:
        """The next requests of this method (``*``: of any) fail and do nothing."""
        self.faults.add(Fault(call=method, times=times, code=code, words=words))

    def delay(self, method: str, seconds: float, times: int = 1) -> None:
        """The next requests of this method are done at once, but answered late."""
        self.faults.add(Fault(call=method, times=times, ends=Ends.ANSWERED, seconds=seconds))

    def repeat_update(self, update_id: int) -> None:
        """Delivers an update again."""
        self._world.updates.repeat(update_id)

    def pending(self) -> int:
        """How many updates are not confirmed yet."""
        return len(self._world.updates.pending)


def _refused(error: ApiError) -> Response:
    return JSONResponse(error.body(), status_code=error.code)


def _as_told(fault: Fault) -> Response:
    return _refused(ApiError(fault.code, fault.words, fault.retry_after))
