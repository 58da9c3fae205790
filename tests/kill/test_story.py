"""The whole story, with the bot killed at thirty random moments: it ends as if nothing happened."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Table, select

from bot.messages import Repeat, Text
from bot.playground import Chat
from bot.texts import plain
from storage import tables
from tests import test_story as story
from tests.kill.besieged import Besieged, Founded, dice

KILLS = 30
UNKNOWN = "unknown"
WORDS = "Zaterdag is de opening van de moestuin!"
OLD = plain(Text("button-old"), "nl")  # of two the same, left by a crash, the older one goes
PASSING = {  # what a restart may leave otherwise, or what chance makes
    "updates",
    "update_starts",
    "process_roles",
    "outbox",
    "outbox_about",
    "start_tokens",
    "setup_codes",
}
OWN = {  # numbers and secrets that mean nothing
    "message_id",
    "subject_id",
    "token_hash",
    "code_hash",
    "shown",
}


async def test_thirty_kills_in_the_story_lead_to_the_same_end(founded: Founded):
    """What is stored and what people read is as in a story in which nobody was killed."""
    calm = await founded(set_up=False)
    await played(calm)
    expected, readable, said = await stored(calm), visible(calm), spoken(calm)
    await calm.ends()
    wild = await founded(set_up=False)
    chance = dice()
    wild.doom(chance.sample(range(calm.acts), KILLS), chance)

    await played(wild)
    found = await stored(wild)
    repeats = said_again(expected["messages"], found["messages"])
    problems = [*differences(expected, found), *await wild.failures()]
    problems += await misread(wild, readable, said)

    assert not problems, "\n".join(problems)
    assert repeats.total() <= wild.standin.repeated, f"more than was tapped again: {repeats}"
    assert wild.kills == KILLS


async def played(buurt: Besieged) -> None:
    """The same chapters as in the story that runs with every change."""
    await buurt.opens()
    karel = await story.sets_up(buurt)
    anna, bram = await story.comes_in(buurt, "Anna"), await story.comes_in(buurt, "Bram")
    await story.an_idea_and_a_talent(buurt, anna, bram)
    fatima = await story.becomes_verbinder(buurt, karel)
    await story.they_are_introduced(buurt, fatima, anna, bram)
    noor = await story.comes_in(buurt, "Noor")
    await story.a_meeting(buurt, noor, anna, bram)
    await story.a_small_group(buurt, anna, [bram, noor, fatima])
    await karel.says(f"/bericht {WORDS}")
    await karel.taps("Versturen")
    await buurt.moves(hours=14)
    await buurt.strikes_are_over()


# --- what is stored -----------------------------------------------------------------------------

Stored = dict[str, list[dict[str, Any]]]


async def stored(buurt: Besieged) -> Stored:
    """Every table, with ids replaced by who comes first: a rolled back insert may use one up."""
    rows = {
        table.name: await buurt.rows(select(table).order_by(*table.primary_key.columns))
        for table in tables.metadata.sorted_tables
    }
    ranks = {
        name: {row["id"]: rank for rank, row in enumerate(found)}
        for name, found in rows.items()
        if found and "id" in found[0]
    }
    kept = {
        table.name: [normal(table, row, ranks) for row in rows[table.name]]
        for table in tables.metadata.sorted_tables
        if table.name not in PASSING
    }
    return {**kept, "messages": messages(rows["outbox"])}


def normal(table: Table, row: dict[str, Any], ranks: dict[str, dict[int, int]]) -> dict[str, Any]:
    """A row that may be compared with that of another run."""
    found = {}
    for column in table.columns:
        value = row[column.name]
        if column.name in OWN:
            continue
        # Where it stands for quicker finding only, a neighbourhood is not held by a key.
        whose = tables.communities.c.id if column.name == "community_id" else column
        while whose.foreign_keys:
            whose = next(iter(whose.foreign_keys)).column
        if whose is not column and value is not None:
            value = ranks[whose.table.name].get(value)
        found[column.name] = ranks[table.name][value] if column.name == "id" else value
    return found


def messages(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was to be said; of a message that must not come twice the sender knows the rest."""
    said = Counter(
        (row["chat_id"], row["payload"]["text"], ended(row))
        for row in rows
        if row["method"] == "sendMessage" and row["payload"]["text"] != OLD
    )
    return [
        {"chat": chat, "text": words, "state": state, "times": times}
        for (chat, words, state), times in sorted(said.items())
    ]


def ended(row: dict[str, Any]) -> str:
    doubtful = row["repeat"] == Repeat.HOLD and row["state"] == UNKNOWN
    return "sent" if doubtful else str(row["state"])


def said_again(
    expected: list[dict[str, Any]], found: list[dict[str, Any]]
) -> Counter[tuple[int, str, str]]:
    """How often an answer is there once more, and take that out: who taps again, because a bot died
    before its answer came, gets one for each tap."""
    once = {(row["chat"], row["text"], row["state"]): row["times"] for row in expected}
    again = Counter[tuple[int, str, str]]()
    for row in found:
        said = row["chat"], row["text"], row["state"]
        times = min(row["times"], once.get(said, row["times"]))
        again[said] += row["times"] - times
        row["times"] = times
    return +again


def differences(expected: Stored, found: Stored) -> list[str]:
    """What is not the same."""
    return [
        f"{name}: {side} {row}"
        for name in expected
        for side, ours, theirs in (
            ("missing", expected[name], found[name]),
            ("too much", found[name], expected[name]),
        )
        for row in ours
        if row not in theirs
    ]


# --- what people read ---------------------------------------------------------------------------


def visible(buurt: Besieged) -> dict[int, set[str]]:
    """What stands in every chat in the end."""
    everyone = buurt.standin.telegram.users.values()
    chats = [buurt.group, *map(buurt.standin.telegram.private_chat, everyone)]
    return {chat.id: set(read_in(buurt, chat)) for chat in chats}


async def misread(
    buurt: Besieged, readable: dict[int, set[str]], said: dict[int, set[str]]
) -> list[str]:
    """What somebody misses, or reads that was never said. A message that must not come twice may
    be missing; then its sender knows."""
    rows = await buurt.rows(select(tables.outbox.c.chat_id).where(tables.outbox.c.state == UNKNOWN))
    doubtful = {row["chat_id"] for row in rows}
    seen = visible(buurt)
    problems = []
    for chat, lines in seen.items():
        missing = {
            each for each in readable[chat] - lines if chat not in doubtful or WORDS not in each
        }
        new = lines - readable[chat] - said[chat] - {OLD}
        if chat == buurt.founder.id and doubtful:
            reports = [each for each in new if f"Bij {len(rows)} " in each]
            problems += [] if reports else ["the sender does not know of the doubt"]
            missing = {each for each in missing if not each.startswith("Klaar.")}
            new -= set(reports)
        problems += [f"{chat} misses {each!r}" for each in missing]
        problems += [f"{chat} reads {each!r}" for each in new]
    return problems


def read_in(buurt: Besieged, chat: Chat) -> list[str]:
    return [
        message.text
        for message in buurt.standin.messages(chat)
        if message.sender is not None and message.sender.is_bot
    ]


def spoken(buurt: Besieged) -> dict[int, set[str]]:
    """Everything that ever stood in a chat: a copy that a crash left behind may show it still."""
    said: dict[int, set[str]] = {chat: set() for chat in visible(buurt)}
    for call in buurt.standin.calls:
        result = call.answer.get("result")
        if isinstance(result, dict) and "text" in result:
            said[result["chat"]["id"]].add(result["text"])
    return said
