"""The Bot API as its own description says it is: what a request holds, how an answer looks.

The description lies beside the project, not in it; without it nothing is checked, and says so.
"""

import json
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[2] / "shared" / "bot-api-spec.json"
MISSING = (
    "the Bot API's description (../shared/bot-api-spec.json) is absent: shapes are not checked"
)

PARSE_MODES = frozenset({"HTML", "MarkdownV2", "Markdown"})
# Fields whose value tells which of several types a thing is.
TELLTALES = ("type", "status", "source")
PROMISE = re.compile(r"(?:always [“\"]|must be [“\"]?)(?!one of)([a-z0-9_]+)")


class Specification:
    """Checks requests and answers; every complaint is one line, none means that all is well."""

    def __init__(self, described: dict[str, Any]) -> None:
        self.version: str = described["version"]
        self._types = described["types"]
        self._promises = {name: promises(one) for name, one in self._types.items()}
        self._methods = {name.lower(): method for name, method in described["methods"].items()}
        self._fields = {
            name: {field["name"]: field for field in one.get("fields", [])}
            for name, one in [*self._types.items(), *self._methods.items()]
        }
        self._required = {
            name: [key for key, field in fields.items() if field["required"]]
            for name, fields in self._fields.items()
        }

    @classmethod
    def load(cls) -> "Specification | None":
        """Read the description; None where there is none."""
        if not FILE.exists():
            return None
        return cls(json.loads(FILE.read_text(encoding="utf-8")))

    def check_request(self, method: str, params: dict[str, Any]) -> list[str]:
        """Complain about unknown, missing or misshapen parameters."""
        described = self._methods.get(method.lower())
        if described is None:
            return [f"{method}: there is no such method"]
        fields = self._fields[method.lower()]
        given = {name: value for name, value in params.items() if value is not None}
        attached = {
            value.removeprefix("attach://")
            for value in given.values()
            if isinstance(value, str) and value.startswith("attach://")
        }
        wrong = [
            f"{method}: unknown parameter {name}"
            for name in given
            if name not in fields and name not in attached
        ]
        wrong += [
            f"{method}: {name} is required"
            for name in self._required[method.lower()]
            if name not in given
        ]
        for name, value in given.items():
            if name in fields:
                types = fields[name]["types"]
                lines = self._check_any(types, unpacked(value, types))
                wrong += [f"{method}.{name}{line}" for line in lines]
        if given.get("parse_mode", "HTML") not in PARSE_MODES:
            wrong.append(f"{method}.parse_mode: {given['parse_mode']!r} is no mode")
        return wrong

    def check_answer(self, method: str, result: Any) -> list[str]:
        """Complain about an answer that no real server would give."""
        described = self._methods.get(method.lower())
        if described is None:
            return [f"{method}: there is no such method"]
        return [f"{method} → {line}" for line in self._check_any(described["returns"], result)]

    def check_update(self, update: dict[str, Any]) -> list[str]:
        """Complain about an update that no real server would send."""
        wrong = [f"update{line}" for line in self._check("Update", update)]
        if len(update) != 2:
            wrong.append(f"update: has {sorted(update)}, but holds exactly one thing")
        return wrong

    # What follows complains about a value; the place where it stands is put before that only when
    # there is a complaint, because nearly always there is none.

    def _check_any(self, types: list[str], value: Any) -> list[str]:
        if len(types) == 1:
            return self._check(types[0], value)
        return fewest(self._check(name, value) for name in types)

    def _check(self, name: str, value: Any) -> list[str]:
        plain = self._plain.get(name)
        if plain is not None:
            return [] if plain(value) else [f": {value!r} is no {name}"]
        if name.startswith("Array of "):
            if not isinstance(value, list):
                return [f": {value!r} is no list"]
            inner = name.removeprefix("Array of ")
            return [
                f"[{number}]{line}"
                for number, one in enumerate(value)
                for line in self._check(inner, one)
            ]
        described = self._types[name]
        if "subtypes" in described:
            return self._check_subtypes(described["subtypes"], value)
        return self._check_fields(name, value)

    @cached_property
    def _plain(self) -> dict[str, Any]:
        return {
            "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
            "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
            "String": lambda value: isinstance(value, str),
            "Boolean": lambda value: isinstance(value, bool),
            "True": lambda value: value is True,
            # A file is an upload here, and a reference or address elsewhere.
            "InputFile": lambda value: hasattr(value, "content") or is_attached(value),
        }

    def _check_subtypes(self, names: list[str], value: Any) -> list[str]:
        fitting = [
            name for name in names if isinstance(value, dict) and self._calls_itself(name, value)
        ]
        return fewest(self._check(name, value) for name in fitting or names)

    def _calls_itself(self, name: str, value: dict[str, Any]) -> bool:
        return any(value.get(field) == word for field, word in self._promises[name].items())

    def _check_fields(self, name: str, value: Any) -> list[str]:
        if name == "KeyboardButton" and isinstance(value, str):
            # "For simple text buttons, String can be used instead of this object."
            return []
        if not isinstance(value, dict):
            return [f": {value!r} is no {name}"]
        known = self._fields[name]
        wrong = [f": {name} has no field {key}" for key in value if key not in known]
        for key, given in value.items():
            if key in known:
                lines = self._check_any(known[key]["types"], given)
                if lines:
                    wrong += [f".{key}{line}" for line in lines]
        wrong += [f": {name} needs {key}" for key in self._required[name] if key not in value]
        wrong += [
            f": {name}.{field} is always {word!r}"
            for field, word in self._promises[name].items()
            if value.get(field, word) != word
        ]
        return wrong


def fewest(attempts: Iterable[list[str]]) -> list[str]:
    """The complaints of the attempt that fits best; the first that fits ends the search."""
    best: list[str] | None = None
    for wrong in attempts:
        if not wrong:
            return []
        if best is None or len(wrong) < len(best):
            best = wrong
    return best or []


def promises(described: dict[str, Any]) -> dict[str, str]:
    """Read `always "creator"` and `must be emoji` out of a type's description."""
    found = {
        field["name"]: PROMISE.search(field["description"])
        for field in described.get("fields", [])
        if field["name"] in TELLTALES
    }
    return {name: match[1] for name, match in found.items() if match is not None}


def unpacked(value: Any, types: list[str]) -> Any:
    """Read a form's words as what they stand for: numbers, yes and no, JSON."""
    if not isinstance(value, str) or "String" in types:
        if isinstance(value, str) and "Integer" in types and value.lstrip("-").isdecimal():
            return int(value)
        return value
    if "Integer" in types and value.lstrip("-").isdecimal():
        return int(value)
    if "Boolean" in types and value.lower() in {"true", "false", "1", "0"}:
        return value.lower() in {"true", "1"}
    if value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def is_attached(value: Any) -> bool:
    """Tell whether a word points at a file in the same request."""
    return isinstance(value, str) and value.startswith("attach://")
