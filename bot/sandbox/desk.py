"""The desk with the phones on it: what they show, in one shape, and what is done on them."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict
from sse_starlette import JSONServerSentEvent

from bot.sandbox.overheard import Overheard
from bot.sandbox.personas import Persona, Personas
from bot.sandbox.phones import (
    Act,
    ActRefused,
    BubbleKind,
    FileContent,
    Phones,
    PhoneView,
    ScanPicture,
    Side,
)
from bot.sandbox.scanner import read_code
from domain.volunteers.model import Platform

LONGEST_STEP = timedelta(days=366)

Json = dict[str, object]


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


class Desk:
    """Knows the phones and who watches them."""

    def __init__(
        self,
        phones: Sequence[Phones],
        personas: Personas,
        clock: ClockControl,
        zone: ZoneInfo,
        overheard: Overheard | None = None,
    ) -> None:
        self._phones: Mapping[Platform, Phones] = {each.platform: each for each in phones}
        self._personas = personas
        self._clock = clock
        self._zone = zone
        self._overheard = overheard or Overheard()
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
            views = {name: self._view(each, persona) for name, each in self._phones.items()}
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
                    view = self._view(each, persona)
                    if change := _change(views[name], view):
                        views[name] = view
                        yield JSONServerSentEvent({"platform": name, **change}, event="phone")
        finally:
            self._watchers.discard(wake)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    def _view(self, phones: Phones, persona: Persona) -> PhoneView:
        """What the phone shows, and beside every text typed how it was understood."""
        view = phones.view(persona)
        bubbles = tuple(
            replace(each, understood=self._overheard.of(each.text, each.at))
            if (each.side, each.kind) == (Side.OWN, BubbleKind.TEXT)
            else each
            for each in view.bubbles
        )
        return replace(view, bubbles=bubbles)

    def phone(self, persona: Persona, platform: str) -> Json:
        """What the person's phone shows now. Raises: Refusal."""
        for name, each in self._phones.items():
            if name == platform:
                return _object(asdict(self._view(each, persona)))
        raise Refusal(404, "unknown_platform")

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


def _object(value: object) -> Json:
    shown = _jsonable(value)
    assert isinstance(shown, dict)
    return shown


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
