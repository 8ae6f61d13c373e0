"""The bottom menu: three columns of requests that need no words."""

import hashlib
import json
from collections.abc import Mapping

import structlog

from bot.texts import texts_for
from bot.wechat.client import ApiError, WechatClient
from bot.wechat.ports import TokenStore
from domain.volunteers.model import Language
from storage.redis import RedisAway

_COLUMNS = (
    (
        "wechat-menu-join",
        (
            ("wechat-menu-browse", "browse_offerings"),
            ("wechat-menu-signups", "my_sign_ups"),
            ("wechat-menu-check-in", "check_in"),
        ),
    ),
    (
        "wechat-menu-mine",
        (("wechat-menu-hours", "query_hours"), ("wechat-menu-log", "log_hours")),
    ),
    (
        "wechat-menu-more",
        (
            ("wechat-menu-menu", "menu"),
            ("wechat-menu-settings", "settings"),
            ("wechat-menu-help", "help"),
        ),
    ),
)
_REMEMBERED_SECONDS = 30 * 24 * 3600.0

_log = structlog.get_logger(__name__)


def bottom_menu(language: Language = Language.ZH) -> Mapping[str, object]:
    """The menu in the platform's form; one for everybody, so in Chinese."""
    texts = texts_for(language)
    return {
        "button": [
            {
                "name": texts(column),
                "sub_button": [
                    {"type": "click", "name": texts(label), "key": action}
                    for label, action in entries
                ],
            }
            for column, entries in _COLUMNS
        ]
    }


async def put_up_menu(client: WechatClient, store: TokenStore, app_id: str) -> bool:
    """Creates the menu if it differs from the one put up last.

    Returns:
        Whether it stands; False where the platform is away or refuses, to be tried again.
    """
    menu = bottom_menu()
    fingerprint = hashlib.sha256(json.dumps(menu, sort_keys=True).encode()).hexdigest()
    key = f"wechat:menu:{app_id}"
    try:
        if await store.get(key) != fingerprint:
            await client.create_menu(menu)
            await store.put(key, fingerprint, _REMEMBERED_SECONDS)
    except (ApiError, RedisAway) as error:
        _log.warning("wechat menu failed", why=str(error))
        return False
    return True
