"""The one way to say no.

A decision that cannot be taken raises `Refused` with the key of a sentence; `handlers/routing.py`
catches it once and tells it in the reader's language. Nothing else is told to people as an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.messages import Param


class Refused(Exception):
    """Say no, kindly: `key` names a sentence in the catalogue that also says what is possible."""

    def __init__(self, key: str, **params: Param) -> None:
        super().__init__(key)
        self.key = key
        self.params = params
