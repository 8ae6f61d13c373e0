"""A folder of the data directory that one process at a time holds, and the child that serves it.

The kernel frees the lock when its holder ends, however it ends. The holder writes down where the
child is, so that others on the same data directory find it, and so that the next holder can end
one that was left over.
"""

import asyncio
import fcntl
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

import psutil

from storage import leash

_END = 10.0
"""Seconds that a leftover has to end when asked to."""


class HeldFolder:
    """One process's hold, or wish to hold, on a folder.

    Args:
        folder: made, for its user only, by ``make``.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder.absolute()
        self._record = self.path / "where.json"
        self._lock: int | None = None

    @property
    def held(self) -> bool:
        """Whether this process holds it."""
        return self._lock is not None

    def make(self) -> None:
        """Makes the folder where it is missing."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)

    def take(self) -> bool:
        """Takes it if nobody holds it; whether it is held now."""
        if self.held:
            return True
        handle = os.open(self.path / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._lock = handle
        return True

    def release(self) -> None:
        """Forgets the child and gives the folder back; nothing where it is not held."""
        if self._lock is None:
            return
        self._record.unlink(missing_ok=True)
        os.close(self._lock)
        self._lock = None

    def where(self) -> tuple[str, int] | None:
        """The address and the process id of the child, as its holder wrote them down."""
        try:
            match json.loads(self._record.read_text()):
                case {"address": str(address), "pid": int(pid)}:
                    return address, pid
        except (FileNotFoundError, ValueError):
            pass
        return None

    def write(self, address: str, pid: int) -> None:
        """Writes down where the child is."""
        fresh = self._record.with_suffix(".new")
        fresh.write_text(json.dumps({"address": address, "pid": pid}))
        fresh.replace(self._record)


async def spawn(
    command: Sequence[str],
    *,
    output: IO[bytes] | None = None,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> asyncio.subprocess.Process:
    """Starts a child that ends with this process, even when that is killed.

    To be called on the main thread: the kernel ties the child to the thread that starts it.

    Args:
        output: takes what it writes; without one its errors come where ours go.
        folder, environment: as ours where not given.
    """
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", leash.__file__, str(os.getpid())),
        *command,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=output or asyncio.subprocess.DEVNULL,
        stderr=output,
        cwd=folder,
        env=environment,
        # Of its own, so that Ctrl-C in the terminal reaches us first.
        start_new_session=True,
    )


async def end_leftover(pid: int, sign: str) -> None:
    """Ends a child whose owner is gone.

    Args:
        sign: stands in the child's command line and in no other process's.
    """
    try:
        process = psutil.Process(pid)
        if sign not in " ".join(process.cmdline()):
            return
        process.terminate()
        for _ in range(int(_END / 0.02)):
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return
            await asyncio.sleep(0.02)
        process.kill()
    except psutil.NoSuchProcess:
        return
