"""``GET|POST /wechat/webhook``: five seconds, three POSTs, one effect, one answer.

A message is handled in a task of the intake that nobody cancels. Its POSTs wait for about 4 s:

- Done in time: a passive reply, the same to every POST.
- Not done, and the account may push: the message is stored, the POST gets ``success``, and the
  answer goes as a customer-service message when it is ready.
- Not done, and it may not: POSTs 1 and 2 are held past the platform's patience so that it asks
  again; POST 3 gets the answer or, after the message is stored, one sentence. The answer then
  comes with the person's next message.
"""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from functools import partial

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.messages import Answer, Inbound, Left, Push, PushOutcome, Text
from bot.receiving import Handling, Receive, StoreAway
from bot.texts import texts_for
from bot.wechat.crypto import Seal
from bot.wechat.decode import Post, decode
from bot.wechat.encode import reply_xml
from bot.wechat.errors import BadRequest, Rejected, TooLarge
from bot.wechat.exchange import Exchange, Times
from bot.wechat.push import WechatPush
from bot.wechat.rest import Rests
from domain.clock import Clock
from domain.volunteers.model import Language
from storage.database import StoreUnavailable
from storage.redis import RedisAway

PATH = "/wechat/webhook"
BODY_BYTES = 64 * 1024
_POSTS = 3
"""How often the platform brings a message."""
_CLOCKS_DIFFER = 1.0
"""Seconds by which the platform's clock may be behind ours; it tells whole seconds."""

_log = structlog.get_logger(__name__)


def wechat_routes(
    receive: Receive,
    *,
    app_id: str,
    seal: Seal,
    push: WechatPush,
    rests: Rests,
    clock: Clock,
    times: Times | None = None,
) -> Sequence[Route]:
    """The routes of one Official Account."""
    webhook = _Webhook(receive, app_id, seal, push, rests, clock, times or Times())
    return (
        Route(PATH, webhook.check, methods=["GET"]),
        Route(PATH, webhook.post, methods=["POST"]),
    )


class _Webhook:
    def __init__(
        self,
        receive: Receive,
        app_id: str,
        seal: Seal,
        push: WechatPush,
        rests: Rests,
        clock: Clock,
        times: Times,
    ) -> None:
        self._receive = receive
        self._app_id = app_id
        self._seal = seal
        self._push = push
        self._rests = rests
        self._clock = clock
        self._times = times
        self._exchanges: dict[str, Exchange] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def check(self, request: Request) -> Response:
        """The platform's check of the address: the echo, if it is signed."""
        try:
            self._seal.check(request.query_params)
        except Rejected as rejected:
            return _rejection(rejected)
        return PlainTextResponse(request.query_params.get("echostr", ""))

    async def post(self, request: Request) -> Response:
        """One delivery of one message."""
        try:
            body = await _body(request)
            post = decode(self._seal.open(request.query_params, body), self._app_id)
        except Rejected as rejected:
            return _rejection(rejected)
        try:
            if post.inbound is None:
                await self._push.consents(post.openid, post.consents, post.created)
                return _success()
            return await self._answer(request, post, post.inbound)
        except (StoreAway, StoreUnavailable, RedisAway):
            return _again()

    async def _answer(self, request: Request, post: Post, inbound: Inbound) -> Response:
        if isinstance(inbound.content, Text):
            said = inbound.content.text
            rest = await self._rests.next(inbound.user_id, inbound.id, said)
            if rest is not None:
                return self._reply(post, inbound, rest)
        exchange = self._exchange(inbound)
        number = self._number(exchange, post)
        answerable = await self._wait(exchange, inbound, number)
        if not answerable or exchange.failed or exchange.reply is None:
            return _again()
        # Whoever hung up gets nothing any more: a POST that waited at the port while the process
        # was starting is read after the platform's patience ended. The answer must not count as
        # taken then, or it is lost.
        hung_up = await request.is_disconnected()
        if hung_up:
            _log.info("wechat hung up", post=number)
        else:
            exchange.take()
        if not exchange.reply:
            return _success()
        return self._reply(post, inbound, exchange.reply)

    def _exchange(self, inbound: Inbound) -> Exchange:
        running = self._exchanges.get(inbound.id)
        if running is not None:
            return running
        now = asyncio.get_running_loop().time()
        instead = _moment(inbound) if self._holds(inbound) else ""
        exchange = Exchange(inbound.user_id, now + self._times.answer, instead)
        self._exchanges[inbound.id] = exchange
        handling = self._receive.receive(inbound, partial(self._hand_over, exchange))
        watch = asyncio.create_task(self._watch(inbound.id, exchange, handling))
        self._tasks.add(watch)
        watch.add_done_callback(self._tasks.discard)
        return exchange

    async def _watch(self, message_id: str, exchange: Exchange, handling: Handling) -> None:
        try:
            await handling.finished()
        except StoreAway:
            exchange.fail()
        except Exception as error:
            # The intake answers for faults of ours; what escapes it must not hang the POST.
            _log.error("wechat handling failed", error=type(error).__name__)
            exchange.fail()
        if exchange.failed:
            del self._exchanges[message_id]
            return
        if exchange.reply is None:
            exchange.offer("")
        loop = asyncio.get_running_loop()
        loop.call_later(self._times.remember, self._exchanges.pop, message_id)

    def _number(self, exchange: Exchange, post: Post) -> int:
        """Which of the platform's POSTs of the message this is.

        Earlier ones may have come to another process, or to this one before it was started again:
        then the message's age tells.
        """
        now = asyncio.get_running_loop().time()
        age = self._clock.now().timestamp() - post.created
        by_age = 1 + int((age + _CLOCKS_DIFFER) // self._times.patience)
        return max(exchange.post(now, self._times.patience / 2), by_age)

    async def _wait(self, exchange: Exchange, inbound: Inbound, number: int) -> bool:
        """Waits for what the exchange comes to hold; False where the platform shall ask again."""
        loop = asyncio.get_running_loop()
        holds = self._holds(inbound)
        # Where POSTs are held each has its own time; else all that wait are let go together.
        until = loop.time() + self._times.answer if holds else exchange.deadline
        if await exchange.settled(until - loop.time()):
            return True
        if holds and number < _POSTS:
            # An answer that comes now is too late for this POST; the next one takes it.
            await asyncio.sleep(self._times.hold - self._times.answer)
            return False
        await self._receive.keep(inbound)
        if exchange.reply is None:
            exchange.release()
        return True

    def _holds(self, inbound: Inbound) -> bool:
        """Whether a POST whose answer is not ready is held, so that the platform asks again."""
        return not self._push.allowed and not isinstance(inbound.content, Left)

    async def _hand_over(self, exchange: Exchange, answer: Answer) -> Push:
        if answer.screen is None or (answer.handed_over and not answer.as_reply):
            return Push(PushOutcome.SENT)
        openid, language = exchange.openid, Language(answer.language)
        if not exchange.released:
            texts = self._push.answer_texts(answer)
            reply = texts[0]
            if not self._push.allowed:
                try:
                    reply = await self._rests.keep(openid, texts, language)
                except RedisAway:
                    return Push(PushOutcome.LATER, detail="rest not kept")
            # Whoever waited may have been let go in the meantime.
            if not exchange.released:
                exchange.offer(reply)
                if await exchange.taken(self._times.repeat):
                    if self._push.allowed and not answer.handed_over:
                        await self._follow(openid, answer, texts[1:], language)
                    return Push(PushOutcome.SENT, as_reply=True)
        return await self._push.send_answer(openid, answer)

    async def _follow(
        self, openid: str, answer: Answer, texts: tuple[str, ...], language: Language
    ) -> None:
        """Sends what a passive reply has no room for."""
        for place, text in enumerate(texts):
            push = await self._push.send_texts(openid, (text,))
            if push.outcome is not PushOutcome.SENT:
                _log.warning("wechat rest not sent", detail=push.detail)
                with suppress(RedisAway):
                    await self._rests.keep(openid, ("", *texts[place:]), language)
                break
        await self._push.send_pictures(openid, answer)

    def _reply(self, post: Post, inbound: Inbound, text: str) -> Response:
        created = int(self._clock.now().timestamp())
        xml = reply_xml(text, inbound.user_id, post.official, created)
        sealed = self._seal.close(xml, created)
        return Response(sealed, media_type="application/xml")


async def _body(request: Request) -> bytes:
    """The body. Raises: TooLarge: over 64 KB, before the rest of it is read; BadRequest."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > BODY_BYTES:
                raise TooLarge("body over 64 KB")
    except ClientDisconnect:
        raise BadRequest("the client went away") from None
    return bytes(body)


def _moment(inbound: Inbound) -> str:
    """One moment, please: in English to somebody who has just written English."""
    text = inbound.content.text if isinstance(inbound.content, Text) else ""
    english = any(character.isalpha() for character in text) and text.isascii()
    return texts_for(Language.EN if english else Language.ZH)("wechat-moment")


def _rejection(rejected: Rejected) -> Response:
    _log.warning("wechat request rejected", status=rejected.status.value, why=rejected.why)
    return PlainTextResponse(rejected.status.phrase, rejected.status.value)


def _success() -> Response:
    """Taken note of, nothing is shown."""
    return PlainTextResponse("success")


def _again() -> Response:
    """Not now: the platform brings the message again."""
    return PlainTextResponse("", 503)
