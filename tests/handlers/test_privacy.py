"""Whoever leaves is forgotten, and whoever asks gets everything: both by walking every table."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, String, Table, bindparam, case, cast, func, select

from bot.matching import Direction
from bot.messages import Courtesy, Message, Text, ToPerson
from storage import outbox, people, privacy, tables, talents, updates
from storage.database import Database
from tests.buurt import Buurt, Neighbour
from tests.introduced import Cast, brings

CANARY = "kanariegeel"


async def test_privacy_says_in_plain_words_what_is_kept(buurt: Buurt) -> None:
    """Short first; the rest is one tap away, and back."""
    anna = await buurt.resident("Anna")

    await anna.says("/privacy")
    first = anna.last()
    await anna.taps("Wat bewaar je precies?")
    second = anna.last()
    await anna.taps("Terug")

    assert "Jouw gegevens" in first
    assert "hoogstens 30 dagen" in second
    assert anna.last() == first
    assert anna.buttons() == ["Wat bewaar je precies?", "Download mijn gegevens", "Wis alles"]


async def test_a_stranger_hears_that_nothing_is_kept(buurt: Buurt) -> None:
    """Nobody has to agree to anything before reading what agreeing means; and it is true."""
    bram = await buurt.stranger("Bram")

    await bram.says("/privacy")

    assert "Ik bewaar niets van jou" in bram.last()
    assert await _where(buurt.database, str(bram.user.id)) == []


async def test_a_download_holds_what_i_said(buurt: Buurt) -> None:
    """Everything about me, and nothing of what others chose."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(anna, "Een moestuin achter de flat")
    await bram.taps_in_group("Ik doe mee")

    await anna.says("/privacy")
    await anna.taps("Download mijn gegevens")
    found = _document(buurt, anna)

    assert found["people"][0]["name"] == "Anna"
    assert found["ideas"][0]["title"] == "Een moestuin achter de flat"
    assert found["idea_participants"] == []
    assert "[Wis alles]" in anna.reads()


async def test_a_download_tells_what_i_would_rather_not_and_not_what_the_other_would(cast: Cast):
    """What I refused is about me; that Anna refused is for nobody."""
    await cast.proposes()
    await cast.anna.taps("Zoiets liever niet")

    for who, kept in ((cast.anna, ["woodwork"]), (cast.bram, None)):
        await who.says("/privacy")
        await who.taps("Download mijn gegevens")
        [mine] = _document(cast.buurt, who)["introductions"]
        assert mine["about"] == kept


async def test_a_second_download_does_not_hold_the_first(buurt: Buurt) -> None:
    """Otherwise each one is twice as long as the one before."""
    anna = await buurt.resident("Anna")
    await anna.says("/privacy")

    await anna.taps("Download mijn gegevens")
    await anna.taps("Download mijn gegevens")

    assert "document_text" not in json.dumps(_document(buurt, anna))
    assert await _where(buurt.database, "document_text") == []


async def test_erasing_asks_once_and_offers_a_download_first(buurt: Buurt) -> None:
    """A slip of the thumb must not cost everything."""
    anna = await buurt.resident("Anna")

    await anna.says("/privacy")
    await anna.taps("Wis alles")
    asked = anna.buttons()
    await anna.taps("Terug")

    assert asked == ["Download eerst", "Ja, wis alles", "Terug"]
    assert (await anna.member()).name == "Anna"


async def test_nothing_of_somebody_is_left_after_erasing(buurt: Buurt) -> None:
    """Name, number and words: in no row of any table, whatever they did before."""
    anna, bram = await buurt.resident(CANARY.title()), await buurt.resident("Bram")
    fatima = await buurt.verbinder("Fatima")
    await brings(bram, "Een jeu-de-boulesbaan")
    await anna.taps_in_group("Ik doe mee")
    await brings(anna, f"Een {CANARY} bankje")
    await bram.says("/ideeen")
    await bram.taps("1 Een kanariegeel b…")
    assert CANARY.title() in bram.last()
    await start_group(anna, f"{CANARY} club")
    await anna.taps("Wat we zoeken")
    await anna.says(f"Iemand met {CANARY} verf")
    await anna.taps("Geen van deze")
    await anna.taps("Opslaan")
    await anna.says(f"/kring Mensen die {CANARY} breien")
    await anna.taps("Versturen")
    await plan(anna, f"{CANARY} lopen")
    await tell_everyone(anna, f"Ik verf graag {CANARY}", area=f"bij het {CANARY} huis")
    await bram.says("/talenten")
    assert CANARY in bram.last().casefold()
    await anna.says("/idee")
    await anna.says(f"Een half {CANARY} idee")
    await _fail(buurt, anna)
    await buurt.moves(days=4)
    await fatima.says("/kaart")
    assert f"Nog stil: Een {CANARY} bankje" in fatima.last()
    assert f"{CANARY} breien" in fatima.last()
    await fatima.says("/energie")
    assert CANARY in fatima.last()

    await erase(anna)

    assert "Alles is gewist" in anna.last()
    assert await _where(buurt.database, CANARY) == []
    assert await _where(buurt.database, str(anna.user.id)) == []
    assert CANARY not in buurt.group_reads().casefold()


async def test_an_idea_of_several_people_stays_without_the_name(buurt: Buurt) -> None:
    """It is theirs as well."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(anna, "Een moestuin achter de flat")
    await bram.taps_in_group("Ik doe mee")

    await erase(anna)
    await bram.says("/ideeen")

    assert "Een moestuin achter de flat" in bram.last()
    assert "Een moestuin achter de flat" in buurt.group_reads()
    assert "Anna" not in buurt.group_reads()
    assert await _where(buurt.database, "Anna") == []


async def test_a_card_that_waits_for_the_morning_goes_out_without_the_name(buurt: Buurt) -> None:
    """What was not said yet must not be said afterwards."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await buurt.moves(hours=12, minutes=30)  # 22.30
    await brings(anna, "Een moestuin achter de flat")
    await bram.says("/ideeen")
    await bram.taps("1 Een moestuin acht…")
    await bram.taps("Ik doe mee")

    await erase(anna)
    await buurt.moves(hours=12)

    assert "Een moestuin achter de flat" in buurt.group_reads()
    assert "Anna" not in buurt.group_reads()


async def test_a_place_in_a_group_goes_to_the_next_in_line(buurt: Buurt) -> None:
    """Who waits must not go on waiting for somebody who is gone."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    carla = await buurt.resident("Carla")
    await start_group(bram, "Wandelen", places=2)
    await anna.taps_in_group("Ik wil erbij")
    await carla.taps_in_group("Ik wil erbij")

    waiting = carla.last()
    await erase(anna)

    assert "wachtlijst" in waiting
    assert "Er is plek voor jou" in carla.last()
    assert "Wandelen" in carla.last()


async def test_guests_hear_that_a_meeting_is_off(buurt: Buurt) -> None:
    """Otherwise they stand before a closed door."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await plan(anna, "Samen koken")
    await buurt.moves(minutes=1)
    await bram.taps_in_group("Ik kom")

    await erase(anna)

    assert "Samen koken" in bram.last()
    assert "gaat niet door" in bram.last()


async def test_a_waiting_message_about_somebody_does_not_leave(buurt: Buurt) -> None:
    """Also letters to others that name me are mine to erase."""
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await brings(bram, "Een moestuin achter de flat")
    await buurt.moves(hours=12, minutes=30)  # 22.30: Bram is not disturbed
    await anna.says("/ideeen")
    await anna.taps("1 Een moestuin acht…")
    await anna.taps("Ik doe mee")

    await erase(anna)
    await buurt.moves(hours=12)

    assert "Anna" not in bram.reads()


async def test_leaving_halfway_an_introduction_sounds_like_silence(buurt: Buurt) -> None:
    """Who said yes hears the usual sentence at the usual hour, and never that somebody left."""
    anna, bram = await introduced(buurt)
    await anna.taps("Ja, graag")

    await erase(bram)
    at_once = anna.last()
    await buurt.moves(days=5)

    assert "niet gelukt" not in at_once
    assert "Deze keer is het niet gelukt. Dat kan veel redenen hebben." in anna.last()
    assert "Bram" not in anna.reads()
    assert await _where(buurt.database, "Bram") == []
    assert await _where(buurt.database, "meubelbak") == []


async def test_leaving_a_contact_tells_the_one_neutral_sentence(buurt: Buurt) -> None:
    """Whoever waits for an answer must not wait for ever."""
    anna, bram = await introduced(buurt)
    await anna.taps("Ja, graag")
    await bram.taps("Ja, graag")
    await anna.taps("Begin contact")
    await bram.taps("Begin contact")

    await erase(bram)

    assert "Deze kennismaking gaat niet door. Dat kan veel redenen hebben." in anna.last()
    assert await _where(buurt.database, "Bram") == []


async def test_a_connector_card_loses_who_left(buurt: Buurt) -> None:
    """A card that waits on somebody's telephone must not go on telling the name."""
    fatima = await buurt.verbinder("Fatima")
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await posting(buurt, anna, "Ik was meubelmaker", Direction.OFFER)
    await posting(buurt, bram, "wie timmert een meubelbak", Direction.NEED)
    await fatima.says("/kaart")
    before = fatima.last()

    await erase(bram)

    assert "Bram" in before
    assert "Bram" not in fatima.reads()


async def test_who_erased_everything_can_come_back_as_somebody_new(buurt: Buurt) -> None:
    """Leaving is not a punishment, and nothing recognises them."""
    anna = await buurt.resident("Anna")
    await erase(anna)

    await anna.says("/start")

    assert "Ben je 16 jaar of ouder" in anna.last()


async def test_an_old_button_of_somebody_erased_asks_for_consent(buurt: Buurt) -> None:
    """A forged or old tap must not make them exist again."""
    anna = await buurt.resident("Anna")
    await erase(anna)

    await anna.presses(anna.private()[-1], "pve_1")

    assert await _where(buurt.database, str(anna.user.id)) == []


async def test_dangerous_words_get_help_and_are_stored_nowhere(buurt: Buurt) -> None:
    """Before any form, and within one: who writes this needs a person, not a preview."""
    anna = await buurt.resident("Anna")
    await anna.says("/idee")

    await anna.says(f"Ik wil dood {CANARY}")
    within = anna.last()
    await anna.says("Een moestuin")
    await anna.says(f"/talent ik zie het niet meer zitten {CANARY}")

    assert "112" in within
    assert "0800-0113" in within
    assert "0800-2000" in within
    assert "Ik ben een computer" in anna.last()
    assert "nog nodig" in anna.reads()
    assert await _where(buurt.database, CANARY) == []


def test_every_table_that_names_a_person_is_covered() -> None:
    """A new table with people in it is found by itself; what is left out is named, with why."""
    naming = {
        table.name
        for table in tables.metadata.tables.values()
        if any(
            key.column.table is tables.people
            for column in table.columns
            for key in column.foreign_keys
        )
    }
    by_number = {
        table.name
        for table in tables.metadata.tables.values()
        for column in table.columns
        if "telegram_id" in column.name
    }

    covered = {table.name for table in privacy.about_people()}

    assert naming | by_number <= covered
    assert set(privacy.OTHERS) <= naming


def test_erasing_a_person_leaves_no_row_of_theirs_behind() -> None:
    """The database itself takes along what hangs on somebody: each key says how."""
    for table in privacy.about_people():
        for column in privacy.to_people(table):
            (key,) = column.foreign_keys
            assert key.ondelete in {"CASCADE", "SET NULL"}, column
            assert key.ondelete == "CASCADE" or column.nullable, column


async def test_an_export_names_every_table(buurt: Buurt) -> None:
    """Also the empty ones, so that everybody can see what there could be."""
    anna = await buurt.resident("Anna")
    async with buurt.database.read() as tx:
        person = await people.find(tx, anna.user.id)
        assert person is not None

        found = await privacy.export(tx, person)

    covered = {table.name for table in privacy.about_people()} - set(privacy.OTHERS)
    assert set(found) == covered


async def test_what_is_old_is_forgotten(buurt: Buurt) -> None:
    """Kept as long as `/privacy` says, and no longer."""
    anna = await buurt.resident("Anna")
    await _fail(buurt, anna)
    await anna.says("/idee")
    await anna.says(f"Een half {CANARY} idee")
    before = await _where(buurt.database, CANARY)

    buurt.passes(timedelta(days=31))
    await buurt.database.transact(privacy.forget)

    assert before
    assert await _where(buurt.database, CANARY) == []
    async with buurt.database.read() as tx:
        assert await tx.value(select(tables.outbox.c.id)) is None
        assert await people.find(tx, anna.user.id) is not None


async def test_what_still_waits_is_not_forgotten(buurt: Buurt) -> None:
    """A long pause must not eat letters."""
    anna = await buurt.resident("Anna")
    member = await anna.member()
    async with buurt.database.begin() as tx:
        await people.change(tx, member.id, paused_until=buurt.now + timedelta(days=60))
        news = Message(to=ToPerson(member.id), body=Text("danger"), courtesy=Courtesy.PROMISED)
        await outbox.put(tx, news)

    buurt.passes(timedelta(days=31))
    await buurt.database.transact(privacy.forget)

    async with buurt.database.read() as tx:
        assert await tx.value(select(tables.outbox.c.state)) == "ready"


# --- steps -------------------------------------------------------------------------------------


async def erase(someone: Neighbour) -> None:
    await someone.says("/privacy")
    await someone.taps("Wis alles")
    await someone.taps("Ja, wis alles")


async def start_group(someone: Neighbour, name: str, *, places: int = 5) -> None:
    await someone.fills_in("group", "Plaatsen", name=name, about=None, places=places)


async def plan(someone: Neighbour, title: str) -> None:
    when = {"day": "2027-06-12", "time": "18:00", "zone": "Europe/Amsterdam"}
    community = someone.buurt.id
    known = {"community": community, "what": title, "when": when, "where": "Buurthuis"}
    await someone.fills_in("session", "Plaatsen", **known)


async def say_talent(someone: Neighbour, words: str) -> None:
    known = {"words": words, "agreed": 2, "direction": "offer", "tags": None}
    await someone.fills_in("talent", "Opslaan", **known)


async def tell_everyone(someone: Neighbour, words: str, *, area: str) -> None:
    """A talent with all that can be told of it, for the whole neighbourhood to see."""
    await someone.says(f"/talent {words}")
    for label in ("Dit kan ik", "Geen van deze", "Meer vertellen", "Overslaan", "Weekend avond"):
        await someone.taps(label)
    await someone.taps("Klaar")
    await someone.says(area)
    for label in ("Overslaan", "Iedereen, met mijn naam", "Opslaan"):
        await someone.taps(label)


async def posting(buurt: Buurt, of: Neighbour, words: str, direction: Direction) -> None:
    """A talent as the dialog keeps it."""
    who = await of.member()
    async with buurt.database.begin() as tx:
        await talents.add(
            tx,
            person_id=who.id,
            community_id=who.community_id,
            direction=direction,
            words=words,
            tags=["woodwork"],
        )


async def introduced(buurt: Buurt) -> tuple[Neighbour, Neighbour]:
    """Anna can do what Bram looks for; Fatima proposed the two, and Anna was asked."""
    fatima = await buurt.verbinder("Fatima")
    anna, bram = await buurt.resident("Anna"), await buurt.resident("Bram")
    await posting(buurt, anna, "Ik was meubelmaker", Direction.OFFER)
    await posting(buurt, bram, "wie timmert een meubelbak", Direction.NEED)
    await fatima.says("/kaart")
    await fatima.taps("1 Timmeren")
    await fatima.taps("Stel voor")
    await buurt.moves(minutes=6)
    return anna, bram


async def _fail(buurt: Buurt, someone: Neighbour) -> None:
    """An update of theirs that could not be done, as it is kept."""
    message = {"from": {"id": someone.user.id, "first_name": "x"}, "text": CANARY}
    async with buurt.database.begin() as tx:
        await updates.fail(
            tx,
            {"update_id": 900_000_000, "message": message},
            incident="abcd1234",
            reason="x",
            telegram_id=someone.user.id,
        )


async def _where(database: Database, words: str) -> list[str]:
    """The tables and columns in which these words stand anywhere."""
    found: list[str] = []
    async with database.read() as tx:
        for table in tables.metadata.sorted_tables:
            row = await tx.one(_columns_with(table), dict, words=f"%{words}%")
            found += [f"{table.name}.{name}" for name, number in (row or {}).items() if number]
    return found


@cache
def _columns_with(table: Table) -> Select[Any]:
    """In how many rows each column holds the parameter `words`."""
    words = bindparam("words", type_=String)
    return select(
        *(
            func.count(case((cast(each, String).ilike(words), 1))).label(each.name)
            for each in table.c
        )
    )


def _document(buurt: Buurt, someone: Neighbour) -> dict[str, Any]:
    """The newest file in somebody's private chat."""
    files = [
        each.raw["document"]["file_id"] for each in someone.private() if "document" in each.raw
    ]
    _, content = buurt.standin.methods.files[files[-1]]
    return json.loads(content)
