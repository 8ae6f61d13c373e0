"""``/sandbox/``: the page, its events, and what people do on the two phones."""

from collections.abc import Awaitable, Callable
from functools import wraps
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError
from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.bot_api import BotApi
from bot.sandbox.desk import ClockBody, ClockControl, Desk, NoBody, Refusal, SendBody
from bot.sandbox.overheard import Overheard
from bot.sandbox.personas import Personas
from bot.sandbox.phones import Phones
from bot.sandbox.telegram_phones import TelegramPhones
from bot.sandbox.wechat_phones import WechatPhones
from bot.sandbox.wechat_platform import WechatPlatform

PAGE = Path(__file__).parent / "page"
MOST_BYTES = 64 * 1024
#: Media types that a browser shows and that run no script.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})

Body = TypeVar("Body", bound=BaseModel)
Endpoint = Callable[[Request], Awaitable[Response]]


def sandbox_routes(
    bot_api: BotApi,
    wechat: WechatPlatform,
    personas: Personas,
    clock: ClockControl,
    zone: ZoneInfo,
    overheard: Overheard | None = None,
) -> list[BaseRoute]:
    """All of ``/sandbox/``, for the demo's web application.

    Args:
        bot_api, wechat: the platforms; all personas get a phone on each at once.
        personas: who is there.
        clock: the demo's clock, shown and moved by the page.
        zone: the installation's time zone, in which the page shows moments.
        overheard: knows how sentences were understood, if the page is to show it.
    """
    phones: tuple[Phones, ...] = (WechatPhones(wechat), TelegramPhones(bot_api))
    return _routes(Desk(phones, personas, clock, zone, overheard))


async def _body(request: Request, kind: type[Body]) -> Body:
    """The request's body. Raises: Refusal."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise Refusal(403, "cross_site")
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > MOST_BYTES:
            raise Refusal(413, "too_large")
    try:
        return kind.model_validate_json(bytes(read))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refusal(400, "bad_request", f"{where}: {first['msg']}") from error


def _answered(endpoint: Endpoint) -> Endpoint:
    """Words a refusal as JSON with its 4xx."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refusal as refusal:
            return JSONResponse({"error": refusal.code, "detail": refusal.detail}, refusal.status)

    return answer


def _routes(desk: Desk) -> list[BaseRoute]:
    async def events(request: Request) -> Response:
        persona = desk.persona(request.query_params.get("persona", ""))
        return EventSourceResponse(desk.events(persona))

    async def send(request: Request) -> Response:
        return JSONResponse(await desk.send(await _body(request, SendBody)))

    async def another(request: Request) -> Response:
        await _body(request, NoBody)
        return JSONResponse(desk.another(), 201)

    async def clock(request: Request) -> Response:
        return JSONResponse(await desk.move_clock(await _body(request, ClockBody)))

    async def file(request: Request) -> Response:
        found = desk.file(request.path_params["path"])
        shown = "inline" if found.media_type in SHOWN else "attachment"
        disposition = f"{shown}; filename*=UTF-8''{quote(found.name)}"
        headers = {"content-disposition": disposition, "x-content-type-options": "nosniff"}
        return Response(found.content, media_type=found.media_type, headers=headers)

    return [
        Route("/sandbox/events", _answered(events)),
        Route("/sandbox/send", _answered(send), methods=["POST"]),
        Route("/sandbox/personas", _answered(another), methods=["POST"]),
        Route("/sandbox/clock", _answered(clock), methods=["POST"]),
        Route("/sandbox/files/{path:path}", _answered(file)),
        Mount("/sandbox", StaticFiles(directory=PAGE, html=True)),
    ]
