"""``POST /telegram/webhook``: answered after the message is handled, or safely kept."""

import hmac
import json
from collections.abc import Sequence

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.messages import Answer, Inbound, Push
from bot.receiving import Receive, StoreAway
from bot.telegram.asides import Asides
from bot.telegram.client import TelegramClient
from bot.telegram.decode import Ignored, decode

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
#: A text of 4,096 units that answers another one, both escaped, with their entities, passes
#: 64 KB; a refused update would block its chat for a day.
BODY_BYTES = 1 << 20
HANDLING_SECONDS = 4.0

_log = structlog.get_logger(__name__)


def telegram_routes(receive: Receive, client: TelegramClient, secret: str) -> Sequence[Route]:
    """The routes of one bot.

    Args:
        receive: the gate of the assistant.
        client: hands the answers over.
        secret: what the platform sends in every request; never empty.

    Raises:
        ValueError: without a secret anybody could speak for anybody.
    """
    if not secret:
        raise ValueError("a webhook needs a secret")
    webhook = _Webhook(receive, client, secret.encode())
    return (Route(PATH, webhook.post, methods=["POST"]),)


class _Webhook:
    def __init__(self, receive: Receive, client: TelegramClient, secret: bytes) -> None:
        self._receive = receive
        self._client = client
        self._asides = Asides(client)
        self._secret = secret

    async def post(self, request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            _log.warning("telegram webhook refused", reason="secret")
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            _log.warning("telegram webhook refused", reason="size")
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            _log.warning("telegram webhook refused", reason="no JSON")
            return Response(status_code=400)
        inbound = decode(update, self._client.known_username)
        if isinstance(inbound, Ignored):
            _log.info("telegram update ignored", reason=inbound.reason)
            return Response()
        if not isinstance(inbound, Inbound):
            self._asides.take(inbound)
            return Response()
        return await self._handle(inbound)

    async def _handle(self, inbound: Inbound) -> Response:
        async def hand_over(answer: Answer) -> Push:
            return await self._client.answer(inbound, answer)

        try:
            handling = self._receive.receive(inbound, hand_over)
            if await handling.finished(HANDLING_SECONDS) is None:
                await self._receive.keep(inbound)
        except StoreAway:
            return Response(status_code=503)
        return Response()


async def _body(request: Request) -> bytes | None:
    """The body; None where it is too large, read no further than needed to know."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_BYTES:
            return None
    return bytes(body)
