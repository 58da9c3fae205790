"""How fast a bot may speak. Time is handed in, so that tests need not wait."""

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.playground.refusals import too_many

SECOND, MINUTE = 1.0, 60.0


@dataclass(frozen=True)
class Limits:
    """What is allowed; None means unlimited. The defaults are Telegram's."""

    overall_per_second: int | None = 30
    chat_per_second: float | None = 1.0
    chat_burst: int = 8
    group_per_minute: int | None = 20
    same_offset_slowdown: bool = True
    webhook_retry_seconds: float = 1.0
    callback_seconds: int = 150
    update_seconds: int = 86_400

    @classmethod
    def off(cls) -> "Limits":
        """No limits at all, for tests about something else."""
        return cls(
            overall_per_second=None,
            chat_per_second=None,
            group_per_minute=None,
            same_offset_slowdown=False,
        )


class Meter:
    """Counts what is said, and refuses with 429 what is too much."""

    def __init__(self, limits: Limits, monotonic: Callable[[], float]) -> None:
        self.limits = limits
        self._monotonic = monotonic
        self._overall: deque[float] = deque()
        self._groups: dict[int, deque[float]] = {}
        self._private: dict[int, tuple[float, float]] = {}

    def spend(self, chat_id: int, *, group: bool) -> None:
        """Count one message to a chat, or refuse it and say for how long."""
        now = self._monotonic()
        windows = self._windows(chat_id, group=group)
        waits = [self._window_wait(window, now, span, most) for window, span, most in windows]
        tokens = None if group else self._tokens(chat_id, now)
        if tokens is not None and tokens < 1 and self.limits.chat_per_second:
            waits.append((1 - tokens) / self.limits.chat_per_second)
        wait = max(waits, default=0.0)
        if wait > 0:
            raise too_many(max(1, math.ceil(wait)))
        for window, _, _ in windows:
            window.append(now)
        if tokens is not None:
            self._private[chat_id] = (tokens - 1, now)

    def _windows(self, chat_id: int, *, group: bool) -> list[tuple[deque[float], float, int]]:
        windows = []
        if self.limits.overall_per_second is not None:
            windows.append((self._overall, SECOND, self.limits.overall_per_second))
        if group and self.limits.group_per_minute is not None:
            window = self._groups.setdefault(chat_id, deque())
            windows.append((window, MINUTE, self.limits.group_per_minute))
        return windows

    @staticmethod
    def _window_wait(window: deque[float], now: float, span: float, most: int) -> float:
        while window and window[0] <= now - span:
            window.popleft()
        return window[-most] + span - now if len(window) >= most else 0.0

    def _tokens(self, chat_id: int, now: float) -> float | None:
        rate, burst = self.limits.chat_per_second, self.limits.chat_burst
        if rate is None:
            return None
        left, since = self._private.get(chat_id, (float(burst), now))
        return min(float(burst), left + (now - since) * rate)
