"""The protocol with one line taken out at a time."""

from __future__ import annotations

from collections.abc import Callable

MUTANTS: dict[str, Callable[[], None]] = {}


def apply(name: str | None) -> None:
    """Take a line out of this process; nothing without a name."""
    if name is not None:
        MUTANTS[name]()
