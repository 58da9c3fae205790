"""Times: on which days and at which hours somebody usually can, as a small grid of six cells."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.dialogs import Answers, Context, Option
from bot.messages import Text, text


class Days(StrEnum):
    WEEK = "week"
    WEEKEND = "weekend"


class Part(StrEnum):
    """A part of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Cell(StrEnum):
    """A part of the days of one kind."""

    WEEK_MORNING = "week-morning"
    WEEK_AFTERNOON = "week-afternoon"
    WEEK_EVENING = "week-evening"
    WEEKEND_MORNING = "weekend-morning"
    WEEKEND_AFTERNOON = "weekend-afternoon"
    WEEKEND_EVENING = "weekend-evening"


def options(answers: Answers, context: Context) -> Sequence[Option]:
    """A button for each cell."""
    return [Option(Text(f"times-{cell}"), cell.value) for cell in Cell]


def in_order(chosen: Collection[str]) -> tuple[str, ...]:
    """The cells that were chosen, as a week has them."""
    return tuple(cell.value for cell in Cell if cell in chosen)


def in_words(chosen: Collection[str]) -> Text:
    """The cells as people say them; at least one was chosen."""
    first, *others = [
        text(f"times-on-{days}", parts=Text("times-parts", {"parts": "-".join(parts)}))
        for days in Days
        if (parts := [part for part in Part if f"{days}-{part}" in chosen])
    ]
    return text("times-on-both", first=first, other=others[0]) if others else first
