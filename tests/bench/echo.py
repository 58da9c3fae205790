"""The yardstick: a bare python-telegram-bot echo with its defaults."""

import os
import warnings

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

warnings.simplefilter("ignore")


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    await update.effective_message.reply_text(update.effective_message.text)


application = (
    Application.builder()
    .token(os.environ["BUURTBOT_TOKEN"])
    .base_url(os.environ["BUURTBOT_API_URL"] + "/bot")
    .build()
)
application.add_handler(MessageHandler(filters.TEXT, echo))
application.run_polling()
