"""Sets up what the other make targets need; quick when there is nothing to do.

Runs on any Python 3.11 without packages: finds uv or installs it into ``.uv/``, then brings each
environment to its lock. Neither root nor a container engine is needed. Packages come from
wherever pip is set to look; no address is written down here.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV_FOLDER = ROOT / ".uv"
UV_LOCK = ROOT / "scripts" / "uv.requirements.lock"

#: pip's settings and what uv calls them.
PIP_TO_UV = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "timeout": "UV_HTTP_TIMEOUT",
    "cert": "SSL_CERT_FILE",
}


@dataclass(frozen=True)
class Environment:
    """A virtual environment with a project in it.

    Attributes:
        folder: where it lives.
        project: whose package is installed for editing; its ``pyproject.toml`` is there.
        lock: what is installed: exact versions with hashes.
    """

    folder: Path
    project: Path
    lock: Path

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.folder / "bin" / "python"

    @property
    def stamp(self) -> Path:
        """Says which state it was brought to."""
        return self.folder / ".set-up"

    def wanted(self) -> str:
        """The state that it should be in."""
        digest = hashlib.sha256(f"{self.project} {sys.version}".encode())
        for file in (self.lock, self.project / "pyproject.toml"):
            digest.update(file.read_bytes())
        return digest.hexdigest()

    def ready(self) -> bool:
        """Whether there is nothing to do."""
        return (
            self.python.exists() and self.stamp.exists() and self.stamp.read_text() == self.wanted()
        )


ENVIRONMENTS = [Environment(ROOT / ".venv", ROOT, ROOT / "requirements.lock")]


def main() -> int:
    """Sets everything up; 1 where a step failed."""
    if sys.version_info < (3, 11):  # noqa: UP036  it runs on whatever Python there is
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    todo = [environment for environment in ENVIRONMENTS if not environment.ready()]
    if not todo:
        return 0
    UV_FOLDER.mkdir(exist_ok=True)
    with (UV_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            uv = find_or_install_uv()
            for environment in todo:
                set_up(environment, uv)
        except subprocess.CalledProcessError as error:
            say(f"Set-up failed at: {' '.join(map(str, error.cmd))}")
            return 1
    say("Set-up is done.")
    return 0


def find_or_install_uv() -> Path:
    """The uv on the path, or our own in its private folder."""
    found = shutil.which("uv")
    if found:
        return Path(found)
    own = UV_FOLDER / "bin" / "uv"
    if not own.exists():
        say("Installing uv into .uv/ …")
        python = UV_FOLDER / "bin" / "python"
        try:
            run(sys.executable, "-m", "venv", UV_FOLDER)
            target = []
        except subprocess.CalledProcessError:
            # Some systems ship Python without the means to make environments, but with pip.
            python, target = Path(sys.executable), ["--target", UV_FOLDER]
        run(python, "-m", "pip", "install", "-q", "--require-hashes", *target, "-r", UV_LOCK)
    return own


def set_up(environment: Environment, uv: Path) -> None:
    """Brings one environment to its lock and installs its project for editing."""
    if environment.ready():  # another make was at it
        return
    name = environment.folder.relative_to(ROOT)
    settings = {**os.environ, **pip_settings(), "UV_PYTHON_DOWNLOADS": "never"}
    if not os.access(Path.home(), os.W_OK):
        settings["UV_CACHE_DIR"] = str(UV_FOLDER / "cache")
    environment.stamp.unlink(missing_ok=True)
    if not environment.python.exists():
        say(f"Making {name}/ …")
        run(uv, "venv", "-q", "--clear", "-p", sys.executable, environment.folder, env=settings)
    say(f"Installing the packages of {environment.lock.name} into {name}/ …")
    install = [uv, "pip"]
    into = ["-p", environment.python]
    run(*install, "sync", *into, environment.lock, env=settings)
    # A sync removes the project itself; its build backend stands in the lock.
    project = ["--no-deps", "--no-build-isolation", "-e", environment.project]
    run(*install, "install", "-q", *into, *project, env=settings)
    environment.stamp.write_text(environment.wanted())


def pip_settings() -> dict[str, str]:
    """What pip is set to, in uv's words: uv reads neither its files nor its variables."""
    own = UV_FOLDER / "bin" / "python"
    pip = [own if own.exists() else sys.executable, "-m", "pip", "config", "list"]
    said = subprocess.run(pip, capture_output=True, text=True, check=False).stdout
    found: dict[str, str] = {}
    # Printed from the strongest to the weakest: ":env:.cert='…'", "global.cert='…'".
    for line in said.splitlines():
        key, _, value = line.partition("=")
        name = PIP_TO_UV.get(key.rpartition(".")[2].removeprefix("default-"))
        if name and name not in os.environ:
            found.setdefault(name, value.strip("'\""))
    if "UV_INDEX" in found:
        # As pip does: the best version of all indexes. The hashes say whether it is the right one.
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    return found


def run(*command: object, env: dict[str, str] | None = None) -> None:
    """Runs a step; what it prints is shown."""
    subprocess.run([str(word) for word in command], cwd=ROOT, env=env, check=True)


def say(text: str) -> None:
    """A line for the person who waits."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
