"""Pictures that people send on Telegram: ``getFile``, and where that says the bytes are."""

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest
from aiogram.methods import GetFile
from aiohttp import ClientError

from bot.pictures import MOST_FETCHED, NoPicture, Unfit
from bot.telegram.errors import says

_SECONDS = 15
_TOO_LARGE = ("file is too big",)


class TelegramPictures:
    """Implements ``bot.pictures.PictureSource``."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def fetch(self, ref: str) -> bytes:
        """See ``PictureSource``; ``ref`` is a ``file_id``."""
        try:
            file = await self._bot(GetFile(file_id=ref), request_timeout=_SECONDS)
            if file.file_path is None or (file.file_size or 0) > MOST_FETCHED:
                raise NoPicture(Unfit.TOO_LARGE)
            return await self._download(file.file_path)
        except TelegramBadRequest as error:
            raise NoPicture(Unfit.TOO_LARGE if says(error, _TOO_LARGE) else Unfit.AWAY) from None
        except (AiogramError, ClientError, TimeoutError):
            # Never its words: they hold the address, and that the token.
            raise NoPicture(Unfit.AWAY) from None

    async def _download(self, path: str) -> bytes:
        data = bytearray()
        session = self._bot.session
        address = session.api.file_url(self._bot.token, path)
        async for part in session.stream_content(address, timeout=_SECONDS):
            data += part
            if len(data) > MOST_FETCHED:
                raise NoPicture(Unfit.TOO_LARGE)
        return bytes(data)
