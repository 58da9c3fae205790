"""What a text says: which concepts, how surely, and which it denies.

Own words are read for cues of the knowledge base; a longer cue outweighs the shorter ones inside
it, so that "heg knippen" is not about hair. Whoever says "niet" or "ik zoek" in a text that offers
does not offer that.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from bot.matching.knowledge import (
    BEGINNING,
    Concept,
    Cue,
    Side,
    four_grams,
    kinds,
    knowledge,
    sounds,
)
from bot.matching.words import (
    Language,
    Token,
    guess_language,
    languages,
    normalise,
    sound,
    stem,
    tokens,
)

_PART = 0.7  # a cue heard as half of a compound
_MISSPELT = 0.6
_INFLECTED = 0.8  # a cue with an ending that the stemmer does not know
_LEAST_KEPT, _SHORTEST_BARE = 5, 3  # letters
LONGEST_WORD = 60  # what is longer is no word, and an index need not hold it
_PHRASE = 0.15  # words heard together leave less doubt than one word
_LONGER = 0.25  # and each after the second less again
_SUPPORT = 0.4
_SAME_TOPIC = 0.7  # how much a thing of the same topic supports, beside one that is near
_PURPOSE = 0.6  # "timmeren voor de moestuin" asks for the first more than for the second
_PURPOSE_REACH = 4
_ROOM = 4  # words that may stand between the words of one cue
_SPELLING = 0.7  # share of four-letter pieces that two spellings of a word have in common
_SHORT = 5  # shorter words of another language are chance
_MISSPELT_LENGTH = 6
_SLIGHT = 2
_MOST_LETTERS_APART = 3
_STREETS = (
    "straat",
    "laan",
    "plein",
    "weg",
    "kade",
    "gracht",
    "singel",
    "hof",
    "street",
    "road",
)
_REMEMBERED = 1_000  # texts: one is read for its buttons, and again when it is kept
_TELLING = 3  # letters
_BEGINNING = 4  # words of a clause that may point back, when it names something itself
_BARE_TOPIC, _CURT = 2, 5  # words of "Fietsen repareren?", and of "niets voor mij" after it
_IN_A_ROW = 3  # words of one of several: "snoeien en zo"
_GAP = 4  # words that "..." in a phrase stands for
_SILENCING = ("declining", "negations", "seeking")  # of somebody who offers
_END = re.compile(r"[?\u061f]\W*$")
_UNSURE = 0.1  # less is not worth a button


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one text says, without the text."""

    evidence: Mapping[str, float]  # concept → how surely it is said, up to 1
    denied: frozenset[str]  # concepts it says no to
    terms: Mapping[str, int]  # stems and halves of compounds, for likeness in words
    wants_company: bool
    kinds: frozenset[str] = frozenset()  # "facet/kind" of the knowledge base's kinds
    focus: Mapping[str, float] = field(default_factory=dict)  # concept → share of the words for it


NOTHING = Analysis({}, frozenset(), {}, wants_company=False)


@dataclass(frozen=True, slots=True)
class _Heard:
    cue: Cue
    positions: frozenset[int]
    weight: float

    @property
    def rank(self) -> int:
        return max(len(self.cue.words), len(self.positions))


@dataclass(frozen=True, slots=True)
class _Word:
    """A word that a cue may be made of: its stem, and how well it was heard."""

    position: int
    trust: float
    alone: bool = True  # a stop word is heard only together with others
    foreign: bool = False  # of another language than the text: only as the very word of a cue


_Places = Mapping[tuple[str, str], Sequence[_Word]]  # (language, stem) → where it stands


@lru_cache(maxsize=_REMEMBERED)
def analyse(text: str, *, side: Side, language: str | None = None) -> Analysis:
    """Read a text as somebody who offers or asks would mean it."""
    if not text:
        return NOTHING
    read = tokens(text, turns=_turns())
    spoken = _spoken(text, read, language)
    words = _words(read, spoken)
    every = [
        *_listen(knowledge().by_anchor, words, side, read),
        *_written_apart(read, side, spoken or "nl"),
    ]
    every += _misspelt(read, every, side, spoken or "nl")
    silent = _silent_clauses(read, side, every, asks=_asks_at_the_end(text))
    heard = _resolve(every, silent, read)
    counted = [one for one in heard if not _stands_in(one, silent, read)]
    evidence = _evidence(read, counted, side)
    denied = {
        one.cue.concept for one in heard if not one.cue.is_trap and _stands_in(one, silent, read)
    }
    trapped = frozenset().union(*(one.positions for one in heard if one.cue.is_trap))
    terms = _terms([token for token in read if token.position not in trapped], spoken)
    return Analysis(
        evidence,
        frozenset(denied - evidence.keys()),
        terms,
        _says(_sentence(read), "company"),
        _kinds(words, side, read, silent),
        {} if side is Side.OFFER else _focus(read, counted, spoken),
    )


def forget() -> None:
    """Let go of every text and word that was read: somebody took one back, or left."""
    for remembered in (analyse, _alike, _inflected, _said_as, four_grams, sound, stem):
        remembered.cache_clear()


def tags(
    text: str, *, limit: int = 5, language: str | None = None, side: Side = Side.BOTH
) -> tuple[Concept, ...]:
    """Name the concepts a text is most surely about, for the buttons a person confirms."""
    said = analyse(text, side=side, language=language)
    known = knowledge().concepts
    worth = {id_: weight for id_, weight in said.evidence.items() if weight >= _UNSURE}
    # A topic is shown only when nothing under it was heard.
    crowded = {known[id_].parent for id_ in worth}
    ranked = sorted(
        (id_ for id_ in worth if id_ not in crowded), key=lambda id_: (-worth[id_], id_)
    )
    return tuple(known[id_] for id_ in ranked[:limit])


@cache
def _turns() -> frozenset[str]:
    return frozenset().union(*(language.turns for language in languages().values()))


def _spoken(text: str, read: Sequence[Token], language: str | None) -> str | None:
    """The words themselves tell the language better than a setting that may be wrong."""
    guess = guess_language(text, frozenset(token.word for token in read))
    return guess or (language if language in languages() else None)


def _words(read: Sequence[Token], spoken: str | None) -> _Places:
    found: dict[tuple[str, str], list[_Word]] = defaultdict(list)
    for token in read:
        for code, language in languages().items():
            if spoken in (code, None) or len(token.word) >= _SHORT:
                alone = token.word not in language.stopwords
                word = _Word(token.position, 1.0, alone, spoken not in (code, None))
                found[code, stem(token.word, code)].append(word)
        if spoken is not None:
            if shorter := _inflected(token.word, spoken):
                found[spoken, shorter].append(_Word(token.position, _INFLECTED))
            for meant in _said_as(token.word, spoken):
                found[spoken, meant].append(_Word(token.position, _MISSPELT))
        if spoken in ("nl", None):
            for part in compound_parts(token.word):
                found["nl", stem(part, "nl")].append(_Word(token.position, _PART))
    return found


@lru_cache(maxsize=2_000)
def _inflected(word: str, code: str) -> str | None:
    """The stem of a cue in a word whose endings or beginnings the stemmer does not know.

    >>> _inflected("аквареллю", "uk")
    'акварел'
    """
    rules, known = languages()[code], knowledge().stems[code]
    stemmed = stem(word, code)
    if stemmed in known or not (rules.inflected or rules.attached):
        return None
    bare = [word[len(one) :] for one in rules.attached if word.startswith(one)]
    for beginning in bare:
        if len(beginning) >= _SHORTEST_BARE and stem(beginning, code) in known:
            return stem(beginning, code)
    shorter = (word[:end] for end in range(len(word) - 1, max(_LEAST_KEPT, len(word) // 2) - 1, -1))
    return next((one for one in shorter if one in known), None) if rules.inflected else None


@lru_cache(maxsize=2_000)
def _said_as(word: str, code: str) -> tuple[str, ...]:
    """Stems of cue words that somebody means who writes what is said.

    >>> "snoei" in _said_as("snoeie", "nl")
    True
    """
    rules, known = languages()[code], knowledge().stems[code]
    if len(word) < _SHORT - 1 or stem(word, code) in known or word in rules.stopwords:
        return ()
    heard = sound(word)
    alike = sounds(code).get(heard[:BEGINNING], {}).get(heard, ())
    whole = (word + ending for ending in rules.dropped)
    meant = (stem(one, code) for one in (*alike, *whole))
    return tuple({one: None for one in meant if one in known})


def compound_parts(word: str) -> tuple[str, ...]:
    """Split a Dutch compound into parts the knowledge base knows; () when it is not one.

    >>> compound_parts("moestuinhek"), compound_parts("bakfiets")
    (('moestuin',), ())
    """
    rules = languages()["nl"]
    cues = knowledge().vocabulary["nl"]
    if len(word) < 2 * _SHORT - 3 or word in cues or word in rules.whole:
        return ()
    known = _known_stems()
    splits = [
        (head, tail)
        for cut in range(3, len(word) - 2)
        for head, tail in _halves(word, cut, rules)
        if head not in rules.prefixes and (_is_part(head, known) or _is_part(tail, known))
    ]
    if not splits:
        return ()
    best = max(
        splits,
        key=lambda split: tuple(_is_part(half, known) * len(half) for half in split[::-1]),
    )
    whole = [split for split in splits if all(_is_part(half, known) for half in split)]
    chosen = max(whole, key=lambda split: len(split[1])) if whole else best
    return tuple(half for half in chosen if _is_part(half, known, alone=not whole))


def _halves(word: str, cut: int, rules: Language) -> Iterator[tuple[str, str]]:
    head, tail = word[:cut], word[cut:]
    yield head, tail
    for link in ("s", "en", "e", "n"):
        if head.endswith(link) and len(head) > len(link) + 2 and head not in rules.parts:
            yield head.removesuffix(link), tail


def _is_part(half: str, known: frozenset[str], *, alone: bool = False) -> bool:
    return len(half) >= (_SHORT if alone else 3) and (half in known or stem(half, "nl") in known)


@cache
def _known_stems() -> frozenset[str]:
    """Everything a compound may be made of: cues and the extra halves of the language file."""
    words = languages()["nl"].parts | {
        word for word in knowledge().vocabulary["nl"] if len(word) >= 4 and " " not in word
    }
    return words | {stem(word, "nl") for word in words if len(word) >= 4}


def _kinds(
    words: _Places, side: Side, read: Sequence[Token], silent: frozenset[int]
) -> frozenset[str]:
    """What is named of each facet; a half of a compound counts only when no whole word does."""
    surest: dict[str, float] = {}
    named = [
        one
        for one in _listen(kinds().by_anchor, words, side, read)
        if not _stands_in(one, silent, read)
    ]
    for one in named:
        facet = one.cue.concept.partition("/")[0]
        surest[facet] = max(one.weight, surest.get(facet, 0.0))
    return frozenset(
        one.cue.concept for one in named if one.weight == surest[one.cue.concept.partition("/")[0]]
    )


def _listen(
    by_anchor: Mapping[tuple[str, str], Sequence[Cue]],
    words: _Places,
    side: Side,
    read: Sequence[Token],
) -> Iterator[_Heard]:
    for anchor in words:
        for cue in by_anchor.get(anchor, ()):
            if cue.is_heard_on(side):
                yield from _occurrences(cue, anchor, words, read)


def _occurrences(
    cue: Cue, anchor: tuple[str, str], words: _Places, read: Sequence[Token]
) -> Iterator[_Heard]:
    for start in words[anchor]:
        if not (_says_it_alone(cue, start, read) if len(cue.words) == 1 else not start.foreign):
            continue
        chosen = [start]
        for word in cue.words:
            if word == anchor[1]:
                continue
            near = [
                other
                for other in words.get((cue.language, word), ())
                if abs(other.position - start.position) < len(cue.words) + _ROOM
                and _together(cue, read[other.position], read[start.position])
            ]
            if not near:
                break
            chosen.append(min(near, key=lambda other: abs(other.position - start.position)))
        else:
            positions = frozenset(word.position for word in chosen)
            if _may_be_apart(cue) or max(positions) - min(positions) < len(cue.words):
                trust = min(word.trust for word in chosen)
                yield _Heard(cue, positions, cue.weight * (trust if len(cue.words) == 1 else 1.0))


def _together(cue: Cue, one: Token, other: Token) -> bool:
    """A trap reaches no further than its clause: "mijn fiets is lek, ik weet niet wat te doen"."""
    return one.clause == other.clause if cue.is_trap else one.sentence == other.sentence


def _says_it_alone(cue: Cue, word: _Word, read: Sequence[Token]) -> bool:
    """Whether one word is the cue: a stop word never, and a stem of two letters, or one that a stop
    word has too, says too little, so that the whole word must be there."""
    if not word.alone:
        return False
    is_exact = read[word.position].word == normalise(cue.written)
    return is_exact or not (word.foreign or _is_slight(cue))


@cache
def _is_slight(cue: Cue) -> bool:
    return len(cue.words[0]) <= _SLIGHT or cue.words[0] in _stop_stems(cue.language)


@cache
def _stop_stems(code: str) -> frozenset[str]:
    return frozenset(stem(word, code) for word in languages()[code].stopwords)


@cache
def _may_be_apart(cue: Cue) -> bool:
    """Cues of nothing but common words ("nieuwe buren") count only when said in one breath."""
    return not all(word in _stop_stems(cue.language) for word in cue.words)


def _written_apart(read: Sequence[Token], side: Side, code: str) -> Iterator[_Heard]:
    """Hear "yoga docent" as "yogadocent": two words that are one in the knowledge base."""
    rules, known = languages()[code], knowledge()
    for one, other in pairwise(read):
        word = one.word + other.word
        if one.clause != other.clause or word not in known.vocabulary[code]:
            continue
        if {one.word, other.word} & rules.stopwords or len(min(one.word, other.word, key=len)) < 3:
            continue
        for cue in known.by_anchor.get((code, stem(word, code)), ()):
            if normalise(cue.written) == word and cue.is_heard_on(side):
                yield _Heard(cue, frozenset({one.position, other.position}), cue.weight)


def _resolve(
    every: Sequence[_Heard], silent: frozenset[int], read: Sequence[Token]
) -> list[_Heard]:
    """Let longer cues silence what lies inside them; a trap silences only its own concept. Not one
    that "but" cuts in two: "fietsen vind ik heerlijk, maar repareren kan ik niet"."""
    turned = {token.clause for token in read if token.word in _turns()}

    def is_cut(one: _Heard) -> bool:
        clauses = {read[position].clause for position in one.positions}
        return bool(clauses & turned) and bool(clauses & silent) and not clauses <= silent

    longer = [one for one in every if (one.rank > 1 or one.cue.is_trap) and not is_cut(one)]
    return [one for one in every if not any(_silences(other, one) for other in longer)]


def _silences(other: _Heard, one: _Heard) -> bool:
    if other is one or not one.positions <= other.positions or one.cue.is_trap:
        return False
    same = other.cue.concept == one.cue.concept
    if other.cue.is_trap:
        return same
    return other.rank > one.rank and not (same and other.weight < one.weight)


def _misspelt(
    read: Sequence[Token], heard: Iterable[_Heard], side: Side, spoken: str
) -> Iterator[_Heard]:
    """Hear "timeren" as "timmeren", when nothing else was heard in that word."""
    understood = frozenset().union(*(one.positions for one in heard))
    stops = frozenset().union(*(language.stopwords for language in languages().values()))
    for token in read:
        if token.position in understood or token.word in stops or len(token.word) < _SHORT:
            continue
        for meant in _alike(token.word, spoken):  # another language's word is chance
            for cue in knowledge().by_anchor.get((spoken, stem(meant, spoken)), ()):
                if len(cue.words) == 1 and cue.is_heard_on(side):
                    yield _Heard(cue, frozenset({token.position}), cue.weight * _MISSPELT)


@lru_cache(maxsize=2_000)
def _alike(word: str, code: str) -> tuple[str, ...]:
    """Cue words of a language that sound like this one, or else that are spelt nearly so."""
    heard = sound(word)
    beginning_alike = sounds(code).get(heard[:BEGINNING], {})
    if heard in beginning_alike or len(word) < _MISSPELT_LENGTH:
        return beginning_alike.get(heard, ())
    pieces = four_grams(heard)
    return tuple(
        meant
        for other, written in beginning_alike.items()
        if abs(len(other) - len(heard)) <= _MOST_LETTERS_APART
        and 2 * len(pieces & four_grams(other)) / (len(pieces) + len(four_grams(other)))
        >= _SPELLING
        for meant in written
        if len(meant) >= _MISSPELT_LENGTH
    )


def _silent_clauses(
    read: Sequence[Token], side: Side, heard: Iterable[_Heard], *, asks: bool
) -> frozenset[int]:
    """Clauses whose cues do not count: denied, or sought by somebody who offers."""
    by_clause: dict[int, list[Token]] = defaultdict(list)
    for token in read:
        by_clause[token.clause].append(token)
    said: list[Sequence[Token]] = list(by_clause.values())
    reasons = {clause[0].clause for clause in said if _says(_sentence(clause), "failing")}
    named = frozenset(read[place].clause for one in heard for place in one.positions) - reasons
    silent: set[int] = set()
    for place, clause in enumerate(said):
        if side is Side.OFFER and _can_no_more(clause, said[max(0, place - 1)]):
            silent |= {place, max(0, place - 1)}
        if _is_silent(clause, side, asks=asks and clause[0].sentence == read[-1].sentence):
            silent |= {place, *_also_silent(said, place, named)}
    return frozenset(said[place][0].clause for place in silent)


def _asks_at_the_end(text: str) -> bool:
    """ "Need a plumber? I am one" asks nothing; a question that nothing follows does."""
    return _END.search(text) is not None


def _can_no_more(said: Sequence[Token], before: Sequence[Token]) -> bool:
    """ "Used to do plumbing, bad knees now": what was, and why it no longer is."""
    spoken = _sentence(said)
    return (
        _says(spoken, "failing")
        and _says(_sentence([*before, *said]), "past")
        and not _says(spoken, "still")
        and _says(_without_harmless(spoken), "failing")
    )


def _is_silent(said: Sequence[Token], side: Side, *, asks: bool) -> bool:
    spoken = _sentence(said)
    if side is not Side.OFFER:
        return _says(spoken, "declining") and _says(_without_harmless(spoken), "declining")
    if _denies_in_a_word(said):
        return True
    silencing = [name for name in _SILENCING if _says(spoken, name)]
    if asks and _says(spoken, "questions"):
        silencing.append("questions")
    return bool(silencing) and any(_says(_without_harmless(spoken), name) for name in silencing)


def _without_harmless(sentence: str) -> str:
    return _any_of("harmless").sub(" …", sentence)


def _denies_in_a_word(said: Sequence[Token]) -> bool:
    """Turkish says "I can no longer sew" with the end of a verb."""
    return any(
        token.word.endswith(language.denying) and not _says(f" {token.word} ", "harmless")
        for language in languages().values()
        if language.denying
        for token in said
    )


def _also_silent(
    said: Sequence[Sequence[Token]], place: int, named: frozenset[int]
) -> Iterator[int]:
    """Where what is said no to, or asked, was named: in the clause before, or before its reason."""
    if place and _reaches_back(said[place], said[place - 1], named):
        yield place - 1
        if place > 1 and _leads_on(said[place - 1], said[place - 2], named):
            yield place - 2


def _leads_on(said: Sequence[Token], before: Sequence[Token], named: frozenset[int]) -> bool:
    """ "I sewed, but my eyes went bad, I can no longer": past the reason, to the thing; and to the
    rest of a row: "ik deed de tuin, snoeien en zo, maar dat gaat niet meer"."""
    return (
        said[0].word in _turns()
        or _points_back(said, named)
        or (len(said) <= _IN_A_ROW and _says(_sentence(before), "past"))
    )


def _reaches_back(said: Sequence[Token], before: Sequence[Token], named: frozenset[int]) -> bool:
    """ "Ik was timmerman, maar dat lukt niet meer": the denial holds for the clause before it. So
    does one that names nothing after a bare "Koken?", and a plea: "fiets kapot, wie helpt"."""
    if _pleads(said, named):
        return True
    if not (_says(_sentence(said), "negations") or _denies_in_a_word(said)):
        return False
    is_curt = said[0].clause not in named and len(said) <= _CURT
    return _points_back(said, named) or (is_curt and len(before) <= _BARE_TOPIC)


def _points_back(said: Sequence[Token], named: frozenset[int]) -> bool:
    """Whether "that" is said of something before: anywhere, when nothing is named in between."""
    near = said[:_BEGINNING] if said[0].clause in named else said
    return any(token.word in one.back for one in languages().values() for token in near)


def _pleads(said: Sequence[Token], named: frozenset[int]) -> bool:
    """Whether this asks for what was said before it: as all there is, or with nothing named."""
    spoken = _sentence(said)
    whole = _any_of("pleas").fullmatch(spoken.rstrip()) is not None
    return whole or (said[0].clause not in named and len(said) > 1 and _says(spoken, "pleas"))


def _sentence(said: Sequence[Token]) -> str:
    """The words with a space around each, so that phrases are found whole."""
    return f" {' '.join(token.word for token in said)} "


def _says(sentence: str, phrases: str) -> bool:
    return _any_of(phrases).search(sentence) is not None


@cache
def _any_of(name: str) -> re.Pattern[str]:
    """One pattern for the lists of this name in every language: which one somebody writes is not
    asked, and to ask phrase by phrase took a third of the time of an index."""
    phrases = {phrase for one in languages().values() for phrase in getattr(one, name)}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=lambda one: (-len(one), one)):
        by_letter[_written(phrase[0])].append(_written(phrase[1:]))
    begun = (f"{letter}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(f" (?:{'|'.join(begun)})(?= |$)")


def _written(phrase: str) -> str:
    """ "..." stands for up to four words, "*" for the rest of one."""
    escaped = re.escape(phrase).replace(r"\ \.\.\.\ ", rf"(?: \S+){{0,{_GAP}}} ")
    return escaped.replace(r"\*", r"\S*")


def _stands_in(one: _Heard, clauses: frozenset[int], read: Sequence[Token]) -> bool:
    return any(read[position].clause in clauses for position in one.positions)


def _evidence(read: Sequence[Token], heard: Sequence[_Heard], side: Side) -> dict[str, float]:
    """Add up what was heard: two hints are more than one, and never more than certain."""
    counted = [one for one in heard if not one.cue.is_trap]
    served = _after_purpose(read) if side is Side.ASK else frozenset()
    asked = any(not one.positions <= served for one in counted)
    surest: dict[tuple[str, frozenset[int]], float] = {}
    for one in counted:
        place = one.cue.concept, one.positions
        weight = _focused(one, served if asked else frozenset())
        surest[place] = max(weight, surest.get(place, 0.0))
    doubt: dict[str, float] = defaultdict(lambda: 1.0)
    for concept, positions in sorted(surest, key=lambda one: (one[0], sorted(one[1]))):
        doubt[concept] *= 1.0 - surest[concept, positions]
    return _supported({concept: 1.0 - left for concept, left in doubt.items()})


def _supported(evidence: Mapping[str, float]) -> dict[str, float]:
    """Things that go together make each other likelier: soil and seeds, more than soil and tax."""
    known = knowledge()

    def support(concept: str) -> float:
        topic = known.concepts[concept].parent or concept
        near = known.near.get(concept, frozenset())
        return max(
            (
                weight * (1.0 if other in near else _SAME_TOPIC)
                for other, weight in evidence.items()
                if other in near
                or (other != concept and (known.concepts[other].parent or other) == topic)
            ),
            default=0.0,
        )

    return {
        concept: 1.0 - (1.0 - weight) * (1.0 - _SUPPORT * support(concept) * weight)
        for concept, weight in evidence.items()
    }


def _focus(
    read: Sequence[Token], heard: Iterable[_Heard], spoken: str | None
) -> Mapping[str, float]:
    """How much of what is said is about each concept: one word among many may be in passing."""
    stops = languages()[spoken or "nl"].stopwords
    telling = {one.position for one in read if one.word not in stops and len(one.word) >= _TELLING}
    about: dict[str, set[int]] = defaultdict(set)
    for one in heard:
        if not one.cue.is_trap:
            about[one.cue.concept] |= one.positions & telling
    above = {concept: knowledge().concepts[concept].parent for concept in about}
    return {
        concept: len(found | about.get(above[concept] or concept, set())) / len(telling)
        for concept, found in list(about.items())
        if found
    }


def _focused(one: _Heard, served: frozenset[int]) -> float:
    weight = one.weight * (_PURPOSE if one.positions <= served else 1.0)
    if one.rank == 1:
        return weight
    return 1.0 - (1.0 - weight) * (1.0 - _PHRASE) * (1.0 - _LONGER) ** (one.rank - 2)


def _after_purpose(read: Sequence[Token]) -> frozenset[int]:
    purposes = frozenset().union(*(language.purposes for language in languages().values()))
    return frozenset(
        other.position
        for token in read
        if token.word in purposes
        for other in read[token.position + 1 : token.position + 1 + _PURPOSE_REACH]
        if other.clause == token.clause
    )


def _terms(read: Sequence[Token], spoken: str | None) -> dict[str, int]:
    """Content words as stems, with the halves of compounds; streets and stop words say nothing."""
    code = spoken or "nl"
    stops = languages()[code].stopwords
    counted: Counter[str] = Counter()
    for token in read:
        if token.word in stops or not 3 <= len(token.word) <= LONGEST_WORD:
            continue
        if token.word.endswith(_STREETS):
            continue
        counted[stem(token.word, code)] += 1
        counted.update(stem(part, "nl") for part in compound_parts(token.word))
    return dict(counted)
