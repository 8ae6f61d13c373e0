"""The client of a Rasa server: pooled, with one deadline over everything and a circuit breaker.

By aiohttp, because each sentence comes this way: httpx takes 3.6 ms of the processor for one,
aiohttp 0.9 ms.
"""

import asyncio
import json
import re
from time import perf_counter

import aiohttp
from yarl import URL

from nlu.breaker import Breaker
from nlu.figures import PARSES, SECONDS
from nlu.parse import Garbage, Parse, read_parse

DEADLINE = 0.8
"""Seconds that a sentence waits for Rasa at most; connecting and reading are in them."""
_PATIENCE = 30.0
"""Seconds for a sentence that no person waits for."""
_MOMENT = 2.0
"""Seconds for its state."""
_LARGEST = 256 * 1024
"""Bytes of an answer; a parse has a few thousand."""
_AT_ONCE = 8
#: Shorter than the server's 5 s, so that no request meets a connection that it is just closing.
_KEPT_ALIVE = 4.0
_PROBE = "你好"
#: A server takes "/name" for the name of an intent and looks no further.
_SLASHES = re.compile(r"[\s/]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class RasaAway(Exception):
    """No useful answer; the message is one word that says why, as ``/metrics`` counts it."""


class RasaClient:
    """Implements ``Parses`` by a Rasa server, wherever it is at the moment."""

    def __init__(
        self,
        url: str | None = None,
        *,
        deadline: float = DEADLINE,
        failures: int = 3,
        pause: float = 0.25,
    ) -> None:
        """Args:
        url: the server's base; None where it is not known yet. A query in it goes with every
            request (``?token=…``).
        deadline: seconds for a sentence.
        failures, pause: see ``Breaker``.
        """
        self._url = url
        self._deadline = deadline
        self._breaker = Breaker(self._probe, failures=failures, pause=pause)
        # No proxy: one that the environment names is for the world outside.
        self._http = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=_AT_ONCE, keepalive_timeout=_KEPT_ALIVE),
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"Accept-Encoding": "identity", "Content-Type": "application/json"},
            auto_decompress=False,
        )

    @property
    def url(self) -> str | None:
        """Where the server is; None where that is not known."""
        return self._url

    @property
    def asks(self) -> bool:
        """Whether the server is asked: the breaker is closed."""
        return self._breaker.closed

    @property
    def tried(self) -> bool:
        """Whether it is known how the server is."""
        return self._breaker.tried

    @property
    def proven(self) -> bool:
        """Whether the server has shown life, where it is now."""
        return self._breaker.proven

    def point_to(self, url: str | None) -> None:
        """The server is somewhere else now, or nowhere; it is asked once it has shown life."""
        self._url = url
        self._breaker.proven = False
        self._breaker.open()

    def start(self) -> None:
        """Begins to look for signs of life, in the background."""
        self._breaker.open()

    async def until_asked(self) -> None:
        """Waits until the server has shown life."""
        await self._breaker.until_closed()

    async def close(self) -> None:
        """Ends the background work and the connections."""
        await self._breaker.stop()
        await self._http.close()

    # ------------------------------------------------------------ asking

    async def parse(self, text: str) -> Parse | None:
        """See ``Parses``: within the deadline, at once where the breaker is open."""
        if not self._breaker.closed:
            PARSES.labels("not-asked").inc()
            return None
        began = perf_counter()
        try:
            parse = await self._ask(text, self._deadline)
        except RasaAway as error:
            PARSES.labels(str(error)).inc()
            self._breaker.failed()
            return None
        finally:
            SECONDS.observe(perf_counter() - began)
        PARSES.labels("answered").inc()
        self._breaker.succeeded()
        return parse

    async def parse_patiently(self, text: str) -> Parse:
        """The same for one whom nobody waits for: no deadline to speak of, no breaker.

        Raises:
            RasaAway: no useful answer.
        """
        return await self._ask(text, _PATIENCE)

    async def alive(self) -> bool:
        """Whether the server says, in a moment, that it has a model."""
        try:
            async with asyncio.timeout(_MOMENT):
                async with self._http.get(self._address("/status")) as response:
                    return response.status == 200
        except (RasaAway, TimeoutError, aiohttp.ClientError, OSError):
            return False

    async def _probe(self) -> bool:
        asked = self._url
        try:
            await self._ask(_PROBE, self._deadline)
        except RasaAway:
            return False
        return self._url == asked

    async def _ask(self, text: str, deadline: float) -> Parse:
        try:
            async with asyncio.timeout(deadline):
                body = await self._post(json.dumps({"text": _sendable(text)}).encode())
        except TimeoutError:
            raise RasaAway("late") from None
        except (aiohttp.ClientError, OSError) as error:
            raise RasaAway("unreachable") from error
        try:
            return read_parse(body, text)
        except Garbage as error:
            raise RasaAway("garbage") from error

    async def _post(self, body: bytes) -> bytes:
        address = self._address("/model/parse")
        async with self._http.post(address, data=body, allow_redirects=False) as response:
            if response.status != 200:
                raise RasaAway("status")
            answer = bytearray()
            async for piece in response.content.iter_any():
                answer += piece
                if len(answer) > _LARGEST:
                    response.close()
                    raise RasaAway("too-long")
            return bytes(answer)

    def _address(self, path: str) -> URL:
        if self._url is None:
            raise RasaAway("unreachable")
        base = URL(self._url)
        return base.with_path(base.path.rstrip("/") + path, keep_query=True)


def _sendable(text: str) -> str:
    """The text as a server can take it; every character keeps its position."""
    plain = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return _SLASHES.sub(lambda found: " " * len(found[0]), plain, count=1)
