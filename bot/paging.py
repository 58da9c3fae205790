"""Lists that are paged by buttons."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.callbacks import Payload
from bot.messages import Keyboard, button

T = TypeVar("T")
PAGE = 5
LAST = 9_999


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A few items of a longer list; `number` counts from 0."""

    items: Sequence[T]
    number: int
    more: bool

    def numbered(self) -> Iterator[tuple[int, T]]:
        """The items with their place in the whole list, counted from 1."""
        yield from enumerate(self.items, start=self.number * PAGE + 1)

    def turns(self, to: Callable[[int], Payload]) -> Keyboard:
        """The buttons to the page before and the page after."""
        row = []
        if self.number > 0:
            row.append(button("list-before", to(self.number - 1)))
        if self.more:
            row.append(button("list-after", to(self.number + 1)))
        return (tuple(row),) if row else ()


def within(number: int) -> int:
    """The number of a page that may exist; what was forged becomes the nearest one."""
    return min(max(number, 0), LAST)


def page_of(rows: Sequence[T], number: int) -> Page[T]:
    """A page from rows that were read with one more than a page holds."""
    return Page(rows[:PAGE], number, more=len(rows) > PAGE)
