"""``zhiyuan demo``: the program as it is served, with both platforms in the same process.

The adapters reach the sandbox over HTTP, on the port that the page is on; they cannot tell the
difference. Phones and chats live as long as the process, people and hours in the data directory.
"""

import base64
import os
import secrets
import sys
from contextlib import AsyncExitStack

from pydantic import SecretStr
from starlette.routing import BaseRoute, Mount

from bot.app import Process
from bot.assistant import open_assistant
from bot.progress import progress
from bot.sandbox.bot_api import BotApi
from bot.sandbox.clock import DemoClock
from bot.sandbox.hub import sandbox_routes
from bot.sandbox.overheard import Overheard
from bot.sandbox.personas import Personas
from bot.sandbox.sample import add_sample_data
from bot.sandbox.wechat_api import WechatApi
from bot.sandbox.wechat_platform import WechatPlatform
from bot.sandbox.wechat_wire import WechatAccount
from bot.settings import Settings, TelegramUpdates, WechatMode, WechatProfile
from bot.web.server import listen
from domain.clock import SystemClock

_TELEGRAM = "/sandbox/telegram"
_WECHAT = "/sandbox/wechat"
_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


async def run_demo(settings: Settings) -> None:
    """Serves the page and both platforms until SIGTERM or SIGINT.

    Args:
        settings: of the installation, with no platform set; the sandbox's are added.

    Raises:
        PortTaken: somebody else serves there.
        StoreUnavailable: the database cannot be reached.
    """
    listener = listen(settings.host, settings.port)
    _reach_directly(_own_host(settings))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    clock = DemoClock(SystemClock(), settings.data_dir / "demo-clock")
    address = _own_address(settings)
    # Numbers must not come back after a restart: the assistant knows messages by them.
    first = int(clock.now().timestamp() * 1000)
    bot_api = BotApi(now=clock.now, first_update=first)
    account = _account()
    wechat = WechatPlatform(account, f"{address}/wechat/webhook", clock, first_number=first)
    overheard = Overheard()
    routes: list[BaseRoute] = [
        Mount(_TELEGRAM, bot_api.app),
        Mount(_WECHAT, WechatApi(wechat).app()),
        *sandbox_routes(bot_api, wechat, Personas(), clock, settings.zone, overheard),
    ]
    async with AsyncExitStack() as stack:
        stack.push_async_callback(wechat.close)
        stack.push_async_callback(bot_api.close)
        with progress("migrate") as told:
            assistant = await stack.enter_async_context(
                open_assistant(_sandboxed(settings, address, bot_api, account), clock, told)
            )
        assistant.dialogue.on_understood = overheard.note
        with progress("sample data") as told:
            await add_sample_data(assistant.house, clock.now(), told)
        process = Process(assistant, routes)
        clock.after_move = process.queue.tick_now
        print(f"Two phones, in a browser: {address}/sandbox/", file=sys.stderr, flush=True)
        await process.serve(listener)


def _reach_directly(host: str) -> None:
    """A proxy that the environment names is for the world outside, not for this machine."""
    known = os.environ.get("no_proxy") or os.environ.get("NO_PROXY")
    os.environ["no_proxy"] = f"{known},{host}" if known else host


def _own_host(settings: Settings) -> str:
    return _ANY_ADDRESS.get(settings.host, settings.host)


def _own_address(settings: Settings) -> str:
    host = _own_host(settings)
    return f"http://{f'[{host}]' if ':' in host else host}:{settings.port}"


def _sandboxed(
    settings: Settings, address: str, bot_api: BotApi, account: WechatAccount
) -> Settings:
    """The settings with both platforms set to the sandbox."""
    return settings.model_copy(
        update={
            "telegram_token": SecretStr(bot_api.token),
            "telegram_api_url": f"{address}{_TELEGRAM}",
            "telegram_updates": TelegramUpdates.POLLING,
            "wechat_app_id": account.app_id,
            "wechat_app_secret": SecretStr(account.app_secret),
            "wechat_token": SecretStr(account.token),
            "wechat_aes_key": SecretStr(account.aes_key),
            "wechat_mode": WechatMode.SAFE,
            "wechat_profile": WechatProfile.SERVICE,
            "wechat_api_url": f"{address}{_WECHAT}",
        }
    )


def _account() -> WechatAccount:
    """A new Official Account, with secrets of its own."""
    return WechatAccount(
        app_id=f"wx{secrets.token_hex(8)}",
        app_secret=secrets.token_hex(16),
        token=secrets.token_hex(16),
        aes_key=_aes_key(),
    )


def _aes_key() -> str:
    """32 bytes as base64 without its closing sign, of letters and digits only."""
    while True:
        key = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        if key.isalnum():
            return key
