"""``/sandbox/``: the page, its events, and what people do on the two phones."""

from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sse_starlette import EventSourceResponse
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.control import control_routes
from bot.sandbox.desk import ClockBody, ClockControl, Desk, NoBody, SendBody
from bot.sandbox.overheard import Overheard
from bot.sandbox.personas import Personas
from bot.sandbox.phones import Phones
from bot.sandbox.platforms import Platforms
from bot.sandbox.rim import MOST_WITH_PICTURE, answered, read_body
from bot.sandbox.telegram_phones import TelegramPhones
from bot.sandbox.wechat_phones import WechatPhones

PAGE = Path(__file__).parent / "page"
#: Media types that a browser shows and that run no script.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})


def sandbox_routes(
    both: Platforms,
    personas: Personas,
    clock: ClockControl,
    zone: ZoneInfo,
    overheard: Overheard | None = None,
) -> list[BaseRoute]:
    """All of ``/sandbox/``: the platforms' APIs, the page and what a tester tells them.

    Args:
        both: the platforms; all personas get a phone on each at once.
        personas: who is there.
        clock: the demo's clock, shown and moved by the page.
        zone: the installation's time zone, in which the page shows moments.
        overheard: knows how sentences were understood, if the page is to show it.
    """
    phones: tuple[Phones, ...] = (WechatPhones(both.wechat), TelegramPhones(both.bot_api))
    desk = Desk(phones, personas, clock, zone, overheard)
    return [*both.routes(), *control_routes(both), *_routes(desk)]


def _routes(desk: Desk) -> list[BaseRoute]:
    async def events(request: Request) -> Response:
        persona = desk.persona(request.query_params.get("persona", ""))
        return EventSourceResponse(desk.events(persona))

    async def send(request: Request) -> Response:
        return JSONResponse(await desk.send(await read_body(request, SendBody, MOST_WITH_PICTURE)))

    async def phone(request: Request) -> Response:
        persona = desk.persona(request.query_params.get("persona", ""))
        return JSONResponse(desk.phone(persona, request.path_params["platform"]))

    async def another(request: Request) -> Response:
        await read_body(request, NoBody)
        return JSONResponse(desk.another(), 201)

    async def clock(request: Request) -> Response:
        return JSONResponse(await desk.move_clock(await read_body(request, ClockBody)))

    async def file(request: Request) -> Response:
        found = desk.file(request.path_params["path"])
        shown = "inline" if found.media_type in SHOWN else "attachment"
        disposition = f"{shown}; filename*=UTF-8''{quote(found.name)}"
        headers = {"content-disposition": disposition, "x-content-type-options": "nosniff"}
        return Response(found.content, media_type=found.media_type, headers=headers)

    return [
        Route("/sandbox/events", answered(events)),
        Route("/sandbox/phones/{platform}", answered(phone)),
        Route("/sandbox/send", answered(send), methods=["POST"]),
        Route("/sandbox/personas", answered(another), methods=["POST"]),
        Route("/sandbox/clock", answered(clock), methods=["POST"]),
        Route("/sandbox/files/{path:path}", answered(file)),
        Mount("/sandbox", StaticFiles(directory=PAGE, html=True)),
    ]
