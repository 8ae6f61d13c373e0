"""The wiring of a serving process: web, platforms and background work. Read it from the top to
find the way of a message: routes → ``Intake.receive`` → ``Dialogue.answer`` → hand-over.

Telegram's library takes as long to load as all else together, so it is loaded where Telegram is
served only.
"""

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog
import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.assistant import Assistant
from bot.queue import JobQueue
from bot.receiving import StoreAway
from bot.settings import TelegramUpdates
from bot.web.health import State, health_routes
from bot.web.server import Server
from bot.wechat.crypto import Seal
from bot.wechat.menu import put_up_menu
from bot.wechat.rest import Rests
from bot.wechat.webhook import wechat_routes
from storage.database import StoreUnavailable
from storage.redis.client import RedisAway
from storage.redis.leases import Lease

log = structlog.get_logger()

_DRAIN_SECONDS = 20.0
_RETRY_SECONDS = 15.0
_LONGEST_RETRY_SECONDS = 3600.0


class Process:
    """One serving process: its web application and what runs beside it."""

    def __init__(self, assistant: Assistant, more_routes: Sequence[BaseRoute] = ()) -> None:
        self.assistant = assistant
        self.queue = JobQueue(assistant.redis_url, assistant.jobs)
        self._stop = asyncio.Event()
        self._polling: asyncio.Task[None] | None = None
        self._platforms: dict[str, State] = {}
        self.web = Starlette(
            routes=[
                *self._telegram_routes(),
                *self._wechat_routes(),
                *assistant.files.routes(),
                *assistant.cards.routes(),
                *assistant.invitations.routes(),
                *self._health_routes(),
                *more_routes,
            ]
        )

    # ------------------------------------------------------------ routes

    def _telegram_routes(self) -> Sequence[BaseRoute]:
        assistant, settings = self.assistant, self.assistant.settings
        secret = settings.telegram_webhook_secret
        if assistant.telegram is None or settings.telegram_updates is TelegramUpdates.POLLING:
            return ()
        if secret is None:
            return ()
        from bot.telegram.webhook import telegram_routes

        return telegram_routes(assistant.intake, assistant.telegram, secret.get_secret_value())

    def _wechat_routes(self) -> Sequence[BaseRoute]:
        assistant, settings = self.assistant, self.assistant.settings
        if assistant.wechat is None or settings.wechat_app_id is None:
            return ()
        if settings.wechat_token is None:
            return ()
        aes_key = settings.wechat_aes_key
        seal = Seal(
            settings.wechat_mode,
            settings.wechat_app_id,
            settings.wechat_token.get_secret_value(),
            aes_key.get_secret_value() if aes_key else None,
        )
        return wechat_routes(
            assistant.intake,
            app_id=settings.wechat_app_id,
            seal=seal,
            push=assistant.wechat,
            rests=Rests(assistant.tokens, settings.wechat_app_id),
            clock=assistant.clock,
        )

    def _health_routes(self) -> Sequence[BaseRoute]:
        async def sql() -> State:
            await self.assistant.database.ping()
            return State.UP

        async def redis() -> State:
            await self.assistant.redis.ping()
            return State.UP

        async def telegram() -> State:
            return self._platforms.get("telegram", State.OFF)

        async def wechat() -> State:
            state, push = self._platforms.get("wechat", State.OFF), self.assistant.wechat
            used_up = state is State.READY and push is not None and await push.used_up()
            return State.EXHAUSTED if used_up else state

        return health_routes(
            needed={"sql": sql, "redis": redis},
            shown={
                "rasa": self.assistant.rasa.state,
                "telegram": telegram,
                "wechat": wechat,
            },
        )

    # ------------------------------------------------------------ running

    async def serve(self, listener: socket.socket) -> None:
        """Serves until SIGTERM or SIGINT; then what is in hand is finished.

        Args:
            listener: listens already (see ``bot.web.server.listen``).
        """
        config = uvicorn.Config(
            self.web,
            log_config=None,
            lifespan="off",
            timeout_graceful_shutdown=int(_DRAIN_SECONDS),
            server_header=False,
        )
        server = Server(config, self.stop)
        async with self.background():
            ending = asyncio.create_task(self._end(server))
            try:
                await server.serve([listener])
            finally:
                ending.cancel()

    async def _end(self, server: Server) -> None:
        """Ends the server last: in the demo the answers in hand go over it."""
        await self._stop.wait()
        if self._polling is not None:
            await asyncio.wait({self._polling}, timeout=_DRAIN_SECONDS)
        await self.assistant.intake.drain(_DRAIN_SECONDS)
        server.should_exit = True

    async def work(self) -> None:
        """Takes jobs, without serving the web, until SIGTERM or SIGINT."""
        async with self.background(polls=False):
            await self._stop.wait()

    def stop(self) -> None:
        """Asks ``serve`` or ``work`` to end."""
        self._stop.set()

    @asynccontextmanager
    async def background(self, *, polls: bool = True) -> AsyncIterator[None]:
        """What runs beside the web: jobs, and in one process of all, polling, the tick, Rasa."""
        self.assistant.intake.handler.after_effects = self.queue.wake
        self.assistant.rasa.start()
        leader = Lease(self.assistant.redis, "leader")
        tasks = [
            asyncio.create_task(_forever("queue", self.queue.work())),
            asyncio.create_task(_forever("leader", leader.lead(self._lead))),
            asyncio.create_task(_forever("kept", self._take_up_kept())),
            asyncio.create_task(_forever("setup", self._set_up_platforms())),
        ]
        if polls:
            self._polling = asyncio.create_task(_forever("polling", self._poll()))
        try:
            yield
        finally:
            self._stop.set()
            if self._polling is not None:
                await asyncio.wait({self._polling}, timeout=_DRAIN_SECONDS)
            await self.assistant.intake.drain(_DRAIN_SECONDS)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _lead(self) -> None:
        await self.queue.keep_ticking()

    async def _poll(self) -> None:
        """Polls while this process holds the lease for it; stopping finishes what is in hand."""
        assistant = self.assistant
        if assistant.telegram is None:
            return
        if assistant.settings.telegram_updates is not TelegramUpdates.POLLING:
            return
        lease = Lease(assistant.redis, "polling")
        while not self._stop.is_set():
            try:
                held = await lease.try_acquire()
            except RedisAway:
                held = False
            if not held:
                with suppress(TimeoutError):
                    async with asyncio.timeout(1):
                        await self._stop.wait()
                continue
            try:
                await self._poll_while_held(lease)
            finally:
                await lease.release()

    async def _poll_while_held(self, lease: Lease) -> None:
        from bot.telegram.polling import Polling

        assert self.assistant.telegram is not None
        stop = asyncio.Event()
        polling = Polling(self.assistant.intake, self.assistant.telegram)
        running = asyncio.create_task(polling.run(stop))
        ends = [asyncio.create_task(self._stop.wait()), asyncio.create_task(lease.lost.wait())]
        await asyncio.wait([running, *ends], return_when=asyncio.FIRST_COMPLETED)
        stop.set()
        for end in ends:
            end.cancel()
        await running

    async def _take_up_kept(self) -> None:
        try:
            await self.assistant.jobs.take_up_kept()
        except (StoreUnavailable, StoreAway):
            log.warning("kept.later")

    async def _set_up_platforms(self) -> None:
        """Tells the platforms what they must know; one that is away is tried again."""
        pending = {"telegram", "wechat"}
        pause = _RETRY_SECONDS
        while pending:
            if "telegram" in pending and await self._set_up_telegram():
                pending.discard("telegram")
            if "wechat" in pending and await self._set_up_wechat():
                pending.discard("wechat")
            if pending:
                await asyncio.sleep(pause)
                # A set-up that is refused must not use up the day's calls.
                pause = min(pause * 2, _LONGEST_RETRY_SECONDS)

    async def _set_up_telegram(self) -> bool:
        assistant, settings = self.assistant, self.assistant.settings
        if assistant.telegram is None:
            return True
        from bot.telegram.setup import show_profile, use_webhook
        from bot.telegram.webhook import PATH

        self._platforms["telegram"] = State.STARTING
        try:
            secret = settings.telegram_webhook_secret
            if settings.telegram_updates is TelegramUpdates.WEBHOOK and secret is not None:
                url = f"{settings.base_url}{PATH}"
                await use_webhook(
                    assistant.telegram, url, secret.get_secret_value(), assistant.tokens
                )
            await show_profile(assistant.telegram)
        except Exception as error:
            log.warning("telegram.away", error=type(error).__name__)
            self._platforms["telegram"] = State.DOWN
            return False
        self._platforms["telegram"] = State.READY
        return True

    async def _set_up_wechat(self) -> bool:
        assistant, settings = self.assistant, self.assistant.settings
        if assistant.wechat is None:
            return True
        if not assistant.wechat.allowed or assistant.wechat_client is None:
            self._platforms["wechat"] = State.READY
            return True
        stands = await put_up_menu(
            assistant.wechat_client, assistant.tokens, settings.wechat_app_id or ""
        )
        self._platforms["wechat"] = State.READY if stands else State.DOWN
        return stands


async def _forever(name: str, work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except asyncio.CancelledError:
        raise
    except Exception:
        log.exception("background.failed", part=name)
