"""`python -m bot` is `buurtbot`."""

from bot.cli import main

main()
