"""``zhiyuan demo``: the program as it is served, with both platforms in the same process.

The adapters reach the sandbox over HTTP, on the port that the page is on; they cannot tell the
difference. Phones and chats live as long as the process, people and hours in the data directory.
"""

import base64
import os
import secrets
import sys
from contextlib import AsyncExitStack

from bot.app import Process
from bot.assistant import open_assistant
from bot.progress import progress
from bot.sandbox.clock import DemoClock
from bot.sandbox.hub import sandbox_routes
from bot.sandbox.overheard import Overheard
from bot.sandbox.personas import Personas
from bot.sandbox.platforms import Platforms, platforms
from bot.sandbox.sample import add_sample_data
from bot.sandbox.wechat_wire import WechatAccount
from bot.settings import Settings, TelegramUpdates
from bot.web.server import listen, own_address, own_host
from domain.clock import SystemClock


async def run_demo(settings: Settings) -> None:
    """Serves the page and both platforms until SIGTERM or SIGINT.

    Args:
        settings: of the installation, with no platform set; the sandbox's are added.

    Raises:
        PortTaken: somebody else serves there.
        StoreUnavailable: the database cannot be reached.
    """
    listener = listen(settings.host, settings.port)
    _reach_directly(own_host(settings.host))
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    clock = DemoClock(SystemClock(), settings.data_dir / "demo-clock")
    address = own_address(settings.host, settings.port)
    both = platforms(_account(), f"{address}/wechat/webhook", clock, address)
    overheard = Overheard()
    routes = sandbox_routes(both, Personas(), clock, settings.zone, overheard)
    async with AsyncExitStack() as stack:
        stack.push_async_callback(both.close)
        with progress("migrate") as told:
            assistant = await stack.enter_async_context(
                open_assistant(_sandboxed(settings, both, address), clock, told)
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


def _sandboxed(settings: Settings, both: Platforms, address: str) -> Settings:
    """The settings with both platforms set to the sandbox."""
    ours = settings.model_dump() | both.settings(address)
    return Settings.model_validate(ours | {"telegram_updates": TelegramUpdates.POLLING})


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
