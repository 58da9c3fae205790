"""How the Bot API says no."""

from typing import Any


class RefusedError(Exception):
    """One answer that is not `ok`, in Telegram's own words."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        """Write the refusal as the Bot API's JSON."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad(sentence: str) -> RefusedError:
    """Refuse with 400."""
    return RefusedError(400, f"Bad Request: {sentence}")


def forbidden(sentence: str) -> RefusedError:
    """Refuse with 403."""
    return RefusedError(403, f"Forbidden: {sentence}")


def conflict(sentence: str) -> RefusedError:
    """Refuse with 409."""
    return RefusedError(409, f"Conflict: {sentence}")


def too_many(retry_after: int) -> RefusedError:
    """Refuse with 429."""
    return RefusedError(
        429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after}
    )
