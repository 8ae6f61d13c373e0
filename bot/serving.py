"""The long-running commands: ``zhiyuan serve`` and ``zhiyuan worker``."""

import asyncio
import signal

from bot.app import Process
from bot.assistant import open_assistant
from bot.progress import progress
from bot.settings import Settings
from bot.web.server import listen
from domain.clock import SystemClock


async def serve(settings: Settings) -> None:
    """Serves the platforms until SIGTERM or SIGINT.

    Raises:
        PortTaken: somebody else serves there.
        StoreUnavailable: the database cannot be reached.
    """
    listener = listen(settings.host, settings.port)
    with progress("migrate") as told:
        async with open_assistant(settings, SystemClock(), told) as assistant:
            await Process(assistant).serve(listener)


async def work(settings: Settings) -> None:
    """Takes jobs until SIGTERM or SIGINT.

    Raises:
        StoreUnavailable: the database cannot be reached.
    """
    with progress("migrate") as told:
        async with open_assistant(settings, SystemClock(), told) as assistant:
            process = Process(assistant)
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(number, process.stop)
            await process.work()
