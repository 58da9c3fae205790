"""The directory, `Wat kunnen mensen hier?`: what people can, of those who chose to stand in it.

By topic and then by name, so that nobody stands above another. It knows nothing of introductions:
who stands here is asked as anybody else is, and without a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.callbacks import Payload
from bot.matching import Direction
from bot.messages import Keyboard, PersonId, Text, button, column, text
from bot.paging import PAGE, Page, page_of, within
from bot.people import Member
from bot.permissions import Action, require
from bot.tags import tag_name
from bot.talents import SayTalent, SeekTalent
from bot.texts import plain


class ShowDirectory(Payload, tag="wk"):
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One talent in the directory, with the name that its owner chose."""

    id: int
    person_id: PersonId
    name: str
    direction: Direction
    words: str
    tags: tuple[str, ...]

    @property
    def topic(self) -> Text:
        return tag_name(self.tags[0]) if self.tags else Text("directory-no-topic")


def page(entries: Sequence[Entry], number: int, *, of: Member) -> Page[Entry]:
    """A few entries, by the alphabet of the reader's language; own words alone come last."""
    require(of, Action.SEE_DIRECTORY, of=of.community_id)

    def place(entry: Entry) -> tuple[bool, str, str, int]:
        topic = plain(entry.topic, of.language).casefold()
        return not entry.tags, topic, entry.name.casefold(), entry.id

    number = within(number)
    rows = sorted(entries, key=place)[number * PAGE : (number + 1) * PAGE + 1]
    return page_of(rows, number)


def screen(page: Page[Entry]) -> tuple[Text, Keyboard]:
    """The entries, and the way to meet somebody or to stand here too."""
    ways = column(button("menu-seek", SeekTalent()), button("menu-talent", SayTalent()))
    turning = page.turns(lambda number: ShowDirectory(page=number))
    if not page.items:
        return Text("directory-none"), (*turning, *ways)
    lines = [
        text(
            "directory-line",
            topic=each.topic,
            name=each.name,
            direction=Text(f"talent-direction-{each.direction}"),
            words=each.words,
        )
        for each in page.items
    ]
    return text("directory", lines=lines), (*turning, *ways)
