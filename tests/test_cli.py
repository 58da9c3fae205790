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
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import aiohttp
import pytest
from sqlalchemy import column, table, update

from bot.playground import Limits, StandIn, User
from storage.database import Database
from storage.migrate import NEWEST, VERSIONS, migrate
from tests import cores, postgres
from tests.kill.process import Nursery, Order

ROOT = Path(__file__).parent.parent
SECRET = "a-secret-for-this-test-only"
HOOK = {"WEBHOOK_SECRET": SECRET}
PATIENCE = 40


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


class Running(Protocol):
    """A `buurtbot` that works."""

    async def says(self, words: str) -> str:
        """The first line in which it says these words."""

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

    async def says(self, words: str) -> str:
        async with asyncio.timeout(PATIENCE):
            while True:
                said = self._said.read_text() if self._said.exists() else ""
                for line in said.splitlines(keepends=True):
                    if words in line and line.endswith("\n"):
                        return line
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

    async def says(self, words: str) -> str:
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while words not in (line := (await self._process.stdout.readline()).decode()):
                pass
            return line

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
    with cores.on_all():
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "bot", *arguments),
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


@pytest.mark.parametrize("settings", [{}, {"TOKEN": ""}, {"TOKEN_FILE": os.devnull}])
async def test_run_without_a_token_names_the_demo(outcome: Outcome, settings: dict[str, str]):
    """A newcomer's first try says what to do instead."""
    code, said = await outcome("run", **settings)

    assert code != 0
    assert "BUURTBOT_TOKEN is not set" in said
    assert "buurtbot demo" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"DATABASE_URL": "mysql://localhost/x"}, "must look like sqlite:///buurtbot.db or post"),
        ({"TIMEZONE": "Europe/Westervoort"}, "BUURTBOT_TIMEZONE: Europe/Westervoort is not"),
        ({"API_URL": "hoi"}, "BUURTBOT_API_URL: api_url must look like https://api.telegram.org"),
        ({"LISTEN": "everywhere"}, "BUURTBOT_LISTEN"),
        ({"PUBLIC_URL": "http://buurt.example"}, "BUURTBOT_PUBLIC_URL"),
        ({"WEBHOOK_URL": "https://example.org/x"}, "a webhook needs BUURTBOT_WEBHOOK_SECRET"),
        ({"WEBHOOK_URL": "http://example.org/x", **HOOK}, "BUURTBOT_WEBHOOK_URL must look like"),
        ({"WEBHOOK_URL": "hoi", **HOOK}, "BUURTBOT_WEBHOOK_URL must look like"),
        ({"WEBHOOK_URL": "hoi", "API_URL": "http://127.0.0.1:1", **HOOK}, "must look like"),
        ({"WEBHOOK_URL": "https://example.org:1234/x", **HOOK}, "one of 443, 80, 88 and 8443"),
        ({"WEBHOOK_URL": "https://example.org:99999/x", **HOOK}, "one of 443, 80, 88 and 8443"),
        ({"WEBHOOK_SECRET": "a b/é"}, "BUURTBOT_WEBHOOK_SECRET: a webhook's secret is"),
        ({"WEBHOOK_SECRET": "a" * 257}, "BUURTBOT_WEBHOOK_SECRET: a webhook's secret is"),
        ({"CLOCK_FILE": "/tmp/offset"}, "a clock file is for tests"),  # noqa: S108  # never read
        ({"TOKEN_FILE": "/nowhere/token"}, "a file named in a setting cannot be read"),
    ],
)
async def test_a_wrong_setting_is_named_in_a_sentence(
    outcome: Outcome, settings: dict[str, str], sentence: str
):
    """Nobody should have to read a traceback to find a typing mistake."""
    for command in ("run", "check"):
        code, said = await outcome(command, **{"TOKEN": "123:x", **settings})

        assert code == 1
        assert sentence in said
        assert "Traceback" not in said
        assert all(value not in said for name, value in settings.items() if "SECRET" in name)


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


@pytest.mark.parametrize("delivery", ["polling", "webhook"])
async def test_who_waits_for_telegram_says_so_and_stops_when_told(
    begin: Begin, tmp_path: Path, delivery: str
):
    """A machine that starts without its network, and an operator who wants to stop it again."""
    here = f"http://127.0.0.1:{free_port()}"
    hook = {"WEBHOOK_URL": f"{here}/telegram", "WEBHOOK_SECRET": SECRET}
    running = await begin(
        "run",
        TOKEN="123:x",
        API_URL=f"http://127.0.0.1:{free_port()}",
        DATABASE_URL=f"sqlite:///{tmp_path / 'w.db'}",
        LISTEN=here.removeprefix("http://"),
        **(hook if delivery == "webhook" else {}),
    )
    await running.says("Telegram does not answer yet")

    healthy = await asked("GET", f"{here}/healthz")
    ready = await asked("GET", f"{here}/readyz")
    figures = await asked("GET", f"{here}/metrics")
    brought = await asked("POST", f"{here}/telegram", json={"update_id": 1})
    code, said = await running.stops()

    assert healthy == (200, "ok")  # or it would be started again and again
    assert ready[0] == 503
    assert json.loads(ready[1])["telegram"] is False
    assert figures[0] == 503
    assert brought[0] == (503 if delivery == "webhook" else 404)
    assert code == 0
    assert "Traceback" not in said
    assert "Unclosed" not in said


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
    assert not any(name.startswith("check.db") for name in names_in(tmp_path)), "it changes nothing"


def names_in(folder: Path) -> list[str]:
    return [each.name for each in folder.iterdir()]


@pytest.fixture
def role() -> Iterator[str]:
    """A role of PostgreSQL that may do nothing."""
    name = f"role_{uuid.uuid4().hex[:12]}"
    postgres.shared().execute(f"CREATE ROLE {name} LOGIN")
    yield name
    postgres.shared().execute(f"DROP ROLE {name}")


@pytest.fixture
def another_postgresql() -> Iterator[str]:
    """The name of an empty database, not in use by anybody."""
    name = f"another_{uuid.uuid4().hex[:12]}"
    postgres.shared().create_database(name)
    yield name
    postgres.shared().drop_database(name)


Unusable = tuple[str, str]  # a URL, and what is said about it


@pytest.fixture
def a_role_that_is_not_there() -> Unusable:
    url = postgres.shared().url("postgres").replace("postgres@", "nobody_here@")
    return url, "PostgreSQL does not let this role in"


@pytest.fixture
def a_database_that_is_not_there() -> Unusable:
    return postgres.shared().url("not_made"), "PostgreSQL has no database of that name"


@pytest.fixture
def a_role_without_rights(worker_postgresql: str, role: str) -> Unusable:
    return worker_postgresql.replace("postgres@", f"{role}@"), "this role may not read and change"


@pytest.fixture
def a_role_that_only_reads(worker_postgresql: str, role: str) -> Iterator[Unusable]:
    database = urlsplit(worker_postgresql).path[1:]
    execute = partial(postgres.shared().execute, database=database)
    execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}")
    yield worker_postgresql.replace("postgres@", f"{role}@"), "this role may not read and change"
    execute(f"DROP OWNED BY {role}")


@pytest.fixture
def an_empty_database_of_another(role: str, another_postgresql: str) -> Unusable:
    url = postgres.shared().url(another_postgresql).replace("postgres@", f"{role}@")
    return url, "this role may not read and change"


@pytest.fixture
def a_text_file(tmp_path: Path) -> Unusable:
    (tmp_path / "notes.db").write_text("Melk, eieren, brood.\n" * 100)
    return f"sqlite:///{tmp_path / 'notes.db'}", "the file is no SQLite database"


@pytest.fixture
def random_bytes(tmp_path: Path) -> Unusable:
    (tmp_path / "photo.db").write_bytes(bytes(range(256)) * 40)
    return f"sqlite:///{tmp_path / 'photo.db'}", "the file is no SQLite database"


@pytest.fixture
def a_missing_folder(tmp_path: Path) -> Unusable:
    return f"sqlite:///{tmp_path / 'gone' / 'bot.db'}", f"there is no folder {tmp_path / 'gone'}"


@pytest.fixture
def a_folder(tmp_path: Path) -> Unusable:
    return f"sqlite:///{tmp_path}", f"{tmp_path} is a folder"


@pytest.fixture
def a_file_of_another(tmp_path: Path) -> Iterator[Unusable]:
    if os.geteuid() == 0:
        pytest.skip("root may write everything")
    tmp_path.chmod(0o500)
    yield f"sqlite:///{tmp_path / 'bot.db'}", "this account may not write"
    tmp_path.chmod(0o700)


@pytest.fixture(
    params=[
        "a_role_that_is_not_there",
        "a_database_that_is_not_there",
        "a_role_without_rights",
        "a_role_that_only_reads",
        "an_empty_database_of_another",
        "a_text_file",
        "random_bytes",
        "a_missing_folder",
        "a_folder",
        "a_file_of_another",
    ]
)
def unusable(request: pytest.FixtureRequest) -> Unusable:
    """Each database that cannot be used, one after the other."""
    found: Unusable = request.getfixturevalue(request.param)
    return found


async def test_a_database_that_cannot_be_used_is_told_in_a_sentence(
    outcome: Outcome, standin: StandIn, unusable: Unusable
):
    """By `check`, and by whatever needs it; nobody has to find out from what goes wrong later."""
    url, sentence = unusable
    settings = {"DATABASE_URL": url, "TOKEN": standin.token, "API_URL": standin.url}

    for command in ("check", "run", "migrate", "invite-community", "replay"):
        code, said = await outcome(command, **settings)

        assert code == 1, command
        assert sentence in said
        assert "BUURTBOT_DATABASE_URL" in said
        assert "Traceback" not in said


async def test_a_database_of_a_newer_version_is_told_in_a_sentence(
    outcome: Outcome, database_url: str
):
    """`migrate` would refuse it, so `check` must not send anybody there."""
    await version_is(database_url, "9999")

    checked, said_by_check = await outcome("check", DATABASE_URL=database_url)
    migrated, said_by_migrate = await outcome("migrate", DATABASE_URL=database_url)
    await version_is(database_url, NEWEST)  # others use this database too

    assert checked == migrated == 1
    assert "a newer version of the bot wrote it" in said_by_check
    assert "buurtbot migrate" not in said_by_check
    assert "Install that version" in said_by_check
    assert "Install that version" in said_by_migrate


async def version_is(url: str, version: str) -> None:
    database = await Database(url).open()
    async with database.begin() as tx:
        await tx.run(
            update(table("alembic_version", column("version_num"))).values(version_num=version)
        )
    await database.close()


async def test_tables_of_another_role_cannot_be_brought_up_to_date(
    outcome: Outcome, role: str, another_postgresql: str
):
    """PostgreSQL lets only their owner change them, whatever else a role may do."""
    execute = partial(postgres.shared().execute, database=another_postgresql)
    url = postgres.shared().url(another_postgresql)
    await asyncio.to_thread(migrate, url, to=VERSIONS[-2])
    execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")

    code, said = await outcome("migrate", DATABASE_URL=url.replace("postgres@", f"{role}@"))
    execute(f"DROP OWNED BY {role}")

    assert code == 1
    assert "Make it the owner" in said
    assert "Traceback" not in said


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


@pytest.fixture
async def another_site() -> AsyncIterator[str]:
    """The address of a web server that is not Telegram's."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 15\r\n\r\n<html>no</html>")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_check_tells_a_wrong_address_from_a_silent_one(
    outcome: Outcome, tmp_path: Path, another_site: str
):
    """The first is mended in the settings, the second in the network."""
    settings = {"DATABASE_URL": f"sqlite:///{tmp_path / 'check.db'}", "TOKEN": "123:x"}
    nobody = f"http://127.0.0.1:{free_port()}"

    elsewhere = await outcome("check", **settings, API_URL=another_site)
    silent = await outcome("check", **settings, API_URL=nobody)

    assert elsewhere[0] == silent[0] == 1
    assert f"what answers at {another_site} is no Bot API server" in elsewhere[1]
    assert f"{nobody} does not answer (NeverLeft). See BUURTBOT_API_URL" in silent[1]


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


async def test_replay_says_when_nothing_has_that_code(
    outcome: Outcome, standin: StandIn, tmp_path: Path
):
    """A typing mistake must not look like work that was done."""
    code, said = await outcome(
        "replay",
        "c0ffee00",
        TOKEN=standin.token,
        API_URL=standin.url,
        DATABASE_URL=f"sqlite:///{tmp_path / 'r.db'}",
    )

    assert code == 1
    assert "nothing waits by the code c0ffee00" in said
    assert "Done again" not in said


async def test_replay_does_not_wait_for_telegram(
    outcome: Outcome, standin: StandIn, tmp_path: Path
):
    """Somebody looks at it, who can try again; and what it opened it closes."""
    url = f"sqlite:///{tmp_path / 'r.db'}"
    nobody = f"http://127.0.0.1:{free_port()}"

    away = await outcome("replay", TOKEN=standin.token, API_URL=nobody, DATABASE_URL=url)
    unknown = await outcome("replay", TOKEN="123:x", API_URL=standin.url, DATABASE_URL=url)

    assert (away[0], unknown[0]) == (1, 1)
    assert "Telegram does not answer (NeverLeft)" in away[1]
    assert "Telegram does not know this token" in unknown[1]
    for _, said in (away, unknown):
        assert "Unclosed" not in said
        assert "Traceback" not in said


async def test_a_port_that_cannot_be_is_told_in_a_sentence(outcome: Outcome):
    """Before anything is made for it."""
    code, said = await outcome("demo", "--no-browser", "--port", "99999")

    assert code == 2
    assert "--port" in said
    assert "65535" in said
    assert "Traceback" not in said


async def test_the_demo_serves_a_neighbourhood_to_play_in(begin: Begin, tmp_path: Path):
    """One command, one address, within seconds; and a kept file is opened again."""
    port = free_port()
    for started in (program, begin):
        running = await started(
            "demo", "--no-browser", "--port", str(port), "--database", str(tmp_path / "demo.db")
        )
        line = await running.says("Buurtbot")
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


async def test_an_address_of_another_machine_is_told_in_a_sentence(
    outcome: Outcome, standin: StandIn, tmp_path: Path
):
    """With the setting that named it."""
    code, said = await outcome(
        "run",
        TOKEN=standin.token,
        API_URL=standin.url,
        DATABASE_URL=f"sqlite:///{tmp_path / 'l.db'}",
        LISTEN="198.51.100.7:8080",
    )

    assert code == 1
    assert "the bot cannot listen there" in said
    assert "BUURTBOT_LISTEN" in said
    assert "Traceback" not in said


async def test_a_taken_port_is_told_in_a_sentence(outcome: Outcome, tmp_path: Path):
    """The second demo on a machine says what to do."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])

        code, said = await outcome("demo", "--no-browser", "--port", port)

    assert code != 0
    assert "another program listens on that port" in said
