"""A bot without manners and a clock that obeys, for looking at the stand-in from outside."""

from typing import Any

import aiohttp

from bot.playground import StandIn


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: float) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += seconds


class Bot:
    """A bot without manners: it asks whatever a test wants it to ask."""

    def __init__(self, session: aiohttp.ClientSession, stand_in: StandIn) -> None:
        self.session, self.stand_in = session, stand_in

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Ask, and give the whole answer."""
        address = f"{self.stand_in.url}/bot{self.stand_in.token}/{method}"
        async with self.session.post(address, json=parameters) as answer:
            content: dict[str, Any] = await answer.json()
            assert answer.status == content.get("error_code", 200)
            return content

    async def does(self, method: str, **parameters: Any) -> Any:
        """Ask what must succeed, and give its result."""
        answer = await self.ask(method, **parameters)
        assert answer["ok"], answer
        return answer["result"]

    async def refused(self, method: str, **parameters: Any) -> str:
        """Ask what must be refused, and give Telegram's words."""
        answer = await self.ask(method, **parameters)
        assert not answer["ok"], answer
        assert set(answer) <= {"ok", "error_code", "description", "parameters"}
        return str(answer["description"])

    async def updates(self, **parameters: Any) -> list[dict[str, Any]]:
        """Take everything that waits, and confirm it."""
        found = await self.does("getUpdates", **parameters)
        if found:
            await self.does("getUpdates", offset=found[-1]["update_id"] + 1)
        return list(found)

    async def says(self, chat_id: int, text: str, **parameters: Any) -> dict[str, Any]:
        """Send a message."""
        message: dict[str, Any] = await self.does(
            "sendMessage", chat_id=chat_id, text=text, **parameters
        )
        return message
