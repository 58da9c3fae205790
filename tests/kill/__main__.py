"""Shows that the kill tests are worth something: `python -m tests.kill`.

Takes out one line of the protocol at a time and runs the test that should miss it; on a machine of
its own that takes some minutes. Every line of the table must say `missed`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

UPDATES = "test_updates.py::test_forty_kills_while_a_thousand_updates_come_in"
BROADCAST = "test_broadcast.py::test_twenty_kills_during_a_broadcast_to_five_hundred"
RACE = "test_two_processes.py::test_of_fifty_taps_one_gets_the_last_place"
SLEEPER = "test_two_processes.py::test_a_postman_that_was_thought_dead_delivers_nothing_more"
TWO = "test_two_processes.py::test_by_webhook_both_take_in_and_one_delivers"

# Which test misses what. That a day comes once is shown by test_schedules.py itself.
MISSES = {
    "noted_apart": UPDATES,
    "not_looked_up": UPDATES,
    "acknowledged_too_soon": UPDATES,
    "same_fence": UPDATES,
    "no_take_over": UPDATES,
    "doubtful_is_repeated": BROADCAST,
    "no_fence": SLEEPER,
    "no_lock": TWO,
    "not_serializable": RACE,
    "no_rerun": RACE,
}


def main(chosen: list[str]) -> int:
    """Print a row for each; the exit code."""
    survivors = 0
    for name, test in MISSES.items():
        if chosen and name not in chosen:
            continue
        for engine in engines(test):
            started = time.monotonic()
            missed = fails(name, test, engine)
            survivors += not missed
            verdict = "missed" if missed else "NOT MISSED"
            seconds = time.monotonic() - started
            print(f"{name:24}{engine:12}{verdict:12}{seconds:5.0f} s  {test.split('::')[1]}")
    return survivors


def engines(test: str) -> list[str]:
    return ["postgresql"] if "two_processes" in test else ["sqlite", "postgresql"]


def fails(name: str, test: str, engine: str) -> bool:
    """Whether the test fails without this line."""
    chosen = test if "two_processes" in test else f"{test}[{engine}]"
    command = ["pytest", "-q", "-n0", "-p", "no:randomly", f"tests/kill/{chosen}"]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        env={**os.environ, "BUURTBOT_TEST_MUTANT": name},
        capture_output=True,
        check=False,
    )
    if done.returncode not in {0, 1}:
        sys.exit(done.stdout.decode())
    return done.returncode == 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
