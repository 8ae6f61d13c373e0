"""Pictures that people send on WeChat: each comes with an address, whatever the account may do."""

from urllib.parse import urlsplit

import httpx

from bot.pictures import MOST_FETCHED, NoPicture, Unfit

_HOSTS = ".qpic.cn"
"""Where the platform keeps pictures."""


class WechatPictures:
    """Implements ``bot.pictures.PictureSource``.

    In plain mode nothing seals what comes in, so that only the platform's own addresses are asked.
    """

    def __init__(self, http: httpx.AsyncClient, api_url: str) -> None:
        """Args: api_url: of the platform's API; addresses on the same host count as its own."""
        self._http = http
        self._api = _origin(api_url)

    async def fetch(self, ref: str) -> bytes:
        """See ``PictureSource``; ``ref`` is the message's ``PicUrl``."""
        address = self._own(ref)
        if address is None:
            raise NoPicture(Unfit.AWAY)
        data = bytearray()
        try:
            async with self._http.stream("GET", address) as response:
                if response.status_code != httpx.codes.OK:
                    raise NoPicture(Unfit.AWAY)
                async for part in response.aiter_bytes():
                    data += part
                    if len(data) > MOST_FETCHED:
                        raise NoPicture(Unfit.TOO_LARGE)
        except (httpx.HTTPError, httpx.InvalidURL):
            raise NoPicture(Unfit.AWAY) from None
        return bytes(data)

    def _own(self, ref: str) -> str | None:
        """The address to be asked, sealed on the way where it is the platform's."""
        try:
            if _origin(ref) == self._api:
                return ref
            parts = urlsplit(ref)
            kept_there = (parts.hostname or "").endswith(_HOSTS) and parts.port in (None, 80, 443)
        except ValueError:
            return None
        if not kept_there or parts.scheme not in ("http", "https"):
            return None
        return parts._replace(scheme="https", netloc=parts.hostname or "").geturl()


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc
