"""A picture that a person sent, from the update to its bytes, over real HTTP."""

import pytest

from bot.messages import Inbound, Media, MediaKind
from bot.pictures import NoPicture, Unfit
from bot.sandbox.bot_api import BotApi
from bot.telegram.client import TelegramClient
from bot.telegram.decode import decode
from bot.telegram.pictures import TelegramPictures
from tests.support.pictures import picture
from tests.unit.telegram.conftest import MEI


def sent(api: BotApi) -> Media:
    """What the last update says."""
    found = decode(api._world.updates.pending[-1].wire())
    assert isinstance(found, Inbound) and isinstance(found.content, Media)
    return found.content


async def test_the_largest_size_is_had(api: BotApi, client: TelegramClient) -> None:
    api.user_sends_picture(MEI.id, picture())
    media = sent(api)
    assert media.kind is MediaKind.PICTURE
    assert await TelegramPictures(client.bot).fetch(media.ref) == picture()


async def test_a_picture_sent_as_a_file_is_one_too(api: BotApi, client: TelegramClient) -> None:
    api.user_sends_picture(MEI.id, picture(kind="PNG"), mime="image/png", as_file=True)
    media = sent(api)
    assert media.kind is MediaKind.FILE
    assert await TelegramPictures(client.bot).fetch(media.ref) == picture(kind="PNG")


@pytest.mark.parametrize("kind", [MediaKind.VOICE, MediaKind.VIDEO, MediaKind.STICKER])
async def test_nothing_else_has_a_picture(api: BotApi, kind: MediaKind) -> None:
    api.user_sends_media(MEI.id, kind)
    assert sent(api) == Media(kind)


async def test_a_file_of_more_than_twenty_megabytes_cannot_be_had(
    api: BotApi, client: TelegramClient
) -> None:
    api.user_sends_picture(MEI.id, b"x" * (20 << 20) + b"x", as_file=True)
    with pytest.raises(NoPicture) as refused:
        await TelegramPictures(client.bot).fetch(sent(api).ref)
    assert refused.value.why is Unfit.TOO_LARGE


async def test_what_the_platform_does_not_give_is_away(
    api: BotApi, client: TelegramClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    api.user_sends_picture(MEI.id, picture())
    ref = sent(api).ref
    source = TelegramPictures(client.bot)
    api.fail_next("getFile", 500)
    for asked in (ref, "gone"):
        with pytest.raises(NoPicture) as refused:
            await source.fetch(asked)
        assert refused.value.why is Unfit.AWAY
        assert api.token not in str(refused.value)
    monkeypatch.setattr(api, "file", lambda file_id: None)  # gone after it was asked for
    with pytest.raises(NoPicture) as refused:
        await source.fetch(ref)
    assert api.token not in str(refused.value)
