"""The ``zhiyuan`` command (design, section 6).

Each command imports what it needs by itself: the libraries of the platforms and of the database
take seconds to load.
"""

import asyncio
import os
import sys
from collections.abc import Coroutine
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, NoReturn, TextIO

from cyclopts import App, Parameter
from cyclopts.types import ExistingFile

from bot.logs import set_up_logs
from bot.settings import Settings, SettingsError, WechatMode, WechatProfile, load_settings

app = App(name="zhiyuan", help="A volunteer-service assistant for WeChat and Telegram.")
admin = App(name="admin", help="What only the installation's keeper may do.")
export = App(name="export", help="Records as files.")
app.command(admin)
app.command(export)

_RASA_MISSING = 3


@app.command
def serve() -> None:
    """Serves the platforms: web, polling and jobs in one process."""
    from bot import serving

    _run(serving.serve(_settings()))


@app.command
def worker() -> None:
    """Takes jobs beside any number of ``serve``."""
    from bot import serving

    _run(serving.work(_settings()))


@app.command
def demo() -> None:
    """Serves two phones in a browser page, with sample data; no token needed.

    Where a real platform is set, it serves that one as ``serve`` does, without phones.
    """
    from bot import serving
    from bot.sandbox.demo import run_demo

    settings = _settings()
    if settings.serves_telegram or settings.serves_wechat:
        print("A real platform is set: serving it, without the two phones.", file=sys.stderr)
        _run(serving.serve(settings))
    else:
        _run(run_demo(settings))


@app.command
def sandbox(
    *,
    wechat_webhook: Annotated[
        str, Parameter(help="where your bot takes WeChat's messages")
    ] = "http://127.0.0.1:8000/wechat/webhook",
    wechat_mode: WechatMode = WechatMode.SAFE,
    wechat_profile: WechatProfile = WechatProfile.SERVICE,
    wechat_msgmenu: Annotated[bool, Parameter(negative=())] = False,
) -> None:
    """Runs the two platforms alone, with phones, for any bot; see docs/sandbox.md.

    Prints the settings that the bot needs.
    """
    from bot.sandbox.alone import run_sandbox

    _run(
        run_sandbox(
            _settings(), wechat_webhook, wechat_mode, wechat_profile, msgmenu=wechat_msgmenu
        )
    )


@app.command(name="migrate")
def migrate_command() -> None:
    """Brings the database to the newest schema."""
    from bot import keeping

    keeping.migrate(_settings())


@app.command
def understand(
    *,
    now: datetime | None = None,
    file: Annotated[
        ExistingFile | None, Parameter(help="sentences, one a line; default: stdin")
    ] = None,
    review: Annotated[
        bool, Parameter(negative=(), help="print what people meant by sentences not clear")
    ] = False,
) -> None:
    """Says what sentences mean: one a line in, one JSON object a line out."""
    from bot.understanding import RasaMissing, print_understood

    settings = _settings()
    if review:
        from bot import keeping

        _run(keeping.review(settings))
        return
    moment = now or datetime.now(settings.zone)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=settings.zone)
    try:
        with _lines(file) as lines:
            asyncio.run(print_understood(settings, iter(lines), moment))
    except RasaMissing as missing:
        _fail(str(missing), _RASA_MISSING)
    except KeyboardInterrupt:
        sys.exit(130)


@app.command
def chat() -> None:
    """Talks to the assistant in the terminal."""
    from bot.terminal import chat_in_terminal

    _run(chat_in_terminal(_settings()))


@admin.command
def invite() -> None:
    """Prints a one-time code; whoever sends ``/claim CODE`` within 24 h becomes administrator."""

    from bot import keeping

    _run(keeping.invite(_settings()))


@admin.command(name="rekey")
def rekey_command() -> None:
    """Writes everything encrypted anew with the first key of ``SECRET_KEY``."""

    from bot import keeping

    _run(keeping.rekey(_settings()))


@export.command
def records(*, output: Annotated[Path | None, Parameter(help="default: stdout")] = None) -> None:
    """All service records with the seven fields, as CSV."""

    from bot import keeping

    _run(keeping.export(_settings(), output))


def main() -> None:
    """Runs the command line; a bad setting ends it with 2 and one line."""
    try:
        app()
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing is left to be flushed at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _settings() -> Settings:
    try:
        settings = load_settings()
    except SettingsError as error:
        _fail(str(error), 2)
    set_up_logs(settings.log_level)
    return settings


def _run(work: Coroutine[object, object, None]) -> None:
    from bot.web.server import PortTaken
    from storage.database import StoreUnavailable
    from storage.secrets import KeyUnknown

    try:
        asyncio.run(work)
    except KeyboardInterrupt:
        sys.exit(130)
    except KeyUnknown as error:
        _fail(f"ZHIYUAN_SECRET_KEY: {error}", 2)
    except StoreUnavailable as error:
        _fail(f"the database cannot be reached: {error}", 1)
    except PortTaken as error:
        _fail(str(error), 1)


def _fail(line: str, code: int) -> NoReturn:
    print(line, file=sys.stderr)
    sys.exit(code)


def _lines(file: Path | None) -> AbstractContextManager[TextIO]:
    """The file, or stdin; bytes that are no text are shown as such and stop nothing."""
    if file is not None:
        return file.open(encoding="utf-8-sig", errors="replace")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return nullcontext(sys.stdin)
