"""Pictures that many people get: uploaded once, and then sent by what the platform calls them."""

import asyncio

import structlog

from bot.attachments import Attachments
from bot.messages import Attachment
from bot.wechat.client import ApiError, WechatClient

_log = structlog.get_logger(__name__)


class Uploads:
    """The pictures of broadcasts, each named by the SHA-256 of its bytes, as uploads are."""

    def __init__(self, client: WechatClient, attachments: Attachments) -> None:
        self._client = client
        self._attachments = attachments
        self._one_at_a_time = asyncio.Lock()

    async def media_id(self, picture: Attachment) -> str | None:
        """What the platform calls a picture; None: it cannot be had now."""
        # Whoever waits here finds the id of the first.
        async with self._one_at_a_time:
            if known := await self._client.known_image(picture.ref):
                return known
            file = await self._attachments.make(picture)
            if file is None:
                return None
            try:
                return await self._client.upload_image(file)
            except ApiError as error:
                _log.warning("wechat picture not uploaded", why=str(error))
                return None
