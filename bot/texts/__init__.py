"""Words: every sentence that people see, in Fluent catalogues next to this file.

A text is a key and its parameters; `html` fills the gaps for a message, `plain` for a button or a
toast. Parameters are always escaped in HTML. Languages are read when they are first used.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource, resolver

from bot.matching.knowledge import knowledge
from bot.messages import Param, Text, brief

LANGUAGES = ("nl", "en")
FALLBACK = "nl"
_NOTHING = "\ue000"  # stands where a parameter is empty, until the text is tidied
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ue000\ufeff]"
)

# Fluent refuses to fill a gap with more than 2,500 signs, for fear of what translators write. Ours
# are short; what neighbours write may be 4,096 signs, and five times as long when escaped.
resolver.MAX_PART_LENGTH = 50_000


class Incomplete(LookupError):
    """A text that lacks a key or a parameter: a mistake of ours."""


def html(text: Text, language: str) -> str:
    """The text as Telegram HTML, with every parameter escaped."""
    return _render(text, language, escape=lambda value: escape(value, quote=False))


def plain(text: Text, language: str) -> str:
    """The text without markup, for labels, toasts and tests."""
    return _render(text, language, escape=str)


def known(language: str | None) -> str | None:
    """The catalogue for a language code such as `nl-BE`, or None when there is none."""
    short = (language or "").split("-")[0].lower()
    return short if short in LANGUAGES else None


def every_way(key: str) -> frozenset[str]:
    """A label in every language, for recognising it when somebody types it."""
    return frozenset(plain(Text(key), language).casefold() for language in LANGUAGES)


def clean(written: str) -> str:
    """What somebody typed, without invisible and direction-changing signs."""
    return _INVISIBLE.sub("", written).strip()


@cache
def catalogue(language: str) -> FluentBundle:
    """The catalogue of one language, read from package data."""
    bundle = FluentBundle([language], use_isolating=False, functions=_functions(language))
    source = files(__package__).joinpath(f"{language}.ftl").read_text(encoding="utf-8")
    bundle.add_resource(FluentResource(source))
    return bundle


def _render(text: Text, language: str, *, escape: Callable[[str], str]) -> str:
    bundle = catalogue(language)
    pattern = bundle.get_message(text.key).value if bundle.has_message(text.key) else None
    if pattern is None:
        raise Incomplete(f"{language}: {text.key}")
    problems: list[Exception]
    filled = {name: _fill(value, language, escape) for name, value in text.params.items()}
    written, problems = bundle.format_pattern(
        pattern, {name: _NOTHING if value == "" else value for name, value in filled.items()}
    )
    if problems:
        raise Incomplete(f"{language}: {text.key}: {problems[0]}")
    return _tidy(str(written))


def _tidy(written: str) -> str:
    """A line that holds only empty parameters goes away, and the blank line below it too when there
    is one above; elsewhere an empty parameter takes a space along. Nothing else changes: blank
    lines that people type are theirs."""
    if _NOTHING not in written:
        return written
    lines: list[str] = []
    gone = False
    for line in written.split("\n"):
        blank_above = not lines or not lines[-1].strip()
        if _NOTHING in line and not line.replace(_NOTHING, "").strip():
            gone = True
        elif not (gone and blank_above and not line.strip()):
            lines.append(line)
            gone = False
    while gone and lines and not lines[-1].strip():
        lines.pop()
    shown = "\n".join(lines).replace(f" {_NOTHING}", "")
    return re.sub(f"{_NOTHING} ?", "", shown)


def _fill(value: Param, language: str, escape: Callable[[str], str]) -> Any:
    match value:
        case None:
            return ""
        case str():
            return escape(_INVISIBLE.sub("", value))
        case Text():
            return _render(value, language, escape=escape)
        case Sequence():
            lines = (str(_fill(each, language, escape)) for each in value)
            return "\n".join(each for each in lines if each)
        case time():
            return datetime.combine(date.min, value)  # Fluent takes dates with a time only
        case _:
            return value


def _functions(language: str) -> dict[str, Any]:
    """DAY, TIME and MOMENT: dates in the way people of this language write them. TAG: the name of
    a concept in their words, cut off at `most` signs."""
    words = {"nl": (" om ", "%H.%M uur"), "en": (" at ", "%H:%M")}[language]

    def day(value: date, style: str = "full") -> str:
        pattern = {"full": "EEEE d MMMM", "short": "EEE d MMM", "year": "EEEE d MMMM y"}[str(style)]
        return format_date(date(value.year, value.month, value.day), pattern, locale=language)

    def clock(value: datetime | time) -> str:
        return value.strftime(words[1])

    def moment(value: datetime, style: str = "full") -> str:
        return day(value, style) + words[0] + clock(value)

    def tag(value: str, most: int = 40) -> str:
        found = knowledge().concepts.get(value)
        name = found.label(language) if found else value
        return brief(name, int(most))

    return {"DAY": day, "TIME": clock, "MOMENT": moment, "TAG": tag}
