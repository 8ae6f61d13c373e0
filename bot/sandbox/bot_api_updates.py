"""The queue of updates: long polling with offsets, or a webhook with one queue per person."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx

from bot.sandbox.bot_api_chat import Json
from bot.sandbox.bot_api_request import ApiError

#: A delivery that gets no answer of 2xx is repeated after these seconds, then the last of them.
_REPEATS = (0.1, 0.2, 0.5, 1.0, 2.0)
_WEBHOOK_SECONDS = 60.0

#: How long an update waits for a bot that does not take it.
_LIFE = timedelta(hours=24)
_CALLBACK_LIFE = timedelta(seconds=150)


@dataclass(frozen=True, slots=True)
class Update:
    """An update that waits; updates of one ``lane`` are delivered one after the other."""

    id: int
    lane: str
    kind: str
    body: Json
    until: datetime

    def wire(self) -> Json:
        """The update as it is sent."""
        return {"update_id": self.id, self.kind: self.body}


@dataclass(slots=True)
class Webhook:
    """Where updates are posted."""

    url: str
    secret: str = ""
    last_error: str = ""


@dataclass(slots=True)
class Updates:
    """All updates of the bot that were not confirmed yet."""

    next_id: int = 100_000_001
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    webhook: Webhook | None = None
    allowed: tuple[str, ...] = ()
    pending: deque[Update] = field(default_factory=deque)
    repeats: deque[Update] = field(default_factory=deque)
    """Delivered once more by polling, whatever the offset."""
    delivered: list[Update] = field(default_factory=list)
    """Everything that left the queue, newest last."""
    _arrived: asyncio.Event = field(default_factory=asyncio.Event)
    _poll: asyncio.Event | None = None
    _client: httpx.AsyncClient | None = None
    _lanes: dict[str, asyncio.Task[None]] = field(default_factory=dict)

    def add(self, lane: str, kind: str, body: Json) -> int:
        """Queues an update.

        Returns:
            Its id; also of one that the bot did not ask for and that is dropped.
        """
        life = _CALLBACK_LIFE if kind == "callback_query" else _LIFE
        update = Update(self.next_id, lane, kind, body, self.now() + life)
        self.next_id += 1
        if not self.allowed or kind in self.allowed:
            self.pending.append(update)
            self._wake(update)
        return update.id

    def repeat(self, update_id: int) -> None:
        """Delivers an update once more, as the platform does when it is not sure.

        Raises:
            LookupError: there was no such update.
        """
        update = next((u for u in (*self.delivered, *self.pending) if u.id == update_id), None)
        if update is None:
            raise LookupError(update_id)
        (self.pending if self.webhook else self.repeats).append(update)
        self._wake(update)

    def _wake(self, update: Update) -> None:
        self._arrived.set()
        if self.webhook:
            self._deliver(update.lane)

    def forget_expired(self) -> None:
        """Drops what waited too long; nobody is told."""
        now = self.now()
        if any(update.until <= now for update in self.pending):
            fresh = [update for update in self.pending if update.until > now]
            self.pending.clear()
            self.pending.extend(fresh)

    # ---------------------------------------------------------------- polling

    async def poll(self, offset: int, limit: int, seconds: float) -> list[Json]:
        """``getUpdates``: confirms what lies before the offset and waits for what comes.

        Raises:
            ApiError: 409, where a webhook is set or another request takes over.
        """
        if self.webhook:
            raise ApiError(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        if self._poll is not None:
            self._poll.set()
        mine = self._poll = asyncio.Event()
        try:
            self._confirm(offset)
            ends = asyncio.get_running_loop().time() + seconds
            while not (found := self._batch(limit)):
                left = ends - asyncio.get_running_loop().time()
                self._arrived.clear()
                if left <= 0 or not await self._waits(mine, left):
                    break
            return [update.wire() for update in found]
        finally:
            if self._poll is mine:
                self._poll = None

    async def _waits(self, mine: asyncio.Event, seconds: float) -> bool:
        """Whether something arrived in time."""
        arrived = asyncio.create_task(self._arrived.wait())
        taken_over = asyncio.create_task(mine.wait())
        try:
            await asyncio.wait(
                {arrived, taken_over}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            arrived.cancel()
            taken_over.cancel()
        if mine.is_set():
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; "
                "make sure that only one bot instance is running",
            )
        return self._arrived.is_set()

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            gone = max(0, len(self.pending) + offset)
        else:
            gone = sum(update.id < offset for update in self.pending)
        for _ in range(gone):
            self.delivered.append(self.pending.popleft())

    def _batch(self, limit: int) -> list[Update]:
        self.forget_expired()
        again = [self.repeats.popleft() for _ in range(min(limit, len(self.repeats)))]
        return [*again, *list(self.pending)[: limit - len(again)]]

    # ---------------------------------------------------------------- webhook

    def set_webhook(self, webhook: Webhook | None, *, drop: bool = False) -> None:
        """Sets or removes the webhook; what waits is then delivered the new way."""
        self.webhook = webhook
        if drop:
            self.pending.clear()
        if webhook:
            for lane in {update.lane for update in self.pending}:
                self._deliver(lane)

    def _deliver(self, lane: str) -> None:
        task = self._lanes.get(lane)
        if task is None or task.done():
            self._lanes[lane] = asyncio.create_task(self._run_lane(lane))

    async def _run_lane(self, lane: str) -> None:
        """Posts the head of a lane until it is taken, then the next."""
        tries = 0
        while self.webhook and (update := self._head(lane)):
            if await self._post(self.webhook, update):
                # Dropped meanwhile, if it is gone.
                if update in self.pending:
                    self.pending.remove(update)
                self.delivered.append(update)
                tries = 0
            else:
                await asyncio.sleep(_REPEATS[min(tries, len(_REPEATS) - 1)])
                tries += 1

    def _head(self, lane: str) -> Update | None:
        self.forget_expired()
        return next((update for update in self.pending if update.lane == lane), None)

    async def _post(self, webhook: Webhook, update: Update) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
        if self._client is None:
            self._client = httpx.AsyncClient(timeout=_WEBHOOK_SECONDS)
        try:
            response = await self._client.post(webhook.url, json=update.wire(), headers=headers)
        except httpx.HTTPError as error:
            webhook.last_error = f"Connection failed: {type(error).__name__}"
            return False
        if response.is_success:
            return True
        webhook.last_error = (
            f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}"
        )
        return False

    async def close(self) -> None:
        """Ends all deliveries."""
        tasks = tuple(self._lanes.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._poll is not None:
            self._poll.set()
        if self._client is not None:
            await self._client.aclose()
            self._client = None
