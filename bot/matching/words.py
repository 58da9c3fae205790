"""Words as the matcher sees them: normalised, cut into tokens, brought back to their stem.

What a language needs (stemmer, stop words, ways to say no) is data in `knowledge/language/`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import filterfalse
from typing import Protocol, cast

import Stemmer
import tomli

_TOKEN = re.compile(
    r"(?P<word>[^\W_]+(?:'[^\W_]+)*)|(?P<stop>[.!?\n;\u061b\u061f]+)"
    r"|(?P<pause>[,:()\u060c\u2013\u2014])"
)
_AREA_WORD = re.compile(r"\w+")
_BEFORE_AN_AREA = frozenset(
    (
        *("de", "het", "t", "een", "in", "aan", "op", "bij", "rond", "om", "omgeving", "buurt"),
        *("wijk", "the", "a", "on", "at", "near", "around", "area", "neighbourhood"),
    )
)
_SHORTEST_STEM = 3
_OWN_LETTER = 2  # tells as much as two stop words
_DUTCH_THIRD_PERSON = re.compile(r"(?<=\w\w)(e[lr]|eer)t$")  # the stemmer leaves "timmert" as it is
# Typed in several ways: the apostrophe, the Turkish dotless i, a stretched Arabic word.
_ALIKE = str.maketrans(
    {
        "\u2019": "'",
        "\u02bc": "'",
        "`": "'",
        "\u0131": "i",  # dotless i
        "\u0142": "l",  # barred l
        "\u0640": "",  # a stretched line
    }
)


class _Stems(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802 (PyStemmer's name)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place: sentences end at a full stop, clauses also at a comma or "maar"."""

    word: str
    position: int
    clause: int
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What the matcher must know of a language besides its cues."""

    code: str
    stemmer: str  # of PyStemmer, or "endings" for the list below
    endings: tuple[str, ...]  # the longest first
    stopwords: frozenset[str]  # carry no meaning here: function words and neighbourly phrases
    turns: frozenset[str]  # words that begin a new clause
    negations: tuple[str, ...]  # "I do not": silences a clause of somebody who offers
    denying: tuple[str, ...]  # endings with which one word says "I cannot"
    declining: tuple[str, ...]  # "no need for": silences a clause of somebody who asks
    harmless: tuple[str, ...]  # "not only": looks like one of these, but is not
    back: frozenset[str]  # "that": lets a denial reach back over the comma
    past: tuple[str, ...]  # "used to": tells of what was
    failing: tuple[str, ...]  # "bad knees": what was can be no more
    still: tuple[str, ...]  # "still": and yet it can
    seeking: tuple[str, ...]  # "looking for": asks, even in a text that offers
    pleas: tuple[str, ...]  # "who helps": asks for what was said just before
    questions: tuple[str, ...]  # "anyone", "me": asks, in the question that a text ends with
    company: tuple[str, ...]  # "together": wants somebody to do it with
    purposes: frozenset[str]  # "for": what follows is what it serves, not what is asked
    parts: frozenset[str]  # halves of compounds that are no cues themselves
    whole: frozenset[str]  # words that look like compounds and are not
    prefixes: frozenset[str]  # never the first half of a compound
    stems: Mapping[str, str]  # where the stemmer goes wrong
    letters: frozenset[str]  # that no other of these languages has
    attached: tuple[str, ...]  # small words written on to the next one, the longest first
    dropped: tuple[str, ...]  # endings left off by who writes as it is said
    inflected: bool  # has more endings than a stemmer knows


def normalise(text: str) -> str:
    """Make spellings alike: case, accents and typographic quotes.

    >>> normalise("Één VÓLLE caf\u00e9\u2019s")
    "een volle cafe's"
    """
    bare = text.translate(_ALIKE)
    if not bare.isascii():
        decomposed = unicodedata.normalize("NFKD", bare)
        bare = "".join(filterfalse(unicodedata.combining, decomposed))
    return bare.casefold().replace("-", " ")


def same_area(one: str, other: str) -> bool:
    """Whether two people name the same part of the neighbourhood, each in their own way.

    >>> same_area("Kerkstraat", "in de kerkstraat."), same_area("Noord", "Zuid")
    (True, False)
    """
    return bool(one and other) and _area(one) == _area(other) != ()


def _area(said: str) -> tuple[str, ...]:
    named = _AREA_WORD.findall(normalise(said))
    return tuple(word for word in named if word not in _BEFORE_AN_AREA)


def tokens(text: str, *, turns: frozenset[str] = frozenset()) -> tuple[Token, ...]:
    """Cut a text into words that know their clause and sentence; bare numbers are left out."""
    return tuple(_tokens(text, turns))


def _tokens(text: str, turns: frozenset[str]) -> Iterator[Token]:
    position = clause = sentence = 0
    for found in _TOKEN.finditer(normalise(text)):
        word = found["word"]
        if word is None:
            clause += 1
            sentence += found["stop"] is not None
        elif not word.isdigit():
            clause += word in turns
            yield Token(word, position, clause, sentence)
            position += 1


@cache
def languages() -> Mapping[str, Language]:
    """Every language that has a file in the knowledge base."""
    folder = files("bot.matching") / "knowledge" / "language"
    read = [
        _language(entry.name.removesuffix(".toml"), tomli.loads(entry.read_text("utf-8")))
        for entry in folder.iterdir()
        if entry.name.endswith(".toml")
    ]
    return {language.code: language for language in sorted(read, key=lambda one: one.code)}


def _language(code: str, content: Mapping[str, object]) -> Language:
    return Language(
        code=code,
        stemmer=str(content["stemmer"]),
        endings=tuple(sorted(_word_list(content, "endings"), key=lambda one: (-len(one), one))),
        stopwords=_word_list(content, "stopwords"),
        turns=_word_list(content, "turns"),
        negations=_phrases(content, "negations"),
        denying=tuple(sorted(_word_list(content, "denying"))),
        declining=_phrases(content, "declining"),
        harmless=_phrases(content, "harmless"),
        back=_word_list(content, "back"),
        past=_phrases(content, "past"),
        failing=_phrases(content, "failing"),
        still=_phrases(content, "still"),
        seeking=_phrases(content, "seeking"),
        pleas=_phrases(content, "pleas"),
        questions=_phrases(content, "questions"),
        company=_phrases(content, "company"),
        purposes=_word_list(content, "purposes"),
        parts=_word_list(content, "parts"),
        whole=_word_list(content, "whole"),
        prefixes=_word_list(content, "prefixes"),
        stems=cast("Mapping[str, str]", content["stems"]),
        letters=frozenset(str(content.get("letters", "")).split()),
        attached=tuple(sorted(_word_list(content, "attached"), key=lambda one: (-len(one), one))),
        dropped=tuple(sorted(_word_list(content, "dropped"))),
        inflected=bool(content.get("inflected", False)),
    )


def _word_list(content: Mapping[str, object], name: str) -> frozenset[str]:
    """A list of words is written as one text with spaces between them."""
    return frozenset(normalise(str(content.get(name, ""))).split())


def _phrases(content: Mapping[str, object], name: str) -> tuple[str, ...]:
    """A list of phrases is written as a list of texts. In one, "..." stands for up to four words,
    and "*" for the rest of a word."""
    return tuple(normalise(text) for text in cast("list[str]", content[name]))


@cache
def _stems(name: str) -> _Stems:
    return cast("_Stems", Stemmer.Stemmer(name))


@lru_cache(maxsize=5_000)
def stem(word: str, language: str) -> str:
    """Bring a normalised word back to what its forms share.

    >>> stem("timmert", "nl") == stem("timmeren", "nl")
    True
    """
    rules = languages()[language]
    if exception := rules.stems.get(word):
        return exception
    if rules.stemmer == "endings":
        return _without_ending(word, rules.endings)
    if rules.stemmer != "dutch":
        return _stems(rules.stemmer).stemWord(word)
    stemmed = _stems("dutch").stemWord(_DUTCH_THIRD_PERSON.sub(r"\1", word))
    # repareren, repareert and reparatie end up alike only without the doubled vowel.
    return stemmed.removesuffix("eer") + "er" if stemmed.endswith("eer") else stemmed


def _without_ending(word: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) >= len(ending) + _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


_SCRIPTS = {"ar": re.compile(r"[\u0600-\u06ff]"), "uk": re.compile(r"[\u0400-\u04ff]")}
_SOUNDS = (  # as people write what they hear, mostly in Dutch
    (re.compile(r"sch(?=[^rei]|$)"), "sg"),
    (re.compile(r"ch|gh"), "g"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"z"), "s"),
    (re.compile(r"qu"), "kw"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c|ck"), "k"),
    (re.compile(r"ij|ei|y"), "i"),
    (re.compile(r"au"), "ou"),
    (re.compile(r"ie"), "i"),
    (re.compile(r"dt?$|th"), "t"),
    (re.compile(r"(?<=e)n$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=2_000)
def sound(word: str) -> str:
    """A word as it sounds, so that spellings by ear meet.

    >>> sound("fietsen") == sound("vietse"), sound("schilderen") == sound("schilderuh")
    (True, False)
    """
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word


def guess_language(text: str, words: frozenset[str]) -> str | None:
    """Tell the language by its script, its own letters or its stop words, or None when unclear."""
    for code, letters in _SCRIPTS.items():
        if any(letters.search(word) for word in words):
            return code
    written = frozenset(text.casefold())
    counts = {
        code: len(words & one.stopwords) + _OWN_LETTER * len(written & one.letters)
        for code, one in languages().items()
    }
    best, second = sorted(counts.values(), reverse=True)[:2]
    return max(counts, key=lambda code: counts[code]) if best > second else None
