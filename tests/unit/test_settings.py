"""Settings: defaults, and one line with the name for a bad one (design, section 6)."""

import pytest

from bot.settings import Settings, SettingsError, load_settings

AES = "a" * 43
WECHAT = {
    "ZHIYUAN_WECHAT_APP_ID": "wx1",
    "ZHIYUAN_WECHAT_TOKEN": "t",
    "ZHIYUAN_WECHAT_AES_KEY": AES,
}


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    import os

    for name in os.environ:
        if name.startswith("ZHIYUAN_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(str(tmp_path))


def loaded(monkeypatch: pytest.MonkeyPatch, **values: str) -> Settings:
    for name, value in values.items():
        monkeypatch.setenv(name, value)
    return load_settings()


def test_without_any_setting_it_serves_no_platform_on_the_loopback() -> None:
    settings = load_settings()
    assert settings.base_url == "http://127.0.0.1:8080"
    assert not settings.serves_telegram
    assert not settings.serves_wechat
    assert str(settings.zone) == "Asia/Shanghai"


def test_an_empty_value_is_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, ZHIYUAN_PORT="", ZHIYUAN_TELEGRAM_TOKEN="")
    assert settings.port == 8080
    assert not settings.serves_telegram


def test_a_file_beside_it_is_read(tmp_path: object) -> None:
    from pathlib import Path

    Path(".env").write_text("ZHIYUAN_PORT=9000\nSOMETHING_ELSE=1\n")
    assert load_settings().port == 9000


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"ZHIYUAN_PORT": "0"}, "ZHIYUAN_PORT"),
        ({"ZHIYUAN_PORT": "many"}, "ZHIYUAN_PORT"),
        ({"ZHIYUAN_TIMEZONE": "Mars/Base"}, "ZHIYUAN_TIMEZONE"),
        ({"ZHIYUAN_LOG_LEVEL": "LOUD"}, "ZHIYUAN_LOG_LEVEL"),
        ({"ZHIYUAN_PUBLIC_URL": "example"}, "ZHIYUAN_PUBLIC_URL"),
        ({"ZHIYUAN_DATABASE_URL": "mysql://x"}, "ZHIYUAN_DATABASE_URL"),
        ({"ZHIYUAN_DATABASE_URL": "postgresql://x/y"}, "ZHIYUAN_SECRET_KEY"),
        ({"ZHIYUAN_REDIS_URL": "http://x"}, "ZHIYUAN_REDIS_URL"),
        ({"ZHIYUAN_RASA_URL": "on"}, "ZHIYUAN_RASA_URL"),
        ({"ZHIYUAN_TELEGRAM_TOKEN": "nonsense"}, "ZHIYUAN_TELEGRAM_TOKEN"),
        ({"ZHIYUAN_TELEGRAM_UPDATES": "push"}, "ZHIYUAN_TELEGRAM_UPDATES"),
        (
            {"ZHIYUAN_TELEGRAM_TOKEN": "1:x", "ZHIYUAN_TELEGRAM_UPDATES": "webhook"},
            "ZHIYUAN_TELEGRAM_WEBHOOK_SECRET",
        ),
        (
            {
                "ZHIYUAN_TELEGRAM_TOKEN": "1:x",
                "ZHIYUAN_TELEGRAM_UPDATES": "webhook",
                "ZHIYUAN_TELEGRAM_WEBHOOK_SECRET": "s",
                "ZHIYUAN_PUBLIC_URL": "https://bot.example:9999",
            },
            "ZHIYUAN_PUBLIC_URL",
        ),
        ({**WECHAT, "ZHIYUAN_WECHAT_AES_KEY": "short"}, "ZHIYUAN_WECHAT_AES_KEY"),
        ({**WECHAT, "ZHIYUAN_WECHAT_AES_KEY": ""}, "ZHIYUAN_WECHAT_AES_KEY"),
        ({**WECHAT, "ZHIYUAN_WECHAT_TOKEN": ""}, "ZHIYUAN_WECHAT_TOKEN"),
        ({**WECHAT, "ZHIYUAN_WECHAT_MODE": "open"}, "ZHIYUAN_WECHAT_MODE"),
        ({**WECHAT, "ZHIYUAN_WECHAT_PROFILE": "service"}, "ZHIYUAN_WECHAT_APP_SECRET"),
    ],
)
def test_a_bad_one_is_named_in_one_line(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], name: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        loaded(monkeypatch, **values)
    assert str(caught.value).startswith(f"{name}: ")
    assert "\n" not in str(caught.value)


def test_an_own_bot_server_may_be_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(
        monkeypatch,
        ZHIYUAN_TELEGRAM_TOKEN="1:x",
        ZHIYUAN_TELEGRAM_UPDATES="webhook",
        ZHIYUAN_TELEGRAM_WEBHOOK_SECRET="s",
        ZHIYUAN_TELEGRAM_API_URL="http://127.0.0.1:9001/",
        ZHIYUAN_PUBLIC_URL="http://127.0.0.1:8123",
    )
    assert settings.telegram_api_url == "http://127.0.0.1:9001"
    assert settings.serves_telegram


def test_a_secret_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, ZHIYUAN_TELEGRAM_TOKEN="1:verysecret")
    assert "verysecret" not in repr(settings)
