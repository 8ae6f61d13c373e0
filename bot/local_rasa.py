"""The local Rasa: a child of one process on the data directory, used by all of them.

As with the embedded Redis, whoever holds the folder in the data directory has the server as its
child; the others find its address there, and one of them takes over when the holder is gone. A
lease in Redis would not do: the address is of this machine, ``zhiyuan understand`` runs without
Redis, and a Redis that is away must not take Rasa with it.
"""

import asyncio
import os
import shutil
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

import nlu
from bot.web.health import State
from nlu.rasa import RasaClient
from storage.held import HeldFolder, end_leftover, spawn

log = structlog.get_logger(__name__)

PROJECT: Final = Path(nlu.__file__).parent / "model"
_MODEL: Final = Path("models") / "zhiyuan.tar.gz"
_SET_UP: Final = "make setup"


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds.

    Attributes:
        look: between two looks at whether the server or its holder is gone.
        start: that a server has until it answers.
        hung: after which a server that does not answer any more is started again.
        pause: before a server that ended is started again; doubled each time.
        longest_pause: the most of it; a server that lived as long is started at once.
        end: that a server has to end when asked to; it has nothing to lose.
    """

    look: float = 0.5
    start: float = 300.0
    hung: float = 60.0
    pause: float = 1.0
    longest_pause: float = 60.0
    end: float = 1.0


class LocalRasa:
    """Keeps a client pointed to the Rasa of a data directory, and that Rasa running."""

    def __init__(
        self,
        data_dir: Path,
        client: RasaClient,
        project: Path | None = None,
        times: Times | None = None,
    ) -> None:
        """Args:
        project: the folder of the Rasa project, with its environment and its model; ours where
            not given.
        """
        self._folder = HeldFolder(data_dir / "rasa")
        self._client = client
        self._project = project or PROJECT
        self._times = times or Times()
        self._server: asyncio.subprocess.Process | None = None
        self._keeper: asyncio.Task[None] | None = None
        self._failed = 0
        self._expected = True
        """A server is on its way: nothing is wrong yet."""

    @property
    def lacking(self) -> str | None:
        """What is missing to start one, and the command that brings it; None: nothing."""
        for what, path in (("environment", self._python), ("model", self._project / _MODEL)):
            if not path.exists():
                return f"no Rasa {what} at {path}; run `{_SET_UP}`"
        return None

    @property
    def failed(self) -> int:
        """So often in a row it ended, here, before it answered."""
        return self._failed

    @property
    def log_file(self) -> Path:
        """What the server wrote since it was started last."""
        return self._folder.path / "rasa.log"

    @property
    def pid(self) -> int | None:
        """The server's process id, whoever's child it is."""
        where = self._folder.where()
        return where[1] if where else None

    @property
    def owned(self) -> bool:
        """Whether this process is the one that has it as its child."""
        return self._folder.held

    def state(self) -> State:
        """How it is, as far as is known without asking it."""
        if self._client.asks:
            return State.READY
        starts = self._expected and not self._client.proven and not self.lacking
        return State.STARTING if starts else State.DOWN

    def start(self) -> None:
        """Begins to keep it, in the background; to be called on the main thread."""
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Closes the client, and ends the server if it is ours; others then take over."""
        if self._keeper is not None:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
        # The server waits for open connections before it ends.
        await self._client.close()
        await self._end()
        if self.owned:
            self._tidy()
        self._folder.release()

    # ------------------------------------------------------------ keeping

    async def _keep(self) -> None:
        while True:
            try:
                self._folder.make()
                if self._folder.take():
                    await self._own()
                self._follow()
            except OSError as error:
                # A full disk, a folder that is not ours: the conversation goes on without it.
                log.warning("rasa.not_kept", error=str(error))
                self._expected = False
                self._failed += 1
                await asyncio.sleep(self._times.longest_pause)
            await asyncio.sleep(self._times.look)

    def _follow(self) -> None:
        """Uses the server of the process that holds the folder."""
        where = self._folder.where()
        url = where[0] if where else None
        if url != self._client.url:
            self._expected = True
            self._client.point_to(url)

    async def _own(self) -> None:
        """Runs the server as our child, again and again; never ends."""
        times, pause, told = self._times, self._times.pause, False
        while True:
            if lacking := self.lacking:
                if not told:
                    log.warning("rasa.missing", why=lacking)
                told = True
                await asyncio.sleep(times.longest_pause / 10)
                continue
            began = asyncio.get_running_loop().time()
            await self._run()
            lived = asyncio.get_running_loop().time() - began
            pause = times.pause if lived > times.longest_pause else pause
            log.warning("rasa.ended", again_in=pause, log=str(self.log_file))
            await asyncio.sleep(pause)
            pause = min(2 * pause, times.longest_pause)

    async def _run(self) -> None:
        """Runs the server until it ends, or hangs and is ended."""
        await self._launch()
        assert self._server is not None
        ended = asyncio.create_task(self._server.wait())
        loop = asyncio.get_running_loop()
        began = answered = loop.time()
        came_up = False
        try:
            while not ended.done():
                await asyncio.wait({ended}, timeout=self._times.look)
                alive = await self._client.alive()
                came_up = came_up or alive or self._client.proven
                if alive:
                    answered = loop.time()
                    self._expected = self._expected and answered - began < self._times.start
                elif loop.time() - answered > self._patience(came_up):
                    log.warning("rasa.hangs")
                    break
        finally:
            ended.cancel()
            came_up = came_up or self._client.proven
            self._expected = came_up
            self._failed = 0 if came_up else self._failed + 1
            self._client.point_to(None)
        await self._end()

    def _patience(self, came_up: bool) -> float:
        return self._times.hung if came_up else self._times.start

    async def _launch(self) -> None:
        if left := self._folder.where():
            await end_leftover(left[1], _sign(left[0]))
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        self._tidy()
        self._scratch.mkdir()
        if self.log_file.exists():
            self.log_file.replace(self.log_file.with_suffix(".log.old"))
        with self.log_file.open("wb") as output:
            self._server = await spawn(
                [
                    *(str(self._python), "-m", "rasa", "run", "--enable-api"),
                    *("--model", str(_MODEL), "--interface", "127.0.0.1", "--port", str(port)),
                ],
                output=output,
                folder=self._project,
                environment=_environment(self._scratch),
            )
        self._folder.write(url, self._server.pid)
        self._client.point_to(url)

    async def _end(self) -> None:
        if self._server is None or self._server.returncode is not None:
            return
        with suppress(ProcessLookupError):
            self._server.terminate()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._times.end):
                await self._server.wait()
        if self._server.returncode is None:
            with suppress(ProcessLookupError):
                self._server.kill()
            await self._server.wait()

    def _tidy(self) -> None:
        """Removes the unpacked model of a server that was killed."""
        shutil.rmtree(self._scratch, ignore_errors=True)

    @property
    def _scratch(self) -> Path:
        return self._folder.path / "tmp"

    @property
    def _python(self) -> Path:
        return self._project / ".venv" / "bin" / "python"


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _sign(url: str) -> str:
    """What stands in the command line of the server with this address."""
    return f"--port {url.rpartition(':')[2]}"


def _environment(scratch: Path) -> Mapping[str, str]:
    """Nothing of our secrets, nothing of our Python; Rasa's telemetry calls out."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ZHIYUAN_", "PYTHON"))}
    quiet = {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    return {**kept, **quiet, "TMPDIR": str(scratch)}
