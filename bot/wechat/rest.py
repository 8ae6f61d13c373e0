"""What did not fit into one passive reply, kept until the person asks for it."""

import json
from dataclasses import asdict, dataclass

from bot.texts import texts_for
from bot.wechat.encode import with_rest
from bot.wechat.ports import TokenStore
from domain.volunteers.model import Language

_KEPT_SECONDS = 48 * 3600.0


@dataclass(frozen=True, slots=True)
class _Rest:
    parts: tuple[str, ...]
    language: str
    served: tuple[str, ...] = ()
    """The messages that asked, in order: a repeat gets the same part again."""


class Rests:
    """The rest of each person's last long answer, read part by part.

    A passive reply is one text. The other texts of an answer wait here, and the word
    ``wechat-rest-word`` brings the next one.
    """

    def __init__(self, store: TokenStore, app_id: str) -> None:
        self._store = store
        self._prefix = f"wechat:rest:{app_id}:"

    async def keep(self, openid: str, texts: tuple[str, ...], language: Language) -> str:
        """Keeps all but the first text.

        Returns:
            The first one, with a line on how to see the others.
        """
        first, *others = texts
        if not others:
            return first
        await self._put(openid, _Rest(tuple(others), language.value))
        return with_rest(first, language)

    async def next(self, openid: str, message_id: str, said: str) -> str | None:
        """The next text for somebody who asks for it; None where that is not what was said."""
        word = said.strip().strip('“”"。.!！').lower()
        if word not in {texts_for(language)("wechat-rest-word") for language in Language}:
            return None
        stored = await self._store.get(self._prefix + openid)
        if stored is None:
            return None
        rest = _Rest(**json.loads(stored))
        served = tuple(rest.served)
        if message_id not in served:
            served = (*served, message_id)
            await self._put(openid, _Rest(rest.parts, rest.language, served))
        place = served.index(message_id)
        if place >= len(rest.parts):
            return None
        part = rest.parts[place]
        return part if place == len(rest.parts) - 1 else with_rest(part, Language(rest.language))

    async def _put(self, openid: str, rest: _Rest) -> None:
        stored = json.dumps(asdict(rest), ensure_ascii=False)
        await self._store.put(self._prefix + openid, stored, _KEPT_SECONDS)
