"""The operator's encoder: loaded or told why not, reading in the background, forgetting."""

from __future__ import annotations

import asyncio
import json
import struct
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from bot.matching import Direction
from bot.matching.__main__ import main
from handlers import encoder
from handlers.check import findings
from handlers.encoder import MODEL, TOKENIZER, Encoder, Meanings, NoEncoder, keep_reading
from storage import talents
from tests.buurt import Buurt

IS_INSTALLED = all(find_spec(name) for name in ("numpy", "onnxruntime", "tokenizers"))
with_runtime = pytest.mark.skipif(
    not IS_INSTALLED,
    reason="NO REAL ENCODER IS TESTED: its libraries are absent; use `uv run --extra encoder`",
)
VOCABULARY = {"[UNK]": 0, "[PAD]": 1, "fiets": 2, "rijwiel": 3, "taart": 4}
TABLE = [[0.0, 0.0, 1.0], [9.0, 9.0, 9.0], [1.0, 0.0, 0.0], [0.9, 0.1, 0.0], [0.0, 1.0, 0.0]]


class Letters:
    """An encoder of our own: one number for each of a few letters."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts: Sequence[str]) -> list[list[float]]:
        self.read += texts
        return [[float(text.count(letter)) for letter in "abc"] for text in texts]

    def stack(self, rows: Sequence[Any]) -> Any:
        return list(rows)

    def cosines(self, stacked: Any, own: Any) -> list[float]:
        return [sum(a * b for a, b in zip(row, own, strict=True)) for row in stacked]


def meanings(**more: Any) -> tuple[Meanings, Letters]:
    letters = Letters()
    return Meanings(letters, **more), letters  # type: ignore[arg-type]  # it only has to read


def test_what_was_read_is_compared_and_what_was_not_is_unknown():
    """Until a text is read the matcher does without."""
    known, _ = meanings()
    known.read(["a", "aa", "b"])

    assert known.alike("a", ["aa", "b", "c"]) == [2.0, 0.0, None]
    assert known.alike("unread", ["aa"]) == [None]


def test_each_text_is_read_once_and_let_go_of_when_it_is_gone():
    """Reading costs time; what somebody took back is not remembered."""
    known, letters = meanings()
    known.read(["a", "b"])
    known.read(["b", "c"])

    assert letters.read == ["a", "b", "c"]
    assert known.alike("b", ["a", "b", "c"]) == [None, 1.0, 0.0]
    assert len(known) == 2


def test_memory_has_a_bound():
    """Of too many texts the newest are remembered."""
    known, _ = meanings(most=2)
    known.read(["a", "b", "c"])

    assert len(known) == 2
    assert known.alike("c", ["a", "b"]) == [None, 0.0]


async def test_the_bot_reads_in_the_background_and_forgets_what_is_withdrawn(
    buurt: Buurt, monkeypatch: pytest.MonkeyPatch
):
    """Nobody waits for it, and nothing of who left stays in it."""
    monkeypatch.setattr(encoder, "_LOOK_AGAIN", 0.01)
    anna = await (await buurt.resident("Anna")).member()
    said = {"person_id": anna.id, "community_id": anna.community_id, "tags": ["woodwork"]}
    async with buurt.database.begin() as tx:
        await talents.add(tx, direction=Direction.OFFER, words="abba", **said)
    known, _ = meanings()
    reading = asyncio.create_task(keep_reading(buurt.database, known))

    await holds(known, 1)
    assert known.alike("abba", ["abba"]) == [8.0]
    async with buurt.database.begin() as tx:
        [kept] = await talents.of_person(tx, anna.id, anna.community_id)
        await talents.withdraw(tx, kept.id)
    await holds(known, 0)

    reading.cancel()


async def holds(known: Meanings, texts: int) -> None:
    """Wait until that many are remembered; five seconds at most."""
    for _ in range(500):
        if len(known) == texts:
            return
        await asyncio.sleep(0.01)
    pytest.fail(f"{len(known)} texts are remembered, not {texts}")


async def checked(folder: Path) -> str:
    found = await findings(
        database_url=f"sqlite:///{folder / 'check.db'}",
        token=None,
        api_url="http://127.0.0.1:1",
        webhook_url=None,
        public_url=None,
        is_open=True,
        encoder=folder,
    )
    [sentence] = [one.sentence for one in found if one.sentence.startswith("Encoder")]
    return sentence


async def test_check_says_what_an_encoder_lacks(tmp_path: Path):
    """Each thing that is missing by its name, not as an error of a library."""
    assert f"there is no {MODEL} in {tmp_path}" in await checked(tmp_path)
    (tmp_path / MODEL).write_bytes(b"no model")
    assert f"there is no {TOKENIZER}" in await checked(tmp_path)
    (tmp_path / TOKENIZER).write_text("{}")

    said = await checked(tmp_path)

    assert ("does not load" if IS_INSTALLED else "is not installed") in said
    assert "See BUURTBOT_ENCODER." in said


def test_ranking_with_an_encoder_that_is_not_there_is_refused(tmp_path: Path):
    """One clear sentence, and no ranking that looks as if it had been used."""
    (tmp_path / "texts").write_text("")
    files = ["--talents", str(tmp_path / "texts"), "--needs", str(tmp_path / "texts")]

    with pytest.raises(SystemExit, match=f"encoder: there is no {MODEL}"):
        main(["rank", *files, "--encoder", str(tmp_path)])


@with_runtime
async def test_a_real_model_tells_what_means_the_same(tmp_path: Path):
    """Padding of the shorter text weighs nothing, and a real graph runs."""
    write_encoder(tmp_path)
    known = Meanings(Encoder(tmp_path))
    known.read(["fiets", "rijwiel", "taart taart taart"])

    bicycle, cake = known.alike("fiets", ["rijwiel", "taart taart taart"])

    assert bicycle == pytest.approx(0.994, abs=0.001)
    assert cake == pytest.approx(0.0, abs=0.001)
    assert await checked(tmp_path) == "Encoder: it reads sentences."


@with_runtime
def test_a_broken_tokenizer_is_told_apart(tmp_path: Path):
    """Which of the two files to mend is said."""
    write_encoder(tmp_path)
    (tmp_path / TOKENIZER).write_text("{}")

    with pytest.raises(NoEncoder, match=f"{TOKENIZER} does not load"):
        Encoder(tmp_path)


@with_runtime
def test_files_that_do_not_belong_together_are_told_in_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
):
    """A word the model has no number for is the tokenizer of another; no library shouts beside."""
    write_encoder(tmp_path, vocabulary={**VOCABULARY, "[UNK]": 99})

    with pytest.raises(NoEncoder, match=f"{MODEL} does not read sentences"):
        Encoder(tmp_path)

    assert capfd.readouterr() == ("", "")


@with_runtime
def test_the_vector_a_model_makes_of_a_whole_sentence_is_taken(tmp_path: Path):
    """It knows better than an average how its tokens make one."""
    write_encoder(tmp_path, whole=True)

    [read] = Encoder(tmp_path).encode(["fiets taart taart"])

    assert list(read) == pytest.approx([0.707, 0.707, 0.0], abs=0.001)
    write_encoder(tmp_path)
    [average] = Encoder(tmp_path).encode(["fiets taart taart"])
    assert list(average) == pytest.approx([0.447, 0.894, 0.0], abs=0.001)


@with_runtime
def test_ranking_takes_an_encoder(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Quality can be measured with and without."""
    write_encoder(tmp_path)
    texts = ["rijwiel", *["taart"] * 12]
    talents_file, needs_file = tmp_path / "talents.jsonl", tmp_path / "needs.jsonl"
    talents_file.write_text(
        "\n".join(json.dumps({"id": place, "text": one}) for place, one in enumerate(texts))
    )
    needs_file.write_text(json.dumps({"id": "n", "text": "fiets", "kind": "offer_wanted"}))
    files = ["--talents", str(talents_file), "--needs", str(needs_file)]

    main(["rank", *files])
    main(["rank", *files, "--encoder", str(tmp_path)])

    without, with_it = map(json.loads, capsys.readouterr().out.splitlines())
    assert without["ranking"] == []
    [found] = with_it["ranking"]
    assert (found["talent"], found["strength"]) == (0, "zwak")


def write_encoder(
    folder: Path, *, vocabulary: Mapping[str, int] = VOCABULARY, whole: bool = False
) -> None:
    """A model that looks up three numbers for each word, written as ONNX prescribes; `whole`: and
    says the most of each for the sentence."""
    numbers = [number for row in TABLE for number in row]
    table = (
        _packed(1, len(TABLE), len(TABLE[0]))
        + _number(2, 1)
        + _bytes(8, b"table")
        + _bytes(9, struct.pack(f"<{len(numbers)}f", *numbers))
    )
    node = b"".join(
        _bytes(field, value)
        for field, value in ((1, b"table"), (1, b"input_ids"), (2, b"said"), (4, b"Gather"))
    )
    axes = _bytes(1, b"axes") + _packed(8, 1) + _number(20, 7)
    flat = _bytes(1, b"keepdims") + _number(3, 0) + _number(20, 2)
    most = (
        _bytes(1, b"said")
        + _bytes(2, b"sentence_embedding")
        + _bytes(4, b"ReduceMax")
        + _bytes(5, axes)
        + _bytes(5, flat)
    )
    graph = (
        _bytes(1, node)
        + (_bytes(1, most) if whole else b"")
        + _bytes(2, b"tiny")
        + _bytes(5, table)
        + _bytes(11, _tensor(b"input_ids", 7, "text", "token"))
        + _bytes(11, _tensor(b"attention_mask", 7, "text", "token"))
        + _bytes(12, _tensor(b"said", 1, "text", "token", "number"))
        + (_bytes(12, _tensor(b"sentence_embedding", 1, "text", "number")) if whole else b"")
    )
    model = _number(1, 8) + _bytes(7, graph) + _bytes(8, _number(2, 13))
    (folder / MODEL).write_bytes(model)
    (folder / TOKENIZER).write_text(
        json.dumps(
            {
                "version": "1.0",
                "added_tokens": [],
                "pre_tokenizer": {"type": "Whitespace"},
                "model": {"type": "WordLevel", "vocab": dict(vocabulary), "unk_token": "[UNK]"},
            }
        )
    )


def _tensor(name: bytes, kind: int, *dimensions: str) -> bytes:
    shape = b"".join(_bytes(1, _bytes(2, one.encode())) for one in dimensions)
    return _bytes(1, name) + _bytes(2, _bytes(1, _number(1, kind) + _bytes(2, shape)))


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _packed(field: int, *values: int) -> bytes:
    return _bytes(field, b"".join(map(_varint, values)))


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _varint(value: int) -> bytes:
    made = bytearray()
    while value > 127:
        made.append(value & 127 | 128)
        value >>= 7
    made.append(value)
    return bytes(made)
