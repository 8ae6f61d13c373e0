"""The web server of a process: its port is taken first, its end is ours."""

import contextlib
import socket
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn

_BACKLOG = 2_048
_ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}


class PortTaken(Exception):
    """Nothing can be served there; the message is one line that says why."""


def listen(host: str, port: int) -> socket.socket:
    """Takes the port, so that connections wait from now on until the server answers them.

    Raises:
        PortTaken: somebody else serves there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's algorithm off: else the body of a reply
    # waits some 40 ms for the acknowledgement of its head.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(_BACKLOG)
    except OSError as error:
        listener.close()
        why = error.strerror or type(error).__name__
        raise PortTaken(f"cannot serve on {host}:{port}: {why}; set ZHIYUAN_PORT") from error
    return listener


def own_host(host: str) -> str:
    """How this machine itself reaches what listens there."""
    return _ANY_ADDRESS.get(host, host)


def own_address(host: str, port: int) -> str:
    """The address by which this machine itself reaches it, without a closing slash."""
    reached = own_host(host)
    return f"http://{f'[{reached}]' if ':' in reached else reached}:{port}"


class Server(uvicorn.Server):
    """Hands signals to the process, which ends the server when it is ready to.

    On its own, uvicorn raises a signal again at its end, in the middle of the process's clean-up.
    """

    def __init__(self, config: uvicorn.Config, on_signal: Callable[[], None]) -> None:
        super().__init__(config)
        self._on_signal = on_signal

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """A signal: the first one asks to end, the next one does not wait."""
        self.force_exit = self.should_exit
        self._on_signal()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Takes the signals while the server runs, without raising them again."""
        with super().capture_signals():
            try:
                yield
            finally:
                self._captured_signals.clear()
