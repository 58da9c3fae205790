"""What is going on: `Wat speelt er?`, on demand and on the group's one pinned message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.callbacks import Payload
from bot.communities import Community, JoinCommunity
from bot.groups import ListGroups
from bot.ideas import ListIdeas
from bot.messages import Keyboard, Text, brief, button, column, text
from bot.sessions import ListSessions

SHOWN = 4  # of each kind; the lists hold the rest
LONGEST = 80


class Overview(Payload, tag="ov"):
    """`Wat speelt er?`"""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is alive in a neighbourhood now: the newest ideas and groups, the next meetings."""

    ideas: Sequence[str]
    sessions: Sequence[tuple[datetime, str]]  # the local start, and what it is
    groups: Sequence[str]

    @property
    def is_quiet(self) -> bool:
        return not (self.ideas or self.sessions or self.groups)


def group_screen(
    community: Community, news: News, *, way_in: JoinCommunity
) -> tuple[Text, Keyboard]:
    """The pinned message in a group: what is going on, and the way to the bot."""
    body = text("digest-group", name=community.name, parts=_parts(news))
    return body, column(button("group-open-bot", start=way_in))


def screen(community: Community, news: News) -> tuple[Text, Keyboard]:
    """The same in private, with the lists behind buttons."""
    body = text("digest", name=community.name, parts=_parts(news))
    return body, column(
        button("digest-ideas", ListIdeas(page=0)),
        button("digest-sessions", ListSessions(page=0)),
        button("digest-groups", ListGroups(page=0)),
    )


def _parts(news: News) -> list[Text]:
    if news.is_quiet:
        return [Text("digest-quiet")]
    parts = []
    if news.sessions:
        lines = [
            text("digest-session", at=at, title=brief(title, LONGEST))
            for at, title in news.sessions
        ]
        parts.append(text("digest-part-sessions", lines=lines))
    if news.ideas:
        lines = [text("digest-line", title=brief(title, LONGEST)) for title in news.ideas]
        parts.append(text("digest-part-ideas", lines=lines))
    if news.groups:
        lines = [text("digest-line", title=brief(title, LONGEST)) for title in news.groups]
        parts.append(text("digest-part-groups", lines=lines))
    return parts
