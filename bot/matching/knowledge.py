"""The knowledge base: what people in a neighbourhood do and need, and how they say so.

Two levels: topics, and concepts under them. Each file in `knowledge/` is one topic and is written
to be extended by people who do not program. Nothing is read before it is first needed.
"""

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache, partial
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import cast

import Stemmer
import tomli

from bot.matching.words import languages, normalise, sound, stem

LABEL_LENGTH = 24  # what fits on a button
WEIGHTS: Mapping[str, float] = {"sure": 0.9, "likely": 0.6, "hint": 0.3}
TRAP = 0.0
EDITION_LENGTH = 16
BEGINNING = 2  # letters that a misspelt word has right, as it sounds
_VERSION = 1
_NEAR = "near.toml"
_KINDS = "kinds.toml"
_NO_TOPICS = frozenset({_NEAR, _KINDS, "whom.toml"})
_TOO_VAGUE = 3  # one word that hints at more concepts than this tells nothing


class Side(StrEnum):
    """Who would say a cue: somebody who can, somebody who seeks, or either."""

    OFFER = "offer"
    ASK = "ask"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Concept:
    """Something people do or need; without a parent it is a topic that holds others."""

    id: str
    parent: str | None
    labels: Mapping[str, str] = field(compare=False, repr=False)

    def label(self, language: str) -> str:
        """Name it in the reader's language, on a button or in a sentence."""
        return self.labels.get(language.partition("-")[0], self.labels["nl"])


@dataclass(frozen=True, slots=True)
class Cue:
    """Words by which people betray a concept; with weight nought a trap that silences others."""

    concept: str
    side: Side
    language: str
    words: tuple[str, ...]  # stems
    weight: float
    written: str

    @property
    def is_trap(self) -> bool:
        return self.weight == TRAP

    def is_heard_on(self, side: Side) -> bool:
        return Side.BOTH in (side, self.side) or side is self.side


@dataclass(frozen=True, slots=True)
class Facet:
    """What a concept alone does not tell: which instrument, which language, to have or to do."""

    id: str
    about: frozenset[str]  # topics and concepts in which it decides; none: everywhere
    needed: bool  # who asks for a kind by name is answered only by who names it too
    mixes: bool  # people who do it together may each bring another
    answered_by: frozenset[str]  # topics and concepts that name it by being what they are

    def decides(self, concepts: frozenset[str]) -> bool:
        return not self.about or bool(self.about & concepts)


@dataclass(frozen=True, slots=True)
class Kinds:
    """All facets, and the words by which people name a kind."""

    facets: Mapping[str, Facet]
    by_anchor: "_ByAnchor"  # of cues whose concept is "facet/kind"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The compiled knowledge base."""

    concepts: Mapping[str, Concept]
    cues: tuple[Cue, ...]
    near: Mapping[str, frozenset[str]]  # concepts of any topic that often answer this one
    by_anchor: "_ByAnchor"
    vocabulary: Mapping[str, frozenset[str]]  # language → words, as written, that are cues
    stems: Mapping[str, frozenset[str]]  # language → stems of all words in cues


_ByAnchor = Mapping[tuple[str, str], tuple[Cue, ...]]  # (language, a cue's longest stem) → cues


def concept(id: str) -> Concept:  # noqa: A002 (the word callers use)
    """Look up one concept or topic; an unknown id is a KeyError."""
    return knowledge().concepts[id]


def topics() -> tuple[Concept, ...]:
    """The upper level of the tree, in the order of the labels people read."""
    return _sorted(one for one in knowledge().concepts.values() if one.parent is None)


def children(topic: str) -> tuple[Concept, ...]:
    """The concepts under one topic."""
    return _sorted(one for one in knowledge().concepts.values() if one.parent == topic)


def _sorted(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    return tuple(sorted(concepts, key=lambda one: one.label("nl").casefold()))


@cache
def knowledge() -> Knowledge:
    """Read and compile all files, once."""
    with _nothing_to_collect():
        return _read_all()


@cache
def edition() -> str:
    """Which knowledge this is, and which way of reading: what another one read is to be read again.

    Follows from the files themselves, so that nobody has to remember to count.
    """
    package = files("bot.matching")
    folders = (package, package / "knowledge", package / "knowledge" / "language")
    read = sha256(Stemmer.version().encode())
    for folder in folders:
        for entry in sorted(folder.iterdir(), key=lambda one: one.name):
            if entry.name.endswith((".py", ".toml")):
                read.update(entry.name.encode() + entry.read_bytes())
    return read.hexdigest()[:EDITION_LENGTH]


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """All that is built here stays: to look through it for garbage, now or later, is time lost."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


def _read_all() -> Knowledge:
    concepts: dict[str, Concept] = {}
    cues: list[Cue] = []
    stems = {code: cache(partial(stem, language=code)) for code in languages()}
    for content in _files():
        for one, written in _entries(content):
            if one.id in concepts:
                raise ValueError(f"concept {one.id} is written twice")
            concepts[one.id] = one
            cues += _cues(one.id, written, stems)
    return compile_knowledge(concepts, cues, _near(concepts))


@cache
def kinds() -> Kinds:
    """Read what tells things of one concept apart, once."""
    written = _read(files("bot.matching") / "knowledge" / _KINDS)
    known = knowledge().concepts
    stems = {code: cache(partial(stem, language=code)) for code in languages()}
    facets: dict[str, Facet] = {}
    by_anchor: dict[tuple[str, str], list[Cue]] = defaultdict(list)
    for id_, facet in cast("Mapping[str, Mapping[str, object]]", written["facet"]).items():
        facets[id_] = _facet(id_, facet)
        for concept in sorted(facets[id_].about | facets[id_].answered_by):
            if concept not in known:
                raise ValueError(f"{_KINDS} names {concept}, which is no concept")
        named = cast("Mapping[str, Mapping[str, list[str]]]", facet["kind"])
        for kind, per_language in named.items():
            for code, texts in per_language.items():
                for text, words in _stemmed(texts, stems[code]):
                    cue = Cue(f"{id_}/{kind}", Side.BOTH, code, words, 1.0, text)
                    by_anchor[code, max(words, key=len)].append(cue)
    return Kinds(facets, {anchor: tuple(found) for anchor, found in by_anchor.items()})


def _facet(id_: str, written: Mapping[str, object]) -> Facet:
    def names(key: str) -> frozenset[str]:
        return frozenset(cast("list[str]", written.get(key, [])))

    needed, mixes = bool(written.get("needed")), bool(written.get("mixes"))
    return Facet(id_, names("about"), needed, mixes, names("answered_by"))


def compile_knowledge(
    concepts: Mapping[str, Concept],
    cues: Iterable[Cue],
    near: Mapping[str, frozenset[str]] | None = None,
) -> Knowledge:
    """Arrange concepts and cues so that a text is read in one pass."""
    cues = tuple(cues)
    by_anchor: dict[tuple[str, str], list[Cue]] = defaultdict(list)
    single: dict[str, list[str]] = {code: [] for code in languages()}
    stems: dict[str, set[str]] = {code: set() for code in languages()}
    for cue in cues:
        code, words = cue.language, cue.words
        if len(words) == 1:
            anchor = words[0]
            stems[code].add(anchor)
            single[code].append(cue.written)
        else:
            anchor = max(words, key=len)
            stems[code].update(words)
        by_anchor[code, anchor].append(cue)
    return Knowledge(
        concepts,
        cues,
        near or {},
        {anchor: tuple(found) for anchor, found in by_anchor.items()},
        {
            code: frozenset(normalise("\n".join(words)).split("\n"))
            for code, words in single.items()
        },
        {code: frozenset(words) for code, words in stems.items()},
    )


@cache
def sounds(code: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The words of cues in one language: how one begins → how it sounds → which words sound so."""
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    written = "\n".join(cue.written for cue in knowledge().cues if cue.language == code)
    for word in sorted(set(normalise(written).split()) - languages()[code].stopwords):
        heard = sound(word)
        alike = found[heard[:BEGINNING]]
        alike[heard] = (*alike.get(heard, ()), word)
    return dict(found)


@lru_cache(maxsize=4_000)
def four_grams(word: str) -> frozenset[str]:
    """The four-letter pieces of a word, with its edges.

    >>> sorted(four_grams("tuin"))
    [' tui', 'tuin', 'uin ']
    """
    padded = f" {word} "
    return frozenset(padded[start : start + 4] for start in range(max(1, len(padded) - 3)))


def _files() -> Iterator[Mapping[str, object]]:
    folder = files("bot.matching") / "knowledge"
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".toml") and entry.name not in _NO_TOPICS:
            yield _read(entry)


def _read(entry: Traversable) -> Mapping[str, object]:
    content = tomli.loads(entry.read_text("utf-8"))
    if content.get("version") != _VERSION:
        raise ValueError(f"{entry.name} is not of version {_VERSION}")
    return content


def _near(concepts: Mapping[str, Concept]) -> Mapping[str, frozenset[str]]:
    """Which concepts are near each other; a concept that is not there is an error."""
    written = _read(files("bot.matching") / "knowledge" / _NEAR)
    found: dict[str, set[str]] = defaultdict(set)
    for group in cast("list[list[str]]", written["groups"]):
        for one in group:
            if one not in concepts:
                raise ValueError(f"{_NEAR} names {one}, which is no concept")
            found[one] |= {other for other in group if other != one}
    return {one: frozenset(others) for one, others in found.items()}


def _entries(
    content: Mapping[str, object],
) -> Iterator[tuple[Concept, Mapping[str, object]]]:
    topic = cast("Mapping[str, object]", content["topic"])
    parent = str(topic["id"])
    yield Concept(parent, None, _labels(topic)), topic
    written = cast("Mapping[str, Mapping[str, object]]", content["concept"])
    for id_, one in written.items():
        yield Concept(id_, parent, _labels(one)), one


def _labels(written: Mapping[str, object]) -> Mapping[str, str]:
    return {code: str(written[code]) for code in languages() if code in written}


_Stems = Mapping[str, Callable[[str], str]]  # per language; each word is stemmed once


def _cues(owner: str, written: Mapping[str, object], stems: _Stems) -> Iterator[Cue]:
    for side in Side:
        per_language = cast("Mapping[str, Mapping[str, list[str]]]", written.get(side, {}))
        for code, per_weight in per_language.items():
            for name, texts in per_weight.items():
                for text, words in _stemmed(texts, stems[code]):
                    yield Cue(owner, side, code, words, WEIGHTS[name], text)
    traps = cast("Mapping[str, list[str]]", written.get("not", {}))
    for code, texts in traps.items():
        for text, words in _stemmed(texts, stems[code]):
            yield Cue(owner, Side.BOTH, code, words, TRAP, text)


def _stemmed(
    texts: list[str], stem_of: Callable[[str], str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each text with its stems; a whole list is normalised in one go."""
    for text, plain in zip(texts, normalise("\n".join(texts)).split("\n"), strict=True):
        yield text, tuple(map(stem_of, plain.split()))


def lint() -> list[str]:
    """Say what a writer of the knowledge base should repair; empty when all is well."""
    found = knowledge()
    return [
        *_label_findings(found.concepts.values()),
        *_repeated(found.cues),
        *_ambiguous(found.cues),
        *_empty(found),
        *_named_twice(cue for cues in kinds().by_anchor.values() for cue in cues),
    ]


def _label_findings(concepts: Iterable[Concept]) -> Iterator[str]:
    seen: dict[tuple[str, str], str] = {}
    for one in concepts:
        for code in ("nl", "en"):
            label = one.labels.get(code)
            if label is None:
                yield f"{one.id}: no label in {code}"
            elif len(label) > LABEL_LENGTH:
                yield f"{one.id}: label {label!r} is longer than {LABEL_LENGTH}"
            elif (other := seen.setdefault((code, label.casefold()), one.id)) != one.id:
                yield f"{one.id}: label {label!r} is also that of {other}"


def _repeated(cues: Iterable[Cue]) -> Iterator[str]:
    """The same words for the same people twice in one concept: one of them is forgotten later."""
    seen: dict[tuple[str, str, frozenset[str]], list[Cue]] = defaultdict(list)
    for cue in cues:
        alike = seen[cue.concept, cue.language, frozenset(cue.words)]
        for other in alike:
            if cue.is_heard_on(other.side):
                yield f"{cue.concept}: {cue.written!r} repeats {other.written!r}"
        alike.append(cue)


def _ambiguous(cues: Iterable[Cue]) -> Iterator[str]:
    """Sure of two concepts is sure of neither, and a hint at many says nothing."""
    users: dict[tuple[str, frozenset[str]], list[Cue]] = defaultdict(list)
    for cue in cues:
        if not cue.is_trap:
            users[cue.language, frozenset(cue.words)].append(cue)
    for same in users.values():
        owners = sorted({cue.concept for cue in same})
        surest = sorted({cue.concept for cue in same if cue.weight == WEIGHTS["sure"]})
        if len(surest) > 1 and any(
            one.is_heard_on(other.side)
            for one in same
            for other in same
            if one.concept != other.concept
        ):
            yield f"{same[0].written!r} is called sure of {', '.join(surest)}"
        if len(owners) > _TOO_VAGUE:
            yield f"{same[0].written!r} is too vague: {', '.join(owners)}"


def _empty(found: Knowledge) -> Iterator[str]:
    used = {cue.concept for cue in found.cues}
    for one in found.concepts.values():
        if one.parent is not None and one.id not in used:
            yield f"{one.id}: no cues"
    for cue in found.cues:
        if normalise(cue.written) in languages()[cue.language].stopwords:
            yield f"{cue.concept}: {cue.written!r} says nothing, it is a stop word"


def _named_twice(cues: Iterable[Cue]) -> Iterator[str]:
    """Words that name two kinds of one facet tell nothing apart."""
    seen: dict[tuple[str, str, frozenset[str]], Cue] = {}
    for cue in cues:
        facet = cue.concept.partition("/")[0]
        other = seen.setdefault((facet, cue.language, frozenset(cue.words)), cue)
        if other is not cue:
            yield f"{cue.concept}: {cue.written!r} repeats {other.written!r} of {other.concept}"
