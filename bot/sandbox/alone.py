"""``zhiyuan sandbox``: the platforms and their phones alone, for a bot that somebody else runs."""

import sys
from contextlib import AsyncExitStack
from dataclasses import replace

import uvicorn
from starlette.applications import Starlette

from bot.sandbox.clock import DemoClock
from bot.sandbox.hub import sandbox_routes
from bot.sandbox.personas import Personas
from bot.sandbox.platforms import platforms
from bot.sandbox.wechat_wire import WechatAccount
from bot.settings import Settings, WechatMode, WechatProfile
from bot.web.server import Server, listen, own_address
from domain.clock import SystemClock

#: The same at every start, so that they can stand in a file. They open nothing but this sandbox.
_ACCOUNT = WechatAccount(
    app_id="wx5a6e64626f780001",
    app_secret="73616e64626f782d6f66662d6e657473",
    token="sandboxtoken",
    aes_key="SandboxSandboxSandboxSandboxSandboxSandbox1",
)


async def run_sandbox(
    settings: Settings,
    wechat_webhook: str,
    mode: WechatMode,
    profile: WechatProfile,
    *,
    msgmenu: bool = False,
) -> None:
    """Serves both platforms until SIGTERM or SIGINT; prints the settings of the bot to be tested.

    Args:
        settings: host and port.
        wechat_webhook: where WeChat's messages are posted.
        mode, profile, msgmenu: of the Official Account.

    Raises:
        PortTaken: somebody else serves there.
    """
    listener = listen(settings.host, settings.port)
    address = own_address(settings.host, settings.port)
    clock = DemoClock(SystemClock())
    account = replace(_ACCOUNT, mode=mode, profile=profile, msgmenu=msgmenu)
    both = platforms(account, wechat_webhook, clock, address)
    for name, value in both.settings(address).items():
        print(f"ZHIYUAN_{name.upper()}={value}")
    sys.stdout.flush()
    print(f"Two phones, in a browser: {address}/sandbox/", file=sys.stderr, flush=True)
    app = Starlette(routes=[*sandbox_routes(both, Personas(), clock, settings.zone)])
    config = uvicorn.Config(
        app, log_config=None, lifespan="off", timeout_graceful_shutdown=1, server_header=False
    )

    def stop() -> None:
        server.should_exit = True

    server = Server(config, stop)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(both.close)
        await server.serve([listener])
