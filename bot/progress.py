"""A bar on stderr for what takes long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

#: Told how much is done, and of how much.
OnProgress = Callable[[int, int], None]


@contextmanager
def progress(title: str) -> Iterator[OnProgress]:
    """Shows a bar from the first step to the last; nothing where there is nothing to do, or
    nobody to look at it."""
    console = Console(stderr=True)
    bar = Progress(console=console, transient=True, disable=not console.is_terminal)
    task = bar.add_task(title, visible=False)

    def told(done: int, of: int) -> None:
        bar.start()
        bar.update(task, completed=done, total=of, visible=True)
        if done >= of:
            bar.stop()

    try:
        yield told
    finally:
        bar.stop()
