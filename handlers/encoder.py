"""The operator's encoder of sentences: a folder with `model.onnx` and `tokenizer.json`.

Off by default. It takes the extra `encoder` and a model that is no part of the bot; what people
wrote is read on this machine and goes nowhere. Reading takes a while, so it happens in the
background, outside any transaction; until a text is read, the matcher does without.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from handlers.delivery import tell_trouble
from storage import talents
from storage.database import Database

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
MOST_TEXTS = 20_000  # remembered at once; 384 numbers each is 30 MB
_MOST_TOKENS = 128
_AT_ONCE = 16
_SENTENCE = "sentence_embedding"  # what exports call the whole text's vector, where they make one
_SILENT = 4  # what goes wrong is told in a sentence
_LOOK_AGAIN = 60.0  # seconds


class NoEncoder(Exception):
    """The encoder cannot be used; the text says what the operator can do about it."""


class Encoder:
    """Turns texts into vectors of length one."""

    def __init__(self, folder: Path) -> None:
        """Load it; `NoEncoder` with a sentence when that fails."""
        for name in (MODEL, TOKENIZER):
            if not (folder / name).is_file():
                raise NoEncoder(f"there is no {name} in {folder}.")
        try:
            import numpy
            import onnxruntime
            import tokenizers
        except ImportError as missing:
            raise NoEncoder(
                f"{missing.name} is not installed: install deploy/requirements-encoder.lock."
            ) from None
        self._numpy = numpy
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the other cores are for the bot
        options.log_severity_level = _SILENT
        # Both libraries raise their own kinds, of which they promise no more than this.
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as problem:
            raise NoEncoder(f"{folder / MODEL} does not load ({type(problem).__name__}).") from None
        try:
            self._tokenizer = tokenizers.Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as problem:
            name = type(problem).__name__
            raise NoEncoder(f"{folder / TOKENIZER} does not load ({name}).") from None
        self._tokenizer.enable_truncation(_MOST_TOKENS)
        self._tokenizer.enable_padding()
        self._inputs = {one.name for one in self._session.get_inputs()}
        made = [one.name for one in self._session.get_outputs()]
        self._output = _SENTENCE if _SENTENCE in made else made[0]
        try:
            self.encode(["proef"])
        except Exception as problem:
            name = type(problem).__name__
            raise NoEncoder(f"{folder / MODEL} does not read sentences ({name}).") from None

    def encode(self, texts: Sequence[str]) -> Any:
        """One row for each text: the model's own, or else the average of its tokens."""
        numpy = self._numpy
        read = self._tokenizer.encode_batch(list(texts))
        mask = numpy.array([one.attention_mask for one in read], dtype=numpy.int64)
        given = {
            "input_ids": numpy.array([one.ids for one in read], dtype=numpy.int64),
            "attention_mask": mask,
            "token_type_ids": numpy.array([one.type_ids for one in read], dtype=numpy.int64),
        }
        [found] = self._session.run(
            [self._output], {name: value for name, value in given.items() if name in self._inputs}
        )
        if found.ndim == 3:  # text, token, number
            weight = mask[..., None]
            found = (found * weight).sum(axis=1) / numpy.maximum(1, weight.sum(axis=1))
        length = numpy.linalg.norm(found, axis=1, keepdims=True)
        return (found / numpy.maximum(length, 1e-9)).astype(numpy.float32)

    def stack(self, rows: Sequence[Any]) -> Any:
        """Rows of several texts as one, to compare with at once."""
        return self._numpy.stack(rows)

    def cosines(self, stacked: Any, own: Any) -> list[float]:
        # Not `@`: that wakes a thread on each core, for less work than the waking.
        found: list[float] = self._numpy.einsum("ij,j->i", stacked, own).tolist()
        return found


class Meanings:
    """What the encoder made of texts, by a digest of each: a `Meaning` for the matcher."""

    def __init__(self, encoder: Encoder, *, most: int = MOST_TEXTS) -> None:
        self._encoder = encoder
        self._most = most
        self._vectors: dict[bytes, Any] = {}
        self._stacked: tuple[Sequence[str], int, list[int], Any] | None = None

    def __len__(self) -> int:
        return len(self._vectors)

    def read(self, texts: Sequence[str]) -> None:
        """Read these, and forget all others."""
        for _ in self.steps(texts):
            pass

    def steps(self, texts: Sequence[str]) -> Iterator[bool]:
        """The same, a few texts at a time, so that the thread it runs in can end between."""
        wanted = {_digest(text): text for text in texts[-self._most :] if text}
        self._vectors = {key: made for key, made in self._vectors.items() if key in wanted}
        self._stacked = None
        unread = [(key, text) for key, text in wanted.items() if key not in self._vectors]
        for start in range(0, len(unread), _AT_ONCE):
            some = unread[start : start + _AT_ONCE]
            rows = self._encoder.encode([text for _, text in some])
            self._vectors |= dict(zip((key for key, _ in some), rows, strict=True))
            yield True

    def alike(self, text: str, others: Sequence[str]) -> Sequence[float | None]:
        found: list[float | None] = [None] * len(others)
        own = self._vectors.get(_digest(text))
        places, rows = self._rows(others)
        if own is not None and places:
            for place, value in zip(places, self._encoder.cosines(rows, own), strict=True):
                found[place] = value
        return found

    def _rows(self, texts: Sequence[str]) -> tuple[list[int], Any]:
        """The vectors of an index, kept while it asks for need after need."""
        kept = self._stacked
        if kept is not None and kept[0] is texts and kept[1] == len(self._vectors):
            return kept[2], kept[3]
        known = ((place, self._vectors.get(_digest(text))) for place, text in enumerate(texts))
        read = [(place, row) for place, row in known if row is not None]
        places = [place for place, _ in read]
        rows = self._encoder.stack([row for _, row in read]) if read else None
        self._stacked = (texts, len(self._vectors), places, rows)
        return places, rows


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=16).digest()


@dataclass(slots=True)
class InUse:
    """What the matcher asks for meaning: nobody, unless the operator supplies an encoder."""

    meaning: Meanings | None = None


in_use = InUse()  # set once by handlers/application.py


async def keep_reading(database: Database, meanings: Meanings) -> None:
    """Read what people say now, again and again; what somebody took back is let go of then."""
    while True:
        try:
            async with database.read() as tx:
                texts = await talents.texts(tx)
            steps = meanings.steps(texts)
            while await asyncio.to_thread(next, steps, False):
                pass
        except Exception as problem:
            tell_trouble("reading for the encoder", problem)
        await asyncio.sleep(_LOOK_AGAIN)
