"""The test's end: bots that can be started, killed and stopped as processes of their own."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests import cores

ROOT = Path(__file__).parents[2]
CLOCK_MOVED = signal.SIGUSR1


@dataclass(frozen=True, kw_only=True)
class Job:
    """What a bot is started with. `take`: updates to take all at once, `at` a moment of the
    machine's monotonic clock, instead of asking for any."""

    database: str
    token: str
    api_url: str
    limits: dict[str, float] = field(default_factory=dict)
    clock: str | None = None
    log: str | None = None
    webhook_url: str | None = None
    listen: str = "127.0.0.1:0"
    mutant: str | None = None
    take: list[dict[str, Any]] = field(default_factory=list)
    at: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Order:
    """A command line, settings for its environment, and the file for what it says."""

    arguments: list[str]
    settings: dict[str, str]
    said: str


class Nursery:
    """Where bots come from; one for all tests of a worker."""

    def __init__(self) -> None:
        with cores.on_all():
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.kill.child"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        self._one_at_a_time = threading.Lock()
        self._ready = False

    async def start(self, job: Job) -> int:
        """A new bot; its process id."""
        return await self._command(f"start {json.dumps(asdict(job))}")

    async def begin(self, order: Order) -> int:
        """Start `buurtbot` as an operator would; its process id."""
        return await self._command(f"run {json.dumps(asdict(order))}")

    async def kill(self, process: int, number: int = signal.SIGKILL) -> int:
        """Send a signal; the exit code once the process is gone."""
        os.kill(process, number)
        return await self._command(f"wait {process}")

    def tell_time(self, process: int) -> None:
        """Let a bot know that its clock was put forward. It may be dead, which nobody has seen."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, CLOCK_MOVED)

    async def wait(self, process: int) -> int:
        """The exit code of a bot that ends by itself."""
        return await self._command(f"wait {process}")

    async def _command(self, line: str) -> int:
        return await asyncio.to_thread(self._ask, line)

    def _ask(self, line: str) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._one_at_a_time:
            if not self._ready:
                assert self._process.stdout.readline() == "ready\n", "the bots do not start"
                self._ready = True
            self._process.stdin.write(f"{line}\n")
            self._process.stdin.flush()
            return int(self._process.stdout.readline())

    def close(self) -> None:
        """End it, and every bot that still lives."""
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(timeout=20)


class Program:
    """The real thing: `buurtbot run`, told everything by its environment."""

    def __init__(self, clock_offset: Path) -> None:
        self._clock_offset = clock_offset
        self._running: dict[int, asyncio.subprocess.Process] = {}

    async def start(self, job: Job) -> int:
        log = os.open(job.log or os.devnull, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with cores.on_all():
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bot", "run"),
                cwd=ROOT,
                env=self._environment(job),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        os.close(log)
        self._running[process.pid] = process
        return process.pid

    def tell_time(self, process: int) -> None:
        """It finds out by itself, as in real life."""

    async def kill(self, process: int, number: int = signal.SIGKILL) -> int:
        running = self._running.pop(process)
        running.send_signal(number)
        return await running.wait()

    def _environment(self, job: Job) -> dict[str, str]:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("BUURTBOT_")}
        return inherited | {
            "BUURTBOT_TOKEN": job.token,
            "BUURTBOT_API_URL": job.api_url,
            "BUURTBOT_DATABASE_URL": job.database,
            "BUURTBOT_LISTEN": job.listen,
            "BUURTBOT_CLOCK_FILE": str(self._clock_offset),
            "BUURTBOT_OPEN": "true",
            "BUURTBOT_RATE": "1000",
            "BUURTBOT_TICK": "0.2",
        }
