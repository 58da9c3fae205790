"""What can go wrong on purpose."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.playground.refusals import RefusedError, too_many

# Methods that only ask are spared, so that a fault hits what was said and not who is polling.
ASKING = ("get", "setwebhook", "deletewebhook", "logout", "close")


@dataclass
class _Failure:
    refusal: RefusedError
    times: int


@dataclass
class Faults:
    """Change these at any moment; they count from the next call."""

    outage: bool = False
    flood: int | None = None
    drop_replies: int = 0
    delay: float = 0.0
    _failures: dict[str, list[_Failure]] = field(default_factory=dict)
    _refuse_connections: bool = False
    on_change: Callable[[], None] = lambda: None

    def __setattr__(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)
        if name in {"outage", "_refuse_connections"} and "on_change" in self.__dict__:
            self.on_change()

    @property
    def refuse_connections(self) -> bool:
        """Whether nobody can connect, as when the server is off."""
        return self._refuse_connections

    @refuse_connections.setter
    def refuse_connections(self, refuse: bool) -> None:
        self._refuse_connections = refuse

    def fail_next(
        self,
        method: str,
        code: int,
        description: str,
        parameters: dict[str, Any] | None = None,
        times: int = 1,
    ) -> None:
        """Let the next calls of a method ("*": any) fail with exactly this, without effect."""
        failure = _Failure(RefusedError(code, description, parameters), times)
        self._failures.setdefault(method.lower(), []).append(failure)

    def strike(self, method: str) -> None:
        """Raise the fault that hits this call before anything is done, if there is one."""
        for name in (method.lower(), "*"):
            failures = self._failures.get(name)
            if failures:
                failures[0].times -= 1
                refusal = failures[0].refusal
                if failures[0].times <= 0:
                    failures.pop(0)
                raise refusal
        if self.flood and not method.lower().startswith(ASKING):
            raise too_many(self.flood)

    def drops_reply(self, method: str) -> bool:
        """Tell whether the answer to this call gets lost on its way."""
        if self.drop_replies <= 0 or method.lower().startswith(ASKING):
            return False
        self.drop_replies -= 1
        return True
