"""The connector card: what a buurtverbinder gets to judge, and what they choose.

At most three suggestions of the matcher, each a line with a numbered button that opens it, and
beside them what else is worth a word: who is new, an idea that nobody reacted to, something that
went well. A suggestion stands on one card. What happens after `Stel voor` is in
`bot/introductions.py`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta

from bot.callbacks import Payload
from bot.dialogs import Answers, Context, Dialog, Question, RefusedAnswer, words
from bot.energy import LONGEST_TITLE, Sought, energy_button
from bot.errors import Refused
from bot.hints import DismissHint, Hint, OpenHint, WriteHint
from bot.ideas import QUIET_AFTER, Idea, OpenIdea
from bot.introductions import (
    Introduction,
    Shown,
    State,
    about,
    fewer,
    moved,
    would_rather_not,
)
from bot.matching import Posting, Reason, Suggestion
from bot.messages import Button, CardId, PersonId, Text, brief, button, column, text
from bot.moderation import cautions, name_in, whole_name_in
from bot.moments import local
from bot.people import Member, so_many
from bot.permissions import Action, may, require
from bot.talents import Talent, also_told, direction_of, with_nickname
from bot.teams import Load, OtherHour, least
from bot.welcomes import Welcome, WriteWelcome

ON_A_CARD = 3
LONGEST_LABEL = 24
LONGEST_WARM = 200
PUT_OFF_FOR = timedelta(days=7)
PIECE_WAITS = timedelta(days=7)
STAYS_FOR = timedelta(weeks=4)  # on cards; then it goes by itself


# --- what its buttons say ----------------------------------------------------------------------


class OpenSuggestion(Payload, tag="ko"):
    introduction: int


class ShowCard(Payload, tag="kb"):
    """Back to all lines of the card."""

    community: int


class ProposeIntroduction(Payload, tag="kp"):
    introduction: int


class AddWords(Payload, tag="kwz"):
    """`Met een zin erbij`: propose with a sentence of one's own."""

    introduction: int


class PutOff(Payload, tag="kl"):
    introduction: int


class DismissSuggestion(Payload, tag="kd"):
    introduction: int


class PassOn(Payload, tag="kg"):
    """`Geef door`: to whom?"""

    introduction: int


class PassTo(Payload, tag="kv"):
    introduction: int
    colleague: int


class TakeBackChoice(Payload, tag="ku"):
    """`Toch niet`, on the card."""

    introduction: int


# --- finding who could meet --------------------------------------------------------------------

Pair = frozenset[int]


def first_new(
    slate: Sequence[Suggestion],
    *,
    met: Collection[Pair],
    tried: Collection[tuple[int, int]],
    gathered: frozenset[int],
    unwelcome: Collection[tuple[int, str]],
) -> Suggestion | None:
    """The best suggestion for a need that may still be made.

    `met`: people who were introduced, may never be, or wait on a card together. `tried`: offers
    and needs that did not fit. `gathered`: what three or more want together, while that stands on a
    card or is asked about; they are no pairs then. `unwelcome`: who would rather not be asked for
    what.
    """
    for one in slate:
        if (
            frozenset({one.offer.owner, one.need.owner}) not in met
            and (one.offer.id, one.need.id) not in tried
            and not gathered.issuperset((one.offer.id, one.need.id))
            and not _is_unwelcome(one.offer, one.need, one.reasons, unwelcome)
        ):
            return one
    return None


def met_meanwhile(it: Introduction, postings: Mapping[int, Posting]) -> bool:
    """Whether a suggestion is of two groups in both of which somebody is by now."""
    offer, need = postings.get(it.offer_id or 0), postings.get(it.need_id or 0)
    if offer is None or need is None:
        return False
    return not offer.members.isdisjoint(need.members)


def is_unwelcome(
    it: Introduction, postings: Mapping[int, Posting], unwelcome: Collection[tuple[int, str]]
) -> bool:
    """Whether one of the two said meanwhile that they would rather not be asked such a thing."""
    offer, need = postings.get(it.offer_id or 0), postings.get(it.need_id or 0)
    if offer is None or need is None:
        return False
    return _is_unwelcome(offer, need, it.reasons, unwelcome)


def _is_unwelcome(
    offer: Posting,
    need: Posting,
    reasons: Sequence[Reason],
    unwelcome: Collection[tuple[int, str]],
) -> bool:
    return any(
        would_rather_not(
            mine.owner,
            about(other.text, other.tags, other.direction, reasons=reasons),
            unwelcome,
        )
        for mine, other in ((offer, need), (need, offer))
    )


def is_new_for(it: Introduction, who: Member) -> bool:
    """Whether a suggestion was on no card of this buurtverbinder yet, or is back after `Later`."""
    return it.card_id is None or it.connector_id != who.id or it.put_off_until is not None


def put_on_card(it: Introduction, card: CardId, *, of: PersonId, at: datetime) -> Introduction:
    """A suggestion comes on a card; what is new to this buurtverbinder is theirs from now on."""
    return replace(it if _is_of(it, of) else hand(it, to=of, at=at), card_id=card)


def hand(it: Introduction, *, to: PersonId, at: datetime) -> Introduction:
    """It is this buurtverbinder's to judge now, and on no card yet."""
    return replace(
        it,
        connector_id=to,
        card_id=None,
        handed_at=at,
        put_off_by=None,
        put_off_until=None,
        passed_by=None,
        passed_card_id=None,
    )


def _is_of(it: Introduction, connector: PersonId) -> bool:
    return it.connector_id == connector and it.put_off_until is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """What stands on a card, and who gets what is over."""

    card: tuple[Introduction, ...]
    over: tuple[tuple[Introduction, PersonId], ...]


def deal(waiting: Sequence[Introduction], *, of: PersonId, team: Sequence[Load]) -> Dealt:
    """Divide what waits: at most three on this card, and new ones only while this buurtverbinder's
    week has room. What is over goes to the one of the team with the least, if anybody has room.

    `team`: who is not away, whose card it is among them.
    """
    loads = {each.person_id: each for each in team}
    card: list[Introduction] = []
    over: list[tuple[Introduction, PersonId]] = []
    for it in waiting[:ON_A_CARD]:
        if _is_of(it, of):
            card.append(it)
            continue
        mine = loads.get(of, Load(person_id=of))
        others = list(loads.values())
        to = mine if mine.room else least(others, but={of, it.giver_id, it.asker_id})
        if to is None:
            continue
        loads[to.person_id] = to.with_one_more()
        if to.person_id == of:
            card.append(it)
        else:
            over.append((it, to.person_id))
    return Dealt(card=tuple(card), over=tuple(over))


def leave_card(it: Introduction, *, at: datetime) -> Introduction:
    """Nobody chose for weeks: it goes, so that no pile grows without end. The two know nothing."""
    return replace(moved(it, State.LAPSED), closed_at=at, card_id=None, passed_card_id=None)


# --- what the buurtverbinder decides -----------------------------------------------------------


def propose(it: Introduction, *, by: Member, at: datetime) -> Introduction:
    """Ask the two, after a few minutes in which it can be taken back."""
    require(by, Action.PROPOSE_INTRODUCTION, of=it.community_id)
    _check_on_card_of(it, by)
    if it.state is State.PROPOSED:
        return it
    return replace(moved(it, State.PROPOSED), proposed_at=at, put_off_by=None, put_off_until=None)


def propose_warmly(
    it: Introduction,
    written: str,
    *,
    by: Member,
    at: datetime,
    names: Collection[str],
    groups: Collection[str] = (),
) -> Introduction:
    """Propose with a sentence that both read. `names`: the two's names and usernames; one of them
    in the sentence would tell who the other is. `groups`: the names of their groups, which may be
    everyday words, so that only the whole of one tells that."""
    check_may_open(it, by=by)
    if not it.is_waiting:
        raise Refused("button-old")
    found = name_in(written, names) or whole_name_in(written, groups)
    if found is not None:
        raise RefusedAnswer("words", "warm-names-somebody", word=found)
    return replace(propose(it, by=by, at=at), warm_words=written)


def put_off(it: Introduction, *, by: Member, at: datetime) -> Introduction:
    """`Later`: not on this buurtverbinder's card for a week; another one's may have it."""
    require(by, Action.PROPOSE_INTRODUCTION, of=it.community_id)
    _check_on_card_of(it, by)
    if it.state is not State.SUGGESTED:
        raise Refused("button-old")
    return replace(it, put_off_by=by.id, put_off_until=at + PUT_OFF_FOR)


def dismiss(it: Introduction, *, by: Member) -> Introduction:
    """`Past niet`: these two texts are not brought together again."""
    require(by, Action.PROPOSE_INTRODUCTION, of=it.community_id)
    _check_on_card_of(it, by)
    return it if it.state is State.DISMISSED else moved(it, State.DISMISSED)


def pass_on(it: Introduction, *, by: Member, to: Member, at: datetime) -> Introduction:
    """`Geef door`: a colleague finds it on their next card; here it stays as a line."""
    require(by, Action.PROPOSE_INTRODUCTION, of=it.community_id)
    _check_on_card_of(it, by)
    if not it.is_waiting or not may_get(it, to):
        raise Refused("button-old")
    return replace(hand(it, to=to.id, at=at), passed_by=by.id, passed_card_id=it.card_id)


def may_get(it: Introduction, colleague: Member) -> bool:
    """Whether this colleague may judge it: one of this team, and not one of the two."""
    return may(colleague, Action.PROPOSE_INTRODUCTION, of=it.community_id) and colleague.id not in {
        it.connector_id,
        it.giver_id,
        it.asker_id,
    }


def was_passed_on(it: Introduction, *, by: PersonId) -> bool:
    """Whether it stands on this buurtverbinder's card only to tell who has it now."""
    return it.passed_by == by and it.connector_id != by


def take_back(it: Introduction, *, by: Member) -> Introduction:
    """`Toch niet`, while nobody was asked, or while the colleague did nothing."""
    require(by, Action.PROPOSE_INTRODUCTION, of=it.community_id)
    if was_passed_on(it, by=by.id):
        return _taken_back_from_colleague(it, by)
    _check_on_card_of(it, by)
    if it.state not in {State.PROPOSED, State.DISMISSED, State.SUGGESTED}:
        raise Refused("introduction-too-late")
    if it.state is not State.SUGGESTED:
        it = moved(it, State.SUGGESTED)
    return replace(it, proposed_at=None, warm_words=None, put_off_by=None, put_off_until=None)


def _taken_back_from_colleague(it: Introduction, by: Member) -> Introduction:
    if not it.is_waiting:
        raise Refused("card-passed-too-late")
    return replace(
        it, connector_id=by.id, card_id=it.passed_card_id, passed_by=None, passed_card_id=None
    )


def check_may_open(it: Introduction, *, by: Member) -> None:
    """Refuse a line of somebody else's card."""
    require(by, Action.SEE_CONNECTOR_CARD, of=it.community_id)
    _check_on_card_of(it, by)


def _check_on_card_of(it: Introduction, by: Member) -> None:
    if it.connector_id != by.id:
        raise Refused("button-not-yours")


# --- what the buurtverbinder sees --------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One introduction on the card, with what a buurtverbinder may read: names and own words."""

    it: Introduction
    giver: str | None
    asker: str | None
    offer: Talent | None
    need: Talent | None
    colleague: str | None = None  # who has it now, when it was passed on
    next_one: bool = False  # with somebody else it did not work

    @property
    def topic(self) -> str | None:
        """The concept that it is about, if one is known."""
        named = [each.params.get("tag") or each.params.get("sought") for each in self.it.reasons]
        confirmed = self.need.tags if self.need else ()
        return next((each for each in (*named, *confirmed) if each), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What stands on the card besides suggestions: one line of each kind at most."""

    welcome: Welcome | None = None
    hint: Hint | None = None  # somebody knows a circle of people
    quiet: Idea | None = None  # nobody reacted
    piece: Idea | None = None  # nobody took what it needs
    went_well: Line | None = None  # an introduction that brought something
    together: tuple[Text, Button | None] | None = None  # what three or more want together
    sought: Sought | None = None  # what people seek and nobody offers

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) is not None for each in fields(self))

    def parts(self, zone: str) -> list[tuple[Text, Button | None]]:
        """Each line with its button, what waits for somebody first."""
        found: list[tuple[Text, Button | None]] = []
        if self.welcome is not None and self.welcome.promised_on is not None:
            line = text("card-welcome", name=self.welcome.name, day=self.welcome.promised_on)
            writing = WriteWelcome(welcome=self.welcome.id)
            found.append((line, button("card-welcome-write", writing)))
        if self.hint is not None:
            told = brief(self.hint.words, LONGEST_TITLE)
            line = text("card-hint", name=self.hint.name, words=told)
            found.append((line, button("card-hint-open", OpenHint(hint=self.hint.id))))
        if self.together is not None:
            found.append(self.together)
        if self.quiet is not None:
            since = local(self.quiet.created_at, zone).date()
            line = text("card-quiet", title=brief(self.quiet.title, LONGEST_TITLE), day=since)
            found.append((line, button("card-quiet-open", OpenIdea(idea=self.quiet.id))))
        if self.went_well is not None:
            found.append((text("card-went-well", topic=_topic(self.went_well)), None))
        if self.piece is not None:
            needs = brief(self.piece.needs or "", LONGEST_TITLE)
            line = text("card-piece", title=brief(self.piece.title, LONGEST_TITLE), needs=needs)
            found.append((line, button("card-piece-open", OpenIdea(idea=self.piece.id))))
        if self.sought is not None:
            many = so_many(self.sought.people)
            found.append((text("card-sought", people=many, tag=self.sought.tag), None))
        return found


NOTHING = Beside()


def card(lines: Sequence[Line], *, of: Member, beside: Beside = NOTHING) -> Shown:
    """The connector card: a line for each, and a numbered button to open it; and each kind that
    stands beside, whatever else there is."""
    zone = of.zone
    shown = [_card_line(number, line, zone) for number, line in enumerate(lines, start=1)]
    buttons = [each for number, line in enumerate(lines, 1) for each in _card_button(number, line)]
    undoable = [(number, line) for number, line in enumerate(lines, 1) if _can_take_back(line)]
    for number, line in undoable:
        label = (
            text("card-take-back-number", number=number) if len(undoable) > 1 else "not-after-all"
        )
        buttons.append(button(label, TakeBackChoice(introduction=line.it.id)))
    parts = beside.parts(zone)
    buttons += [each for _, each in parts if each is not None]
    buttons += _ever_there(of)
    more = [line for line, _ in parts]
    body = text("card", lines=shown, more=more) if lines else text("card-only", more=more)
    return body, column(*buttons)


def became_quiet(idea: Idea | None, *, at: datetime, daily: bool) -> bool:
    """Whether an idea fell quiet since the card before: then it is worth a card by itself."""
    since = timedelta(days=1) if daily else timedelta(days=7)
    return idea is not None and idea.created_at + QUIET_AFTER > at - since


def empty_card(of: Member) -> Shown:
    """Nothing to introduce now, and that is fine."""
    return Text("card-empty"), column(*_ever_there(of))


def _ever_there(of: Member) -> tuple[Button, ...]:
    return (
        energy_button(of.community_id),
        button("card-other-hour", OtherHour(community=of.community_id)),
        fewer(),
    )


def opened(line: Line, *, has_colleagues: bool = False) -> Shown:
    """One line of the card, opened: both texts, why they fit, and the choices."""
    it = line.it
    lines = [
        *_words_of(line),
        *(reason_text(each) for each in it.reasons),
        *(reason_text(each) for each in it.cautions),
    ]
    passing = [button("card-pass-on", PassOn(introduction=it.id))] if has_colleagues else []
    return text("card-opened", topic=_topic(line), lines=lines), column(
        button("card-propose", ProposeIntroduction(introduction=it.id)),
        button("card-add-words", AddWords(introduction=it.id)),
        button("card-later", PutOff(introduction=it.id)),
        button("card-dismiss", DismissSuggestion(introduction=it.id)),
        *passing,
        button("back", ShowCard(community=it.community_id)),
    )


def opened_hint(it: Hint) -> Shown:
    """Who knows which people, and the choices."""
    return text("hint-opened", name=it.name, words=it.words), column(
        button("hint-write", WriteHint(hint=it.id)),
        button("card-dismiss", DismissHint(hint=it.id)),
        button("back", ShowCard(community=it.community_id)),
    )


def to_whom(line: Line, colleagues: Sequence[Member]) -> Shown:
    """The colleagues who may get a line, by the names they chose."""
    it = line.it
    return text("card-pass-to", topic=_topic(line)), column(
        *(
            button(
                text("card-colleague", name=brief(each.name, LONGEST_LABEL)),
                PassTo(introduction=it.id, colleague=each.id),
            )
            for each in colleagues
        ),
        button("back", OpenSuggestion(introduction=it.id)),
    )


def reason_text(reason: Reason) -> Text:
    """A reason of the matcher, as a sentence."""
    return Text(reason.key, dict(reason.params))


def _words_of(line: Line) -> list[Text]:
    """What the two told: their words, and what they told beside these for the buurtverbinders."""
    found: list[Text] = []
    for name, posting in ((line.asker, line.need), (line.giver, line.offer)):
        if posting is None:
            continue
        said = text(
            "card-words",
            name=_whose(with_nickname(name, posting) if name else None, posting),
            direction=direction_of(posting),
            words=posting.words,
        )
        found += [said, *also_told(posting)]
    return found


def _card_line(number: int, line: Line, zone: str) -> Text:
    reasons = [reason_text(each) for each in line.it.reasons] if _may_choose(line) else []
    if reasons and line.next_one:
        reasons.insert(0, Text("card-next-one"))
    return text(
        "card-line",
        number=number,
        topic=_topic(line),
        giver=_whose(line.giver, line.offer),
        asker=_whose(line.asker, line.need),
        rest=[*reasons, *_choice(line, zone)],
    )


def _may_choose(line: Line) -> bool:
    return line.it.is_waiting and line.colleague is None


def _choice(line: Line, zone: str) -> list[Text]:
    """What was chosen for a line. Nothing here tells what the two answered, but that it worked."""
    it = line.it
    if line.colleague is not None:
        return [text("card-passed-on", name=line.colleague)]
    if it.is_waiting:
        return []
    if it.state is State.DISMISSED:
        return [Text("card-dismissed")]
    if it.state is State.SUGGESTED:
        return [Text("card-put-off")]
    if it.state is State.IN_CONTACT:
        return [Text("card-worked")]
    if it.asked_nobody:
        return [Text("card-asked-nobody")]
    asked_on = local(it.proposed_at or it.suggested_at, zone).date()
    return [text("card-asked", day=asked_on)]


def _card_button(number: int, line: Line) -> list[Button]:
    if not _may_choose(line):
        return []
    opening = OpenSuggestion(introduction=line.it.id)
    if line.topic is None:
        return [button(text("card-button", number=number), opening)]
    return [button(text("card-button-topic", number=number, tag=line.topic), opening)]


def _can_take_back(line: Line) -> bool:
    it = line.it
    if line.colleague is not None:
        return it.is_waiting
    return it.state in {State.PROPOSED, State.DISMISSED} or (
        it.state is State.SUGGESTED and it.put_off_until is not None
    )


def _whose(name: str | None, posting: Talent | None) -> str | Text:
    """The group that it is about, or else the person."""
    about = posting.group_name if posting is not None else None
    return about or name or Text("introduction-gone")


def _topic(line: Line) -> Text:
    return text("talent-tag", tag=line.topic) if line.topic else Text("card-no-topic")


def worked(line: Line) -> Shown:
    """What the buurtverbinder hears when both began contact."""
    giver, asker = _whose(line.giver, line.offer), _whose(line.asker, line.need)
    body = text("introduction-worked", giver=giver, asker=asker)
    return body, column(fewer())


# --- a sentence of one's own -------------------------------------------------------------------


def _warm_preview(answers: Answers, context: Context) -> Text:
    written = str(answers["words"])
    return text(
        "warm-preview", name=answers.get("me", ""), words=written, cautions=cautions(written)
    )


WARM = Dialog(
    name="warm",
    questions=(Question(key="words", read=words(LONGEST_WARM), free=True),),
    preview=_warm_preview,
    finish="card-propose",
)
