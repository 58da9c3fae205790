"""On which processor cores the tests and what they start run. Only Linux lets us say."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ALL = os.sched_getaffinity(0) if sys.platform == "linux" else set(range(os.cpu_count() or 1))


def stay_on(number: int) -> None:
    """Keep this thread and what it starts on one core, the same for the same number: a loop and its
    database's thread wake each other at every statement, and to wake a thread on another core can
    take ten times as long."""
    _move({sorted(ALL)[number % len(ALL)]})


@contextmanager
def on_all() -> Iterator[None]:
    """What is started here is not kept to the core of who starts it."""
    own = os.sched_getaffinity(0) if sys.platform == "linux" else ALL
    _move(ALL)
    try:
        yield
    finally:
        _move(own)


def _move(cores: set[int]) -> None:
    if sys.platform == "linux":
        os.sched_setaffinity(0, cores)
