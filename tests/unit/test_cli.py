"""The keeper's commands, as they are typed."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import app


@pytest.fixture(autouse=True)
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder and no settings but the place of the data, without Rasa."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIYUAN_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("ZHIYUAN_RASA_URL", "off")
    return tmp_path


def run(*words: str) -> int:
    """The exit code of a command."""
    try:
        app(words)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_migrate_makes_the_database(installation: Path) -> None:
    assert run("migrate") == 0
    assert (installation / "data" / "zhiyuan.db").stat().st_size > 0


def test_invite_prints_a_new_code_alone(capsys: pytest.CaptureFixture[str]) -> None:
    codes = set()
    for _ in range(2):
        assert run("admin", "invite") == 0
        (code,) = capsys.readouterr().out.splitlines()
        assert code.isalnum() and len(code) == 10
        codes.add(code)
    assert len(codes) == 2


def test_understand_answers_each_line_also_a_blank_one(
    installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sentences = installation / "sentences"
    sentences.write_text("时长\n\nhow many hours do I have\n", "utf-8")
    assert run("understand", "--file", str(sentences)) == 0
    understood = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [one["text"] for one in understood] == ["时长", "", "how many hours do I have"]
    assert understood[0]["intent"] == understood[2]["intent"] == "query_hours"


def test_export_writes_a_file_that_a_spreadsheet_reads(
    installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("export", "records") == 0
    assert capsys.readouterr().out.startswith("活动名称,日期,地点,服务内容,服务时间,")
    file = installation / "records.csv"
    assert run("export", "records", "--output", str(file)) == 0
    assert file.read_bytes().startswith("\ufeff活动名称".encode())


def test_chat_is_answered_until_the_input_ends(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("注册\n\n1\n1990-05-01\n"))
    assert run("chat") == 0
    said = capsys.readouterr().out
    assert (
        said.index("您好")
        < said.index("您同意吗")
        < said.index("您的出生日期")
        < said.index("您的姓名")
    )


def test_a_bad_setting_is_one_line_with_its_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIYUAN_TIMEZONE", "Moon/Far_Side")
    assert run("migrate") == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("ZHIYUAN_TIMEZONE: ")


def test_a_small_command_does_not_load_the_platforms_libraries() -> None:
    asked = "import sys, bot.cli; print([m for m in ('aiogram', 'taskiq') if m in sys.modules])"
    loaded = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert loaded.stdout.strip() == "[]"
