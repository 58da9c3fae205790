"""Whom to ask: the questions that are for who knows about something, not for who does something.

How people put them is data, in six languages: `knowledge/whom.toml`.
"""

import re
from functools import cache
from importlib.resources import files
from typing import cast

import tomli

from bot.matching.words import normalise

_BETWEEN = re.compile(r"[\s-]+")
_EDGES = re.compile(r"^\W+|\W+$")
_GOES_ON = "*"


def asks_whom(written: str) -> bool:
    """Whether somebody asks whom to ask, in whichever language.

    >>> asks_whom("Wie gaat er over het gras?"), asks_whom("wie maait mijn gras?")
    (True, False)
    """
    _, plain = _read(written)
    return _any_of("asks").search(_any_of("seeks").sub("…", plain)) is not None


def asked_about(written: str) -> str:
    """What is left of such a question without its asking.

    >>> asked_about("Wie gaat er over het gras?")
    'het gras?'
    """
    words, plain = _read(written)
    asking: set[int] = set()
    for found in _any_of("asks").finditer(plain):
        first = plain.count(" ", 0, found.start())
        asking.update(range(first, first + found[0].count(" ") + 1))
    return " ".join(word for place, word in enumerate(words) if place not in asking)


def _read(written: str) -> tuple[list[str], str]:
    """The words as they were written, and the same ones as phrases have them."""
    words = [each for each in _BETWEEN.split(written) if _plain(each)]
    return words, " ".join(map(_plain, words))


def _plain(word: str) -> str:
    return _EDGES.sub("", normalise(word))


@cache
def _any_of(name: str) -> re.Pattern[str]:
    """All phrases of this name, of every language: which one somebody writes is not asked."""
    written = (files("bot.matching") / "knowledge" / "whom.toml").read_text("utf-8")
    phrases = [
        phrase
        for content in tomli.loads(written).values()
        if isinstance(content, dict)
        for phrase in cast("list[str]", content[name])
    ]
    return re.compile(rf"(?<!\S)(?:{'|'.join(map(_pattern, phrases))})")


def _pattern(phrase: str) -> str:
    _, plain = _read(phrase)
    before = r"\S*" if phrase.startswith(_GOES_ON) else ""
    return before + re.escape(plain) + (r"\S*" if phrase.endswith(_GOES_ON) else r"(?!\S)")
