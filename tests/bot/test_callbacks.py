"""Buttons and links: what is packed comes back, and what was forged or damaged never does harm."""

from __future__ import annotations

import string
from collections.abc import Iterator
from enum import StrEnum

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.callbacks import LIMIT, Payload, Rest, Unreadable, _hints, unpack
from bot.people import Agree, KeepName, OtherName, Younger
from handlers.application import everything

LINK_SIGNS = string.ascii_letters + string.digits + "_-"
LARGEST = 2**63 - 1  # ids are 64 bits


def declared() -> list[type[Payload]]:
    """Every payload of the bot; loading the routes loads every module that declares one."""
    everything()
    ours = [each for each in Payload._registry.values() if not each.__module__.startswith("tests")]
    return sorted(ours, key=lambda kind: kind.tag)


KINDS = declared()


def values_for(kind: type, others: st.SearchStrategy[Rest]) -> st.SearchStrategy[object]:
    if kind is bool:
        return st.booleans()
    if kind is int:
        return st.integers(-LARGEST - 1, LARGEST)
    if kind is Rest:
        return others
    if issubclass(kind, StrEnum):
        return st.sampled_from(list(kind))
    return st.text(string.ascii_letters + string.digits + "-", max_size=12)


def payloads(kind: type[Payload], depth: int = 1) -> st.SearchStrategy[Payload]:
    """Any payload of this kind; a `Rest` carries another one, as a start link does."""
    carried = st.just(Rest(""))
    if depth:
        inner = st.sampled_from(KINDS).flatmap(lambda other: payloads(other, depth - 1))
        carried |= inner.map(lambda payload: Rest(written(payload)))
    hints = _hints(kind)
    fields = {name: values_for(hints[name], carried) for name in kind.__match_args__}
    return st.builds(kind, **fields)


def written(payload: Payload) -> str:
    try:
        return payload.pack()
    except ValueError:
        return ""


@pytest.fixture
def scratch() -> Iterator[None]:
    """Forget the payloads that a test declares."""
    before = dict(Payload._registry)
    yield
    Payload._registry.clear()
    Payload._registry.update(before)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.tag)
@settings(max_examples=settings.default.max_examples // 3)
@given(data=st.data())
def test_what_is_packed_fits_and_comes_back(kind: type[Payload], data: st.DataObject):
    """A button that reads back as something else does something else; Telegram refuses a whole
    message for one button of 65 bytes, and other signs in a link."""
    payload = data.draw(payloads(kind))
    try:
        packed = payload.pack()
    except ValueError:
        assume(False)

    again = unpack(packed)

    assert again == payload
    assert type(again) is kind
    assert len(packed.encode()) <= LIMIT
    assert set(packed) <= set(LINK_SIGNS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.tag)
def test_every_payload_fits_with_the_largest_ids_there_are(kind: type[Payload]):
    """A button that stops working at the billionth idea is a bug that nobody sees coming."""
    worst: dict[type, object] = {int: -LARGEST - 1, bool: True, Rest: Rest("x" * 22), str: "x" * 12}
    hints = _hints(kind)
    values = {
        name: max(hints[name], key=len) if issubclass(hints[name], StrEnum) else worst[hints[name]]
        for name in kind.__match_args__
    }

    assert len(kind(**values).pack()) <= LIMIT


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.tag)
def test_every_payload_survives_the_way_in_with_ids_of_twelve_digits(kind: type[Payload]):
    """A start link travels through the consent and the name."""
    ids: dict[type, object] = {int: 10**11, bool: True, Rest: Rest("x" * 22), str: "x" * 8}
    hints = _hints(kind)
    values = {
        name: max(hints[name], key=len) if issubclass(hints[name], StrEnum) else ids[hints[name]]
        for name in kind.__match_args__
    }
    link = Rest(kind(**values).pack())

    for screen in (Agree, Younger, KeepName, OtherName):
        assert len(screen(then=link).pack()) <= LIMIT


@given(st.text() | st.text(LINK_SIGNS, max_size=LIMIT + 2))
def test_forged_data_is_unreadable_or_a_payload_of_that_spelling(forged: str):
    """Whoever writes a client of their own may send anything; it never ends in another error, and
    nothing has two spellings."""
    try:
        payload = unpack(forged)
    except Unreadable:
        return

    assert payload.pack() == forged


@given(
    st.sampled_from(sorted(kind.tag for kind in KINDS)),
    st.lists(st.text(LINK_SIGNS, max_size=22), max_size=4),
)
def test_a_known_tag_with_forged_fields_is_unreadable_or_that_spelling(tag: str, fields: list[str]):
    """The same, close to what is real: the right tag and anything behind it."""
    forged = "_".join((tag, *fields))
    try:
        payload = unpack(forged)
    except Unreadable:
        return

    assert payload.pack() == forged


@given(st.sampled_from(KINDS).flatmap(payloads), st.data())
def test_a_flipped_bit_is_unreadable_or_another_spelling(payload: Payload, data: st.DataObject):
    """Damaged data may name another thing, which is authorised like any; it never breaks."""
    packed = written(payload)
    assume(packed)
    raw = bytearray(packed.encode())
    place = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[place // 8] ^= 1 << place % 8
    damaged = raw.decode("latin-1")

    try:
        again = unpack(damaged)
    except Unreadable:
        return

    assert again.pack() == damaged
    assert again != payload


@pytest.mark.parametrize(
    "forged",
    [
        "",
        "_",
        "m_",
        "ij",
        "ij_",
        "ij_1_2",
        "ij_01",
        "ij_-0",
        "ij_1e3",
        "ij_9223372036854775808",  # one more than the databases can hold
        "ij_-9223372036854775809",
        "ij_99999999999999999999",
        "iv_king",
        "ic_1_2",
        "ic_1_true",
        "zzzz",
        "M",
        "ij_1 ",
        "ij_1\n",
        "ij_١",  # an Arabic one
        "x" * 65,
    ],
)
def test_what_is_no_payload_is_unreadable(forged: str):
    """Each of these once was, or could be, taken for a real button."""
    with pytest.raises(Unreadable):
        unpack(forged)


@pytest.mark.usefixtures("scratch")
def test_a_tag_is_given_out_once():
    """An old button with the tag of something new would do something else than it says."""

    class First(Payload, tag="zq"):
        pass

    with pytest.raises(TypeError, match="First"):

        class Second(Payload, tag="zq"):
            pass

    assert unpack("zq") == First()


@pytest.mark.usefixtures("scratch")
def test_a_tag_is_given_out_once_also_to_a_class_of_the_same_name():
    """`TakeBackAnswer` exists for meetings and for introductions; a name is no licence."""
    type("Same", (Payload,), {"__module__": "bot.one"}, tag="zq")

    with pytest.raises(TypeError, match="Same"):
        type("Same", (Payload,), {"__module__": "bot.other"}, tag="zq")


@pytest.mark.usefixtures("scratch")
@pytest.mark.parametrize("tag", ["", "A", "a1", "abcde", "a_b", "é"])
def test_a_tag_is_one_to_four_small_letters(tag: str):
    """Tags stand before an underscore, in links as well."""
    with pytest.raises(TypeError, match="small letters"):

        class Wrong(Payload, tag=tag):
            pass


@pytest.mark.usefixtures("scratch")
def test_what_is_too_long_fails_when_packed():
    """The mistake shows where it is made, not as a message that Telegram refuses."""

    class Long(Payload, tag="zq"):
        words: Rest

    assert len(Long(words=Rest("a" * 61)).pack()) == LIMIT
    with pytest.raises(ValueError, match="does not fit"):
        Long(words=Rest("a" * 62)).pack()


@pytest.mark.usefixtures("scratch")
@pytest.mark.parametrize("sign", [" ", "_", "é", "/", "\n", "💡", "."])
def test_signs_that_a_link_cannot_carry_fail_when_packed(sign: str):
    """An underscore would move every field behind it by one."""

    class Word(Payload, tag="zq"):
        word: str

    with pytest.raises(ValueError, match=r"cannot carry|does not fit"):
        Word(word=f"a{sign}b").pack()
