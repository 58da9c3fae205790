"""Settings: the only reader of the environment. Each may also come from a file, as `NAME_FILE`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
)

TELEGRAM = "https://api.telegram.org"
WEBHOOK_PORTS = {None, 443, 80, 88, 8443}  # that Telegram delivers to
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")  # that Telegram takes
LONGEST_ADDRESS = 200  # a link has to fit in a button that copies it


class FromFiles(EnvSettingsSource):
    """Reads `BUURTBOT_TOKEN_FILE` where `BUURTBOT_TOKEN` is not given, and so on. What is empty is
    not given."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        name = f"{self.env_prefix}{field_name}_file".lower()
        path = self.env_vars.get(name)
        value = Path(path).read_text(encoding="utf-8").strip() if path else None
        return value or None, field_name, False


class Settings(BaseSettings):
    """What the operator chooses. `clock_file` is for tests."""

    model_config = SettingsConfigDict(env_prefix="BUURTBOT_", extra="ignore", env_ignore_empty=True)

    token: SecretStr | None = None
    database_url: str = "sqlite+aiosqlite:///buurtbot.db"
    api_url: str = TELEGRAM
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    public_url: str | None = None
    listen: str = "127.0.0.1:8080"
    timezone: str = "Europe/Amsterdam"
    open: bool = False
    log: str = "INFO"
    encoder: Path | None = None  # a folder with model.onnx and tokenizer.json
    clock_file: Path | None = None
    rate: float = Field(default=25, gt=0)  # messages a second; Telegram allows about 30
    tick: float = Field(default=15, gt=0)  # seconds between two looks at what is due

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return init_settings, env_settings, FromFiles(settings_cls)

    @field_validator("timezone")
    @classmethod
    def known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"{value} is not a time zone, such as Europe/Amsterdam") from None
        return value

    @field_validator("log")
    @classmethod
    def known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("log must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("public_url")
    @classmethod
    def address_of_pages(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(value))
        plain = not (parts.query or parts.fragment or parts.username)
        if not (safe and parts.hostname and plain) or len(value) > LONGEST_ADDRESS:
            raise ValueError("public_url must look like https://buurt.example")
        return value.rstrip("/")

    @field_validator("api_url")
    @classmethod
    def address_of_telegram(cls, value: str) -> str:
        if not is_address(value):
            raise ValueError(f"api_url must look like {TELEGRAM}")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def secret_that_telegram_takes(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not SECRET.fullmatch(value.get_secret_value()):
            raise ValueError("a webhook's secret is 1 to 256 of A-Z a-z 0-9 _ and -")
        return value

    @field_validator("listen")
    @classmethod
    def host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or int(port) > 65535:
            raise ValueError("listen must look like 127.0.0.1:8080")
        return value

    @model_validator(mode="after")
    def together(self) -> Settings:
        if self.clock_file is not None and not is_loopback(self.api_url):
            raise ValueError("a clock file is for tests: the API URL must be on this machine")
        if self.webhook_url is not None and self.webhook_secret is None:
            raise ValueError("a webhook needs BUURTBOT_WEBHOOK_SECRET")
        if self.webhook_url is not None and not self._is_delivered_to(self.webhook_url):
            raise ValueError(
                "BUURTBOT_WEBHOOK_URL must look like https://buurt.example/telegram, with no port "
                "or one of 443, 80, 88 and 8443: Telegram delivers to no other"
            )
        return self

    def _is_delivered_to(self, url: str) -> bool:
        """Whether updates can come here. A Bot API server of one's own is less strict."""
        if not is_address(url):
            return False
        parts, is_own = urlsplit(url), self.api_url.rstrip("/") != TELEGRAM
        return is_own or (parts.scheme == "https" and parts.port in WEBHOOK_PORTS)

    def now(self) -> datetime:
        """The machine's time, moved by the offset (seconds) in the clock file when there is one."""
        offset = 0.0
        if self.clock_file is not None and self.clock_file.exists():
            offset = float(self.clock_file.read_text(encoding="ascii") or 0)
        return datetime.now(UTC) + timedelta(seconds=offset)


class WrongSetting(ValueError):
    """A setting that cannot be; its text names it and says how it should be, never its value."""


def read() -> Settings:
    """The settings as the environment has them; `WrongSetting` when one cannot be."""
    try:
        return Settings()
    except ValidationError as problem:
        first = problem.errors(include_input=False, include_url=False)[0]
        name = "_".join(str(part) for part in first["loc"])
        where = f"BUURTBOT_{name.upper()}: " if name else ""
        raise WrongSetting(where + first["msg"].removeprefix("Value error, ")) from None
    except SettingsError as problem:
        reason = problem.__cause__ or problem
        raise WrongSetting(f"a file named in a setting cannot be read: {reason}") from None


def is_address(url: str) -> bool:
    """Whether this is an address of the web."""
    parts = urlsplit(url)
    try:
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that cannot be
        return False


def is_loopback(url: str) -> bool:
    """Whether a URL stays on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
