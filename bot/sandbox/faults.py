"""What goes wrong at a platform's API when it is told to: the same words for both servers."""

import asyncio
from collections.abc import Awaitable, Callable
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

ANY = "*"


class Ends(StrEnum):
    """How a call ends."""

    ANSWERED = "answered"
    """As always, though late."""
    REFUSED = "refused"
    """With an error of the platform's own."""
    STATUS = "status"
    """With a page of HTML, as from a proxy on the way."""
    BROKEN = "broken"
    """With half of its answer, which is no JSON."""
    HUNG_UP = "hung_up"
    """The connection ends in the middle of the answer."""


class Fault(BaseModel):
    """What happens to the next calls.

    Attributes:
        call: the Bot API's method or the path under ``/cgi-bin/``; ``*`` for any.
        times: to how many calls.
        chat: only to those about this person, a Telegram id or an OpenID.
        ends: how they end.
        code: of the platform where it refuses, of HTTP for a status.
        words: the platform's, where it refuses.
        retry_after: whole seconds that Telegram asks to wait, where it refuses.
        seconds: how long the answer takes.
        done: the call has its effect all the same, and before those seconds.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    call: str = ANY
    times: int = Field(default=1, ge=1, le=100_000)
    chat: str | None = None
    ends: Ends = Ends.REFUSED
    code: int = 500
    words: str = "Internal Server Error"
    retry_after: int | None = Field(default=None, ge=1)
    seconds: float = Field(default=0.0, ge=0, le=600)
    done: bool = False


class Faults:
    """The faults that are still to come, the oldest first."""

    def __init__(self) -> None:
        self._left: list[tuple[Fault, int]] = []

    def add(self, fault: Fault) -> None:
        """The next calls go wrong so."""
        self._left.append((fault, fault.times))

    def clear(self) -> None:
        """Nothing more goes wrong."""
        self._left.clear()

    def take(self, call: str, chat: str | None = None) -> Fault | None:
        """The fault that a call meets, once less then."""
        for place, (fault, left) in enumerate(self._left):
            if fault.call in {call, ANY} and fault.chat in {None, chat}:
                self._left[place : place + 1] = [(fault, left - 1)] if left > 1 else []
                return fault
        return None


async def spoilt(
    fault: Fault | None,
    work: Callable[[], Awaitable[Response]],
    refused: Callable[[Fault], Response],
) -> Response:
    """The answer to a call that meets a fault, or none.

    Args:
        work: does what was called for.
        refused: words an error of the platform.
    """
    if fault is None:
        return await work()
    answer = await work() if fault.done or fault.ends is Ends.ANSWERED else None
    await asyncio.sleep(fault.seconds)
    match fault.ends:
        case Ends.ANSWERED if answer is not None:
            return answer
        case Ends.STATUS:
            return HTMLResponse(f"<html><h1>{fault.code}</h1></html>", fault.code)
        case Ends.BROKEN:
            whole = bytes(answer.body) if answer is not None else b'{"ok": true}'
            return Response(whole[: len(whole) // 2], media_type="application/json")
        case Ends.HUNG_UP:
            return _HungUp()
        case _:
            return refused(fault)


class _HungUp(Response):
    """Promises a body and ends before it; the web server then closes the connection."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send(
            {
                "type": "http.response.start",
                "status": 200,
                "headers": [(b"content-length", b"1000")],
            }
        )
        await send({"type": "http.response.body", "body": b"{", "more_body": True})
