"""The page's server: both platforms' phones in one shape, their changes as they happen."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import wraps
from pathlib import Path
from typing import Protocol, TypeVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError
from sse_starlette import EventSourceResponse, JSONServerSentEvent
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.sandbox.personas import Persona, Personas
from bot.sandbox.phones import Act, ActRefused, FileContent, Phones, PhoneView, ScanPicture
from bot.sandbox.scanner import read_code
from domain.volunteers.model import Platform

PAGE = Path(__file__).parent / "page"
MOST_BYTES = 64 * 1024
#: Media types that a browser shows and that run no script.
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
LONGEST_STEP = timedelta(days=366)

Json = dict[str, object]
Body = TypeVar("Body", bound=BaseModel)
Endpoint = Callable[[Request], Awaitable[Response]]


class ClockControl(Protocol):
    """The demo's clock."""

    def now(self) -> datetime:
        """The demo's moment, aware, in UTC."""
        ...

    async def move_to(self, moment: datetime) -> None:
        """Moves the demo's time forward to a later moment, for all parts of the program."""
        ...


class Refusal(Exception):
    """A request that is answered with a 4xx; ``code`` is a word of the page's dictionary."""

    def __init__(self, status: int, code: str, detail: str = "") -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class SendBody(_Body):
    """Somebody does something on a phone."""

    platform: Platform
    persona: str
    act: Act


class NoBody(_Body):
    """Nothing to say beyond the address."""


class ClockBody(_Body):
    """Where to move the clock; without an offset it is the installation's local time."""

    now: datetime


class Hub:
    """Knows the phones and who watches them."""

    def __init__(
        self, phones: Sequence[Phones], personas: Personas, clock: ClockControl, zone: ZoneInfo
    ) -> None:
        self._phones: Mapping[Platform, Phones] = {each.platform: each for each in phones}
        self._personas = personas
        self._clock = clock
        self._zone = zone
        self._moves = 0
        self._watchers: set[asyncio.Event] = set()
        for persona in personas.all():
            self._hand_phones(persona)

    # ------------------------------------------------------------ what the page sees

    async def events(self, persona: Persona) -> AsyncIterator[JSONServerSentEvent]:
        """First everything, as one ``state``; then ``phone``, ``clock`` and ``personas``."""
        wake = asyncio.Event()
        self._watchers.add(wake)
        tasks = [
            asyncio.create_task(_wake_at(each.changes(persona), wake))
            for each in self._phones.values()
        ]
        try:
            views = {name: each.view(persona) for name, each in self._phones.items()}
            moves, people = self._moves, self._personas.all()
            yield JSONServerSentEvent(self._state(views), event="state")
            while True:
                await wake.wait()
                wake.clear()
                if people != (people := self._personas.all()):
                    yield JSONServerSentEvent(_people(people), event="personas")
                if moves != (moves := self._moves):
                    yield JSONServerSentEvent(self._time(), event="clock")
                for name, each in self._phones.items():
                    view = each.view(persona)
                    if change := _change(views[name], view):
                        views[name] = view
                        yield JSONServerSentEvent({"platform": name, **change}, event="phone")
        finally:
            self._watchers.discard(wake)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _state(self, views: Mapping[Platform, PhoneView]) -> Json:
        return {
            **self._time(),
            "zone": self._zone.key,
            "personas": _people(self._personas.all()),
            "phones": {str(name): _jsonable(asdict(view)) for name, view in views.items()},
        }

    def _time(self) -> Json:
        return {"now": self._clock.now().isoformat()}

    def _wake_all(self) -> None:
        for wake in self._watchers:
            wake.set()

    # ------------------------------------------------------------ what the page does

    def persona(self, key: str) -> Persona:
        """The persona with a key. Raises: Refusal."""
        if (persona := self._personas.get(key)) is None:
            raise Refusal(404, "unknown_persona")
        return persona

    def another(self) -> Json:
        """One more new person. Raises: Refusal."""
        if (persona := self._personas.another()) is None:
            raise Refusal(409, "full")
        self._hand_phones(persona)
        self._wake_all()
        return _people([persona])[0]

    def _hand_phones(self, persona: Persona) -> None:
        for each in self._phones.values():
            each.add(persona)

    async def send(self, body: SendBody) -> Json:
        """Does something on a phone. Raises: Refusal."""
        persona = self.persona(body.persona)
        scanned = self._scan(body.act.file) if isinstance(body.act, ScanPicture) else None
        if scanned and (link := self._page_link(scanned)):
            return {"open": link}
        try:
            await self._phones[body.platform].act(persona, body.act, self._payload(scanned))
        except ActRefused as refused:
            raise Refusal(409, refused.code) from refused
        return {}

    def _scan(self, path: str) -> str:
        said = read_code(self.file(path).content)
        if said is None:
            raise Refusal(409, "not_ours")
        return said

    def _payload(self, scanned: str | None) -> str | None:
        """What a code of either platform carries: a demo's phone may scan the other's too."""
        if scanned is None:
            return None
        payloads = (each.payload(scanned) for each in self._phones.values())
        return next((found for found in payloads if found is not None), None)

    def _page_link(self, scanned: str) -> str | None:
        """The link of a code that leads to a page and not into a chat."""
        is_page = scanned.startswith(("https://", "http://")) and self._payload(scanned) is None
        return scanned if is_page else None

    def file(self, path: str) -> FileContent:
        """A picture or document of a phone, ``wechat/…`` or ``telegram/…``. Raises: Refusal."""
        platform, _, rest = path.partition("/")
        phones = next((each for name, each in self._phones.items() if name == platform), None)
        file = phones.file(rest) if phones else None
        if file is None:
            raise Refusal(404, "no_such_file")
        return file

    async def move_clock(self, body: ClockBody) -> Json:
        """Moves the demo's time forward. Raises: Refusal."""
        moment = body.now if body.now.tzinfo else body.now.replace(tzinfo=self._zone)
        now = self._clock.now()
        if moment < now:
            raise Refusal(409, "backwards", f"it is {now.isoformat()}")
        if moment > now + LONGEST_STEP:
            raise Refusal(409, "too_far")
        await self._clock.move_to(moment.astimezone(UTC))
        self._moves += 1
        self._wake_all()
        return self._time()


async def _wake_at(changes: AsyncIterator[object], wake: asyncio.Event) -> None:
    async for _ in changes:
        wake.set()


def _jsonable(value: object) -> object:
    return json.loads(json.dumps(value, default=datetime.isoformat))


def _people(personas: Sequence[Persona]) -> list[Json]:
    return [{"key": each.key, "kind": each.kind, "name": each.name} for each in personas]


def _change(before: PhoneView, after: PhoneView) -> Json | None:
    """What is different: the head where it changed, new and changed bubbles, ids that are gone."""
    old = {bubble.id: bubble for bubble in before.bubbles}
    changed = [asdict(bubble) for bubble in after.bubbles if old.get(bubble.id) != bubble]
    gone = sorted(old.keys() - {bubble.id for bubble in after.bubbles})
    head = asdict(after.head) if after.head != before.head else None
    if not (changed or gone or head):
        return None
    return {"head": head, "bubbles": _jsonable(changed), "gone": gone}


# ---------------------------------------------------------------- the routes


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


def hub_routes(hub: Hub) -> list[BaseRoute]:
    """The routes of a hub, the page's files last."""

    async def events(request: Request) -> Response:
        persona = hub.persona(request.query_params.get("persona", ""))
        return EventSourceResponse(hub.events(persona))

    async def send(request: Request) -> Response:
        return JSONResponse(await hub.send(await _body(request, SendBody)))

    async def another(request: Request) -> Response:
        await _body(request, NoBody)
        return JSONResponse(hub.another(), 201)

    async def clock(request: Request) -> Response:
        return JSONResponse(await hub.move_clock(await _body(request, ClockBody)))

    async def file(request: Request) -> Response:
        found = hub.file(request.path_params["path"])
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
