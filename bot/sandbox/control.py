"""What a tester tells the platforms over HTTP: what goes wrong, how strict they are, what they saw.

Beside the page's own addresses; all are described in ``docs/sandbox.md``.
"""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.sandbox.desk import Refusal
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.platforms import Platforms
from bot.sandbox.rim import Endpoint, answered, read_body
from bot.sandbox.wechat_platform import PostFaults
from bot.sandbox.wechat_templates import SandboxTemplate
from domain.volunteers.model import Platform

_Many = Annotated[int, Field(ge=0, le=10_000_000)]


class _Body(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TelegramLimits(_Body):
    """See ``bot.sandbox.bot_api_limits``; what is left out stays."""

    chat_burst: _Many | None = None
    group_minute: _Many | None = None
    second: _Many | None = None


class ApiLimits(_Body):
    """See ``bot.sandbox.wechat_limits``; what is left out stays."""

    daily: dict[str, _Many] = {}
    minute: _Many | None = None


class Templates(_Body):
    """The account's templates: for template messages, and for subscription notifications."""

    templates: list[SandboxTemplate] = []
    subscriptions: list[SandboxTemplate] = []


class Consent(_Body):
    """A person allows one notification by a template, or refuses."""

    openid: str
    template: str
    given: bool = True


def control_routes(platforms: Platforms) -> list[BaseRoute]:
    """All of it, under ``/sandbox/control/``."""
    of_apis = {
        Platform.TELEGRAM: platforms.bot_api.faults,
        Platform.WECHAT: platforms.wechat_api.faults,
    }

    def faults_of(request: Request) -> Faults:
        try:
            return of_apis[Platform(request.path_params["platform"])]
        except ValueError:
            raise Refusal(404, "unknown_platform") from None

    async def go_wrong(request: Request) -> Response:
        faults_of(request).add(await read_body(request, Fault))
        return JSONResponse({}, 201)

    async def go_right(request: Request) -> Response:
        faults_of(request).clear()
        return JSONResponse({})

    async def posts(request: Request) -> Response:
        platforms.wechat.faults = await read_body(request, PostFaults)
        return JSONResponse({})

    async def telegram_limits(request: Request) -> Response:
        wanted = await read_body(request, TelegramLimits)
        for name, most in wanted.model_dump(exclude_none=True).items():
            setattr(platforms.bot_api.limits, name, most)
        return JSONResponse({})

    async def wechat_limits(request: Request) -> Response:
        wanted = await read_body(request, ApiLimits)
        limits = platforms.wechat_api.limits
        limits.daily |= wanted.daily
        limits.minute = limits.minute if wanted.minute is None else wanted.minute
        return JSONResponse({})

    async def expire_tokens(_: Request) -> Response:
        platforms.wechat_api.expire_tokens()
        return JSONResponse({})

    async def repeat(request: Request) -> Response:
        try:
            platforms.bot_api.repeat_update(request.path_params["number"])
        except LookupError:
            raise Refusal(404, "no_such_update") from None
        return JSONResponse({})

    async def seen(_: Request) -> Response:
        return JSONResponse(_seen(platforms))

    async def templates(request: Request) -> Response:
        wanted = await read_body(request, Templates)
        platforms.wechat_api.templates[:] = wanted.templates
        platforms.wechat_api.subscriptions[:] = wanted.subscriptions
        return JSONResponse({})

    async def consent(request: Request) -> Response:
        said = await read_body(request, Consent)
        await platforms.wechat.user_consents(said.openid, said.template, given=said.given)
        return JSONResponse({})

    def route(path: str, endpoint: Endpoint, method: str) -> Route:
        return Route(f"/sandbox/control/{path}", answered(endpoint), methods=[method])

    return [
        route("{platform}/faults", go_wrong, "POST"),
        route("{platform}/faults", go_right, "DELETE"),
        route("telegram/limits", telegram_limits, "PUT"),
        route("telegram/updates/{number:int}/repeat", repeat, "POST"),
        route("wechat/limits", wechat_limits, "PUT"),
        route("wechat/posts", posts, "PUT"),
        route("wechat/templates", templates, "PUT"),
        route("wechat/consents", consent, "POST"),
        route("wechat/tokens", expire_tokens, "DELETE"),
        route("seen", seen, "GET"),
    ]


def _seen(platforms: Platforms) -> dict[str, object]:
    """What both servers saw of the program; ``problems`` are empty where it keeps all rules."""
    bot_api, wechat = platforms.bot_api, platforms.wechat
    return {
        "telegram": {
            "calls": [method for method, _ in bot_api.requests],
            "waiting": bot_api.pending(),
            "problems": [f"over a limit: {each}" for each in bot_api.limits.refusals],
        },
        "wechat": {
            "calls": list(platforms.wechat_api.calls),
            "posts": [
                [post.status for post in delivery.posts] for delivery in platforms.wechat.deliveries
            ],
            "problems": list(wechat.problems),
        },
    }
