"""Tags: what a text is about, as one to three concepts that its writer confirmed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot import matching
from bot.dialogs import Answers, Context, Option, Question, drawers
from bot.errors import Refused
from bot.matching import Direction, Side
from bot.messages import Text, text

MOST_TAGS = 3  # that somebody confirms
TAGS_SHOWN = 5
ALL_TOPICS = "topics"
# Nobody walks in the park together with whom it concerns who mows it.
_AMONG_NEIGHBOURS = {Direction.TOGETHER, Direction.LEARN}
_THINGS = frozenset({"things", "cargo-bike", "van"})
# Looking after a child, and lessons for one: a parent decides about those (EXPERIENCE 28).
FOR_A_CHILD = frozenset(
    {
        *("children", "babysitting", "grandparent", "school-run"),
        *("homework", "maths", "study-skills", "kids-language"),
    }
)


def suggested_tags(written: str, direction: Direction) -> list[str]:
    """The concepts that a text seems to be about, surest first."""
    side = Side.OFFER if direction is Direction.OFFER else Side.ASK
    found = matching.tags(written, limit=TAGS_SHOWN, side=side)
    tags = [each.id for each in found or matching.tags(written, limit=TAGS_SHOWN)]
    if direction in _AMONG_NEIGHBOURS:
        return [each for each in tags if topic_of(each) != "wayfinding"] or tags
    return tags


def tag_name(tag: str) -> Text:
    """A concept in the reader's language."""
    return text("talent-tag", tag=tag)


def are_things(tags: Sequence[str]) -> bool:
    """Whether this is about what somebody has, a place or a thing, and not about what they do."""
    return all(tag in _THINGS or topic_of(tag) == "things" for tag in tags)


def are_for_a_child(tags: Sequence[str]) -> bool:
    """Whether this may be about looking after a child, or about lessons for one."""
    return not FOR_A_CHILD.isdisjoint(tags)


def topic_of(tag: str) -> str | None:
    """Under which topic a concept falls; a topic itself falls under none."""
    try:
        return matching.concept(tag).parent
    except KeyError:  # a concept that the knowledge base no longer has
        return None


def tag_names(tags: Sequence[str]) -> Text:
    """One to three concepts in a row, in the reader's language."""
    first, *others = tags[:MOST_TAGS]
    match others:
        case [second, third]:
            return text("talent-tags-three", first=first, second=second, third=third)
        case [second]:
            return text("talent-tags-two", first=first, second=second)
        case _:
            return tag_name(first)


def tags_of(answers: Answers) -> list[str]:
    """The tags that somebody confirmed: none, up to three."""
    return list(answers.get("tags") or [])


def tags_question(
    key: str,
    *,
    heard: Callable[[Answers], list[str]],
    asked: Callable[[Answers], bool] = lambda answers: True,
) -> Question:
    """What it is about: what was heard in the words; behind `Kies uit de lijst` all topics, with
    their concepts."""

    def options(answers: Answers, context: Context) -> Sequence[Option]:
        match drawers(answers, key):
            case ():
                found = heard(answers)
                chosen = [each for each in answers.get(f"?{key}", ()) if each not in found]
                shown = [Option(tag_name(each), each) for each in (*found, *chosen)]
                return [*shown, Option(Text("talent-other-tag"), ALL_TOPICS, opens=True)]
            case (_,):
                return [
                    Option(tag_name(each.id), each.id, opens=True) for each in matching.topics()
                ]
            case (_, topic):
                under = (matching.concept(topic), *matching.children(topic))
                return [Option(tag_name(each.id), each.id) for each in under]
        return ()

    return Question(
        key=key,
        read=_read_tags,
        optional=True,
        options=options,
        many=MOST_TAGS,
        skip_label="talent-no-tag",
        asked=asked,
    )


def _read_tags(written: str, context: Context) -> list[str]:
    """Own words for what it is about; refuses words in which no concept is heard."""
    heard = [each.id for each in matching.tags(written, limit=MOST_TAGS)]
    if not heard:
        raise Refused("talent-no-such-tag")
    return heard
