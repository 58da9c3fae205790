"""The launcher of PostgreSQL for the tests: whoever runs them, and however the run ends."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import asyncpg
import pytest

from tests import postgres

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def cluster():
    started = postgres.start()
    yield started
    started.stop()


def vanishes(folder: Path) -> bool:
    deadline = time.monotonic() + 20
    while folder.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not folder.exists()


def run_python(source: str, **options) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", source], cwd=ROOT, stdout=subprocess.PIPE, text=True, **options
    )


async def test_a_database_can_be_copied_from_a_migrated_one(cluster):
    """Each xdist worker gets a copy of one migrated database instead of migrating again."""
    cluster.create_database("migrated")
    cluster.execute("CREATE TABLE ideas (title text)", database="migrated")

    cluster.create_database("worker_1", template="migrated")

    connection = await asyncpg.connect(cluster.dsn("worker_1"))
    assert await connection.fetch("SELECT title FROM ideas") == []
    await connection.close()
    assert cluster.url("worker_1").startswith("postgresql+asyncpg://postgres@/worker_1?host=/")


async def test_a_database_is_dropped_even_when_somebody_is_connected(cluster):
    """A test that leaks a connection must not make the next one fail."""
    cluster.create_database("busy")
    connection = await asyncpg.connect(cluster.dsn("busy"))

    cluster.drop_database("busy")
    cluster.drop_database("busy")

    connection.terminate()
    assert cluster.execute("SELECT count(*) FROM pg_database WHERE datname = 'busy'") == "0"


@pytest.mark.parametrize("name", ["Upper", "semi;colon", 'quo"te', "", "x" * 64])
def test_a_name_that_would_need_quoting_is_refused(cluster, name):
    """Names go into statements as they are."""
    with pytest.raises(ValueError, match="not a plain database name"):
        cluster.create_database(name)


def test_only_a_socket_and_only_for_us(cluster):
    """No port that others on the machine, or two runs at once, could collide on."""
    assert cluster.execute("SHOW listen_addresses") == ""
    assert stat.S_IMODE(cluster.home.stat().st_mode) == 0o700


def test_root_lends_the_server_no_rights(cluster):
    """PostgreSQL refuses to run as root; an ordinary user's server runs as that user."""
    owner = (cluster.home / "data").stat().st_uid

    assert owner != 0
    assert os.geteuid() in (0, owner)


def test_starting_leaves_accounts_and_homes_alone():
    """The wheel's own launcher makes a system account and opens the home folder: ours does not."""
    before = Path("/etc/passwd").read_bytes(), Path.home().stat().st_mode

    started = postgres.start()
    started.stop()

    assert before == (Path("/etc/passwd").read_bytes(), Path.home().stat().st_mode)


def test_stopping_leaves_nothing_behind():
    """Hundreds of runs on one machine must not fill its memory."""
    started = postgres.start()
    server = int((started.home / "data" / "postmaster.pid").read_text().split()[0])

    started.stop()

    assert not started.home.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(server, 0)


def test_a_server_for_kill_tests_writes_through_to_a_disk():
    """A promise about crashes proven with fsync off proves nothing."""
    started = postgres.start(fsync=True)

    settings = [started.execute(f"SHOW {name}") for name in ("fsync", "synchronous_commit")]
    started.stop()

    assert settings == ["on", "on"]
    assert started.home.is_relative_to(tempfile.gettempdir())


@pytest.mark.parametrize("moment", ["begin", "start"])
def test_a_killed_run_takes_its_server_with_it(moment):
    """`kill -9` of the test run, at any moment, leaves neither server nor folder."""
    run = run_python(
        "import time; from tests import postgres;"
        f"print(postgres.{moment}().home, flush=True); time.sleep(60)"
    )
    home = Path(run.stdout.readline().strip())
    assert home.is_dir()

    run.send_signal(signal.SIGKILL)

    run.communicate()
    assert vanishes(home)


def test_a_forked_child_does_not_keep_the_server_alive():
    """Kill tests fork the bot from the test process; such a child may outlive it."""
    run = run_python(
        "import os, time; from tests import postgres; home = postgres.start().home\n"
        "child = os.fork()\n"
        "if child == 0: time.sleep(60)\n"
        "print(home, child, flush=True); os.kill(os.getpid(), 9)"
    )

    home, child = run.stdout.readline().split()

    gone = vanishes(Path(home))
    os.kill(int(child), signal.SIGKILL)
    run.communicate()
    assert gone


def test_a_dead_runs_folder_is_removed_and_a_living_one_is_not(tmp_path, monkeypatch):
    """What a machine crash left goes at the next start; a run next to ours is left in peace."""
    monkeypatch.setattr(postgres, "_FRESH_SECONDS", -1.0)
    dead = tmp_path / "buurtbot-postgres-dead"
    dead.mkdir()
    living, lock = postgres._claim_folder(tmp_path, {})
    (tmp_path / "something-else").mkdir()

    claimed, other_lock = postgres._claim_folder(tmp_path, {})

    os.close(lock)
    os.close(other_lock)
    assert {path.name for path in tmp_path.iterdir()} == {
        living.name,
        claimed.name,
        "something-else",
    }


def test_binaries_in_a_private_home_are_copied_to_where_the_server_can_read_them(tmp_path):
    """A virtualenv often lies in a home folder that only its owner may enter."""
    private = tmp_path / "home"
    private.mkdir()
    binaries = postgres.copy_binaries(postgres.find_binaries(), private, {})
    private.chmod(0o700)

    started = postgres.start(binaries=binaries)

    used = (started.home / "bin").resolve()
    started.stop()
    assert stat.S_IMODE(private.stat().st_mode) == 0o700
    assert (used == binaries) is (os.geteuid() != 0)
    assert used == binaries or not used.exists()


def test_it_starts_as_an_ordinary_user():
    """A developer's own account, without root: root plays one by giving up its rights first."""
    run = run_python(
        "import os, pathlib, shutil, tempfile; from tests import postgres\n"
        "found = postgres.find_binaries()\n"
        "open_to_all = pathlib.Path(tempfile.mkdtemp())\n"
        "found = postgres.copy_binaries(found, open_to_all, {})\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    if os.geteuid() == 0: os.setgroups([]); os.setgid(65534); os.setuid(65534)\n"
        "    cluster = postgres.start(binaries=found)\n"
        "    cluster.create_database('mine')\n"
        "    owner = cluster.home.stat().st_uid\n"
        "    cluster.stop()\n"
        "    print(owner, os.geteuid(), cluster.home.exists(), flush=True)\n"
        "    os._exit(0)\n"
        "os.waitpid(child, 0); shutil.rmtree(open_to_all)"
    )

    owner, user, left_over = run.communicate()[0].split()

    assert owner == user != "0"
    assert left_over == "False"


def test_a_server_that_does_not_start_says_why(tmp_path, monkeypatch):
    """Nobody should have to guess at a timeout."""
    for name in ("initdb", "postgres", "psql"):
        (tmp_path / name).write_text("#!/bin/sh\necho no room on this device\nexit 1\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv(postgres.BINARIES_VARIABLE, str(tmp_path))

    with pytest.raises(postgres.PostgresUnavailableError, match="no room on this device"):
        postgres.start()


def test_binaries_that_are_not_there_are_named(tmp_path, monkeypatch):
    """A wrong path in the variable is an error, not a reason to take others silently."""
    monkeypatch.setenv(postgres.BINARIES_VARIABLE, str(tmp_path))

    with pytest.raises(postgres.PostgresUnavailableError, match=postgres.BINARIES_VARIABLE):
        postgres.find_binaries()


def test_all_workers_of_a_run_share_one_server(tmp_path):
    """Two workers, one server, gone when the run is."""
    (tmp_path / "conftest.py").write_text(
        "from tests import postgres\n"
        "pytest_configure = postgres.configure\n"
        "pytest_unconfigure = postgres.unconfigure\n"
    )
    (tmp_path / "test_share.py").write_text(
        "import os, pathlib, pytest\n"
        "from tests import postgres\n"
        "@pytest.mark.parametrize('number', range(6))\n"
        "def test_one(number):\n"
        "    home = postgres.shared().home\n"
        "    worker = os.environ['PYTEST_XDIST_WORKER']\n"
        "    pathlib.Path(f'seen-{worker}-{number}').write_text(str(home))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTEST_ADDOPTS": ""}
    environment.pop(postgres.RUNNING_VARIABLE, None)
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # each worker would import them all

    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "xdist", "-n2", "-p", "no:cacheprovider", "."],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout
    seen = list(tmp_path.glob("seen-*"))
    homes = {path.read_text() for path in seen}
    assert len({path.name.split("-")[1] for path in seen}) == 2
    assert len(homes) == 1
    assert not Path(homes.pop()).exists()
