"""Whether it lives and is ready, and its figures, for those who run it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from enum import StrEnum

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

_PATIENCE = 3.0


class State(StrEnum):
    """How a part is."""

    UP = "up"
    DOWN = "down"
    OFF = "off"
    STARTING = "starting"
    READY = "ready"
    EXHAUSTED = "exhausted"
    """The platform takes no more messages today, but for answers to those that come in."""


Probe = Callable[[], Awaitable[State]]


def health_routes(needed: Mapping[str, Probe], shown: Mapping[str, Probe]) -> list[Route]:
    """``/livez``, ``/readyz`` and ``/metrics`` (design, section 6).

    Args:
        needed: without these the answer is 503.
        shown: these are told and not counted.
    """

    async def livez(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        probes = {**needed, **shown}
        states = await asyncio.gather(*(_ask(probe) for probe in probes.values()))
        parts = dict(zip(probes, states, strict=True))
        ready = all(parts[name] is State.UP for name in needed)
        return JSONResponse(
            {
                "status": "ok" if ready else "down",
                "parts": {name: {"state": state.value} for name, state in parts.items()},
            },
            status_code=200 if ready else 503,
        )

    async def metrics(_: Request) -> Response:
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return [
        Route("/livez", livez, methods=["GET"]),
        Route("/readyz", readyz, methods=["GET"]),
        Route("/metrics", metrics, methods=["GET"]),
    ]


async def _ask(probe: Probe) -> State:
    try:
        return await asyncio.wait_for(probe(), _PATIENCE)
    except Exception:
        return State.DOWN
