"""The log: ids and kinds, never the token, a name or what somebody wrote."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from handlers.logging import set_up
from handlers.routing import update_in_hand

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz0123456"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """The root logger as in production, put back afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    stream = io.StringIO()
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def fail() -> None:
    """Fail with texts that quote somebody."""
    try:
        {}["Anna wil hulp met haar rolstoel"]
    except KeyError as problem:
        raise ValueError("Anna woont in de Kerkstraat") from problem


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_says_when_where_and_for_which_update(stream: io.StringIO) -> None:
    set_up(stream=stream)
    token = update_in_hand.set(4711)

    logging.getLogger("handlers.x").warning("put aside", extra={"incident": "ab12"})
    update_in_hand.reset(token)

    (line,) = lines(stream)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "warning",
        "logger": "handlers.x",
        "message": "put aside",
        "update": 4711,
        "incident": "ab12",
    }


@pytest.mark.parametrize("plain", [True, False])
def test_the_token_never_reaches_the_log(stream: io.StringIO, plain: bool) -> None:
    """Libraries put whole addresses in their texts."""
    set_up(stream=stream, plain=plain)
    log = logging.getLogger("anything")

    log.error("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    log.error("see %r", {"url": f"/bot{TOKEN}/"})
    log.error("failed", exc_info=RuntimeError(f"https://api.telegram.org/bot{TOKEN}/getMe"))

    assert TOKEN not in stream.getvalue()
    assert "AAF" not in stream.getvalue()
    assert "[token]" in stream.getvalue()


@pytest.mark.parametrize("plain", [True, False])
def test_what_an_error_quotes_stays_out(stream: io.StringIO, plain: bool) -> None:
    """Only its kind and where it passed: its text may be what somebody wrote."""
    set_up(stream=stream, plain=plain)
    try:
        fail()
    except ValueError:
        logging.getLogger("x").exception("update failed")

    assert "Anna" not in stream.getvalue()
    assert "ValueError < KeyError" in stream.getvalue()
    assert "handlers/test_logging.py:" in stream.getvalue()


def test_talkative_libraries_are_told_to_be_brief(stream: io.StringIO) -> None:
    """httpx writes every address at INFO, telegram every body at DEBUG."""
    set_up("DEBUG", stream=stream)

    for name in ("telegram.Bot", "httpx", "aiohttp.client", "apscheduler.scheduler"):
        logging.getLogger(name).info("a body")

    assert stream.getvalue() == ""
