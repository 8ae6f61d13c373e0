"""The rim of ``/sandbox/``: bodies are read and checked, refusals are worded as JSON."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.sandbox.desk import Refusal

MOST_BYTES = 64 * 1024
MOST_WITH_PICTURE = 15 << 20

Body = TypeVar("Body", bound=BaseModel)
Endpoint = Callable[[Request], Awaitable[Response]]


async def read_body(request: Request, kind: type[Body], most: int = MOST_BYTES) -> Body:
    """The request's body, of so many bytes at most. Raises: Refusal."""
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise Refusal(403, "cross_site")
    read = bytearray()
    async for part in request.stream():
        read += part
        if len(read) > most:
            raise Refusal(413, "too_large")
    try:
        return kind.model_validate_json(bytes(read))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refusal(400, "bad_request", f"{where}: {first['msg']}") from error


def answered(endpoint: Endpoint) -> Endpoint:
    """Words a refusal as JSON with its 4xx."""

    @wraps(endpoint)
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refusal as refusal:
            return JSONResponse({"error": refusal.code, "detail": refusal.detail}, refusal.status)

    return answer
