"""Numbers that people send (`/tel 7`): each takes effect once, and is answered."""

from __future__ import annotations

import re
from collections import Counter

from sqlalchemy import select

from storage.tables import audit_log, updates
from tests.kill.besieged import Besieged, arrived

MOST_ON_THEIR_WAY = 3  # answers, when a bot is killed


async def effects(buurt: Besieged, total: int) -> list[str]:
    """What is not as it should be in the database."""
    counted = await buurt.rows(select(audit_log.c.details).where(audit_log.c.action == "counted"))
    times = Counter(int(row["details"]["n"]) for row in counted)
    noted = {row["update_id"] for row in await buurt.rows(select(updates.c.update_id))}
    problems = [
        f"{number} took effect {times[number]} times"
        for number in range(total)
        if times[number] != 1
    ]
    return problems + [f"update {each} is not noted" for each in buurt.updates - noted]


def answers(buurt: Besieged, total: int, *, kills: int) -> list[str]:
    """What is not as it should be at the people's telephones."""
    said = arrived(buurt.standin.calls, "nummer")
    numbers = Counter[int]()
    for (_, text), times in said.items():
        found = re.search(r"\d+", text)
        assert found is not None
        numbers[int(found[0])] += times
    problems = [f"{number} was never answered" for number in range(total) if not numbers[number]]
    repeats = sum(numbers.values()) - len(numbers)
    print(f"{repeats} answers repeated by {kills} kills")
    return problems + ([f"{repeats} repeats"] if repeats > MOST_ON_THEIR_WAY * kills else [])
