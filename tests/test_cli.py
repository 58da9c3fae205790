"""The command line, as an operator meets it: real processes, real environment.

One `run` and one `demo` are started as operators do; the rest is forked from a process that has
imported everything, which saves seconds each time.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any, Protocol

import aiohttp
import pytest

from bot.playground import Limits, StandIn, User
from tests.kill.process import Nursery, Order

ROOT = Path(__file__).parent.parent
SECRET = "a-secret-for-this-test-only"
PATIENCE = 40


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Running(Protocol):
    """A `buurtbot` that works."""

    async def first_line(self) -> str:
        """What it says first."""

    async def stops(self) -> tuple[int, str]:
        """Its exit code after SIGTERM, and all that it said."""

    async def ends(self) -> tuple[int, str]:
        """The same when it ends by itself."""


class Forked:
    """One that was forked."""

    def __init__(self, nursery: Nursery, process: int, said: Path) -> None:
        self._nursery = nursery
        self._process = process
        self._said = said

    async def first_line(self) -> str:
        while True:
            said = self._said.read_text() if self._said.exists() else ""
            if "\n" in said:
                return said.splitlines()[0]
            await asyncio.sleep(0.01)

    async def stops(self) -> tuple[int, str]:
        code = await asyncio.wait_for(self._nursery.kill(self._process, signal.SIGTERM), PATIENCE)
        return code, self._said.read_text()

    async def ends(self) -> tuple[int, str]:
        code = await asyncio.wait_for(self._nursery.wait(self._process), PATIENCE)
        return code, self._said.read_text()


class Program:
    """One that was started as operators do."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def first_line(self) -> str:
        assert self._process.stdout is not None
        return (await self._process.stdout.readline()).decode()

    async def stops(self) -> tuple[int, str]:
        self._process.send_signal(signal.SIGTERM)
        return await self.ends()

    async def ends(self) -> tuple[int, str]:
        out, err = await asyncio.wait_for(self._process.communicate(), PATIENCE)
        assert self._process.returncode is not None
        return self._process.returncode, (out + err).decode()


Begin = Callable[..., Awaitable[Running]]


async def program(*arguments: str, **settings: str) -> Running:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BUURTBOT_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        cwd=ROOT,
        env={**kept, **{f"BUURTBOT_{name}": value for name, value in settings.items()}},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    return Program(process)


@pytest.fixture
def begin(nursery: Nursery, tmp_path: Path) -> Begin:
    """Starts a command that runs until it is stopped."""

    async def run(*arguments: str, **settings: str) -> Running:
        said = tmp_path / f"said-{uuid.uuid4()}"
        order = Order(arguments=list(arguments), settings=settings, said=str(said))
        return Forked(nursery, await nursery.begin(order), said)

    return run


Outcome = Callable[..., Awaitable[tuple[int, str]]]


@pytest.fixture
def outcome(begin: Begin) -> Outcome:
    """The exit code of a command that ends by itself, and all that it said."""

    async def run(*arguments: str, **settings: str) -> tuple[int, str]:
        return await (await begin(*arguments, **settings)).ends()

    return run


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    served = StandIn(local=True, limits=Limits.off())
    await served.serve()
    yield served
    await served.close()


async def group_with(standin: StandIn) -> User:
    karel = standin.add_user("Karel")
    group = standin.add_group("Broeklanden", creator=karel, supergroup=True)
    await standin.add_bot(group, by=karel, admin=True)
    return karel


async def answered(standin: StandIn, user: User, words: str) -> None:
    await standin.start(user)
    await standin.wait_until(
        lambda: any(words in message.text for message in standin.messages(user)), PATIENCE
    )


async def asked(method: str, url: str, **options: Any) -> tuple[int, str]:
    """The status and the body of an answer."""
    async with (
        aiohttp.ClientSession() as client,
        client.request(method, url, **options) as answer,
    ):
        return answer.status, await answer.text()


async def test_run_without_a_token_names_the_demo(outcome: Outcome):
    """A newcomer's first try says what to do instead."""
    code, said = await outcome("run")

    assert code != 0
    assert "BUURTBOT_TOKEN is not set" in said
    assert "buurtbot demo" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DATABASE_URL": "mysql://localhost/x"}, "must start with sqlite:/// or postgresql://"),
        ({"TIMEZONE": "Europe/Westervoort"}, "BUURTBOT_TIMEZONE: Europe/Westervoort is not"),
        ({"LISTEN": "everywhere"}, "BUURTBOT_LISTEN"),
        ({"PUBLIC_URL": "http://buurt.example"}, "BUURTBOT_PUBLIC_URL"),
        ({"WEBHOOK_URL": "https://example.org/x"}, "a webhook needs BUURTBOT_WEBHOOK_SECRET"),
        ({"CLOCK_FILE": "/tmp/offset"}, "a clock file is for tests"),  # noqa: S108  # never read
        ({"TOKEN_FILE": "/nowhere/token"}, "a file named in a setting cannot be read"),
    ],
)
async def test_a_wrong_setting_is_named_in_a_sentence(
    outcome: Outcome, settings: dict[str, str], sentence: str
):
    """Nobody should have to read a traceback to find a typing mistake."""
    code, said = await outcome("run", **{"TOKEN": "123:x", **settings})

    assert code != 0
    assert sentence in said
    assert "Traceback" not in said


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_run_polls_another_server_and_stops_cleanly(
    begin: Begin, standin: StandIn, engine: str, database_url: str
):
    """Any Bot API server will do; SIGTERM ends it without loss."""
    karel = await group_with(standin)
    started = program if engine == "sqlite" else begin
    running = await started(
        "run",
        TOKEN=standin.token,
        API_URL=standin.url,
        DATABASE_URL=database_url,
        LISTEN=f"127.0.0.1:{free_port()}",
        OPEN="true",
    )

    await answered(standin, karel, "Wat bewaar ik?")
    code, said = await running.stops()

    assert code == 0
    assert standin.token not in said
    assert "Traceback" not in said


async def test_run_takes_updates_by_webhook(begin: Begin, standin: StandIn, tmp_path: Path):
    """With the secret checked; without it nothing gets in."""
    karel = await group_with(standin)
    port = free_port()
    running = await begin(
        "run",
        TOKEN=standin.token,
        API_URL=standin.url,
        DATABASE_URL=f"sqlite:///{tmp_path / 'w.db'}",
        LISTEN=f"127.0.0.1:{port}",
        WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram",
        WEBHOOK_SECRET=SECRET,
    )

    await answered(standin, karel, "Wat bewaar ik?")
    forged = await asked("POST", f"http://127.0.0.1:{port}/telegram", json={"update_id": 1})
    ready = await asked("GET", f"http://127.0.0.1:{port}/readyz")
    code, _ = await running.stops()

    assert forged[0] == 401
    assert ready[0] == 200
    assert code == 0


async def test_a_second_process_on_the_same_file_refuses(
    begin: Begin, outcome: Outcome, standin: StandIn, tmp_path: Path
):
    """Two writers on one SQLite file can lose data."""
    url = f"sqlite:///{tmp_path / 'one.db'}"
    settings = {"TOKEN": standin.token, "API_URL": standin.url, "DATABASE_URL": url}
    running = await begin("run", **settings, LISTEN=f"127.0.0.1:{free_port()}")
    karel = await group_with(standin)
    await answered(standin, karel, "Wat bewaar ik?")

    code, said = await outcome("invite-community", DATABASE_URL=url)

    assert code != 0
    assert "another process uses" in said
    await running.stops()


async def test_invite_community_prints_a_code(outcome: Outcome, tmp_path: Path):
    """The operator hands it to the neighbourhood that may come."""
    code, said = await outcome(
        "invite-community", DATABASE_URL=f"sqlite:///{tmp_path / 'codes.db'}"
    )

    assert code == 0
    assert len(said.split()[0]) >= 22
    assert "works once" in said


async def test_check_says_what_is_missing_and_what_is_well(
    outcome: Outcome, standin: StandIn, tmp_path: Path
):
    """In plain sentences, and with a code that a script can use."""
    url = f"sqlite:///{tmp_path / 'check.db'}"

    code, said = await outcome("check", DATABASE_URL=url)
    assert code == 1
    assert "MEND Token: BUURTBOT_TOKEN is not set" in said
    assert "ok   Database: reachable and empty" in said
    assert "Pages: none" in said
    code, said = await outcome("check", DATABASE_URL=url, TOKEN=standin.token, API_URL=standin.url)

    assert code == 0
    assert f"ok   Token: this is @{standin.bot.username}." in said


async def test_check_knows_a_wrong_token(outcome: Outcome, standin: StandIn, tmp_path: Path):
    """The commonest mistake of all, told without showing the token."""
    wrong = "987654321:a-token-that-nobody-ever-gave-out"

    code, said = await outcome(
        "check",
        DATABASE_URL=f"sqlite:///{tmp_path / 'check.db'}",
        TOKEN=wrong,
        API_URL=standin.url,
    )

    assert code == 1
    assert "Telegram does not know it" in said
    assert wrong not in said


async def test_migrate_twice_is_fine(outcome: Outcome, tmp_path: Path):
    """The service runs it at every start."""
    url = f"sqlite:///{tmp_path / 'm.db'}"

    assert (await outcome("migrate", DATABASE_URL=url))[0] == 0
    assert (await outcome("migrate", DATABASE_URL=url)) == (0, "The database is up to date.\n")


async def test_replay_with_nothing_to_do_says_so(
    outcome: Outcome, standin: StandIn, tmp_path: Path
):
    """It is safe to try."""
    code, said = await outcome(
        "replay",
        TOKEN=standin.token,
        API_URL=standin.url,
        DATABASE_URL=f"sqlite:///{tmp_path / 'r.db'}",
    )

    assert (code, said) == (0, "Done again: 0. Still failing: 0.\n")


async def test_the_demo_serves_a_neighbourhood_to_play_in(begin: Begin, tmp_path: Path):
    """One command, one address, within seconds; and a kept file is opened again."""
    port = free_port()
    for started in (program, begin):
        running = await started(
            "demo", "--no-browser", "--port", str(port), "--database", str(tmp_path / "demo.db")
        )
        line = await asyncio.wait_for(running.first_line(), PATIENCE)
        page = await asked("GET", f"http://127.0.0.1:{port}/")
        state = json.loads((await asked("GET", f"http://127.0.0.1:{port}/playground/state"))[1])
        link = await asked("GET", f"http://127.0.0.1:{port}/voor/nobody")
        code, said = await running.stops()

        assert f"http://127.0.0.1:{port}" in line
        assert page[0] == 200
        assert link[0] == 404
        assert "Deze link werkt niet meer" in link[1]
        assert {"Anna", "Bram", "Fatima", "Noor", "Willem"} <= {
            person["first_name"] for person in state["people"]
        }
        assert code == 0, said


async def test_a_taken_port_is_told_in_a_sentence(outcome: Outcome, tmp_path: Path):
    """The second demo on a machine says what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        code, said = await outcome("demo", "--no-browser", "--port", port)

    assert code != 0
    assert "another program listens on that port" in said
