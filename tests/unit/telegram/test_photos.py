"""A picture that many people get: uploaded once, one message where the words fit, one outcome."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.attachments import File
from bot.messages import (
    Answer,
    Attachment,
    AttachmentKind,
    Choice,
    Inbound,
    Push,
    PushOutcome,
    Screen,
    Text,
)
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import BubbleKind
from bot.sandbox.faults import Ends, Fault
from bot.telegram.client import TelegramClient
from bot.telegram.gate import Gate
from domain.volunteers.model import Language, Platform
from tests.support.lanes import OpenLanes
from tests.support.pictures import picture
from tests.unit.telegram.conftest import MEI, TOM, MemoryNotes, Waits

PICTURE = Attachment(AttachmentKind.PICTURE, "a1" * 32)
SHORT = Screen("缺三个人。", (Choice("报名", "sign_up"),), attachment=PICTURE)
LONG = Screen("字" * 1025, (Choice("报名", "sign_up"),), attachment=PICTURE)
REFUSED = "Bad Request: IMAGE_PROCESS_FAILED"


class Pictures:
    """Implements ``Attachments`` and counts how often the bytes were asked for."""

    def __init__(self) -> None:
        self.made = 0

    async def make(self, attachment: Attachment) -> File:
        self.made += 1
        return File("picture.jpg", "image/jpeg", picture())

    def link(self, attachment: Attachment) -> str | None:
        return None


@pytest.fixture
def pictures() -> Pictures:
    return Pictures()


@pytest.fixture
def notes() -> MemoryNotes:
    return MemoryNotes()


@pytest.fixture
async def client(
    api: BotApi, api_url: str, pictures: Pictures, notes: MemoryNotes, outgoing: Gate, waits: Waits
) -> AsyncIterator[TelegramClient]:
    for user in (MEI, TOM):
        api.user_starts(user.id)
    client = TelegramClient(
        api.token, api_url, pictures, outgoing, notes=notes, call_seconds=1.0, sleep=waits
    )
    yield client
    await client.close()


async def push(client: TelegramClient, screen: Screen, user: int = MEI.id) -> Push:
    return await client.push(str(user), screen, Language.ZH)


def shown(api: BotApi, user: int = MEI.id) -> list[tuple[BubbleKind, str, tuple[str, ...]]]:
    """What the bot has put on a phone."""
    return [(b.kind, b.text, b.labels()) for b in api.messages(user) if b.from_bot]


def uploads(api: BotApi) -> int:
    """How often a picture came as bytes."""
    photos = [fields for name, fields in api.requests if name == "sendPhoto"]
    return sum(str(fields.get("photo", "attach://")).startswith("attach://") for fields in photos)


WHOLE = [(BubbleKind.PHOTO, SHORT.text, ("报名",))]
PARTS = [(BubbleKind.PHOTO, "", ()), (BubbleKind.TEXT, LONG.text, ("报名",))]
WORDS = [(BubbleKind.TEXT, SHORT.text, ("报名",))]


async def test_words_that_fit_are_the_caption_and_bytes_go_once(
    api: BotApi, client: TelegramClient, pictures: Pictures
) -> None:
    for user in (MEI.id, TOM.id, MEI.id):
        assert (await push(client, SHORT, user)).outcome is PushOutcome.SENT
    assert shown(api, TOM.id) == WHOLE
    assert (uploads(api), pictures.made) == (1, 1)
    file = api.messages(TOM.id)[-1].file
    assert file is not None and file.data == picture()


async def test_eight_at_once_upload_once(api: BotApi, client: TelegramClient) -> None:
    pushes = await asyncio.gather(*(push(client, SHORT) for _ in range(8)))
    assert {each.outcome for each in pushes} == {PushOutcome.SENT}
    assert uploads(api) == 1


async def test_another_process_needs_no_bytes_and_another_bot_does(
    api: BotApi, api_url: str, client: TelegramClient, notes: MemoryNotes
) -> None:
    await push(client, SHORT)
    fresh = Pictures()
    second = TelegramClient(api.token, api_url, fresh, Gate(OpenLanes()), notes=notes)
    assert (await push(second, SHORT)).outcome is PushOutcome.SENT
    assert fresh.made == 0
    await second.close()
    [key] = notes.kept
    assert key == f"telegram:photo:{api.token.partition(':')[0]}:{PICTURE.ref}"


async def test_long_words_follow_the_picture_with_the_choices(
    api: BotApi, client: TelegramClient
) -> None:
    assert (await push(client, LONG)).outcome is PushOutcome.SENT
    assert shown(api) == PARTS


@pytest.mark.parametrize("screen", [SHORT, LONG])
async def test_a_throttled_picture_comes_later_and_whole(
    api: BotApi, client: TelegramClient, waits: Waits, screen: Screen
) -> None:
    api.throttle(MEI.id, seconds=30)
    assert (await push(client, screen)).outcome is PushOutcome.LATER
    assert shown(api) == []
    await waits(31)
    assert (await push(client, screen)).outcome is PushOutcome.SENT
    assert shown(api) == (WHOLE if screen is SHORT else PARTS)


@pytest.mark.parametrize("done", [True, False])
async def test_a_lost_caption_is_unknown_and_lost_before_words_it_is_not(
    api: BotApi, client: TelegramClient, done: bool
) -> None:
    lost = Fault(call="sendPhoto", ends=Ends.HUNG_UP, done=done)
    api.faults.add(lost)
    assert (await push(client, SHORT)).outcome is PushOutcome.UNKNOWN
    assert len(shown(api)) == done
    api.faults.add(lost.model_copy())
    assert (await push(client, LONG, TOM.id)).outcome is PushOutcome.SENT
    assert shown(api, TOM.id) == (PARTS if done else PARTS[1:])


async def test_a_picture_without_its_words_is_unknown_and_never_sent_again(
    api: BotApi, client: TelegramClient
) -> None:
    api.faults.add(Fault(call="sendMessage", code=429, words="Too Many", retry_after=600))
    assert (await push(client, LONG)).outcome is PushOutcome.UNKNOWN
    assert shown(api) == PARTS[:1]


async def test_short_throttling_between_the_two_is_waited_out(
    api: BotApi, client: TelegramClient
) -> None:
    api.faults.add(Fault(call="sendMessage", code=429, words="Too Many", retry_after=3))
    assert (await push(client, LONG)).outcome is PushOutcome.SENT
    assert shown(api) == PARTS


async def test_who_blocks_us_between_the_two_is_unreachable(
    api: BotApi, client: TelegramClient
) -> None:
    api.fail_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    assert (await push(client, LONG)).outcome is PushOutcome.UNREACHABLE
    api.fail_next("sendPhoto", 403, "Forbidden: bot was blocked by the user")
    assert (await push(client, SHORT)).outcome is PushOutcome.UNREACHABLE


async def test_an_answer_whose_words_are_held_up_is_given_again(
    api: BotApi, client: TelegramClient
) -> None:
    api.faults.add(Fault(call="sendMessage", code=429, words="Too Many", retry_after=600))
    inbound = Inbound("telegram:1", Platform.TELEGRAM, str(MEI.id), Text("预览"))
    assert (await client.answer(inbound, Answer(LONG))).outcome is PushOutcome.LATER


async def test_a_picture_that_is_not_taken_leaves_the_words(
    api: BotApi, client: TelegramClient
) -> None:
    api.fail_next("sendPhoto", 400, REFUSED)
    assert (await push(client, SHORT)).outcome is PushOutcome.SENT
    assert shown(api) == WORDS
    api.fail_next("sendPhoto", 400, REFUSED)
    assert (await push(client, LONG, TOM.id)).outcome is PushOutcome.SENT
    assert shown(api, TOM.id) == PARTS[1:]


async def test_an_id_that_the_platform_forgot_is_uploaded_again(
    api: BotApi, client: TelegramClient
) -> None:
    for screen, expected in ((SHORT, WHOLE), (LONG, PARTS)):
        await push(client, screen)
        api._world.files.clear()
        assert (await push(client, screen, TOM.id)).outcome is PushOutcome.SENT
        assert shown(api, TOM.id)[-len(expected) :] == expected
    assert uploads(api) == 3


async def test_without_notes_it_is_uploaded_each_time(api: BotApi, api_url: str) -> None:
    api.user_starts(MEI.id)
    bare = TelegramClient(api.token, api_url, Pictures(), Gate(OpenLanes()))
    for _ in range(2):
        assert (await push(bare, SHORT)).outcome is PushOutcome.SENT
    assert uploads(api) == 2
    await bare.close()
