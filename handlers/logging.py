"""Logging: one line of JSON for each event, with ids and never a name, a text or the token.

What an error says is left out, because it may quote what somebody wrote: its kind and the places
in our code that it passed are enough to find it.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

from handlers.routing import update_in_hand

TOKEN = re.compile(r"\d{6,}:[\w-]{30,}")
TALKATIVE = ("telegram", "httpx", "httpcore", "aiohttp", "apscheduler", "uvicorn", "asyncio")
PLACES = 20


class JsonFormatter(logging.Formatter):
    """Writes a record as JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, object] = {
            "at": moment.isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "update": update_in_hand.get(),
            "incident": getattr(record, "incident", None),
            **_error(record),
        }
        kept = {name: value for name, value in line.items() if value is not None}
        return without_token(json.dumps(kept, ensure_ascii=False))


class PlainFormatter(logging.Formatter):
    """Writes a record for somebody at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """A few words, and where an error passed."""
        words = [record.levelname.lower(), record.getMessage()]
        words += [f"{name}={value}" for name, value in _error(record).items()]
        return without_token(" ".join(words))


def set_up(level: str = "INFO", *, plain: bool = False, stream: TextIO | None = None) -> None:
    """Send all logging to one place, with nothing in it that must not be there."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(PlainFormatter() if plain else JsonFormatter())
    root = logging.getLogger()
    for old in list(root.handlers):
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))


def without_token(line: str) -> str:
    """The line with every bot token made unreadable."""
    return TOKEN.sub("[token]", line)


def _error(record: logging.LogRecord) -> dict[str, object]:
    if not record.exc_info or record.exc_info[1] is None:
        return {}
    problem = record.exc_info[1]
    kinds: list[str] = []
    told: BaseException | None = problem
    while told is not None and len(kinds) < PLACES:
        kinds.append(type(told).__name__)
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
    return {"error": " < ".join(kinds), "places": _places(problem.__traceback__)}


def _places(passed: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(passed)[-PLACES:]
    return [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno}" for frame in frames]
