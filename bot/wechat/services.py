"""Notices of services to people who did not write lately, by the account's templates."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime, tzinfo

import structlog

from bot.messages import Gist, Push, PushOutcome
from bot.wechat.capabilities import Capabilities
from bot.wechat.client import ApiError, WechatClient
from bot.wechat.codes import NOT_ALLOWED
from bot.wechat.decode import Consent
from bot.wechat.ports import Subscriptions, TokenStore
from bot.wechat.templates import Data, Template, data_for
from domain.clock import Clock
from storage.redis import RedisAway

_LISTED_SECONDS = 3600.0
_SENT = Push(PushOutcome.SENT)

_log = structlog.get_logger(__name__)

_Send = Callable[[str, str, Data], Awaitable[None]]


class ServiceNotices:
    """Tells what can be told in a few fields."""

    def __init__(
        self,
        can: Capabilities,
        client: WechatClient,
        store: TokenStore,
        subscriptions: Subscriptions,
        clock: Clock,
        zone: tzinfo,
        app_id: str,
    ) -> None:
        """Args:
        can: which of the two ways the account has.
        store: remembers the account's templates for an hour.
        zone: in which times are told.
        """
        self._can = can
        self._client = client
        self._store = store
        self._subscriptions = subscriptions
        self._clock = clock
        self._zone = zone
        self._prefix = f"wechat:templates:{app_id}:"
        self._one_at_a_time = asyncio.Lock()

    async def tell(self, openid: str, gist: Gist) -> Push | None:
        """Sends a notice: by consent, which costs the account nothing, else by a template.

        Returns:
            What became of it; None where there is no way.
        """
        by_consent = await self._by_consent(openid, gist)
        if by_consent is not None or gist.advertises:
            return by_consent
        return await self._by_template(openid, gist)

    async def asked_for(self, example: Gist) -> frozenset[str]:
        """The ids of the subscription notifications that could say what an example says."""
        if not self._can.subscriptions:
            return frozenset()
        listed = await self._listed("subscriptions", self._client.subscriptions)
        return frozenset(one.id for one in listed if data_for([one], example, self._zone))

    async def consents(self, openid: str, consents: Sequence[Consent], created: int) -> None:
        """Notes what a person allowed or forbade at a moment, in seconds since 1970.

        Raises:
            StoreUnavailable: it must be told again.
        """
        at = datetime.fromtimestamp(created, UTC)
        for consent in consents:
            await self._subscriptions.told(openid, consent.template_id, given=consent.given, at=at)

    async def _by_consent(self, openid: str, gist: Gist) -> Push | None:
        if not self._can.subscriptions:
            return None
        allowed = await self._subscriptions.of(openid)
        if not allowed:
            return None
        listed = await self._listed("subscriptions", self._client.subscriptions)
        found = data_for([one for one in listed if one.id in allowed], gist, self._zone)
        if found is None:
            return None
        template, data = found
        push, code = await self._sent(self._client.send_subscribed, openid, template, data)
        if push.outcome is PushOutcome.SENT:
            await self._subscriptions.spend(openid, template.id)
        elif code == NOT_ALLOWED:
            await self._subscriptions.spend(openid, template.id, all=True)
            return None
        return push

    async def _by_template(self, openid: str, gist: Gist) -> Push | None:
        if not self._can.templates:
            return None
        listed = await self._listed("templates", self._client.templates)
        found = data_for(listed, gist, self._zone)
        if found is None:
            return None
        push, _ = await self._sent(self._client.send_template, openid, *found)
        return push

    async def _sent(
        self, send: _Send, openid: str, template: Template, data: Data
    ) -> tuple[Push, int | None]:
        try:
            await send(openid, template.id, data)
        except ApiError as error:
            _log.warning("wechat notice failed", why=str(error))
            return error.push(self._clock.now()), error.code
        return _SENT, None

    async def _listed(
        self, name: str, ask: Callable[[], Awaitable[Sequence[Template]]]
    ) -> Sequence[Template]:
        """The account's templates; none where the platform does not tell, for an hour too."""
        key = self._prefix + name
        async with self._one_at_a_time:
            with suppress(RedisAway):
                if (kept := await self._store.get(key)) is not None:
                    return [Template(**one) for one in json.loads(kept)]
            try:
                listed = await ask()
            except ApiError as error:
                _log.warning("wechat templates not listed", why=str(error))
                if error.code is None:
                    return ()  # it may be there again in a moment
                listed = ()
            with suppress(RedisAway):
                plain = json.dumps([asdict(one) for one in listed], ensure_ascii=False)
                await self._store.put(key, plain, _LISTED_SECONDS)
            return listed
