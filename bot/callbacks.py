"""Buttons and links: typed payloads that fit in Telegram's 64 bytes.

A payload class is declared with a tag that is never used again for something else:

    class JoinIdea(Payload, tag="ij"):
        idea: int

`pack()` writes `ij_12`, which serves as callback data and, because it only uses characters that
Telegram allows there, as the payload of a start link too. `unpack()` reads it back, or refuses.
Nothing is signed: ids are no secrets, and whoever receives a payload checks the presser, the
neighbourhood and the state that is stored. Only what lets somebody in carries a token or a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Self, dataclass_transform, get_type_hints

LIMIT = 64  # bytes of callback data, and characters of a start link's payload
_WORD = re.compile(r"[A-Za-z0-9-]*")
_LINK = re.compile(r"[A-Za-z0-9_-]+")


class Unreadable(ValueError):
    """The data is not a payload of ours: old, forged or damaged."""


class Rest(str):
    """A last field that holds another packed payload, underscores included."""

    __slots__ = ()


@dataclass_transform(frozen_default=True)
class Payload:
    """The base of every payload. Fields are int, bool, str (letters, digits, hyphen), an enum or,
    as the last one, `Rest`."""

    tag: ClassVar[str]
    _registry: ClassVar[dict[str, type[Payload]]] = {}

    def __init_subclass__(cls, *, tag: str) -> None:
        if not re.fullmatch(r"[a-z]{1,4}", tag):
            raise TypeError(f"tag {tag!r} must be one to four small letters")
        taken = Payload._registry.get(tag)
        if taken is not None and _full_name(taken) != _full_name(cls):
            raise TypeError(f"tag {tag!r} belongs to {taken.__name__}")
        cls.tag = tag
        dataclass(frozen=True)(cls)
        Payload._registry[tag] = cls

    def pack(self) -> str:
        """Write it down; ValueError when it does not fit in 64 bytes or holds a forbidden sign."""
        names = [each.name for each in fields(self)]  # type: ignore[arg-type]  # a dataclass
        packed = "_".join((self.tag, *(_write(getattr(self, name)) for name in names)))
        if len(packed) > LIMIT or not _LINK.fullmatch(packed):
            raise ValueError(f"{packed!r} does not fit in a button")
        return packed

    @classmethod
    def _read(cls, written: str | None) -> Self:
        hints = _hints(cls)  # type: ignore[arg-type]  # classes are hashable
        names = [each.name for each in fields(cls)]  # type: ignore[arg-type]  # as above
        has_rest = bool(names) and hints[names[-1]] is Rest
        values = [] if written is None else written.split("_", len(names) - 1 if has_rest else -1)
        if len(values) != len(names):
            raise Unreadable(cls.tag)
        return cls(
            **{name: _parse(value, hints[name]) for name, value in zip(names, values, strict=True)}
        )


def unpack(packed: str) -> Payload:
    """Read a payload back; `Unreadable` when it is not one that this version knows."""
    if len(packed) > LIMIT or not _LINK.fullmatch(packed):
        raise Unreadable("not a payload")
    tag, separator, written = packed.partition("_")
    kind = Payload._registry.get(tag)
    if kind is None:
        raise Unreadable(tag)
    payload = kind._read(written if separator else None)
    if payload.pack() != packed:  # one spelling only, so that nothing has two names
        raise Unreadable(tag)
    return payload


def _full_name(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


@cache
def _hints(kind: Any) -> dict[str, type]:
    return get_type_hints(kind)


def _write(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Rest):
        return str(value)
    written = value.value if isinstance(value, StrEnum) else str(value)
    if not _WORD.fullmatch(written):
        raise ValueError(f"{written!r} holds a sign that a button cannot carry")
    return written


def _parse(written: str, kind: type) -> object:
    try:
        if kind is bool:
            return {"1": True, "0": False}[written]
        if kind is int:
            number = int(written)
            if not -(2**63) <= number < 2**63:  # more than a database can look for
                raise Unreadable("number")
            return number
        return kind(written)
    except (KeyError, ValueError) as problem:
        raise Unreadable(kind.__name__) from problem
