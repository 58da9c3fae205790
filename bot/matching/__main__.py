"""Try and measure the matcher: `python -m bot.matching rank|tags|why|lint`.

Reads JSON lines and prints JSON lines; needs no network and no database. Of a file with a line that
cannot be read nothing is measured: half a set gives numbers that nobody can compare.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from bot.matching.analysis import tags
from bot.matching.index import Index
from bot.matching.knowledge import lint
from bot.matching.meaning import Meaning
from bot.matching.postings import Direction, Posting
from bot.matching.slate import Suggestion

_KINDS = {
    "offer_wanted": Direction.NEED,
    "key_person": Direction.NEED,
    "together": Direction.TOGETHER,
    "learn_from": Direction.LEARN,
}
_DIRECTIONS = tuple(direction.value for direction in Direction)
_UNREADABLE = 2  # the exit code, as for an option that does not exist
_NOW = datetime(2000, 1, 1, tzinfo=UTC)  # files carry no dates, so any moment ranks alike


class Unreadable(Exception):
    """A file, or a line of it, that cannot be read; says which and why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit code is 1 when lint finds something, and 2 when a file cannot be
    read, which is then said before anything is printed."""
    asked = _parser().parse_args(arguments)
    run = cast("Callable[[argparse.Namespace], Iterable[Mapping[str, object]]]", asked.run)
    found = False
    try:
        for line in run(asked):
            found = True
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    except Unreadable as problem:
        sys.stderr.write(f"{problem}\n")
        return _UNREADABLE
    return int(found and asked.run is _lint)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot.matching", description=__doc__)
    commands = parser.add_subparsers(required=True)
    rank = commands.add_parser("rank", help="rank talents for each need")
    rank.add_argument("--talents", type=Path, required=True)
    rank.add_argument("--needs", type=Path, required=True)
    rank.add_argument("--top", type=_at_least_one, default=10)
    rank.add_argument("--encoder", type=Path, help="a folder with model.onnx and tokenizer.json")
    rank.set_defaults(run=_rank)
    buttons = commands.add_parser("tags", help="show the tag buttons for each text")
    buttons.add_argument("file", type=Path)
    buttons.set_defaults(run=_tags)
    why = commands.add_parser("why", help="show what two texts share")
    why.add_argument("--talent", required=True)
    why.add_argument("--need", required=True)
    why.add_argument("--kind", choices=sorted(_KINDS), default="offer_wanted")
    why.set_defaults(run=_why)
    commands.add_parser("lint", help="check the knowledge base").set_defaults(run=_lint)
    return parser


def _at_least_one(written: str) -> int:
    if (number := int(written)) < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number


def _rank(asked: argparse.Namespace) -> Iterator[Mapping[str, object]]:
    # The files name things as they like; inside, postings and owners are numbers.
    numbers: dict[object, int] = {}
    talents = _lines(asked.talents, "direction", _DIRECTIONS)
    needs = _lines(asked.needs, "kind", tuple(_KINDS))
    texts = [str(one["text"]) for one in (*talents, *needs)]
    meaning = read_with(asked.encoder, texts) if asked.encoder else None
    index = Index((_talent(place, one, numbers) for place, one in enumerate(talents)), meaning)
    for one in needs:
        need = _need(one, numbers)
        ranked = index.rank(need, now=_NOW)[: asked.top]
        found = [(talents[offer.id], Suggestion(need, offer, score)) for offer, score in ranked]
        yield {
            "need": one["id"],
            "ranking": [
                {
                    "talent": talent["id"],
                    "score": made.score,
                    "strength": made.strength,
                    "reasons": [{"key": why.key, **why.words("nl")} for why in made.reasons],
                    "cautions": [{"key": why.key, **why.words("nl")} for why in made.cautions],
                }
                for talent, made in found
            ],
        }


def read_with(folder: Path, texts: Sequence[str]) -> Meaning:
    """Read texts with an encoder of sentences; ends with a sentence when it cannot be used."""
    from handlers.encoder import Encoder, Meanings, NoEncoder  # only who asks for it pays for it

    try:
        meanings = Meanings(Encoder(folder), most=len(texts))
    except NoEncoder as problem:
        sys.exit(f"encoder: {problem}")
    meanings.read(texts)
    return meanings


def _tags(asked: argparse.Namespace) -> Iterator[Mapping[str, object]]:
    for one in _lines(asked.file):
        found = tags(str(one["text"]), language=_language(one))
        yield {
            "id": one["id"],
            "tags": [{"id": tag.id, "nl": tag.label("nl"), "en": tag.label("en")} for tag in found],
        }


def _why(asked: argparse.Namespace) -> Iterator[Mapping[str, object]]:
    direction = _KINDS[asked.kind]
    answer = direction if direction is Direction.TOGETHER else Direction.OFFER
    offer = Posting(id=1, owner=1, text=asked.talent, direction=answer)
    need = Posting(id=2, owner=2, text=asked.need, direction=direction)
    for _, score in Index([offer]).rank(need, now=_NOW):
        yield {
            "score": round(score.total, 4),
            "strength": score.strength,
            "features": {name: round(value, 3) for name, value in score.features.items()},
            "shared": [
                [link.sought, link.offered, link.kinship, round(link.weight, 3)]
                for link in score.links
            ],
        }


def _lint(_: argparse.Namespace) -> Iterator[Mapping[str, object]]:
    for finding in lint():
        yield {"finding": finding}


def _lines(
    path: Path, choice: str = "", among: Sequence[str] = ()
) -> Sequence[Mapping[str, object]]:
    """All rows of a file, each with what a row must have; `choice` is one of a few when given."""
    found = []
    # Not splitlines(): JSON may hold the other ends of lines that Unicode has, such as U+2028.
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if line.strip():
            try:
                found.append(_row(line, choice, among))
            except Unreadable as problem:
                raise Unreadable(f"{path}:{number}: {problem}") from problem
    return found


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as problem:
        raise Unreadable(f"{path}: {problem.strerror}") from problem
    except UnicodeDecodeError as problem:
        number = problem.object.count(b"\n", 0, problem.start) + 1
        raise Unreadable(f"{path}:{number}: this is not UTF-8") from problem


def _row(line: str, choice: str, among: Sequence[str]) -> Mapping[str, object]:
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()
    except json.JSONDecodeError as problem:
        where = f"{problem.msg} at character {problem.pos + 1}"
        raise Unreadable(f"this is not JSON: {where}") from problem
    except (ValueError, RecursionError) as problem:
        raise Unreadable("this holds what no text can be") from problem
    if not isinstance(row, dict):
        raise Unreadable("this is not a JSON object")
    if wrong := _wrong(row, choice, among):
        raise Unreadable(wrong)
    return row


def _wrong(row: Mapping[str, object], choice: str, among: Sequence[str]) -> str | None:
    if not isinstance(row.get("id"), str | int):
        return "this has no id"
    if not isinstance(row.get("text"), str):
        return "this has no text"
    if not isinstance(row.get("owner"), str | int | None):
        return "the owner is neither a text nor a number"
    chosen = row.get("tags") or []
    if not isinstance(chosen, list) or not all(isinstance(tag, str) for tag in chosen):
        return 'the tags are not a list of texts, such as ["bike-repair"]'
    if row.get(choice) and row[choice] not in among:
        return f"the {choice} is {row[choice]!r}, and not one of {', '.join(among)}"
    return None


def _talent(place: int, one: Mapping[str, object], numbers: dict[object, int]) -> Posting:
    return Posting(
        id=place,
        owner=_owner(one, numbers),
        text=str(one["text"]),
        direction=Direction(str(one.get("direction") or "offer")),
        tags=_chosen(one),
        language=_language(one),
        avoid=str(one.get("not") or ""),
        area=str(one.get("area") or ""),
    )


def _need(one: Mapping[str, object], numbers: dict[object, int]) -> Posting:
    return Posting(
        id=-1,
        owner=_owner(one, numbers),
        text=str(one["text"]),
        direction=_KINDS[str(one.get("kind") or "offer_wanted")],
        tags=_chosen(one),
        language=_language(one),
        area=str(one.get("area") or ""),
    )


def _owner(one: Mapping[str, object], numbers: dict[object, int]) -> int:
    """Who owns it; what nobody owns is owned by itself."""
    return numbers.setdefault(one.get("owner") or ("nobody", id(one)), len(numbers))


def _chosen(one: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(cast("list[str]", one.get("tags") or []))


def _language(one: Mapping[str, object]) -> str | None:
    return str(one["lang"]) if one.get("lang") else None


if __name__ == "__main__":
    sys.exit(main())
