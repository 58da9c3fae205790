"""On behalf of somebody else, as rules: codes that survive paper, and no way to a door."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import behalf
from bot.behalf import ALPHABET, BEHALF, GROUPS, IN_A_GROUP
from bot.dialogs import Context
from bot.errors import Refused

CONTEXT = Context(language="nl", zone="Europe/Amsterdam", now=datetime(2027, 6, 7, tzinfo=UTC))
LETTERS = GROUPS * IN_A_GROUP


@given(st.text(ALPHABET, min_size=LETTERS, max_size=LETTERS), st.sampled_from(["-", " ", ""]))
def test_a_code_is_read_however_it_is_copied_from_paper(letters: str, between: str):
    """Small letters, spaces or nothing between the groups: it is the same code."""
    code = behalf.with_hyphens(letters)

    typed = f" {code.replace('-', between).lower()} "

    assert behalf.read_code(typed) == code


@pytest.mark.parametrize("written", ["Ik was meubelmaker", "ABCD-EFGH", "", "I" * LETTERS])
def test_words_are_no_code(written: str):
    """What somebody tells must not be taken for something else."""
    assert behalf.read_code(written) is None


def test_a_code_can_not_be_guessed():
    """Whoever has it may erase what it stands for."""
    assert len(ALPHABET) ** LETTERS > 2**98


@pytest.mark.parametrize("written", ["opa Jan, Kerkstraat 12", "Jan 0612345678", "jan@example.nl"])
def test_a_nickname_leads_to_nobody(written: str):
    """Somebody who is not here can't take it out again."""
    with pytest.raises(Refused) as refused:
        BEHALF.question("name").read(written, CONTEXT)

    assert refused.value.key == "behalf-only-a-name"


@pytest.mark.parametrize("written", ["bel 06 12345678", "woont Kerkstraat 12", "mail j@example.nl"])
def test_the_words_lead_to_nobody_either(written: str):
    """Everything is asked of the proxy."""
    with pytest.raises(Refused) as refused:
        BEHALF.question("words").read(written, CONTEXT)

    assert refused.value.key == "behalf-no-contact"
