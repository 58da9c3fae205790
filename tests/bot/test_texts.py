"""Words: every sentence is in every language, fits in Telegram, escapes what people write, and
reads as plainly as it promises."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogs import DIALOGS, no_options
from bot.messages import Text, text
from bot.playground.entities import parse_html
from bot.texts import LANGUAGES, html, plain
from handlers.application import everything

everything()  # loads every module that declares a dialog

ROOT = Path(__file__).parents[2]
LAYERS = ("bot", "handlers", "storage")
FOR_OPERATORS = (  # what a person at a terminal reads, which is English
    "bot/__main__.py",
    "bot/cli.py",
    "bot/demo.py",
    "bot/settings.py",
    "storage/migrate.py",
    "storage/postgresql.py",
    "storage/sqlite.py",
    "bot/matching/__main__.py",
    "bot/playground/",
    "handlers/check.py",
)
MESSAGE, LABEL, TOAST, COMMAND = 4096, 24, 200, 256
MOMENT = datetime(2027, 9, 22, 19, 30, tzinfo=UTC)  # "woensdag 22 september": the longest there is


# --- the catalogues ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Entry:
    """A text as it stands in the catalogue: which gaps it has, and what goes in each."""

    key: str
    gaps: dict[str, str]  # name → "words", "number" or "moment"


@cache
def entries(language: str) -> dict[str, Entry]:
    source = (ROOT / "bot" / "texts" / f"{language}.ftl").read_text(encoding="utf-8")
    resource = FluentParser().parse(source)
    found: dict[str, Entry] = {}
    for each in resource.body:
        assert not isinstance(each, ftl.Junk), f"{language}: {each.content[:80]!r}"
        if isinstance(each, ftl.Message):
            assert each.id.name not in found, f"{language}: {each.id.name} twice"
            found[each.id.name] = Entry(each.id.name, dict(gaps_in(each.value)))
    return found


def gaps_in(node: Any, inside: str = "words") -> Iterator[tuple[str, str]]:
    match node:
        case ftl.VariableReference(id=name):
            yield name.name, inside
        case ftl.FunctionReference(id=name, arguments=arguments):
            kind = "words" if name.name == "TAG" else "moment"
            for each in arguments.positional:
                yield from gaps_in(each, kind)
        case ftl.SelectExpression(selector=selector, variants=variants):
            counted = any(
                isinstance(each.key, ftl.NumberLiteral) or each.key.name == "one"
                for each in variants
            )
            for each in variants:
                yield from gaps_in(each.value)
            yield from gaps_in(selector, "number" if counted else "words")
        case ftl.Pattern(elements=elements):
            for each in elements:
                yield from gaps_in(each)
        case ftl.Placeable(expression=expression):
            yield from gaps_in(expression, inside)


KEYS = sorted(entries("nl"))


def filled(key: str, words: str = "Anna", number: int = 2) -> Text:
    """The text with something in every gap."""
    values: dict[str, Any] = {"words": words, "number": number, "moment": MOMENT}
    gaps = {**entries("en").get(key, Entry(key, {})).gaps, **entries("nl")[key].gaps}
    return Text(key, {name: values[kind] for name, kind in gaps.items()})


def test_every_language_has_the_same_texts():
    """A text that one language lacks is an apology to whoever reads that language."""
    for language in LANGUAGES:
        assert entries(language).keys() == entries("nl").keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_fills_the_same_gaps(language: str):
    """A gap that only one language has is an error in the other, or a name that nobody reads."""
    for key in KEYS:
        assert entries(language)[key].gaps.keys() == entries("nl")[key].gaps.keys(), key


# --- the code ----------------------------------------------------------------------------------


@cache
def modules() -> list[tuple[str, ast.Module]]:
    found = []
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith(("bot/playground/", "storage/migrations/")):
                found.append((name, ast.parse(path.read_text(encoding="utf-8"))))
    return found


GAP = "<gap>"


def pattern_of(node: ast.JoinedStr) -> str:
    return "".join(
        re.escape(each.value) if isinstance(each, ast.Constant) else GAP for each in node.values
    )


SAYING = ("Text", "text", "button", "toast", "Refused", "Reason")
KEY_PART = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass
class Used:
    """How the code names texts: by their key, or by a pattern for several."""

    keys: set[str]
    patterns: set[str]

    def covers(self, key: str, gaps: frozenset[str]) -> bool:
        """Whether this key is named, with one of these in the gap of a pattern."""
        return key in self.keys or any(fits(pattern, key, gaps) for pattern in self.patterns)


def fits(pattern: str, key: str, gaps: frozenset[str]) -> bool:
    found = re.fullmatch(pattern.replace(GAP, "(.+)"), key)
    return found is not None and all(each in gaps for each in found.groups())


@cache
def choices_of_enums() -> frozenset[str]:
    """What an f-string mostly holds: a member of an enum, or a language."""
    members = {
        member.value
        for name, module in sys.modules.items()
        if name.startswith(("bot.", "handlers."))
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, StrEnum)
        for member in kind
    }
    return frozenset(members | set(LANGUAGES))


@cache
def said(*names: str) -> Used:
    """The keys that stand in calls of these functions, as the first argument or a choice in it."""
    used = Used(set(), set())
    for _, tree in modules():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or called(node) not in names:
                continue
            for each in choices(node.args[0] if node.args else None):
                if isinstance(each, ast.JoinedStr):
                    used.patterns.add(pattern_of(each))
                else:
                    used.keys.add(each.value)
    return used


def called(node: ast.Call) -> str:
    """The last name of what is called: `put` of `outbox.put(...)`."""
    match node.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def choices(node: ast.expr | None) -> Iterator[Any]:
    """The strings that an argument may be: `Text("a" if b else "c")`."""
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            yield node
        case ast.IfExp(body=one, orelse=other):
            yield from choices(one)
            yield from choices(other)
        case ast.BoolOp(values=values):
            for each in values:
                yield from choices(each)
        case ast.Call(func=ast.Name(id="Text" | "text"), args=[first, *_]):
            yield from choices(first)


@cache
def strings() -> set[str]:
    """Every string in the code: a key may travel through a table or a variable."""
    return {
        node.value
        for _, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def of_dialogs() -> set[str]:
    """The keys that dialogs have by convention (`bot/dialogs.py`)."""
    parts = ("ask", "help", "name")
    return {
        f"{dialog.name}-{part}-{question.key}"
        for dialog in DIALOGS.values()
        for question in (*dialog.questions, *dialog.more)
        for part in parts
    } | {f"{dialog.name}-title" for dialog in DIALOGS.values()}


def test_no_text_is_an_orphan():
    """Words that nobody can read any more are work for every translator."""
    used = said(*SAYING)
    known = Used(used.keys | strings() | of_dialogs(), used.patterns)
    gaps = choices_of_enums() | {each for each in strings() if KEY_PART.fullmatch(each)}

    assert [key for key in KEYS if not known.covers(key, gaps)] == []


def test_no_text_is_missing():
    """A key that the catalogue lacks would be found by the first person who gets there."""
    assert said(*SAYING).keys - set(KEYS) == set()


def test_no_pattern_of_texts_is_empty():
    """`f"session-{answer}"` names something, or it is left over."""
    for pattern in said(*SAYING).patterns:
        assert any(re.fullmatch(pattern.replace(GAP, ".+"), key) for key in KEYS), pattern


SENTENCE = re.compile(r"[A-Z“‘\"']?[\w’',-]+( [\w’',:;-]+){2,}[.!?]|[A-Z][a-z]+( [a-z]+){2,}")


def sentences(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Strings that read like something said to people, where none belong."""
    quiet = {id(each) for node in ast.walk(tree) for each in not_for_people(node)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in quiet and SENTENCE.search(node.value):
            yield node.lineno, node.value


def not_for_people(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is raised, what is logged, and what is said of a table (`why=`)."""
    match node:
        case ast.Module() | ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from (each.value for each in node.body if isinstance(each, ast.Expr))
        case ast.ClassDef():
            yield from ast.walk(node)
        case ast.Raise() | ast.Assert():
            yield from ast.walk(node)
        case ast.keyword(arg="why"):
            yield from ast.walk(node)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log"))):
            yield from ast.walk(node)


NOT_SAID = {  # read by machines or by the operator, each for its own reason
    "bot/moments.py",  # the words that people type
    "bot/moderation.py",
    "bot/matching/analysis.py",
    "bot/matching/knowledge.py",  # a linter's complaints
}
SQL = re.compile(r"\b(SELECT|CREATE|PRAGMA|NOTIFY|TRUNCATE|UPDATE|DELETE)\b")


def test_no_sentence_is_in_the_code():
    """Whoever can't program corrects a sentence in the catalogue; nobody finds one in the code."""
    found = [
        f"{name}:{line}: {words}"
        for name, tree in modules()
        if not name.startswith(FOR_OPERATORS) and name not in NOT_SAID
        for line, words in sentences(tree)
        if not SQL.search(words)
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    ['put("Dat ging mis, sorry.")', 'x = f"Hallo {name}, wat leuk dat je er bent!"'],
)
def test_a_sentence_in_the_code_is_found(source: str):
    """The rule above is only as good as what it finds."""
    assert list(sentences(ast.parse(source)))


# --- Telegram's limits -------------------------------------------------------------------------


# Keys that fit the pattern of a button, such as `f"idea-{kind}"`, and are said elsewhere.
NO_LABELS = {
    "idea-withdrawn",
    "introduction-ask",
    "introduction-ended",
    "introduction-over",
    "introduction-result-question",
    "mine-waiting",
    "session-planned",
    "settings-pause-question",
}


def labels() -> set[str]:
    """The keys that are shown on a button."""
    used = said("button", "Option")
    shown = {key for key in KEYS if used.covers(key, choices_of_enums())}
    asked = {
        f"{dialog.name}-name-{each.key}"
        for dialog in DIALOGS.values()
        for each in (*dialog.questions, *dialog.more)
    }
    return (shown - NO_LABELS) | asked | {dialog.finish for dialog in DIALOGS.values()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_fits_on_a_button(language: str):
    """24 signs is what a small phone shows (EXPERIENCE 4). With a gap at least six are for it."""
    too_long = {
        key: shown
        for key in sorted(labels())
        for gaps in [entries(language)[key].gaps]
        for shown in [plain(filled(key, words="Samira" if gaps else ""), language)]
        if len(shown) > LABEL
    }

    assert too_long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_fits_in_a_message(language: str):
    """With two hundred signs in every gap there is still room."""
    for key in KEYS:
        assert len(plain(filled(key, words="a" * 200), language)) <= MESSAGE, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_toast_and_refusal_fits_over_the_chat(language: str):
    """Telegram shows 200 signs after a tap, and cuts nothing: it refuses."""
    used = said("toast", "Toast", "Refused")
    for key in KEYS:
        if used.covers(key, choices_of_enums()):
            assert len(plain(filled(key, words="a" * 30), language)) <= TOAST, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_a_short_description(language: str):
    """Telegram's list of commands."""
    for key in KEYS:
        if key.startswith("command-"):
            assert 1 <= len(plain(Text(key), language)) <= COMMAND


# --- what people write stays what they wrote ---------------------------------------------------


def visible(written: str) -> str:
    """What Telegram keeps of a text."""
    return parse_html(written)[0]


hostile = st.sampled_from(
    [
        "<b>",
        "</b>",
        "&lt;",
        "a & b",
        "<a href='https://x'>",
        "<script>",
        "{ $name }",
        "\"'",
        "*_`[",
        "</blockquote>",
        "<i>x</b>",
        "-term { $x }",
    ]
) | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=30)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=settings.default.max_examples // 3)  # each shows every text
@given(words=hostile)
def test_what_people_write_is_shown_as_they_wrote_it(language: str, words: str):
    """A neighbour called `<b>` is called `<b>`; nothing that is typed becomes markup, or breaks a
    message so that Telegram refuses it."""
    for key in KEYS:
        shown = visible(html(filled(key, words=words), language))
        if key in always_shows_words(language):
            assert words in shown, key


@cache
def always_shows_words(language: str) -> frozenset[str]:
    """Texts with a gap that is always shown as it is: not cut off by TAG, nor only in some
    variants."""
    source = (ROOT / "bot" / "texts" / f"{language}.ftl").read_text(encoding="utf-8")
    return frozenset(
        key
        for key in KEYS
        for name, kind in entries(language)[key].gaps.items()
        if kind == "words"
        and re.search(rf"^{key} =(.|\n )*?\{{ \${name} \}}", source, re.MULTILINE)
        and not re.search(rf"^{key} =(.|\n )*?->", source, re.MULTILINE)
    )


@pytest.mark.parametrize("number", [0, 1, 2, 5])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_html_that_telegram_takes(language: str, number: int):
    """One tag that is not closed and nobody gets the message."""
    for key in KEYS:
        shown = visible(html(filled(key, number=number), language))
        assert shown.strip(), key
        assert "<" not in shown, key


# --- empty gaps --------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_gap_leaves_no_hole(language: str):
    """A list without lines leaves no pile of blank lines, and a missing word no double space."""
    for key in KEYS:
        everything_empty = filled(key, words="")
        for name in everything_empty.params:
            some = {**filled(key).params, name: everything_empty.params[name]}
            for each in (everything_empty, Text(key, some)):
                shown = plain(each, language)
                assert "\n\n\n" not in shown, (key, name)
                assert "  " not in shown, (key, name)
                assert not re.search(r" (\n|$)", shown), (key, name)
                assert not shown.endswith("\n"), (key, name)


def test_empty_lines_go_and_the_blank_line_between_parts_stays():
    """The preview of an idea without needs and cautions reads as two paragraphs."""
    shown = plain(text("idea-preview", title="Moestuin", details=[], cautions=[]), "nl")

    assert "💡 <b>Moestuin</b>\nMeedenken betekent" in shown


@pytest.mark.parametrize("words", ["a\n\n\n\nb", "a  b", "a \nb", "\n\na"])
def test_blank_lines_that_people_type_stay(words: str):
    """What somebody wrote is theirs, also next to a gap that is empty."""
    assert words in plain(text("broadcast-preview", message=words, notes=[]), "nl")


def test_an_empty_text_among_lines_is_no_line():
    """A list may hold a text that has nothing to say now."""
    lines = [text("idea-needs", needs="x"), text("group-about", about=""), Text("idea-joined-none")]

    assert plain(text("settings", lines=lines), "nl").count("\n") == 2


# --- plain words -------------------------------------------------------------------------------

REFUSED = (
    "participatie participant burger doelgroep cliënt hulpbehoevend kwetsbaar achterstand "
    "stakeholder co-creatie faciliteren implementeren realiseren borgen draagvlak uitrollen "
    "middels teneinde conform aangaande indien derhalve alsmede terugkoppeling regie casus "
    "traject professional initiatief evaluatie deadline match RSVP input feedback community"
)
ENDINGS = "(?:s|en|es|e|’s|er|ers|te|ten)?"
OFFICIAL = re.compile(
    rf"\b(?:{'|'.join(REFUSED.split())}){ENDINGS}\b|\binzetten op\b", re.IGNORECASE
)
MOST_WORDS = 15  # in an average sentence of a text


def test_no_text_uses_the_words_of_offices():
    """B1 Dutch, and nobody is a target group."""
    assert [key for key in KEYS if OFFICIAL.search(plain(filled(key), "nl"))] == []


@pytest.mark.parametrize("words", ["de burgers", "Feedback", "matchen", "een initiatief"])
def test_the_words_of_offices_are_found(words: str):
    """In any case, and with an ending."""
    assert OFFICIAL.search(words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_short(language: str):
    """Yusuf reads Dutch as his second language; fifteen words on average is what he follows."""
    for key in KEYS:
        shown = re.sub(r"<[^>]+>", "", plain(filled(key), language))
        parts = [each.split() for each in re.split(r"(?<=[.!?:])\s|\n", shown) if each.strip()]
        average = sum(len(each) for each in parts) / max(len(parts), 1)
        assert average <= MOST_WORDS, (key, average)


WHO_SEES = {"nl": "Wie ziet dit?", "en": "Who sees this?"}
MICROPHONE = {
    "nl": "Tip: tik op het microfoontje van je toetsenbord.",
    "en": "Tip: tap the microphone on your keyboard.",
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(DIALOGS))
def test_every_question_says_who_will_see_the_answer(name: str, language: str):
    """People tell more, and safer, when they know who reads it (DESIGN 5). What is typed can be
    spoken too (EXPERIENCE 8)."""
    dialog = DIALOGS[name]
    for question in (*dialog.questions, *dialog.more):
        shown = plain(Text(f"{name}-ask-{question.key}"), language)
        assert WHO_SEES[language] in shown, question.key
        if question.options is no_options:
            assert MICROPHONE[language] in shown, question.key
