"""The commands by which the matcher's quality is measured."""

import json

import pytest

from bot.matching.__main__ import main


@pytest.fixture
def files(tmp_path):
    def write(name, *lines):
        path = tmp_path / name
        path.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
        return str(path)

    return write


def printed(capsys) -> list[dict]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_rank_prints_a_line_per_need(files, capsys):
    """The measuring program reads exactly this."""
    talents = files(
        "talents.jsonl",
        {"id": "t1", "text": "Ik was vroeger meubelmaker", "lang": "nl", "owner": "a"},
        {"id": "t2", "text": "ik bak graag taarten", "direction": "offer", "owner": "b"},
    )
    needs = files(
        "needs.jsonl",
        {
            "id": "n1",
            "text": "iemand die bakken kan timmeren",
            "kind": "offer_wanted",
            "owner": "c",
        },
        {"id": "n2", "text": "Wie heeft een onderzeeboot?", "owner": "c"},
    )

    assert main(["rank", "--talents", talents, "--needs", needs, "--top", "5"]) == 0

    first, second = printed(capsys)
    assert first["need"] == "n1"
    assert first["ranking"][0]["talent"] == "t1"
    assert first["ranking"][0]["strength"] == "sterk"
    assert {"score", "reasons", "cautions"} <= first["ranking"][0].keys()
    assert second == {"need": "n2", "ranking": []}


def test_rank_keeps_owners_apart_and_uses_confirmed_tags(files, capsys):
    """Nobody is ranked for their own need, and a tap outweighs silence."""
    talents = files(
        "talents.jsonl",
        {"id": 1, "text": "ik help graag", "owner": "a", "tags": ["woodwork"]},
        {"id": 2, "text": "ik timmer", "owner": "c"},
    )
    needs = files("needs.jsonl", {"id": 1, "text": "hulp", "owner": "c", "tags": ["woodwork"]})

    main(["rank", "--talents", talents, "--needs", needs])

    assert [one["talent"] for one in printed(capsys)[0]["ranking"]] == [1]


def test_tags_prints_labels_in_two_languages(files, capsys):
    """What a person would see on the buttons."""
    main(["tags", files("texts.jsonl", {"id": 7, "text": "Ik was vroeger meubelmaker"})])

    [line] = printed(capsys)
    assert line["id"] == 7
    assert line["tags"][0] == {"id": "woodwork", "nl": "Timmeren", "en": "Woodwork"}


def test_why_shows_what_two_texts_share(capsys):
    """Who extends the knowledge base sees at once what a new cue does."""
    main(["why", "--talent", "Ik was meubelmaker", "--need", "bakken timmeren"])

    (shown,) = printed(capsys)
    assert shown["shared"][0][:3] == ["woodwork", "woodwork", "exact"]


def test_lint_is_silent_when_all_is_well(capsys):
    """Silence and exit code nought fit in any build."""
    assert main(["lint"]) == 0
    assert printed(capsys) == []


GOOD = b'{"id": "g", "text": "ik plak lekke banden", "owner": "a"}'


def ranked(tmp_path, capsys, talents: bytes, *more: str) -> tuple[int, str, str]:
    """What a run over these talents ends with, prints, and complains of."""
    (tmp_path / "talents.jsonl").write_bytes(talents)
    (tmp_path / "needs.jsonl").write_text('{"id": "n", "text": "lekke band", "owner": "z"}')
    files = [str(tmp_path / name) for name in ("talents.jsonl", "needs.jsonl")]
    code = main(["rank", "--talents", files[0], "--needs", files[1], *more])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"id": "t", "text": "ik', "this is not JSON: Unterminated string"),
        (b"[1]", "this is not a JSON object"),
        (b'{"text": "ik kook"}', "this has no id"),
        (b'{"id": "t", "text": null}', "this has no text"),
        (b'{"id": "t"}', "this has no text"),
        (b'{"id": "t", "text": "ik kook", "direction": "offers"}', "the direction is 'offers'"),
        (b'{"id": "t", "text": "ik kook", "tags": "cooking"}', "the tags are not a list of texts"),
        (b'{"id": "t", "text": "ik kook", "tags": [1]}', "the tags are not a list of texts"),
        (b'{"id": "t", "text": "ik kook", "owner": ["a"]}', "the owner is neither a text nor"),
        (b'{"id": "t", "text": "caf\xe9"}', "this is not UTF-8"),
        (b'{"id": "t", "text": "\\ud800"}', "this holds what no text can be"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_before_anything_is_measured(
    tmp_path, capsys, line, why
):
    """Half a set would give numbers that nobody can compare, and a traceback names no line."""
    code, out, err = ranked(tmp_path, capsys, GOOD + b"\n\n" + line + b"\n")

    assert (code, out) == (2, "")
    assert err.startswith(f"{tmp_path / 'talents.jsonl'}:3: {why}")
    assert err.count("\n") == 1


def test_a_need_of_a_kind_that_is_not_known_is_named(files, capsys):
    needs = files("needs.jsonl", {"id": 1, "text": "hulp", "kind": "offer"})

    assert main(["rank", "--talents", files("talents.jsonl"), "--needs", needs]) == 2

    assert "needs.jsonl:1: the kind is 'offer', and not one of offer_wanted" in (
        capsys.readouterr().err
    )


@pytest.mark.parametrize("command", [["tags"], ["rank", "--needs", "x", "--talents"]])
def test_a_file_that_is_not_there_is_named(tmp_path, capsys, command):
    assert main([*command, str(tmp_path / "gone.jsonl")]) == 2

    assert capsys.readouterr().err == f"{tmp_path / 'gone.jsonl'}: No such file or directory\n"


@pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\u0085"])
def test_only_a_newline_ends_a_line(tmp_path, capsys, inside):
    """JSON may hold the other ends of lines that Unicode has; Windows writes its own."""
    line = f'{{"id": "t", "text": "ik plak{inside}lekke banden"}}\r\n'

    code, out, err = ranked(tmp_path, capsys, line.encode())

    assert (code, err) == (0, "")
    assert json.loads(out)["ranking"][0]["talent"] == "t"


def test_a_mark_at_the_beginning_of_a_file_does_no_harm(tmp_path, capsys):
    """Some editors put one before the first letter."""
    code, out, _ = ranked(tmp_path, capsys, b"\xef\xbb\xbf" + GOOD)

    assert code == 0
    assert json.loads(out)["ranking"][0]["talent"] == "g"


@pytest.mark.parametrize("top", ["0", "-1", "many"])
def test_a_ranking_holds_at_least_one(tmp_path, capsys, top):
    """Minus one would silently leave out the last."""
    with pytest.raises(SystemExit) as ended:
        ranked(tmp_path, capsys, GOOD, "--top", top)

    assert ended.value.code == 2
    assert "--top" in capsys.readouterr().err
