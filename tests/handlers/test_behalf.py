"""Stories: Fenna tells what her neighbour Jan can, who has no Telegram; and Jan's code on paper."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
import pytest
from sqlalchemy import select

from bot.matching import Direction
from handlers import tokens
from handlers.web import MOST_TYPED, Web
from storage import talents
from storage.tables import behalf
from tests.buurt import Buurt, Neighbour


async def tells(
    fenna: Neighbour,
    *,
    name: str | None = "opa Jan",
    words: str = "Ik was meubelmaker",
    direction: str = "offer",
) -> str:
    """Fenna tells it; the code that she writes on paper, if it was kept."""
    said = {"words": words, "direction": direction, "tags": ["woodwork"], "name": name}
    left = dict.fromkeys(("avoid", "times", "area", "asks"))
    await fenna.fills_in("behalf", "Opslaan", yes=1, agreed=2, **said, **left)
    found = re.search(r"(?:\w{4}-){4}\w{4}", fenna.last())
    return found[0] if found is not None else ""


@dataclass
class Site:
    """The bot's pages, as a browser sees them."""

    client: aiohttp.ClientSession

    async def opens(self, link: str) -> str:
        async with self.client.get(urlsplit(link).path) as response:
            self.status, self.headers = response.status, response.headers
            return await response.text()

    async def erases(self, link: str, code: str) -> str:
        async with self.client.post(urlsplit(link).path, data={"code": code}) as response:
            self.status, self.headers = response.status, response.headers
            return await response.text()


@pytest.fixture
async def site(buurt: Buurt, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Site]:
    """The operator gave the bot an address on the web."""
    buurt.bot.public_url = "https://buurt.example/bot"
    monkeypatch.setattr(tokens.address, "public", buurt.bot.public_url)
    web = Web(buurt.bot, listen="127.0.0.1:0")
    port = await web.start()
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as client:
        yield Site(client)
    await web.stop()


def link_of(fenna: Neighbour) -> str:
    """What `Kopieer link` copies, under the newest message that has it."""
    for message in reversed(fenna.private()):
        for row in message.buttons:
            for each in row:
                if each.text == "Kopieer link":
                    return str(each.raw["copy_text"]["text"])
    raise AssertionError(fenna.reads())


async def kept(buurt: Buurt, of: Neighbour) -> list[talents.Talent]:
    who = await of.member()
    async with buurt.database.read() as tx:
        return await talents.of_person(tx, who.id, who.community_id)


async def seeks(buurt: Buurt, bram: Neighbour) -> None:
    who = await bram.member()
    async with buurt.database.begin() as tx:
        await talents.add(
            tx,
            person_id=who.id,
            community_id=who.community_id,
            direction=Direction.NEED,
            words="wie timmert een bak",
            tags=["woodwork"],
        )


async def bram_seeks(buurt: Buurt) -> Neighbour:
    """Bram looks for a woodworker, and a buurtverbinder proposes the two."""
    bram, fatima = await buurt.resident("Bram"), await buurt.verbinder("Fatima")
    await seeks(buurt, bram)
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    assert "Fenna (opa Jan)" in fatima.last()
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)
    return bram


async def test_nothing_is_told_for_somebody_who_did_not_say_yes(buurt: Buurt):
    """The yes comes first, with what to say to them; who and when is noted with it."""
    fenna = await buurt.resident("Fenna")
    await fenna.says("/talent")

    await fenna.taps("Voor iemand anders")
    assert "Zei diegene ja?" in fenna.last()
    await fenna.says("Ik was meubelmaker")
    assert "Zei diegene ja?" in fenna.last()
    await fenna.taps("Stoppen")
    await tells(fenna)

    [talent] = await kept(buurt, fenna)
    async with buurt.database.read() as tx:
        noted = await tx.all(
            select(behalf.c.proxy_id, behalf.c.yes_version, behalf.c.yes_at),
            lambda **row: tuple(row.values()),
        )
    assert noted == [(talent.person_id, 1, talent.created_at)]


async def test_the_proxy_carries_the_question_over(buurt: Buurt):
    """The neighbour is asked by somebody they know; the other hears no name before two yeses, and
    then both."""
    fenna = await buurt.resident("Fenna")
    await tells(fenna)

    bram = await bram_seeks(buurt)

    assert "Wil je aan opa Jan vragen" in fenna.last()
    await fenna.taps("Ja, graag")
    assert "Iemand in je buurt kan dit goed: Timmeren." in bram.last()
    assert not any(each in bram.reads() for each in ("Fenna", "Jan", "meubelmaker"))
    await bram.taps("Ja, graag")
    assert "Fenna (opa Jan)" in bram.last()


async def test_the_proxy_sees_it_at_mine_and_may_take_it_back(buurt: Buurt):
    """What was told for somebody is clearly that, and can be taken away like anything else."""
    fenna = await buurt.resident("Fenna")
    await tells(fenna)

    await fenna.says("/mijn")
    await fenna.taps("Wat ik kan en zoek")
    assert "Dit kan ik: Ik was meubelmaker (voor opa Jan)" in fenna.last()
    await fenna.taps("1 Ik was meubelmaker")
    assert "Voor: opa Jan" in fenna.last()
    await fenna.taps("Weghalen")
    await fenna.taps("Ja, haal weg")

    assert await kept(buurt, fenna) == []


async def test_a_neighbour_has_three_open_searches_too(buurt: Buurt):
    """Through somebody else nobody gets more of them; one without a name may be anybody's."""
    fenna = await buurt.resident("Fenna")
    for name in (None, "opa Jan", None, "Opa  jan", None, "opa Jan"):
        await tells(fenna, name=name, direction="need")
    assert len(await kept(buurt, fenna)) == 6

    await tells(fenna, name=None, direction="need")
    assert "Voor je buurtgenoot heb je al 3 zoekvragen" in fenna.last()
    await tells(fenna, name="opa jan", direction="need")
    assert "Voor opa jan heb je al 3 zoekvragen" in fenna.last()
    await tells(fenna, name="opa Jan")
    await tells(fenna, name="tante Jo", direction="need")
    await fenna.says("/mijn")
    await fenna.taps("Wat ik kan en zoek")
    await fenna.taps("3 Ik was meubelmaker")
    assert "Voor: opa Jan" in fenna.last()
    await fenna.taps("Veranderen")
    await fenna.taps("Opslaan")

    assert "ik heb het bewaard" in fenna.last()
    assert len(await kept(buurt, fenna)) == 8


async def test_changing_it_asks_for_no_second_code(buurt: Buurt):
    """The paper that the neighbour has stays good."""
    fenna, jan = await buurt.resident("Fenna"), await buurt.resident("Jan")
    code = await tells(fenna)
    await fenna.says("/mijn")
    await fenna.taps("Wat ik kan en zoek")
    await fenna.taps("1 Ik was meubelmaker")
    for label in ("Veranderen", "Aanpassen", "De woorden"):
        await fenna.taps(label)
    await fenna.says("Ik maak kasten")
    await fenna.taps("Opslaan")

    await jan.says(code)

    assert "Ik maak kasten" in jan.last()


@pytest.mark.parametrize("through_link", [True, False])
async def test_with_the_code_the_neighbour_takes_it_over(buurt: Buurt, through_link: bool):
    """Also somebody who never wrote to the bot: they agree first, and then see exactly this."""
    fenna = await buurt.resident("Fenna")
    code = await tells(fenna)
    jan = await buurt.stranger("Jan", in_group=False)

    if through_link:
        await jan.says(f"/start {code}")
    else:
        await jan.says(code.lower().replace("-", " "))
    await jan.taps("Ja, ik ben 16 of ouder")
    await jan.taps("Jan is goed")
    assert "Ik was meubelmaker" in jan.last()
    await jan.taps("Ja, neem over")

    assert [each.on_behalf for each in await kept(buurt, jan)] == [None]
    assert await kept(buurt, fenna) == []
    assert "wat je voor opa Jan vertelde, is overgenomen" in fenna.last()


async def test_with_the_code_it_can_be_erased(buurt: Buurt):
    """Without asking the proxy; and the paper is used then."""
    fenna, jan = await buurt.resident("Fenna"), await buurt.resident("Jan")
    code = await tells(fenna)

    await jan.says(code)
    await jan.taps("Wis het")

    assert await kept(buurt, fenna) == []
    assert "is met de code gewist" in fenna.last()
    await jan.says(f"/start {code}")
    assert "Deze code is al gebruikt of klopt niet." in jan.last()


async def test_one_code_is_for_all_that_was_told_for_that_neighbour(buurt: Buurt):
    """Who wants it gone need not look for every paper; what is another's, or may be, stays."""
    fenna, jan = await buurt.resident("Fenna"), await buurt.resident("Jan")
    gerda = await buurt.resident("Gerda")
    await tells(gerda, words="Van Gerda")
    code = await tells(fenna)
    assert "kan alles wat je voor opa Jan vertelt overnemen of wissen" in fenna.last()
    other = await tells(fenna, words="Wie leest mij voor?", name="Opa jan", direction="need")
    nameless = await tells(fenna, words="Zonder naam", name=None)
    assert "kan dit overnemen of wissen" in fenna.last()
    await tells(fenna, words="Ook zonder naam", name=None)
    await tells(fenna, words="Van Jo", name="tante Jo")

    await jan.says(code)
    assert "Dit kan ik: Ik was meubelmaker\nDit zoek ik: Wie leest mij voor?" in jan.last()
    await jan.taps("Wis het")
    await jan.says(f"/start {other}")
    assert "Deze code is al gebruikt" in jan.last()
    await jan.says(nameless)
    await jan.taps("Ja, neem over")

    assert [each.words for each in await kept(buurt, fenna)] == ["Van Jo", "Ook zonder naam"]
    assert [each.words for each in await kept(buurt, jan)] == ["Zonder naam"]
    assert [each.words for each in await kept(buurt, gerda)] == ["Van Gerda"]


async def test_with_one_code_all_is_taken_over(buurt: Buurt):
    """Otherwise half of the questions would still go to the proxy."""
    fenna, jan = await buurt.resident("Fenna"), await buurt.resident("Jan")
    code = await tells(fenna)
    await tells(fenna, words="Ik lees graag voor")

    await jan.says(code)
    await jan.taps("Ja, neem over")

    assert {each.words for each in await kept(buurt, jan)} == {
        "Ik was meubelmaker",
        "Ik lees graag voor",
    }
    assert await kept(buurt, fenna) == []


async def test_a_code_works_once(buurt: Buurt):
    """Who finds the paper later gets nothing."""
    fenna, jan = await buurt.resident("Fenna"), await buurt.resident("Jan")
    bram = await buurt.resident("Bram")
    code = await tells(fenna)
    await bram.says(code)
    await jan.says(code)
    await jan.taps("Ja, neem over")

    await bram.taps("Ja, neem over")
    await bram.says(f"/start {code}")

    assert len(await kept(buurt, jan)) == 1
    assert await kept(buurt, bram) == []
    assert "Deze code is al gebruikt" in bram.last()


async def test_the_proxy_can_not_take_over_what_she_told(buurt: Buurt):
    """It would turn somebody else's words into her own."""
    fenna = await buurt.resident("Fenna")
    code = await tells(fenna)

    await fenna.says(code)
    await fenna.taps("Ja, neem over")

    assert "Jij vertelde dit zelf" in fenna.last()
    assert [each.on_behalf for each in await kept(buurt, fenna)] == ["opa Jan"]


async def test_taking_over_ends_what_was_being_asked(buurt: Buurt):
    """The neighbour was not asked by us yet, so an open question to the proxy is silence."""
    fenna, jan = await buurt.resident("Fenna"), await buurt.resident("Jan")
    code = await tells(fenna)
    bram = await bram_seeks(buurt)

    await jan.says(code)
    await jan.taps("Ja, neem over")
    await fenna.taps("Ja, graag")
    await buurt.moves(days=4)

    assert "Wil je kennismaken?" not in bram.reads()
    assert "Wil je kennismaken?" not in jan.reads()


async def test_when_the_proxy_erases_everything_this_goes_too(buurt: Buurt):
    """Nothing is left that nobody carries over."""
    fenna, jan = await buurt.resident("Fenna"), await buurt.resident("Jan")
    code = await tells(fenna)

    await fenna.says("/privacy")
    await fenna.taps("Wis alles")
    await fenna.taps("Ja, wis alles")
    await jan.says(f"/start {code}")

    assert "Deze code is al gebruikt of klopt niet." in jan.last()


async def test_a_warm_sentence_does_not_name_the_neighbour_either(buurt: Buurt):
    """The nickname reaches the other after two yeses, not in a buurtverbinder's own words."""
    fenna = await buurt.resident("Fenna")
    await tells(fenna)
    bram, fatima = await buurt.resident("Bram"), await buurt.verbinder("Fatima")
    await seeks(buurt, bram)
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    await fatima.taps("Met een zin erbij")

    await fatima.says("Opa Jan is een schat")
    await fatima.taps("Stel voor")

    assert "staat een naam" in fatima.reads()


async def test_a_search_goes_on_when_the_offer_goes_before_anybody_was_asked(buurt: Buurt):
    """Otherwise the one who seeks waits for ever for an answer to a question that was not put."""
    fenna, anna = await buurt.resident("Fenna"), await buurt.resident("Anna")
    await tells(fenna)
    bram, fatima = await buurt.resident("Bram"), await buurt.verbinder("Fatima")
    await seeks(buurt, bram)
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    await fatima.taps("Stel voor")
    [talent] = await kept(buurt, fenna)
    async with buurt.database.begin() as tx:
        await talents.withdraw(tx, talent.id)
        who = await anna.member()
        await talents.add(
            tx,
            person_id=who.id,
            community_id=who.community_id,
            direction=Direction.OFFER,
            words="ik timmer",
            tags=["woodwork"],
        )
    await buurt.moves(minutes=6)

    await fatima.says("/kaart")

    assert "Anna" in fatima.last()


# --- the page, for who has no Telegram -----------------------------------------------------------


async def test_the_page_shows_what_waits_and_no_names(buurt: Buurt, site: Site):
    """Jan reads on a telephone or on paper what he may answer, and by when; nobody else's name or
    words, nor his own."""
    fenna = await buurt.resident("Fenna")
    await tells(fenna)
    link = link_of(fenna)
    assert link.startswith("https://buurt.example/bot/voor/")
    assert len(link.rsplit("/", 1)[1]) >= 22  # 128 bits
    quiet = await site.opens(link)
    assert "wacht er geen vraag op jou" in quiet
    assert re.search(r"Vandaag, \w+ \d+ \w+,", quiet)  # paper does not change with the page
    assert f'<p class="paper">Op internet staat deze pagina hier: {link}</p>' in quiet
    assert "Iemand in je buurt kan dit goed: Timmeren." in quiet

    bram = await bram_seeks(buurt)
    page = await site.opens(link)

    assert "Er wacht een vraag op jou" in page
    assert "Iemand in je buurt zoekt hulp bij: Timmeren." in page
    assert "vrijdag 11 juni" in page
    assert not any(
        each in page for each in ("Fenna", "Jan", "Bram", "Fatima", "meubelmaker", "wie timmert")
    )
    assert "<script" not in page
    assert "@media print" in page
    assert {name: site.headers[name] for name in ("Cache-Control", "Referrer-Policy")} == {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
    }
    assert "noindex" in site.headers["X-Robots-Tag"]
    assert "default-src 'none'" in site.headers["Content-Security-Policy"]
    assert "unsafe" not in site.headers["Content-Security-Policy"]
    await fenna.taps("Ja, graag")
    assert "wacht er geen vraag op jou" in await site.opens(link)
    await bram.taps("Nu niet")
    async with buurt.database.read() as tx:
        [stored] = await tx.values(select(behalf.c.link_hash))
    assert stored not in link


async def test_on_the_page_it_can_be_erased_with_the_code(buurt: Buurt, site: Site):
    """The link alone takes nothing away, for it passed through other hands; the paper did not."""
    fenna = await buurt.resident("Fenna")
    other = await tells(fenna, name="tante Jo")
    code = await tells(fenna)
    link = link_of(fenna)

    for wrong in ("", "ABCD", other):
        assert "Deze code klopt niet" in await site.erases(link, wrong)
    assert len(await kept(buurt, fenna)) == 2
    assert "gewist" in await site.erases(link, code.lower().replace("-", " "))
    await buurt.settles()

    assert [each.on_behalf for each in await kept(buurt, fenna)] == ["tante Jo"]
    assert "opa Jan vertelde, is met de code gewist" in fenna.last()
    assert "Deze link werkt niet meer" in await site.opens(link)
    assert site.status == 404
    await site.erases(link, "x" * MOST_TYPED)
    assert site.status == 413


async def test_a_page_is_of_all_that_was_told_for_that_neighbour(buurt: Buurt, site: Site):
    """`Wis alles` does what it says, with any code of what stands on the page."""
    fenna = await buurt.resident("Fenna")
    code = await tells(fenna)
    await tells(fenna, words="Wie timmert met mij?", direction="need")
    link = link_of(fenna)

    page = await site.opens(link)
    assert "kan dit goed: Timmeren" in page
    assert "zoekt hulp bij: Timmeren" in page
    assert "Alles wat op deze pagina stond, is gewist" in await site.erases(link, code)

    assert await kept(buurt, fenna) == []


async def test_a_link_that_went_astray_is_replaced(buurt: Buurt, site: Site):
    """The one before works no more; a link that never was looks just like that."""
    fenna, anna = await buurt.resident("Fenna"), await buurt.resident("Anna")
    code = await tells(fenna)
    before = link_of(fenna)
    await fenna.says("/mijn")
    await fenna.taps("Wat ik kan en zoek")
    await fenna.taps("1 Ik was meubelmaker")
    await fenna.taps("Nieuwe link")
    link = link_of(fenna)
    [talent] = await kept(buurt, fenna)
    await anna.says("/talent")
    await anna.presses(anna.private()[-1], f"bl_{talent.id}")

    assert "Iemand in je buurt kan dit goed" in await site.opens(link)
    gone = await site.opens(before)
    assert gone == await site.opens("/bot/voor/nooit") == await site.erases(before, code)
    assert "Kopieer link" not in anna.reads()
    await anna.says(code)
    await anna.taps("Ja, neem over")
    assert "werkt niet meer" in await site.opens(link)


async def test_without_an_address_there_is_only_the_paper(buurt: Buurt):
    """And that is said, rather than a link that leads nowhere."""
    fenna = await buurt.resident("Fenna")
    await tells(fenna)

    assert "Een webpagina is er hier niet" in fenna.last()
    assert "Kopieer link" not in fenna.reads()
    await fenna.says("/mijn")
    await fenna.taps("Wat ik kan en zoek")
    await fenna.taps("1 Ik was meubelmaker")
    assert "Nieuwe link" not in fenna.buttons()
    [talent] = await kept(buurt, fenna)
    await fenna.presses(fenna.private()[-1], f"bl_{talent.id}")
    assert "Een webpagina is er hier niet" in fenna.last()
