"""Both platforms in one process: their servers, and how a program under test is set up for them."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.routing import BaseRoute, Mount

from bot.sandbox.bot_api import BotApi
from bot.sandbox.wechat_api import WechatApi
from bot.sandbox.wechat_platform import WechatPlatform
from bot.sandbox.wechat_wire import WechatAccount
from domain.clock import Clock

_TELEGRAM = "/sandbox/telegram"
_WECHAT = "/sandbox/wechat"


@dataclass(frozen=True, slots=True)
class Platforms:
    """The servers of both platforms."""

    bot_api: BotApi
    wechat: WechatPlatform
    wechat_api: WechatApi

    def routes(self) -> Sequence[BaseRoute]:
        """Their APIs, each under an address of its own."""
        return (Mount(_TELEGRAM, self.bot_api.app), Mount(_WECHAT, self.wechat_api.app()))

    def settings(self, address: str) -> dict[str, str]:
        """Settings of a program that is to be served by them, by their name in lower case.

        Args:
            address: where ``routes`` are served, without a closing slash.
        """
        account = self.wechat.account
        return {
            "telegram_token": self.bot_api.token,
            "telegram_api_url": f"{address}{_TELEGRAM}",
            "wechat_app_id": account.app_id,
            "wechat_app_secret": account.app_secret,
            "wechat_token": account.token,
            "wechat_aes_key": account.aes_key,
            "wechat_mode": account.mode.value,
            "wechat_profile": account.profile.value,
            "wechat_msgmenu": str(account.msgmenu).lower(),
            "wechat_api_url": f"{address}{_WECHAT}",
        }

    async def close(self) -> None:
        """Ends what is on its way."""
        await self.wechat.close()
        await self.bot_api.close()


def platforms(
    account: WechatAccount, webhook_url: str, clock: Clock, address: str = ""
) -> Platforms:
    """New platforms, with nobody on them yet.

    Args:
        account: the Official Account.
        webhook_url: where WeChat posts its messages; Telegram is told by the program itself.
        address: where ``routes`` are served, for what is had from there by an address.
    """
    # Numbers must not come back after a restart: programs know messages by them.
    first = int(clock.now().timestamp() * 1000)
    wechat = WechatPlatform(account, webhook_url, clock, first_number=first)
    wechat.pictures_url = f"{address}{_WECHAT}/pictures"
    return Platforms(BotApi(now=clock.now, first_update=first), wechat, WechatApi(wechat))
