"""The product as a process: `zhiyuan serve` on a free port and a data directory of its own."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from tests.contract.telegram import TOKEN, BotApi, free_port
from tests.contract.wechat import AES_KEY, APP_ID, WECHAT_TOKEN

ZHIYUAN = Path(sys.executable).with_name("zhiyuan")


def surroundings(**settings: str) -> dict[str, str]:
    """An environment with these settings and no others."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ZHIYUAN_")}
    return clean | {f"ZHIYUAN_{name}": value for name, value in settings.items()}


def run(
    *arguments: str, cwd: Path, stdin: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    """One command to its end."""
    return subprocess.run(
        [str(ZHIYUAN), *arguments],
        cwd=cwd,
        env=surroundings(**settings),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=60,
    )


@dataclass
class Served:
    """A running `serve`; `settings` are those it was started with."""

    folder: Path
    settings: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings['PORT']}"

    @property
    def log(self) -> str:
        return (self.folder / "serve.log").read_text()

    def start(self) -> "Served":
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(ZHIYUAN), "serve"],
                cwd=self.folder,
                env=surroundings(**self.settings),
                stdout=log,
                stderr=log,
            )
        until = time.monotonic() + 100
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log
            try:
                if httpx.get(f"{self.url}/readyz", timeout=2).status_code == 200:
                    return self
            except httpx.TransportError:
                pass
            time.sleep(0.1)
        raise AssertionError(f"serve never got ready: {self.log}")

    def kill(self) -> None:
        """SIGKILL."""
        assert self.process
        self.process.kill()
        self.process.wait(10)

    def stop(self) -> int:
        """SIGTERM, until it has ended; its exit code."""
        if self.process is None or self.process.poll() is not None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def invite(self) -> str:
        """A one-time code for an administrator, made beside the running serve."""
        done = run("admin", "invite", cwd=self.folder, **self.settings)
        assert done.returncode == 0, done.stderr
        assert re.fullmatch(r"\S+\n", done.stdout), done.stdout
        return done.stdout.strip()


def both_platforms(folder: Path, bot_api: BotApi | None, **more: str) -> dict[str, str]:
    """Settings that serve WeChat, and Telegram where a Bot API is given."""
    settings = {
        "DATA_DIR": str(folder / "data"),
        "PORT": str(free_port()),
        "RASA_URL": "off",
        "WECHAT_APP_ID": APP_ID,
        "WECHAT_APP_SECRET": "0123456789abcdef0123456789abcdef",
        "WECHAT_TOKEN": WECHAT_TOKEN,
        "WECHAT_AES_KEY": AES_KEY,
        "WECHAT_API_URL": "http://127.0.0.1:9",
    }
    if bot_api:
        settings |= {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": bot_api.url}
    return settings | more
