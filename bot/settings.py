"""The settings of an installation: environment or ``.env``, prefix ``ZHIYUAN_``."""

from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

TELEGRAM_CLOUD = "https://api.telegram.org"
WECHAT_CLOUD = "https://api.weixin.qq.com"


class TelegramUpdates(StrEnum):
    """How updates reach us."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class WechatMode(StrEnum):
    """The message security mode, as set in the account's backend."""

    SAFE = "safe"
    COMPATIBLE = "compatible"
    PLAIN = "plain"


class WechatProfile(StrEnum):
    """What the account may do beyond passive replies."""

    SERVICE = "service"
    SUBSCRIPTION = "subscription"
    PASSIVE = "passive"


class SettingsError(Exception):
    """A setting is wrong; the message is one line that begins with its name."""


class Settings(BaseSettings):
    """All settings. An empty value is unset."""

    model_config = SettingsConfigDict(
        env_prefix="ZHIYUAN_", env_file=".env", env_ignore_empty=True, extra="ignore"
    )

    data_dir: Path = Path("var")
    database_url: str | None = None
    redis_url: str | None = None
    rasa_url: str | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    public_url: str | None = None
    secret_key: SecretStr | None = None
    timezone: str = "Asia/Shanghai"

    telegram_token: SecretStr | None = None
    telegram_api_url: str = TELEGRAM_CLOUD
    telegram_updates: TelegramUpdates = TelegramUpdates.POLLING
    telegram_webhook_secret: SecretStr | None = None

    wechat_app_id: str | None = None
    wechat_app_secret: SecretStr | None = None
    wechat_token: SecretStr | None = None
    wechat_aes_key: SecretStr | None = None
    wechat_mode: WechatMode = WechatMode.SAFE
    wechat_profile: WechatProfile = WechatProfile.PASSIVE
    wechat_msgmenu: bool = False
    wechat_api_url: str = WECHAT_CLOUD

    log_level: str = "INFO"

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError) as error:
            raise ValueError("no such time zone") from error
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}:
            raise ValueError("one of DEBUG, INFO, WARNING, ERROR, CRITICAL")
        return value.upper()

    @field_validator("public_url", "telegram_api_url", "wechat_api_url")
    @classmethod
    def _http_url(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("an http or https URL")
        return value.rstrip("/")

    @field_validator("rasa_url")
    @classmethod
    def _rasa(cls, value: str | None) -> str | None:
        return value if value in {None, "off"} else cls._http_url(value)

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(
            ("sqlite:///", "postgresql://", "postgres://")
        ):
            raise ValueError("sqlite:///PATH or postgresql://…")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("redis://…, rediss://… or unix://…")
        return value

    @field_validator("telegram_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        number, colon, rest = value.get_secret_value().partition(":") if value else ("0", ":", "x")
        if not number.isdecimal() or not colon or not rest or " " in rest:
            raise ValueError("digits, a colon and letters, as the platform gave it")
        return value

    @field_validator("wechat_aes_key")
    @classmethod
    def _aes_key(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            key = value.get_secret_value()
            if len(key) != 43 or not key.isascii() or not key.isalnum():
                raise ValueError("43 letters and digits")
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> "Settings":
        if self.telegram_updates is TelegramUpdates.WEBHOOK and self.telegram_token:
            if not self.telegram_webhook_secret:
                raise ValueError("TELEGRAM_WEBHOOK_SECRET: needed for webhook updates")
            if self.telegram_api_url == TELEGRAM_CLOUD:
                parts = urlsplit(self.base_url)
                port = parts.port or (443 if parts.scheme == "https" else 80)
                if parts.scheme != "https" or port not in {443, 80, 88, 8443}:
                    raise ValueError("PUBLIC_URL: Telegram wants https on port 443, 80, 88 or 8443")
        if (
            self.database_url is not None
            and not self.database_url.startswith("sqlite:///")
            and not self.secret_key
        ):
            raise ValueError("SECRET_KEY: must be set with an outside DATABASE_URL")
        given = [self.wechat_app_id, self.wechat_token]
        if any(given) and not all(given):
            missing = "WECHAT_TOKEN" if self.wechat_app_id else "WECHAT_APP_ID"
            raise ValueError(f"{missing}: needed to serve WeChat")
        if all(given) and self.wechat_mode is not WechatMode.PLAIN and not self.wechat_aes_key:
            raise ValueError("WECHAT_AES_KEY: needed in safe and compatible mode")
        pushes = self.wechat_profile is not WechatProfile.PASSIVE
        if all(given) and pushes and not self.wechat_app_secret:
            raise ValueError("WECHAT_APP_SECRET: needed unless the profile is passive")
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the installation."""
        return ZoneInfo(self.timezone)

    @property
    def base_url(self) -> str:
        """The base of webhook addresses and links, without a closing slash."""
        return self.public_url or f"http://{self.host}:{self.port}"

    @property
    def serves_telegram(self) -> bool:
        """Whether Telegram is configured."""
        return self.telegram_token is not None

    @property
    def serves_wechat(self) -> bool:
        """Whether WeChat is configured."""
        return self.wechat_app_id is not None and self.wechat_token is not None


def load_settings(**overrides: object) -> Settings:
    """Reads the settings.

    Raises:
        SettingsError: one line with the name of the setting and what it should be.
    """
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # names are checked by pydantic
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        said = str(first["msg"]).removeprefix("Value error, ")
        if first["loc"]:
            raise SettingsError(f"ZHIYUAN_{str(first['loc'][0]).upper()}: {said}") from None
        raise SettingsError(f"ZHIYUAN_{said}") from None
