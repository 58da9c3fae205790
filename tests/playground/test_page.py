"""The page of the playground in a real browser: by mouse, by finger and by keyboard."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Browser, Locator, Page, Route, async_playwright, expect

from bot.playground.chats import Chat, User
from bot.playground.limits import Limits
from bot.playground.server import StandIn
from tests import cores

# The first has no windows, and so does the same with half the work. `.ci/run` brings it.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
SWITCHES = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(
    CHROMIUM is None,
    reason=f"THE PAGE IS NOT TESTED: none of {', '.join(NAMES)} is on PATH; install one",
)


class Bot:
    """A bot of a few lines that speaks to the stand-in over HTTP, as any bot would."""

    def __init__(self, session: aiohttp.ClientSession, stand_in: StandIn) -> None:
        self._session = session
        self._address = f"{stand_in.url}/bot{stand_in.token}"
        self._offset = 0

    async def calls(self, method: str, **parameters: Any) -> Any:
        """Call a method and give its result."""
        async with self._session.post(f"{self._address}/{method}", json=parameters) as response:
            answer = await response.json()
        assert answer["ok"], answer
        return answer["result"]

    async def says(self, chat: Chat | User, text: str, **parameters: Any) -> Any:
        """Send a message."""
        return await self.calls("sendMessage", chat_id=chat.id, text=text, **parameters)

    async def hears(self, kind: str) -> Any:
        """Wait for the next update of a kind."""
        while True:
            for update in await self.calls("getUpdates", offset=self._offset, timeout=10):
                self._offset = update["update_id"] + 1
                if kind in update:
                    return update[kind]


class Neighbourhood:
    """A stand-in with a group in it, and its bot."""

    def __init__(self, stand_in: StandIn, bot: Bot) -> None:
        self.stand_in, self.bot = stand_in, bot
        self.noor, self.anna, self.bram = (
            stand_in.add_user("Noor"),
            stand_in.add_user("Anna"),
            stand_in.add_user("Bram", language_code=None),
        )
        self.group = stand_in.add_group(
            "Broeklanden", creator=self.noor, members=[self.anna, self.bram]
        )


@pytest.fixture
async def buurt() -> AsyncIterator[Neighbourhood]:
    stand_in = StandIn(limits=Limits.off())
    await stand_in.serve()
    async with aiohttp.ClientSession() as session:
        buurt = Neighbourhood(stand_in, Bot(session, stand_in))
        await stand_in.add_bot(buurt.group, by=buurt.noor, admin=True)
        await stand_in.start(buurt.anna)
        yield buurt
    await stand_in.close()


@pytest.fixture(scope="module")
async def chromium() -> AsyncIterator[Browser]:
    async with AsyncExitStack() as open_now:
        with cores.on_all():
            playwright = await open_now.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, chromium_sandbox=False, args=SWITCHES
        )
        yield browser
        await browser.close()


class Screen:
    """The page as one person has it before her."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.group, self.private = page.locator("#group"), page.locator("#private")
        self.mistakes: list[str] = []
        page.on("pageerror", lambda error: self.mistakes.append(str(error)))

    async def become(self, person: User) -> None:
        await self.page.locator(f"[data-person='{person.id}']").click()
        await expect(self.private.locator(".about")).to_contain_text(person.first_name)

    async def write(self, pane: Locator, text: str) -> None:
        await pane.get_by_role("textbox").fill(text)
        await pane.get_by_role("button", name="Versturen").click()

    async def too_wide(self) -> list[str]:
        """List what sticks out of the window or out of its bubble; the row of people may."""
        found: list[str] = await self.page.evaluate(
            """[...document.querySelectorAll('html, body, body *')]
                .filter(one => one.checkVisibility() && !one.closest('.people, .heard, .skip'))
                .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1
                    || one.matches('html, .bubble, .button')
                        && one.scrollWidth > one.clientWidth + 1)
                .map(one => `${one.tagName}.${one.className}`)"""
        )
        return found


Opened = Callable[..., Awaitable[Screen]]


@pytest.fixture
async def opened(chromium: Browser, buurt: Neighbourhood) -> AsyncIterator[Opened]:
    """Opens the page, as Anna unless said otherwise; its script may never stumble."""
    screens: list[Screen] = []

    async def open_as(person: User = buurt.anna, **context: Any) -> Screen:
        page = await chromium.new_page(**{"viewport": DESK, "locale": "nl-NL", **context})
        screen = Screen(page)
        screens.append(screen)
        await page.goto(buurt.stand_in.url)
        await screen.become(person)
        return screen

    yield open_as
    for screen in screens:
        await screen.page.context.close()
    assert [mistake for screen in screens for mistake in screen.mistakes] == []


async def test_page_says_that_nothing_goes_outside(opened: Opened):
    """Nobody may think that this is the real Telegram."""
    screen = await opened()

    await expect(screen.page.locator(".stand-in")).to_contain_text(
        "Dit is een nagebouwde Telegram op je eigen computer. Er gaat niets naar buiten."
    )


async def test_what_a_person_writes_is_shown_and_reaches_the_bot(
    opened: Opened, buurt: Neighbourhood
):
    """Writing in private and in the group is what the playground is for."""
    screen = await opened()

    await screen.write(screen.private, "Ik was meubelmaker")
    await screen.write(screen.group, "Hoi buren")

    await expect(screen.private.locator(".message.own").last).to_contain_text("Ik was meubelmaker")
    await expect(screen.group.locator(".message.own").last).to_contain_text("Hoi buren")
    heard = {(await buurt.bot.hears("message")).get("text") for _ in range(4)}
    assert {"Ik was meubelmaker", "Hoi buren"} <= heard


async def test_tap_shows_what_the_bot_answers(opened: Opened, buurt: Neighbourhood):
    """A toast is gone in seconds, so it has to be seen and heard at once."""
    screen = await opened()
    await buurt.bot.says(buurt.group, "Moestuin", reply_markup=buttons("Ik doe mee"))

    await screen.group.get_by_role("button", name="Ik doe mee").click()
    press = await buurt.bot.hears("callback_query")
    await buurt.bot.calls(
        "answerCallbackQuery", callback_query_id=press["id"], text="Fijn dat je meedoet"
    )

    assert press["from"]["first_name"] == "Anna"
    await expect(screen.page.locator(".toast")).to_have_text("Fijn dat je meedoet")
    await expect(screen.page.get_by_role("status")).to_contain_text("Fijn dat je meedoet")


async def test_alert_stays_until_it_is_closed(opened: Opened, buurt: Neighbourhood):
    """Telegram's alerts wait for the reader, and Escape closes them here."""
    screen = await opened()
    await buurt.bot.says(buurt.anna, "Kaart", reply_markup=buttons("Stel voor"))

    await screen.private.get_by_role("button", name="Stel voor").click()
    press = await buurt.bot.hears("callback_query")
    await buurt.bot.calls(
        "answerCallbackQuery",
        callback_query_id=press["id"],
        text="Dit is voor buurtverbinders",
        show_alert=True,
    )

    await expect(screen.page.get_by_role("alertdialog")).to_contain_text(
        "Dit is voor buurtverbinders"
    )
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_role("alertdialog")).to_have_count(0)


async def test_edited_card_keeps_the_focus_on_its_button(opened: Opened, buurt: Neighbourhood):
    """The bot edits its cards in place; who came there by keyboard stays there."""
    screen = await opened()
    card = await buurt.bot.says(buurt.anna, "Stap 1", reply_markup=buttons("Verder", "Terug"))
    await screen.private.get_by_role("button", name="Terug").focus()

    await buurt.bot.calls(
        "editMessageText",
        chat_id=buurt.anna.id,
        message_id=card["message_id"],
        text="Stap 2",
        reply_markup=buttons("Klaar", "Terug"),
    )

    await expect(screen.private.get_by_text("Stap 2")).to_be_visible()
    await expect(screen.private.get_by_role("button", name="Terug")).to_be_focused()


@pytest.mark.parametrize("width", [320, 390, 480])
async def test_phone_never_scrolls_sideways(opened: Opened, buurt: Neighbourhood, width: int):
    """Whatever somebody writes, a narrow screen shows one chat in full and large buttons."""
    endless = "Donaudampfschiffahrtsgesellschaft" * 12
    await buurt.bot.says(buurt.group, endless, reply_markup=buttons(endless[:60], "Ik doe mee"))
    await buurt.bot.says(buurt.anna, endless, reply_markup=keyboard("Menu", "Mijn week", "Hulp"))
    screen = await opened(viewport={**PHONE, "width": width}, has_touch=True, is_mobile=True)

    await expect(screen.group).to_be_visible()
    await expect(screen.private).to_be_hidden()
    too_wide = await screen.too_wide()
    await screen.page.locator("#switch").get_by_role("button", name="Privé").tap()
    await expect(screen.private).to_be_visible()
    await expect(screen.group).to_be_hidden()
    too_wide += await screen.too_wide()
    await screen.page.locator("#tools-button").tap()
    too_wide += await screen.too_wide()

    assert too_wide == []


async def test_buttons_on_a_phone_are_large_enough(opened: Opened, buurt: Neighbourhood):
    """Anna is 68 and has large fingers: 44 pixels is the least."""
    await buurt.bot.says(buurt.group, "Moestuin", reply_markup=buttons("Ik doe mee"))
    screen = await opened(viewport=PHONE, has_touch=True, is_mobile=True)
    await expect(screen.group.get_by_role("button", name="Ik doe mee")).to_be_visible()

    small = await screen.page.evaluate(
        """[...document.querySelectorAll('button, textarea, select')]
            .filter(one => one.checkVisibility())
            .map(one => [one.textContent.trim() || one.ariaLabel, one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 44 || box.width < 44)
            .map(([name, box]) => `${name}: ${box.width} x ${box.height}`)"""
    )

    assert small == []


async def test_keyboard_alone_is_enough(opened: Opened, buurt: Neighbourhood):
    """Choose a person, write, press a button: without a mouse, in an order that makes sense."""
    await buurt.stand_in.start(buurt.bram)
    await buurt.bot.says(buurt.bram, "Klopt dit?", reply_markup=buttons("Ja"))
    screen = await opened()

    await tab_to(screen.page, screen.page.locator(f"[data-person='{buurt.bram.id}']"))
    await screen.page.keyboard.press("Enter")
    await expect(screen.private.locator(".about")).to_contain_text("Bram")
    await tab_to(screen.page, screen.group.get_by_role("textbox"))
    await screen.page.keyboard.type("Zondag")
    await screen.page.keyboard.press("Shift+Enter")
    await screen.page.keyboard.type("bij de moestuin?")
    await screen.page.keyboard.press("Enter")
    await tab_to(screen.page, screen.private.get_by_role("button", name="Ja", exact=True))
    await screen.page.keyboard.press("Enter")
    press = await buurt.bot.hears("callback_query")

    assert press["from"]["first_name"] == "Bram"
    said = buurt.stand_in.messages(buurt.group)[-1]
    assert (said.sender, said.text) == (buurt.bram, "Zondag\nbij de moestuin?")


async def test_focus_can_be_seen(opened: Opened, buurt: Neighbourhood):
    """Who uses the keyboard has to see where she is, at every stop."""
    await buurt.bot.says(buurt.anna, "Klopt dit?", reply_markup=buttons("Ja"))
    screen = await opened()
    await expect(screen.private.get_by_role("button", name="Ja", exact=True)).to_be_visible()

    unseen = []
    for _ in range(40):
        await screen.page.keyboard.press("Tab")
        unseen += await screen.page.evaluate(
            """[document.activeElement].filter(one => one !== document.body)
                .filter(one => getComputedStyle(one).outlineStyle === 'none')
                .map(one => one.outerHTML)"""
        )

    assert unseen == []


async def test_commands_menu_shows_what_this_person_may_ask(opened: Opened, buurt: Neighbourhood):
    """The menu differs per person and place, as in Telegram, and Escape leads back."""
    await buurt.bot.calls(
        "setMyCommands",
        commands=[{"command": "idee", "description": "Een idee delen"}],
        scope={"type": "all_private_chats"},
    )
    screen = await opened()
    opener = screen.private.get_by_role("button", name="Opdrachten", exact=True)

    await opener.press("Enter")
    await expect(screen.private.get_by_role("button", name="/idee")).to_be_focused()
    await screen.page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    await opener.press("Enter")
    await screen.private.get_by_role("button", name="/idee").press("Enter")

    await expect(screen.private.locator(".message.own").last).to_contain_text("/idee")


async def test_escape_leads_back_to_what_was_being_typed(opened: Opened, buurt: Neighbourhood):
    """Who typed the beginning of a command goes on typing."""
    await buurt.bot.calls(
        "setMyCommands",
        commands=[{"command": "idee", "description": "Een idee delen"}],
        scope={"type": "all_private_chats"},
    )
    screen = await opened()
    writing = screen.private.get_by_role("textbox")

    await writing.press_sequentially("/i")
    await expect(screen.private.get_by_role("button", name="/idee")).to_be_visible()
    await screen.page.keyboard.press("ArrowDown")
    await expect(screen.private.get_by_role("button", name="/idee")).to_be_focused()
    await screen.page.keyboard.press("Escape")

    await expect(writing).to_be_focused()
    await expect(writing).to_have_value("/i")
    await expect(screen.private.get_by_role("button", name="/idee")).to_be_hidden()


async def test_a_list_that_comes_late_leaves_the_focus_where_it_is(
    opened: Opened, buurt: Neighbourhood
):
    """Each letter asks for the list anew; somebody quick walks through it meanwhile."""
    await buurt.bot.calls(
        "setMyCommands",
        commands=[{"command": "idee", "description": "Een idee delen"}],
        scope={"type": "all_private_chats"},
    )
    screen = await opened()
    writing = screen.private.get_by_role("textbox")
    late = asyncio.Event()

    async def second(route: Route) -> None:
        await late.wait()
        await route.continue_()

    await writing.press_sequentially("/")
    await expect(screen.private.get_by_role("button", name="/idee")).to_be_visible()
    await screen.page.route("**/playground/commands*", second)
    await writing.press_sequentially("i")
    await screen.page.keyboard.press("ArrowDown")
    async with screen.page.expect_response("**/playground/commands*"):
        late.set()

    await expect(screen.private.get_by_role("button", name="/idee")).to_be_focused()


async def test_a_link_in_private_is_passed_on(opened: Opened, buurt: Neighbourhood):
    """An invitation is for somebody else: whoever plays everyone chooses for whom."""
    link = f"https://t.me/{buurt.stand_in.bot.username}?start=abc-123"
    by_url = {"inline_keyboard": [[{"text": "Ja, ik wil dat", "url": link}]]}
    await buurt.bot.says(buurt.anna, "Stuur dit door", reply_markup=by_url)
    screen = await opened(viewport=PHONE, has_touch=True)
    await screen.page.get_by_role("button", name="Privé").tap()

    await screen.private.get_by_role("button", name="Ja, ik wil dat").tap()
    await screen.page.get_by_role("dialog").get_by_role("button", name="Bram").tap()

    await expect(screen.private.locator(".about")).to_contain_text("Bram")
    await expect(screen.private.locator(".message.own").last).to_contain_text("/start abc-123")
    assert await screen.too_wide() == []


@pytest.mark.parametrize("way", ["button", "text link", "answer to a tap"])
async def test_deep_link_leads_to_the_private_chat(opened: Opened, buurt: Neighbourhood, way: str):
    """A first tap in the group always goes on in private; on a phone that is another screen."""
    link = f"https://t.me/{buurt.stand_in.bot.username}?start=abc-123"
    by_url = {"inline_keyboard": [[{"text": "Open", "url": link}]]}
    if way == "button":
        await buurt.bot.says(buurt.group, "Kom binnen", reply_markup=by_url)
    elif way == "text link":
        await buurt.bot.says(buurt.group, f'<a href="{link}">Open</a>', parse_mode="HTML")
    else:
        await buurt.bot.says(buurt.group, "Kom binnen", reply_markup=buttons("Open"))
    screen = await opened(person=buurt.bram, viewport=PHONE, has_touch=True)

    role = "link" if way == "text link" else "button"
    await screen.group.get_by_role(role, name="Open", exact=True).tap()  # type: ignore[arg-type]
    if way == "answer to a tap":
        press = await buurt.bot.hears("callback_query")
        await buurt.bot.calls("answerCallbackQuery", callback_query_id=press["id"], url=link)

    await expect(screen.private).to_be_visible()
    await expect(screen.group).to_be_hidden()
    await expect(screen.private.locator(".message.own")).to_contain_text("/start abc-123")
    assert len(screen.page.context.pages) == 1


async def test_what_people_write_is_never_markup(opened: Opened):
    """A stranger's text must not become part of the page."""
    sly = "<img src=x onerror=\"document.title='broken'\"><b>vet</b>"
    screen = await opened()

    await screen.write(screen.group, sly)

    await expect(screen.group.locator(".message.own .text")).to_have_text(sly)
    await expect(screen.page).to_have_title("Buurtbot · speeltuin")


async def test_formatting_is_shown_as_telegram_shows_it(opened: Opened, buurt: Neighbourhood):
    """Offsets count in UTF-16 units, so an emoji before them must not shift them."""
    screen = await opened()

    await buurt.bot.says(
        buurt.group,
        '🌱🌱 <b>Vet en <i>schuin</i></b> en <a href="https://example.org/">een link</a> met /hulp',
        parse_mode="HTML",
    )

    text = screen.group.locator(".message .text").last
    await expect(text.locator("strong")).to_have_text("Vet en schuin")
    await expect(text.locator("strong em")).to_have_text("schuin")
    await expect(text.get_by_role("link", name="een link")).to_have_attribute(
        "href", "https://example.org/"
    )
    await expect(text.get_by_role("button", name="/hulp")).to_be_visible()
    await expect(text).to_have_text("🌱🌱 Vet en schuin en een link met /hulp")


async def test_new_messages_leave_typing_alone(opened: Opened, buurt: Neighbourhood):
    """While somebody types, the clock may bring ten messages; not a letter of hers gets lost."""
    screen = await opened()
    box = screen.private.get_by_role("textbox")
    await box.click()

    for number in range(10):
        await screen.page.keyboard.type(f"{number}")
        await buurt.bot.says(buurt.anna, f"Bericht {number}")
    await expect(screen.private.get_by_text("Bericht 9")).to_be_in_viewport()

    await expect(box).to_be_focused()
    await expect(box).to_have_value("0123456789")


async def test_half_written_text_stays_with_its_writer(opened: Opened, buurt: Neighbourhood):
    """Changing who you are is like putting one phone down and taking another."""
    screen = await opened()

    await screen.group.get_by_role("textbox").fill("Ik wil nog zeg")
    await screen.become(buurt.bram)
    await expect(screen.group.get_by_role("textbox")).to_have_value("")
    await screen.become(buurt.anna)

    await expect(screen.group.get_by_role("textbox")).to_have_value("Ik wil nog zeg")


async def test_who_scrolled_up_is_not_pulled_down(opened: Opened, buurt: Neighbourhood):
    """Reading back must be possible while the group goes on."""
    for number in range(40):
        await buurt.bot.says(buurt.group, f"Bericht {number}")
    screen = await opened()
    messages = screen.group.locator(".messages")
    await expect(screen.group.get_by_text("Bericht 39")).to_be_in_viewport()

    await messages.evaluate("list => { list.scrollTop = 0; }")
    await buurt.bot.says(buurt.group, "Nog een bericht")

    down = screen.group.locator(".to-bottom")
    await expect(down).to_contain_text("1 nieuw")
    assert await messages.evaluate("list => list.scrollTop") == 0
    await down.click()
    await expect(screen.group.get_by_text("Nog een bericht")).to_be_in_viewport()
    await expect(down).to_be_hidden()


async def test_mark_shows_who_has_something_to_read(opened: Opened, buurt: Neighbourhood):
    """One person plays everyone, so the page has to say where something happened."""
    screen = await opened(person=buurt.noor)
    annas = screen.page.locator(f"[data-person='{buurt.anna.id}']")
    await expect(annas).to_have_text(re.compile("Anna$"))

    await buurt.bot.says(buurt.anna, "Er is een vraag voor je")

    await expect(annas).to_contain_text("1 ongelezen")
    await screen.become(buurt.anna)
    await expect(annas).not_to_contain_text("ongelezen")


async def test_quick_replies_are_written_by_a_tap(opened: Opened, buurt: Neighbourhood):
    """The bot's fixed keyboard stands under the writing field until the bot takes it away."""
    screen = await opened()
    await buurt.bot.says(buurt.anna, "Dank je wel", reply_markup=keyboard("Menu", "Hulp"))

    await screen.private.get_by_role("button", name="Menu").click()

    await expect(screen.private.locator(".message.own").last).to_contain_text("Menu")
    await buurt.bot.says(buurt.anna, "Weg ermee", reply_markup={"remove_keyboard": True})
    await expect(screen.private.get_by_role("button", name="Menu")).to_be_hidden()


async def test_answering_and_changing_ones_own_message(opened: Opened, buurt: Neighbourhood):
    """Replies and edits are messages too, and the bot hears them as such."""
    screen = await opened()
    await buurt.bot.says(buurt.anna, "Wat kun je goed?")

    await screen.private.get_by_text("Wat kun je goed?").click()
    await screen.private.locator(".message").last.get_by_role("button", name="Antwoord").click()
    await screen.write(screen.private, "Timeren")
    mine = screen.private.locator(".message.own").last
    await expect(mine.locator(".quoted")).to_contain_text("Wat kun je goed?")
    await mine.get_by_role("button", name="Bewerk").click()
    await expect(screen.private.get_by_role("textbox")).to_have_value("Timeren")
    await screen.write(screen.private, "Timmeren")

    await expect(mine).to_contain_text("Timmeren")
    await expect(mine.locator(".meta")).to_contain_text("bewerkt")
    edited = await buurt.bot.hears("edited_message")
    assert edited["text"] == "Timmeren"
    assert edited["reply_to_message"]["text"] == "Wat kun je goed?"


async def test_somebody_new_is_chosen_at_once(opened: Opened):
    """Adding a person is a matter of one name and Enter."""
    screen = await opened()

    await screen.page.get_by_role("button", name="Iemand erbij").click()
    await screen.page.get_by_label("Voornaam").fill("Zeynep")
    await screen.page.keyboard.press("Enter")

    await expect(screen.private.locator(".about")).to_contain_text("Zeynep")
    await screen.private.get_by_role("button", name="Start").click()
    await expect(screen.private.locator(".message.own")).to_contain_text("/start")
    await screen.group.get_by_role("button", name="Kom in de groep").click()
    await expect(screen.group.get_by_role("textbox")).to_be_visible()


async def test_faults_are_switched_and_shown(opened: Opened, buurt: Neighbourhood):
    """A fault that is on must not be forgotten, also when its switch is out of sight."""
    screen = await opened()

    await screen.page.get_by_role("switch", name="Storing").click()
    await screen.page.get_by_role("switch", name="Drukte").click()

    await expect(screen.page.locator("#fault-note")).to_contain_text("Telegram antwoordt niet")
    await expect(screen.page.locator("#fault-note")).to_contain_text("telkens 5 seconden")
    assert buurt.stand_in.faults.outage
    assert buurt.stand_in.faults.flood == 5
    await screen.page.get_by_role("button", name="Storing stoppen").click()
    await expect(screen.page.locator("#fault-note")).not_to_contain_text("antwoordt niet")
    await screen.page.get_by_role("button", name="Drukte stoppen").click()
    await expect(screen.page.locator("#fault-note")).to_be_hidden()
    await expect(screen.page.get_by_role("switch", name="Drukte")).not_to_be_checked()
    assert not buurt.stand_in.faults.outage
    assert not buurt.stand_in.faults.flood


async def test_group_goes_on_as_a_supergroup(opened: Opened):
    """The group gets another number then; the page has to follow."""
    screen = await opened()

    await screen.page.get_by_role("button", name="Maak er een supergroep van").click()

    await expect(screen.page.get_by_role("button", name="Dit is een supergroep")).to_be_disabled()
    await screen.write(screen.group, "Nog steeds hier")
    await expect(screen.group.locator(".message.own")).to_contain_text("Nog steeds hier")


async def test_log_shows_each_call_with_what_came_back(opened: Opened, buurt: Neighbourhood):
    """For who wants to know what the bot asked of Telegram, refusals included."""
    screen = await opened()
    await buurt.bot.says(buurt.anna, "Hallo")

    entry = screen.page.locator(".log details").filter(has_text="sendMessage").first
    await entry.locator("summary").click()

    await expect(entry).to_contain_text("200")
    await expect(entry).to_contain_text('"text": "Hallo"')


async def test_clock_without_a_hand_cannot_be_moved(opened: Opened):
    """Without an `advance` from outside the buttons say so, rather than do nothing."""
    screen = await opened()

    await expect(screen.page.get_by_role("button", name="+1 dag")).to_have_js_property(
        "disabled", value=True
    )


async def test_clock_moves_ahead(chromium: Browser):
    """A week is one press, and the page shows the neighbourhood's own time."""
    ahead = 0.0

    async def advance(seconds: float) -> None:
        nonlocal ahead
        ahead += seconds

    # 11 June 2026, 19:30 in Amsterdam.
    stand_in = StandIn(limits=Limits.off(), now=lambda: 1_781_199_000 + ahead, advance=advance)
    await stand_in.serve()
    stand_in.add_user("Anna")
    page = await chromium.new_page(locale="nl-NL", timezone_id="America/New_York")
    await page.goto(stand_in.url)
    await expect(page.locator("#now")).to_have_text("do 11 jun 2026, 19:30")

    await page.get_by_role("button", name="+1 week").click()

    await expect(page.locator("#now")).to_have_text("do 18 jun 2026, 19:30")
    await page.close()
    await stand_in.close()


async def test_english_reader_gets_an_english_page(opened: Opened):
    """The browser's language chooses, and one press changes it."""
    screen = await opened(locale="en-GB")

    await expect(screen.page.get_by_role("button", name="+1 week")).to_be_visible()
    await expect(screen.private.get_by_role("textbox")).to_have_attribute(
        "placeholder", "Write to Buurtbot"
    )
    await screen.page.locator("#language").click()

    await expect(screen.private.get_by_role("textbox")).to_have_attribute(
        "placeholder", "Schrijf aan Buurtbot"
    )
    await expect(screen.page.locator("html")).to_have_attribute("lang", "nl")


async def test_both_languages_say_the_same_things(opened: Opened):
    """A sentence that misses in one language shows as "undefined" to half of the readers."""
    screen = await opened()

    different = await screen.page.evaluate(
        """(() => {
            const gaps = text => (text.match(/\\{\\w+\\}/g) ?? []).sort().join();
            const keys = new Set([...Object.keys(WORDS.nl), ...Object.keys(WORDS.en)]);
            return [...keys].filter(key =>
                !WORDS.nl[key] || !WORDS.en[key] || gaps(WORDS.nl[key]) !== gaps(WORDS.en[key]));
        })()"""
    )

    assert different == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_letters_stand_out_from_their_background(
    opened: Opened, buurt: Neighbourhood, scheme: str
):
    """WCAG 2.1 AA: 4.5 to 1 for all that is to be read, by day and by night."""
    await buurt.bot.says(
        buurt.group, "<b>Moestuin</b> <a href='https://example.org'>link</a> <code>x</code>",
        parse_mode="HTML", reply_markup=buttons("Ik doe mee"),
    )  # fmt: skip
    await buurt.bot.says(buurt.anna, "Hoi", reply_markup=keyboard("Menu"))
    screen = await opened(color_scheme=scheme)
    await screen.write(screen.group, "Hoi buren /hulp")
    await screen.page.get_by_role("switch", name="Storing").click()
    await expect(screen.page.locator("#fault-note")).to_be_visible()
    await expect(screen.group.locator(".message.own")).to_be_visible()

    weak = await screen.page.evaluate(WEAK_CONTRASTS)

    assert weak == []


def buttons(*texts: str) -> dict[str, Any]:
    """Buttons under a message, one a row."""
    return {"inline_keyboard": [[{"text": text, "callback_data": "x"}] for text in texts]}


def keyboard(*texts: str) -> dict[str, Any]:
    """Quick replies under the writing field, in one row."""
    return {"keyboard": [[{"text": text} for text in texts]], "is_persistent": True}


async def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    await expect(target).to_be_visible()
    for _ in range(60):
        if await target.evaluate("one => one === document.activeElement"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError("Tab does not lead there")


# Every text on the page whose colour is too near to what lies behind it. Colours go through a
# canvas, so that all of CSS's notations end up as red, green, blue and opacity.
WEAK_CONTRASTS = """(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    const painted = colours => {
        context.clearRect(0, 0, 1, 1);
        for (const colour of colours) { context.fillStyle = colour; context.fillRect(0, 0, 1, 1); }
        return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = colour => {
        const [r, g, b] = colour.map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = one => {
        const colours = [];
        for (let at = one; at; at = at.parentElement) {
            colours.unshift(getComputedStyle(at).backgroundColor);
        }
        return colours;
    };
    const weak = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const one = walker.currentNode.parentElement, text = walker.currentNode.textContent.trim();
        const aside = one.closest('script, style, template, .heard, :disabled');
        if (!text || aside || !one.checkVisibility()) continue;
        const under = behind(one), over = painted([...under, getComputedStyle(one).color]);
        const [high, low] = [light(painted(under)), light(over)].sort((a, b) => b - a);
        const ratio = (high + 0.05) / (low + 0.05);
        if (ratio < 4.5) weak.push(`${text.slice(0, 40)}: ${ratio.toFixed(2)}`);
    }
    return weak;
})()"""
