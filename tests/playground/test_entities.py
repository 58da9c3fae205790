"""Formatting is read as Telegram reads it, mistakes are told in Telegram's words."""

import pytest

from bot.playground import entities
from bot.playground.entities import UnparsableError, cut, parse, to_html


def nobody(_: int) -> None:
    """Nobody is known here."""


def kinds(text: str, mode: str = "html") -> list[tuple[str, str]]:
    plain, found = parse(text, mode, nobody)
    return [(one["type"], cut(plain, one["offset"], one["length"])) for one in found]


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("a <b>c", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("1 <2> 3", 'Unsupported start tag "2" at byte offset 2'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<a href=te>a", 'Can\'t find end tag corresponding to start tag "a"'),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ("<i a=b&c>x</i>", "Unexpected end of name token at byte offset 5"),
        ("<i =b>x</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
    ],
)
def test_a_mistake_in_html_is_named_as_telegram_names_it(text: str, mistake: str):
    """A bot that forgets to escape a name must fail here as it fails in the street."""
    with pytest.raises(UnparsableError) as refused:
        parse(text, "html", nobody)

    assert str(refused.value) == mistake


@pytest.mark.parametrize(
    ("text", "plain", "found"),
    [
        ("<b>a</b>", "a", [("bold", "a")]),
        ("<B>a</B >b", "ab", None),
        ("<b>a<i>b</i></b>c", "abc", [("bold", "ab"), ("italic", "b")]),
        ("a &lt;b&gt; &amp; &quot;c&#33;", 'a <b> & "c!', []),
        ("Tom & Jerry &nbsp;", "Tom & Jerry &nbsp;", []),
        ("<u>🏟</u> <s>x</s>", "🏟 x", [("underline", "🏟"), ("strikethrough", "x")]),
        ("<b> </b>x", "x", []),
        ("<b></b>x", "x", []),
        ("<pre><code class='language-py'>x</code></pre>", "x", [("pre", "x")]),
        ("<code><b>x</b></code>", "x", [("code", "x")]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
        ("<tg-spoiler>q</tg-spoiler>", "q", [("spoiler", "q")]),
        ('<a href="example.org">q</a>', "q", [("text_link", "q")]),
        ('<a href="nowhere">q</a>', "q", []),
        ("  <b> x </b>  ", "x", [("bold", "x")]),
    ],
)
def test_html_becomes_text_and_entities(text: str, plain: str, found: list[tuple[str, str]] | None):
    """What people read is the text without the tags, and lengths count only that."""
    if found is None:
        with pytest.raises(UnparsableError):
            parse(text, "html", nobody)
        return

    assert parse(text, "html", nobody)[0] == plain
    assert kinds(text) == found


def test_offsets_are_utf16_units():
    """An emoji counts for two, so a bot that counts characters marks the wrong word."""
    _, found = parse("🏟🏟 <b>🏟a</b>", "html", nobody)

    assert found == [{"type": "bold", "offset": 5, "length": 3}]


def test_a_mention_by_id_needs_someone_the_bot_has_met():
    """Telegram drops the link silently when it does not know the person."""
    anna = {"id": 7, "is_bot": False, "first_name": "Anna"}

    _, known = parse('<a href="tg://user?id=7">Anna</a>', "html", lambda _: anna)
    _, unknown = parse('<a href="tg://user?id=7">Anna</a>', "html", nobody)

    assert known == [{"type": "text_mention", "offset": 0, "length": 4, "user": anna}]
    assert unknown == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/idee Moestuin", [("bot_command", "/idee")]),
        ("zie /help@buurtbot_bot nu", [("bot_command", "/help@buurtbot_bot")]),
        ("km/u en a/b", []),
        ("@fatima kijk op example.org.", [("mention", "@fatima"), ("url", "example.org")]),
        ("https://wa.me/?text=a%20b", [("url", "https://wa.me/?text=a%20b")]),
        ("mail anna@example.org #buurt", [("email", "anna@example.org"), ("hashtag", "#buurt")]),
    ],
)
def test_telegram_finds_commands_and_addresses_itself(text: str, found: list[tuple[str, str]]):
    """Clients match commands by these entities, so plain text must carry them."""
    plain, marked = parse(text, None, nobody)

    assert [(one["type"], cut(plain, one["offset"], one["length"])) for one in marked] == found


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("1.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("a-b", "Character '-' is reserved and must be escaped with the preceding '\\'"),
        ("🏟 🏟_abacaba", "Can't find end of Italic entity at byte offset 9"),
        ("🏟 🏟_abac * asd _", "Can't find end of Italic entity at byte offset 21"),
        ("🏟 🏟```a ", "Can't find end of PreCode entity at byte offset 9"),
        ("🏟 🏟__🏟 _🏟___", "Can't find end of Italic entity at byte offset 23"),
        ("🏟 🏟||test\\|", "Can't find end of Spoiler entity at byte offset 9"),
        ("[telegram\\.org](asd", "Can't find end of a URL at byte offset 16"),
        (">*b\n>ld \n>bo\nld*\nasd\ndef", "Can't find end of Bold entity at byte offset 1"),
        (">asd\n>q||e||w__\n||asdad", "Can't find end of Underline entity at byte offset 13"),
        ("![👍](t://emoji?id=1)", "Custom emoji URL must have scheme tg"),
    ],
)
def test_a_mistake_in_markdown_is_named_as_telegram_names_it(text: str, mistake: str):
    """The sentences and byte offsets are those of Telegram's own library."""
    with pytest.raises(UnparsableError) as refused:
        parse(text, "markdownv2", nobody)

    assert str(refused.value) == mistake


@pytest.mark.parametrize(
    ("text", "plain", "found"),
    [
        ("*a* _b_ ~c~ `d`", "a b c d", ["bold", "italic", "strikethrough", "code"]),
        ("_a __b___", "a b", ["italic", "underline"]),
        ("```py\nx```", "x", ["pre"]),
        ("[a](https://example.org/\\))", "a", ["text_link"]),
        (">a\n>b\nc", "a\nb\nc", ["blockquote"]),
        (">asd\n>q||e||w||\nz", "asd\nqew\nz", ["expandable_blockquote", "spoiler"]),
        ("*>abcd\n*x", "abcd\nx", ["bold", "blockquote"]),
        ("a\\.b\\\\c", "a.b\\c", []),
    ],
)
def test_markdown_becomes_text_and_entities(text: str, plain: str, found: list[str]):
    """A second client may well write MarkdownV2."""
    read, marked = parse(text, "markdownv2", nobody)

    assert read == plain
    assert sorted(one["type"] for one in marked) == sorted(found)


def test_the_old_markdown_says_where_it_went_wrong():
    """Its sentence differs from that of MarkdownV2."""
    with pytest.raises(UnparsableError, match="the entity starting at byte offset 2"):
        parse("a *b", "markdown", nobody)


@pytest.mark.parametrize(
    "text",
    [
        "<b>a<i>b</i></b> &lt;c&gt;",
        '<a href="https://example.org/">🏟</a> <u>x</u>',
        "<blockquote>a\nb</blockquote>",
    ],
)
def test_entities_can_be_written_as_html_again(text: str):
    """Tests read messages as HTML; it must say the same as what was sent."""
    plain, found = parse(text, "html", nobody)

    assert to_html(plain, found) == text


def test_more_than_a_hundred_entities_are_left_out():
    """Telegram ignores the rest silently."""
    _, found = parse("<b>a</b> " * 120, "html", nobody)

    assert len(found) == entities.MAX_ENTITIES
