"""Sets up what the other make targets need; quick when there is nothing to do.

Runs on any Python 3.11 without packages: finds uv or installs it into ``.uv/``, then brings each
environment to its lock, and trains the language model where its data changed. Neither root nor a
container engine is needed. Packages come from wherever pip is set to look; no address is written
down here.

The language model needs Python 3.10. Where there is none, everything else is set up, and the
assistant understands by its built-in matcher.
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
NLU = ROOT / "nlu" / "model"
NLU_PYTHON = (NLU / ".python-version").read_text().strip()

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
    """A virtual environment.

    Attributes:
        folder: where it lives.
        lock: what is installed: exact versions with hashes.
        base: the interpreter that it is made from.
        project: whose package is installed for editing; its ``pyproject.toml`` is there.
    """

    folder: Path
    lock: Path
    base: Path
    project: Path | None = None

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
        files = [self.lock, *([self.project / "pyproject.toml"] if self.project else [])]
        return digest(f"{self.project} {self.base}", files)

    def ready(self) -> bool:
        """Whether there is nothing to do."""
        return self.python.exists() and says(self.stamp, self.wanted())


APPLICATION = Environment(
    ROOT / ".venv", ROOT / "requirements.lock", Path(sys.executable), project=ROOT
)


@dataclass(frozen=True)
class Model:
    """The language model: its environment, and what it is trained from."""

    environment: Environment

    @property
    def stamp(self) -> Path:
        """Says from what it was trained."""
        return NLU / "models" / ".trained"

    def wanted(self) -> str:
        """What it should be trained from."""
        sources = [NLU / "config.yml", NLU / "train.py", self.environment.lock]
        sources += [*(NLU / "components").glob("*.py"), *(NLU / "data").rglob("*.yml")]
        return digest("", sorted(sources))

    def ready(self) -> bool:
        """Whether there is nothing to do."""
        model = NLU / "models" / "zhiyuan.tar.gz"
        return self.environment.ready() and model.exists() and says(self.stamp, self.wanted())


def main() -> int:
    """Sets everything up; 1 where a step failed."""
    if sys.version_info < (3, 11):  # noqa: UP036  it runs on whatever Python there is
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return 1
    model = find_model()
    if APPLICATION.ready() and (model is None or model.ready()):
        return 0
    UV_FOLDER.mkdir(exist_ok=True)
    with (UV_FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            uv = find_or_install_uv()
            set_up(APPLICATION, uv)
            if model is not None:
                set_up_model(model, uv)
        except subprocess.CalledProcessError as error:
            say(f"Set-up failed at: {' '.join(map(str, error.cmd))}")
            return 1
    say("Set-up is done.")
    return 0


def find_model() -> Model | None:
    """The model, where it is wanted and can be had here."""
    elsewhere = os.environ.get("ZHIYUAN_RASA_URL")
    if elsewhere:
        return None
    base = find_python(NLU_PYTHON)
    if base is None:
        say(
            f"No Python {NLU_PYTHON} here: the language model is left out, and sentences are"
            " understood by the built-in matcher. Install it and run this again to have the model."
        )
        return None
    return Model(Environment(NLU / ".venv", NLU / "requirements.lock", base))


def find_python(version: str) -> Path | None:
    """An interpreter of a version that really runs: some names on the path are only switches."""
    own = f"versions/{version}.*/bin/python"
    # Where pyenv keeps them, whatever HOME says: beside the interpreter that runs this.
    homes = {Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))}
    homes.add(Path(sys.base_prefix).parent.parent)
    names = [
        shutil.which(f"python{version}"),
        *(name for home in homes for name in sorted(home.glob(own), reverse=True)),
    ]
    ask = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"
    for name in names:
        if name is None:
            continue
        asked = subprocess.run([name, "-c", ask], capture_output=True, text=True, check=False)
        found = asked.stdout.split(maxsplit=1)
        if found and found[0] == version:
            return Path(found[1].strip())
    return None


def set_up_model(model: Model, uv: Path) -> None:
    """Brings the model's environment to its lock and trains where something changed."""
    try:
        set_up(model.environment, uv)
    except subprocess.CalledProcessError:
        say("The language model cannot be installed here; everything else goes on without it.")
        return
    if model.ready():
        return
    wanted = model.wanted()
    model.stamp.unlink(missing_ok=True)
    say("Training the language model; this takes a few minutes, once …")
    run(model.environment.python, NLU / "train.py")
    model.stamp.write_text(wanted)


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
    if environment.ready():  # nothing to do, or another make was at it
        return
    name = environment.folder.relative_to(ROOT)
    settings = {**os.environ, **pip_settings(), "UV_PYTHON_DOWNLOADS": "never"}
    if not os.access(Path.home(), os.W_OK):
        settings["UV_CACHE_DIR"] = str(UV_FOLDER / "cache")
    environment.stamp.unlink(missing_ok=True)
    if not environment.python.exists():
        say(f"Making {name}/ …")
        run(uv, "venv", "-q", "--clear", "-p", environment.base, environment.folder, env=settings)
    say(f"Installing the packages of {environment.lock.relative_to(ROOT)} into {name}/ …")
    install = [uv, "pip"]
    into = ["-p", environment.python]
    run(*install, "sync", *into, environment.lock, env=settings)
    if environment.project is not None:
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


def digest(text: str, files: list[Path]) -> str:
    """A text and the contents of files, in one figure."""
    found = hashlib.sha256(text.encode())
    for file in files:
        found.update(f"{file.relative_to(ROOT)}\n".encode())
        found.update(file.read_bytes())
    return found.hexdigest()


def says(stamp: Path, wanted: str) -> bool:
    """Whether a stamp is there and says what is wanted."""
    return stamp.exists() and stamp.read_text() == wanted


def run(*command: object, env: dict[str, str] | None = None) -> None:
    """Runs a step; what it prints is shown."""
    subprocess.run([str(word) for word in command], cwd=ROOT, env=env, check=True)


def say(text: str) -> None:
    """A line for the person who waits."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
