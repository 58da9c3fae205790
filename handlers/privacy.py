"""Privacy in the chat: what is kept, `Download mijn gegevens` and `Wis alles`."""

from __future__ import annotations

import json

from bot import privacy as rules
from bot.messages import Document, Edit, Message, Text, ToStranger
from bot.people import Person, TooYoung
from bot.privacy import Download, EraseAll, ShowKept, ShowPrivacy
from handlers import (
    asking,
    digest,
    groups,
    ideas,
    introductions,
    mine,
    nominations,
    sessions,
    welcomes,
)
from handlers import connectors as cards
from handlers.routing import Here, Outcome, Router, show
from storage import connectors, outbox, people
from storage import privacy as stored
from storage.database import Tx

router = Router()
FILE = "buurtbot.json"


@router.command("privacy", stranger=True)
@router.press(ShowPrivacy, newcomer=True)
async def privacy(tx: Tx, here: Here, press: ShowPrivacy | None = None) -> Outcome:
    await show(tx, here, *rules.privacy_screen(known=here.person is not None))
    return None


@router.press(ShowKept, newcomer=True)
async def kept(tx: Tx, here: Here, press: ShowKept) -> Outcome:
    await show(tx, here, *rules.kept_screen())
    return None


@router.press(Download, newcomer=True)
async def download(tx: Tx, here: Here, press: Download) -> Outcome:
    """Everything about me, as a file; the message that was tapped keeps its buttons."""
    found = await stored.export(tx, _me(here))
    content = json.dumps(found, ensure_ascii=False, indent=2)
    await outbox.put(
        tx, Document(to=here.me, filename=FILE, content=content, caption=Text("privacy-file"))
    )
    return None


@router.press(EraseAll, newcomer=True)
async def erase(tx: Tx, here: Here, press: EraseAll) -> Outcome:
    """Asked once, and then at once: nothing of the person stays."""
    if not press.sure:
        await show(tx, here, *rules.erase_screen())
        return None
    await forget(tx, here, Text("privacy-erased"))
    return None


@router.press(TooYoung, newcomer=True)
async def too_young(tx: Tx, here: Here, press: TooYoung) -> Outcome:
    """Nothing is kept of who is younger than 16; asked just now, so not once more."""
    await forget(tx, here, Text("age-no"))
    return None


async def forget(tx: Tx, here: Here, goodbye: Text) -> None:
    """Erase all of a person, and say these last words."""
    person = _me(here)
    language = await outbox.language_of(tx, here.me)
    places = [community for community, _ in await people.neighbourhoods(tx, person.id)]
    for noun in (ideas, groups, sessions, introductions, nominations, asking, welcomes, mine):
        await noun.forget_person(tx, person.id)
    for community in places:
        await connectors.let_go(tx, person.id, community)
    await stored.erase(tx, person, of=places)
    for community in places:
        await digest.refresh(tx, community)
        await cards.show_cards(tx, community)
    await _say_goodbye(tx, here, goodbye, ToStranger(here.user.id, language))


async def _say_goodbye(tx: Tx, here: Here, body: Text, to: ToStranger) -> None:
    """The last words, to somebody of whom nothing is known any more."""
    if here.pressed is not None and here.private:
        await outbox.put(tx, Edit(target=here.pressed, to=to, body=body))
    else:
        await outbox.put(tx, Message(to=to, body=body))


def _me(here: Here) -> Person:
    assert here.person is not None  # noqa: S101  # no strangers here
    return here.person
