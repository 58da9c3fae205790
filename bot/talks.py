"""The talent talk: four easy questions, for who does not know where to begin.

Head, hand, heart and network. Each may be skipped, and after any of them it may be enough; each
answer becomes a talent of its own. A place or a thing to share counts as well as a skill.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from bot.dialogs import Answers, Context, Dialog, Question
from bot.matching import Direction
from bot.messages import Text, button, column, text
from bot.mine import Section, ShowSection
from bot.moderation import cautions
from bot.tags import suggested_tags, tag_names, tags_question
from bot.talents import Shown, Talent, line, read_words


class Step(StrEnum):
    HEAD = "head"
    HAND = "hand"
    HEART = "heart"
    NETWORK = "network"

    @property
    def direction(self) -> Direction:
        """What somebody warms to is shared; the rest is something they can or have."""
        return Direction.TOGETHER if self is Step.HEART else Direction.OFFER


def told(answers: Answers) -> list[Answers]:
    """What was answered, each as the answers to a talent's own dialog."""
    return [
        {
            "words": answers[step],
            "direction": step.direction.value,
            "tags": answers.get(f"{step}tags"),
        }
        for step in Step
        if answers.get(step)
    ]


def saved(kept: list[Talent]) -> Shown:
    """Thanks, and the way to see and change it; nothing told is fine too."""
    if not kept:
        return Text("talk-nothing"), ()
    body = text("talk-saved", lines=[line(each) for each in kept])
    return body, column(button("mine-talents", ShowSection(section=Section.TALENTS, page=0)))


def _preview(answers: Answers, context: Context) -> Text:
    lines = [each for part in told(answers) for each in _lines(part)]
    lines += cautions(*(part["words"] for part in told(answers)))
    return text("talk-preview", lines=lines or [Text("talk-nothing-yet")])


def _lines(part: Answers) -> list[Text]:
    said = text(
        "talk-line", direction=Text(f"talent-direction-{part['direction']}"), words=part["words"]
    )
    if not part["tags"]:
        return [said]
    return [said, text("talent-preview-tags", tags=tag_names(part["tags"]))]


def _questions(step: Step) -> tuple[Question, Question]:
    def heard(answers: Answers) -> list[str]:
        return suggested_tags(str(answers.get(step) or ""), step.direction)

    return (
        Question(key=step, read=read_words, free=True, optional=True),
        tags_question(f"{step}tags", heard=heard, asked=_was_told(step)),
    )


def _was_told(step: Step) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.get(step))


TALK = Dialog(
    name="talk",
    questions=tuple(each for step in Step for each in _questions(step)),
    preview=_preview,
    finish="dialog-save",
    instead={"talent-in-own-words": "talent"},
    enough=True,
)
