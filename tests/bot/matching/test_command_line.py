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
