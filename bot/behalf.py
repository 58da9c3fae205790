"""On behalf of a neighbour without Telegram: told by a proxy, after that neighbour's spoken yes.

The proxy carries questions over and may take it back. The neighbour has a code on paper, with which
they take it over, or have it erased, without asking the proxy. No telephone number and no address.
A code stands for all that the same proxy told for the neighbour of that name, as who holds it would
expect; without a name nobody can tell what else is theirs, and it stands for one thing.

Where the operator gave the bot an address on the web, the proxy also gets a link, whose page shows
what waits for the neighbour, and no name or word of anybody. Nothing is answered there: a link
travels through other hands and can be opened often, and a yes leads to contact, which goes through
the proxy anyway. Erasing only takes away, and asks for the code on the paper, so that can be done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Option, Question, only_buttons, words
from bot.errors import Refused
from bot.introductions import ASKING, Introduction, Side, someone
from bot.messages import (
    Button,
    Courtesy,
    Message,
    PersonId,
    Text,
    ToPerson,
    brief,
    button,
    column,
    text,
)
from bot.moderation import is_address, leads_to_somebody
from bot.people import FewerMessages, Person
from bot.talents import (
    DIRECTION,
    LONGEST,
    MORE,
    OPEN_SEARCHES,
    TAGS,
    Shown,
    Talent,
    preview,
    read_words,
    somebody,
)

VERSION = 1  # of what the neighbour was told before saying yes (`behalf-ask-yes`)
LONGEST_NAME = 30
TOLD_IN_ALL = 2000  # letters that all words together take in one message
SEARCHES_TOLD = 9  # open at once, of all the neighbours for whom one person tells
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that looks like something else on paper
GROUPS, IN_A_GROUP = 5, 4  # 99 bits
_CODE = re.compile(rf"(?:[{ALPHABET}]{{{IN_A_GROUP}}}[- ]?){{{GROUPS}}}")


class UseCode(Payload, tag="bc"):
    """What does this code on paper stand for?"""

    code: str


class TakeOver(Payload, tag="bo"):
    """This is about me: from now on I am asked myself."""

    code: str


class EraseByCode(Payload, tag="be"):
    code: str


class NewLink(Payload, tag="bl"):
    """A link to the page, again or for the first time; the one before works no more."""

    talent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Behalf:
    """That something was told for somebody else: by whom, and when that neighbour said yes."""

    talent_id: int
    proxy_id: PersonId
    name: str  # a nickname; empty when the proxy gave none
    yes_at: datetime
    yes_version: int


def _yes(answers: Answers, context: Context) -> Sequence[Option]:
    return [Option(Text("behalf-said-yes"), VERSION)]


def _read_words(written: str, context: Context) -> str:
    """The words, of somebody who can't see them; refuses a telephone number and an address."""
    if leads_to_somebody(written):
        raise Refused("behalf-no-contact")
    return str(read_words(written, context))


def _read_name(written: str, context: Context) -> str:
    """A first name or a nickname; refuses what would lead to somebody's door or telephone."""
    if is_address(written):
        raise Refused("behalf-only-a-name")
    return str(words(LONGEST_NAME)(written, context))


BEHALF = Dialog(
    name="behalf",
    questions=(
        Question(key="yes", read=only_buttons, options=_yes),
        Question(key="words", read=_read_words, free=True),
        DIRECTION,
        TAGS,
    ),
    more=(Question(key="name", read=_read_name, optional=True), *MORE),
    preview=lambda answers, context: text(
        "behalf-preview", name=somebody(answers.get("name")), told=preview(answers, context)
    ),
    finish="dialog-save",
    enough=True,
)


def with_hyphens(letters: str) -> str:
    """A code in groups, as it is written on paper."""
    starts = range(0, len(letters), IN_A_GROUP)
    return "-".join(letters[start : start + IN_A_GROUP] for start in starts)


def read_code(written: str) -> str | None:
    """A code as somebody types it from paper: small letters and spaces will do."""
    tidy = written.strip().upper()
    return with_hyphens(re.sub("[- ]", "", tidy)) if _CODE.fullmatch(tidy) else None


def waits(it: Introduction, talent: Talent) -> Side | None:
    """The side that is asked about what was told, while no answer was given."""
    side = Side.GIVER if it.offer_id == talent.id else Side.ASKER
    asking = it.state in ASKING and it.closed_at is None
    return side if asking and it.asked_at(side) is not None and it.said(side) is None else None


def is_same(name: str, other: str) -> bool:
    """Whether two nicknames that one proxy gave are of the same neighbour."""
    return name.casefold().split() == other.casefold().split()


def of_same_neighbour(it: Behalf, told: Sequence[Behalf]) -> list[Behalf]:
    """Of what one proxy told, that for the same neighbour as this."""
    return [each for each in told if each == it or (it.name and is_same(it.name, each.name))]


def check_may_seek(name: str, searching: Sequence[str]) -> None:
    """Refuse a fourth open search of one neighbour; those without a name count as one. `searching`:
    the name for each search that the proxy has open for others."""
    if sum(is_same(name, each) for each in searching) >= OPEN_SEARCHES:
        raise Refused("behalf-searches-full", name=somebody(name), most=OPEN_SEARCHES)
    if len(searching) >= SEARCHES_TOLD:
        raise Refused("behalf-searches-full-for-all", most=SEARCHES_TOLD)


def check_may_take_over(it: Behalf, *, by: Person) -> None:
    """Refuse the proxy: it is with them already."""
    if it.proxy_id == by.id:
        raise Refused("behalf-is-with-you")


# --- what is shown -----------------------------------------------------------------------------


def saved(it: Behalf, code: str, *, link: str | None) -> Shown:
    """The code, for the neighbour's paper; and a link to the page, where there is one."""
    name = somebody(it.name)
    page = Text("behalf-no-page") if link is None else text("behalf-page-link", name=name)
    what = text("behalf-code-for-all", name=it.name) if it.name else Text("behalf-code-for-this")
    body = text("behalf-saved", name=name, code=code, what=what, page=page)
    return body, () if link is None else column(_copy(link))


def new_link(link: str) -> Shown:
    return Text("behalf-new-link"), column(_copy(link))


def _copy(link: str) -> Button:
    return button("behalf-copy-link", copies=link)


def found(told: Sequence[Talent], code: str) -> Shown:
    """What was told, with the two things that the neighbour may do."""
    lines = [
        text(
            "behalf-found-line",
            direction=Text(f"talent-direction-{each.direction}"),
            words=brief(each.words, min(LONGEST, TOLD_IN_ALL // len(told))),
        )
        for each in told
    ]
    return text("behalf-found", lines=lines), column(
        button("behalf-take-over", TakeOver(code=code)),
        button("behalf-erase", EraseByCode(code=code)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What somebody without Telegram reads on the web, paragraph by paragraph."""

    title: Text
    said: Sequence[Text]
    on_paper: Text | None = None  # only when it is printed
    asks_code: bool = False
    is_gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question about what was told: what the other may be, and until which day."""

    other: Talent
    until: date


def page(
    told: Sequence[Talent],
    waiting: Sequence[Waiting],
    *,
    today: date,
    bot: str,
    address: str | None,
    wrong_code: bool = False,
) -> Page:
    """What waits, and what can be done. Nobody's name, and nobody's own words. On paper it has
    its day and its address, since paper does not change with it."""
    asked = [
        text("behalf-page-waits", other=someone(each.other), day=each.until) for each in waiting
    ]
    return Page(
        title=Text("behalf-page-title"),
        said=[
            *([Text("behalf-page-wrong-code")] if wrong_code else []),
            Text("behalf-page-hello"),
            *(text("behalf-page-told", told=someone(each)) for each in told),
            *(asked or [text("behalf-page-nothing", today=today)]),
            text("behalf-page-next", bot=bot),
            Text("behalf-page-erase"),
        ],
        on_paper=text("behalf-page-address", address=address) if address else None,
        asks_code=True,
    )


def page_gone() -> Page:
    """For a link that never was, and one that was: they look alike."""
    return Page(title=Text("behalf-page-title"), said=[Text("behalf-page-gone")], is_gone=True)


def page_erased() -> Page:
    return Page(title=Text("behalf-page-title"), said=[Text("behalf-page-erased")])


def taken_over() -> Shown:
    return Text("behalf-taken-over"), ()


def erased() -> Shown:
    return Text("behalf-erased"), ()


def told_proxy(it: Behalf, *, taken: bool) -> Message:
    """The proxy hears that nothing needs to be carried over any more."""
    key = "behalf-proxy-taken-over" if taken else "behalf-proxy-erased"
    return Message(
        to=ToPerson(it.proxy_id),
        body=text(key, name=somebody(it.name)),
        buttons=column(button("fewer-messages", FewerMessages())),
        courtesy=Courtesy.PROMISED,
        silent=True,
    )
