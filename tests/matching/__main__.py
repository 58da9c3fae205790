"""Measure the matcher: `python -m tests.matching [--half H] [--misses] [--pairs | --meant]`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.matching.__main__ import read_with
from tests.matching import meant, pairs, report
from tests.matching.data import HALVES, read, unanswerable
from tests.matching.methods import Matcher, everything


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.matching", description=__doc__)
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--misses", action="store_true", help="what went wrong, tune half only")
    parser.add_argument("--confirmed", action="store_true", help="the misses with confirmed tags")
    parser.add_argument("--pairs", action="store_true", help="the pairs instead of the set")
    parser.add_argument("--meant", action="store_true", help="who seeks or cannot, instead")
    parser.add_argument("--encoder", type=Path, help="a folder with model.onnx and tokenizer.json")
    asked = parser.parse_args(arguments)
    if asked.misses and asked.half == "holdout":
        parser.error("the holdout is not looked at: --misses is for the tune half")
    if asked.meant:
        for line in meant.misses() if asked.misses else meant.summaries(asked.half):
            print(line)
        return 0
    if asked.pairs:
        texts = [text for one in pairs.read() for text in (one.talent, one.need)]
        meaning = read_with(asked.encoder, texts) if asked.encoder else None
        summaries = (pairs.summary(half, meaning) for half in pairs.HALVES)
        for line in pairs.misses() if asked.misses else summaries:
            print(line)
        return 0
    labelled = read()
    texts = [one.text for one in (*labelled.texts, *unanswerable())]
    meaning = read_with(asked.encoder, texts) if asked.encoder else None
    halves = {half: [one for one in labelled.needs if one.half == half] for half in HALVES}
    if asked.misses:
        method = Matcher(labelled, confirmed=asked.confirmed, meaning=meaning)
        for line in report.misses(labelled, method, halves["tune"]):
            print(line)
        return 0
    methods = everything(labelled, meaning)
    for half, needs in halves.items():
        if asked.half in (half, "both"):
            buttons = report.right_buttons(labelled, needs)
            print(f"{half}: {len(needs)} needs, {len(labelled.talents)} talents")
            rows = [report.measure(one, labelled, needs, buttons) for one in methods]
            lonely = [one for one in unanswerable() if one.half == half]
            rows += [report.nobody(one, rows[0].columns, lonely) for one in methods if one.proposes]
            print(report.table(rows))
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
