"""The rules of the house that no linter knows, read from the source itself.

Each rule is a function from a file's path and text to complaints, so that every rule is also shown
to fail on a broken example. Import directions between the layers are import-linter's; what is here
goes finer: single places, the standard library's I/O, time, and names.
"""

import ast
import fnmatch
import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
import telegram

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
LAYERS = ("bot", "handlers", "storage")

ENTRY_POINTS = (
    "bot/__main__.py",
    "bot/cli.py",
    "bot/demo.py",
    "bot/settings.py",
    "bot/matching/__main__.py",
)
PLAYGROUND = "bot/playground/"

# What `bot/` may use: a growing list is a decision, so it is made here.
PURE_LIBRARIES = {
    "fluent",
    "babel",
    "dateutil",
    "dateparser",
    "Stemmer",
    "tomli",
    "icalendar",
    "segno",
    "importlib.resources",
    "importlib.abc",  # Traversable, the type of what importlib.resources finds
    "urllib.parse",
}
IMPURE_STANDARD = {
    "asyncio",
    "concurrent",
    "ctypes",
    "fcntl",
    "ftplib",
    "getpass",
    "glob",
    "http",
    "importlib",
    "logging.handlers",
    "mmap",
    "multiprocessing",
    "os",
    "pathlib",
    "pickle",
    "platform",
    "queue",
    "random",
    "sched",
    "secrets",
    "select",
    "selectors",
    "shelve",
    "shutil",
    "signal",
    "smtplib",
    "socket",
    "socketserver",
    "sqlite3",
    "ssl",
    "subprocess",
    "syslog",
    "tempfile",
    "threading",
    "time",
    "urllib",
    "uuid",
    "webbrowser",
    "xmlrpc",
}
IMPURE_CALLS = {"open", "print", "input", "breakpoint", "exec", "eval", "__import__"}

# Where a library may be imported: everywhere else it may not.
HOME_OF = {
    ("sqlalchemy", "alembic", "aiosqlite", "asyncpg", "sqlite3"): ("storage/",),
    ("telegram", "apscheduler", "aiohttp"): ("handlers/", "bot/__main__.py", "bot/cli.py"),
    ("starlette", "uvicorn"): ("handlers/", PLAYGROUND, "bot/__main__.py", "bot/cli.py"),
    ("bot.playground",): (PLAYGROUND, "bot/demo.py"),
    ("pydantic_settings",): ("bot/settings.py",),
    ("onnxruntime", "tokenizers", "numpy"): ("handlers/encoder.py",),
    ("typer", "rich"): ("bot/cli.py", "bot/__main__.py"),
}

WALL_CLOCK_PLACES = (
    "storage/database.py",
    "bot/settings.py",  # the clock file of tests with processes of their own
    PLAYGROUND,  # Telegram has a clock of its own
)
MACHINE_CLOCK_PLACES = (
    "handlers/delivery.py",
    "handlers/intake.py",
    "handlers/clock.py",
    "bot/cli.py",
    "bot/__main__.py",
    PLAYGROUND,
)
ENVIRONMENT_PLACES = ("bot/settings.py",)
SENDING_PLACES = (
    "handlers/delivery.py",
    "handlers/transport.py",  # the road that it takes
)
ASKING_PLACES = (
    *SENDING_PLACES,
    "handlers/routing.py",  # answerCallbackQuery, after the commit
    "handlers/intake.py",
    "handlers/questions.py",
    "handlers/commands.py",
    "handlers/check.py",
)

TOP_LEVEL = {
    "SECURITY.md",
    ".ci",
    ".git",
    ".github",
    ".gitignore",
    ".pre-commit-config.yaml",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "README.md",
    "bot",
    "deploy",
    "handlers",
    "pyproject.toml",
    "storage",
    "tests",
}
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
NOUNS = (
    "people",
    "communities",
    "ideas",
    "contributions",
    "talents",
    "matching",
    "introductions",
    "guide",
    "asking",
    "connectors",
    "teams",
    "welcomes",
    "energy",
    "groups",
    "sessions",
    "broadcasts",
    "digest",
    "stories",
    "moderation",
    "privacy",
)
SAME_AS = {
    "person": "people",
    "user": "people",
    "resident": "people",
    "neighbourhood": "communities",
    "neighborhood": "communities",
    "suggestion": "introductions",
    "match": "matching",
    "meeting": "sessions",
    "event": "sessions",
    "announcement": "broadcasts",
}

Rule = Callable[[str, str], list[str]]


def sources() -> Iterator[tuple[str, str]]:
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def lives_in(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or (place[-1] == "/" and path.startswith(place)) for place in places)


@cache
def parse(source: str) -> ast.Module:
    return ast.parse(source)


def imports(source: str) -> Iterator[tuple[int, str]]:
    """Every module or name imported, spelled in full, wherever in the file."""
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def covers(names: set[str] | tuple[str, ...], imported: str) -> bool:
    return any(imported == name or imported.startswith(f"{name}.") for name in names)


def origins(source: str) -> dict[str, str]:
    """What each imported name stands for: `stored` → `storage.ideas`."""
    found = {}
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.asname or alias.name.split(".")[0]] = alias.name
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                found[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return found


def dotted(node: ast.expr, known: dict[str, str]) -> str:
    """`Path.home` of an expression, imports spelled in full; what is not a name is left empty."""
    if isinstance(node, ast.Name):
        return known.get(node.id, node.id)
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value, known)}.{node.attr}"
    if isinstance(node, ast.Call):
        return dotted(node.func, known)
    return ""


def mentions(source: str) -> Iterator[tuple[int, str]]:
    """Every attribute looked up and every imported name used."""
    known = origins(source)
    for node in ast.walk(parse(source)):
        if isinstance(node, ast.Attribute) or (isinstance(node, ast.Name) and node.id in known):
            yield node.lineno, dotted(node, known)


def bot_is_pure(path: str, source: str) -> list[str]:
    if not path.startswith("bot/") or lives_in(path, (*ENTRY_POINTS, PLAYGROUND)):
        return []
    complaints = [
        f"{path}:{line} imports {name}"
        for line, name in imports(source)
        if not covers(PURE_LIBRARIES, name)
        and not covers({"bot"}, name)
        and (covers(IMPURE_STANDARD, name) or name.split(".")[0] not in sys.stdlib_module_names)
    ]
    return complaints + [
        f"{path}:{node.lineno} calls {node.func.id}()"
        for node in ast.walk(parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in IMPURE_CALLS
    ]


def libraries_stay_at_home(path: str, source: str) -> list[str]:
    return [
        f"{path}:{line} imports {name}, which belongs in {', '.join(homes)}"
        for line, name in imports(source)
        for libraries, homes in HOME_OF.items()
        if covers(libraries, name) and not lives_in(path, homes)
    ]


def the_playground_knows_nothing_of_ours(path: str, source: str) -> list[str]:
    if not path.startswith(PLAYGROUND):
        return []
    return [
        f"{path}:{line} imports {name}"
        for line, name in imports(source)
        if covers(LAYERS, name) and not covers({"bot.playground"}, name)
    ]


WALL_CLOCK = re.compile(
    r"(^|\.)(datetime\.(now|utcnow|today)|date\.today|time\.(time|time_ns|localtime|gmtime|ctime)"
    r"|func\.(now|current_\w+|localtime\w*))$"
)
MACHINE_CLOCK = re.compile(
    r"(^|\.)(time\.(monotonic|perf_counter|process_time)(_ns)?"
    r"|(\w*loop|get_running_loop|get_event_loop)\.time)$"
)


def only_a_transaction_asks_the_time(path: str, source: str) -> list[str]:
    if lives_in(path, WALL_CLOCK_PLACES):
        return []
    return [
        f"{path}:{line} asks {name}; a transaction carries `now`"
        for line, name in mentions(source)
        if WALL_CLOCK.search(name)
    ]


def the_machines_clock_is_for_limits_and_leases(path: str, source: str) -> list[str]:
    if lives_in(path, MACHINE_CLOCK_PLACES):
        return []
    return [
        f"{path}:{line} asks {name}"
        for line, name in mentions(source)
        if MACHINE_CLOCK.search(name)
    ]


def only_settings_read_the_environment(path: str, source: str) -> list[str]:
    if lives_in(path, ENVIRONMENT_PLACES):
        return []
    return [
        f"{path}:{line} reads {name}"
        for line, name in mentions(source)
        if re.search(r"^os\.(environb?|getenvb?|putenv)\b", name)
    ]


ASKING = re.compile(r"get_\w+|\w+_webhook|\w+_my_\w+|\w+_menu_button|answer_callback_query")
SHORTCUTS = re.compile(r"reply_(?!markup$|to_\w+$|parameters$)\w+|edit_(text|caption|reply_markup)")
RAW = ("call", "upload")


@cache
def bot_methods() -> frozenset[str]:
    listed = {name for name, it in vars(telegram.Bot).items() if inspect.iscoroutinefunction(it)}
    return frozenset(name for name in listed if re.fullmatch(r"[a-z]+_\w+", name))


def asked_for(call: ast.Call) -> str:
    """The method of the Bot API that a call is about, spelled as in Python; "" when nobody knows.
    The raw calls of `handlers/transport.py` have it as their first value."""
    assert isinstance(call.func, ast.Attribute)
    method: object = call.func.attr
    if method in RAW:
        named = [each.value for each in call.keywords if each.arg == "method"]
        first = next(iter([*call.args, *named]), None)
        method = first.value if isinstance(first, ast.Constant) else ""
    return re.sub(r"[A-Z]", lambda capital: f"_{capital[0].lower()}", str(method))


def only_the_postman_sends(path: str, source: str) -> list[str]:
    if path.startswith(PLAYGROUND):
        return []
    known = origins(source)
    complaints = []
    for node in ast.walk(parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if covers(LAYERS, known.get(dotted(node.func, {}).split(".")[0], "")):
            continue  # a function of ours that has the same name
        whole = dotted(node.func, known)
        method = asked_for(node)
        asks = method in bot_methods() and ASKING.fullmatch(method) is not None
        asks = asks or (method == "answer" and "query" in whole)
        sends = method in bot_methods() or SHORTCUTS.fullmatch(method) is not None
        sends = sends or node.func.attr in RAW  # also a method that the library does not know yet
        if not lives_in(path, ASKING_PLACES if asks else SENDING_PLACES) and (asks or sends):
            complaints.append(f"{path}:{node.lineno} calls {whole}(); put it in the outbox")
    return complaints


def names_say_something(path: str, source: str) -> list[str]:
    del source
    words = re.split(r"[/_.]", path)
    return [f"{path}: the name says nothing" for word in words if word in SAYS_NOTHING]


def the_same_noun_has_the_same_name(path: str, source: str) -> list[str]:
    del source
    stem = Path(path).stem.removeprefix("test_")
    noun = {one.rstrip("s"): one for one in NOUNS} | {
        "story": "stories",
        "community": "communities",
    }
    meant = ({**noun, **SAME_AS}).get(stem) or SAME_AS.get(stem.rstrip("s"))
    return [f"{path}: call it {meant}"] if meant and meant != stem else []


RULES: tuple[Rule, ...] = (
    bot_is_pure,
    libraries_stay_at_home,
    the_playground_knows_nothing_of_ours,
    only_a_transaction_asks_the_time,
    the_machines_clock_is_for_limits_and_leases,
    only_settings_read_the_environment,
    only_the_postman_sends,
    names_say_something,
    the_same_noun_has_the_same_name,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its(rule: Rule):
    """What the design promises about every file, held in every file."""
    complaints = [one for path, source in sources() for one in rule(path, source)]

    assert complaints == []


@pytest.mark.parametrize(
    ("rule", "path", "source"),
    [
        (bot_is_pure, "bot/ideas.py", "import os"),
        (bot_is_pure, "bot/ideas.py", "from pathlib import Path"),
        (bot_is_pure, "bot/ideas.py", "import urllib.request"),
        (bot_is_pure, "bot/ideas.py", "from importlib import import_module"),
        (bot_is_pure, "bot/ideas.py", "def later():\n    import random"),
        (bot_is_pure, "bot/ideas.py", "from storage import ideas"),
        (bot_is_pure, "bot/ideas.py", "import pydantic"),
        (bot_is_pure, "bot/matching/words.py", "import sqlite3"),
        (bot_is_pure, "bot/matching/words.py", "words = open('words.txt')"),
        (bot_is_pure, "bot/ideas.py", "print('hier')"),
        (libraries_stay_at_home, "handlers/ideas.py", "from sqlalchemy import select"),
        (libraries_stay_at_home, "storage/ideas.py", "from telegram import Bot"),
        (libraries_stay_at_home, "storage/ideas.py", "import aiohttp.web"),
        (libraries_stay_at_home, "storage/ideas.py", "import apscheduler"),
        (libraries_stay_at_home, "bot/playground/server.py", "import telegram"),
        (libraries_stay_at_home, "bot/ideas.py", "import starlette.routing"),
        (libraries_stay_at_home, "handlers/web.py", "from bot import playground"),
        (libraries_stay_at_home, "handlers/ideas.py", "from bot.playground import page"),
        (libraries_stay_at_home, "handlers/ideas.py", "import typer"),
        (the_playground_knows_nothing_of_ours, "bot/playground/chats.py", "import bot.people"),
        (the_playground_knows_nothing_of_ours, "bot/playground/chats.py", "from bot import texts"),
        (the_playground_knows_nothing_of_ours, "bot/playground/chats.py", "import storage"),
        (
            only_a_transaction_asks_the_time,
            "handlers/ideas.py",
            "import datetime\nnow = datetime.datetime.now(datetime.UTC)",
        ),
        (
            only_a_transaction_asks_the_time,
            "bot/ideas.py",
            "from datetime import datetime as moment\nnow = moment.utcnow()",
        ),
        (only_a_transaction_asks_the_time, "bot/a.py", "from datetime import date\ndate.today()"),
        (only_a_transaction_asks_the_time, "handlers/a.py", "import time\nclock = time.time"),
        (only_a_transaction_asks_the_time, "handlers/a.py", "from time import time\ntime()"),
        (
            only_a_transaction_asks_the_time,
            "storage/ideas.py",
            "from sqlalchemy import func\nwhen = func.now()",
        ),
        (
            the_machines_clock_is_for_limits_and_leases,
            "handlers/ideas.py",
            "import time\ntime.monotonic()",
        ),
        (
            the_machines_clock_is_for_limits_and_leases,
            "storage/ideas.py",
            "import asyncio\nasyncio.get_running_loop().time()",
        ),
        (only_settings_read_the_environment, "bot/cli.py", "import os\nos.environ['HOME']"),
        (only_settings_read_the_environment, "handlers/web.py", "from os import getenv\ngetenv()"),
        (only_the_postman_sends, "handlers/ideas.py", "bot.send_message(1, 'hoi')"),
        (only_the_postman_sends, "handlers/ideas.py", "await context.bot.edit_message_text('x')"),
        (only_the_postman_sends, "handlers/ideas.py", "update.message.reply_text('hoi')"),
        (only_the_postman_sends, "handlers/ideas.py", "update.message.edit_text('hoi')"),
        (only_the_postman_sends, "handlers/ideas.py", "await query.answer()"),
        (only_the_postman_sends, "handlers/ideas.py", "bot.get_chat_member(1, 2)"),
        (only_the_postman_sends, "handlers/routing.py", "bot.send_message(1, 'hoi')"),
        (only_the_postman_sends, "bot/cli.py", "bot.delete_message(1, 2)"),
        (only_the_postman_sends, "handlers/ideas.py", "bot.sendMessage(1, 'hoi')"),
        (only_the_postman_sends, "handlers/ideas.py", "await bot.call('sendMessage', {})"),
        (only_the_postman_sends, "handlers/ideas.py", "bot.call(method='sendMessage', payload={})"),
        (only_the_postman_sends, "handlers/ideas.py", "self._bot.call(method, payload)"),
        (only_the_postman_sends, "handlers/ideas.py", "bot.upload('sendDocument', {}, content='')"),
        (only_the_postman_sends, "handlers/ideas.py", "bot.call('sendSomethingNew', {})"),
        (only_the_postman_sends, "handlers/ideas.py", "bot.call('getChatMember', {})"),
        (only_the_postman_sends, "handlers/intake.py", "self._bot.call('sendMessage', {})"),
        (names_say_something, "handlers/utils.py", ""),
        (names_say_something, "storage/common/rows.py", ""),
        (names_say_something, "handlers/session_manager.py", ""),
        (the_same_noun_has_the_same_name, "storage/idea.py", ""),
        (the_same_noun_has_the_same_name, "handlers/persons.py", ""),
        (the_same_noun_has_the_same_name, "handlers/story.py", ""),
        (the_same_noun_has_the_same_name, "tests/handlers/test_meetings.py", ""),
        (the_same_noun_has_the_same_name, "storage/suggestions.py", ""),
        (the_same_noun_has_the_same_name, "handlers/community.py", ""),
    ],
)
def test_a_rule_fails_on_a_broken_example(rule: Rule, path: str, source: str):
    """A rule that cannot fail holds nothing."""
    assert len(rule(path, source)) == 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "bot/moments.py",
            "from dateutil import rrule\nimport datetime\nday = datetime.date(1, 1, 1)",
        ),
        ("bot/texts/__init__.py", "from importlib.resources import files\nimport fluent.runtime"),
        ("bot/matching/words.py", "import Stemmer\nimport tomllib\nfrom urllib.parse import quote"),
        ("bot/settings.py", "import os\nfrom pydantic_settings import BaseSettings\nos.environ"),
        ("bot/playground/page.py", "import secrets\nfrom starlette.routing import Route"),
        ("bot/demo.py", "from bot.playground import StandIn\nimport handlers.application"),
        ("bot/cli.py", "import typer\nimport handlers.web"),
        ("storage/database.py", "from datetime import UTC, datetime\ndatetime.now(UTC)"),
        ("handlers/ideas.py", "now = tx.now\nuntil = meeting.starts.time()"),
        ("handlers/delivery.py", "import time\ntime.monotonic()\nbot.send_message(1, 'hoi')"),
        ("handlers/delivery.py", "self._bot.call(method, payload)\nbot.upload(method, rest)"),
        ("handlers/routing.py", "bot.answer_callback_query('1')"),
        ("handlers/intake.py", "bot.call('setWebhook', payload)"),
        ("handlers/check.py", "bot.call('getMe', {})"),
        ("handlers/questions.py", "bot.get_chat_member(1, 2)"),
        ("handlers/ideas.py", "from storage import chats\nchats.get_chat(tx, 1)"),
        ("handlers/ideas.py", "from storage import ideas as stored\nstored.pin_chat_message(tx)"),
        ("storage/process_roles.py", "stop = common_words.union(manager)"),
    ],
)
def test_what_is_allowed_is_not_complained_about(path: str, source: str):
    """A rule that cries wolf is soon switched off."""
    assert [one for rule in RULES for one in rule(path, source)] == []


def strays(present: set[str], ignored: list[str]) -> list[str]:
    patterns = [line.strip().rstrip("/") for line in ignored if line.strip() and line[0] != "#"]
    return sorted(
        name
        for name in present - TOP_LEVEL
        if not any(fnmatch.fnmatch(name, pattern.lstrip("/")) for pattern in patterns)
    )


def test_nothing_else_lives_at_the_top():
    """Five folders and the papers of the house: whoever opens it sees at once what it is."""
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert strays({path.name for path in ROOT.iterdir()}, ignored) == []


def test_a_stray_folder_at_the_top_is_found():
    """The rule above, broken: a new folder is a decision; caches and databases are not."""
    present = {"bot", "README.md", "src", ".venv", "buurt.db", "setup.py"}

    assert strays(present, [".venv/", "*.db"]) == ["setup.py", "src"]


def test_every_setting_is_in_the_example():
    """An operator finds each setting in one file; none there is an invention."""
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")

    named = set(re.findall(r"^#?BUURTBOT_(\w+?)(?:_FILE)?=", example, re.MULTILINE))

    # `clock_file` is a file by itself.
    expected = {name.upper().removesuffix("_FILE") for name in Settings.model_fields}
    assert named == expected


def test_commits_are_linted_with_the_version_that_the_project_pins():
    """Two versions of one formatter undo each other's work."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")

    pinned = {one for one in project["dependency-groups"]["test"] if one.startswith("ruff==")}

    assert set(re.findall(r"ruff==[\d.]+", hooks)) == pinned


@pytest.mark.parametrize("layer", LAYERS)
def test_tests_mirror_the_layers_by_name(layer: str):
    """Who looks for the tests of a noun finds them under the noun's own name."""
    folder = ROOT / "tests" / layer
    paths = [path.relative_to(ROOT).as_posix() for path in folder.rglob("test_*.py")]

    assert [one for path in paths for one in the_same_noun_has_the_same_name(path, "")] == []
