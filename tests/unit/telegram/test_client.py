"""Answers and news over real HTTP: what the phone shows, and what the platform was asked."""

from io import BytesIO

import pytest
import zxingcpp
from PIL import Image
from structlog.testing import capture_logs

from bot.messages import (
    Answer,
    Attachment,
    AttachmentKind,
    Choice,
    Contact,
    Inbound,
    Push,
    PushOutcome,
    Screen,
    Tap,
    Text,
    Wants,
)
from bot.sandbox.bot_api import BotApi
from bot.sandbox.bot_api_chat import BubbleKind, Key
from bot.sandbox.faults import Fault
from bot.telegram.client import TelegramClient
from bot.telegram.commands import ChatCommands
from bot.telegram.gate import Gate
from bot.telegram.setup import show_profile, use_polling, use_webhook
from domain.volunteers.model import Language, Platform
from tests.unit.telegram.conftest import MEI, TOM, Documents, MemoryNotes, Waits

SENT = Push(PushOutcome.SENT)
MENU = Screen("菜单", (Choice("项目", "browse"), Choice("时长", "hours")), in_place=True)
BACK = Choice("返回", "back")


def inbound(content: Text | Tap | Contact, user_id: int = MEI.id) -> Inbound:
    return Inbound("telegram:1", Platform.TELEGRAM, str(user_id), content)


def press(api: BotApi, message_id: int, button: str, *, inaccessible: bool = False) -> Inbound:
    update = api.user_taps(MEI.id, message_id, button, inaccessible=inaccessible)
    return inbound(Tap(button, f"q{update}", message_id))


def methods(api: BotApi) -> list[str]:
    return [name for name, _ in api.requests]


@pytest.fixture
def started(api: BotApi) -> BotApi:
    api.user_starts(MEI.id)
    return api


async def test_notices_come_before_the_screen(started: BotApi, client: TelegramClient) -> None:
    answer = Answer(MENU, notices=(Screen("有空位了"), Screen("时长已确认")))
    assert await client.answer(inbound(Text("菜单")), answer) == SENT
    bubbles = started.messages(MEI.id)[1:]
    assert [bubble.text for bubble in bubbles] == ["有空位了", "时长已确认", "菜单"]
    assert bubbles[-1].labels() == ("项目", "时长")


async def test_a_menu_step_stays_in_its_message(started: BotApi, client: TelegramClient) -> None:
    await client.answer(inbound(Text("菜单")), Answer(MENU))
    menu = started.messages(MEI.id)[-1]
    tap = press(started, menu.message_id, "项目")
    list_ = Screen("没有项目", nav=(BACK,), in_place=True)
    assert await client.answer(tap, Answer(list_)) == SENT
    shown = started.messages(MEI.id)[-1]
    assert (shown.message_id, shown.text, shown.edited) == (menu.message_id, "没有项目", True)
    # Pressed twice: the second edit changes nothing, and that is no failure.
    assert await client.answer(tap, Answer(list_)) == SENT
    assert methods(started)[-2:].count("answerCallbackQuery") == 1


async def test_a_repeat_only_releases_the_button(started: BotApi, client: TelegramClient) -> None:
    await client.answer(inbound(Text("菜单")), Answer(MENU))
    tap = press(started, started.messages(MEI.id)[-1].message_id, "项目")
    started.requests.clear()
    answer = Answer(MENU, notices=(Screen("x"),), repeated=True, handed_over=True)
    assert await client.answer(tap, answer) == SENT
    assert methods(started) == ["answerCallbackQuery"]
    assert await client.answer(inbound(Text("菜单")), answer) == SENT
    assert methods(started) == ["answerCallbackQuery"]


async def test_nothing_is_said_to_who_left(started: BotApi, client: TelegramClient) -> None:
    assert await client.answer(inbound(Text("x")), Answer(None)) == SENT
    assert methods(started) == []


async def test_a_year_old_button_gets_a_new_message(
    started: BotApi, client: TelegramClient
) -> None:
    tap = press(started, 3, "menu", inaccessible=True)
    assert await client.answer(tap, Answer(MENU)) == SENT
    assert started.messages(MEI.id)[-1].text == "菜单"
    unknown = inbound(Tap("menu", "no-such-query", 3))
    assert await client.answer(unknown, Answer(MENU)) == SENT


async def test_a_picture_is_not_edited_into_a_text(started: BotApi, client: TelegramClient) -> None:
    code = Screen("签到码", (), (BACK,), attachment=Attachment(AttachmentKind.QR, "c123"))
    assert await client.answer(inbound(Text("名单")), Answer(code)) == SENT
    picture = started.messages(MEI.id)[-1]
    assert picture.kind is BubbleKind.PHOTO and picture.file and picture.text == "签到码"
    assert picture.file.data.startswith(b"\x89PNG")
    tap = press(started, picture.message_id, "返回")
    assert await client.answer(tap, Answer(MENU)) == SENT
    assert started.messages(MEI.id)[-1].text == "菜单"
    assert len(started.messages(MEI.id)) == 3


async def test_the_code_holds_a_link_to_this_bot(
    started: BotApi, client: TelegramClient, outgoing: Gate, api_url: str
) -> None:
    local = TelegramClient(
        started.token, api_url, Documents(), outgoing, link_base="http://127.0.0.1/t/"
    )
    for one, base in ((client, "https://t.me"), (local, "http://127.0.0.1/t")):
        screen = Screen("码", attachment=Attachment(AttachmentKind.QR, "c-1_A"))
        await one.push(str(MEI.id), screen, Language.ZH)
        file = started.messages(MEI.id)[-1].file
        assert file
        picture = Image.open(BytesIO(file.data))
        assert min(picture.size) >= 300
        (code,) = zxingcpp.read_barcodes(picture)
        assert code.text == f"{base}/{started.username}?start=c-1_A"
    await local.close()


async def test_the_own_data_comes_as_a_document(started: BotApi, client: TelegramClient) -> None:
    screen = Screen("您的数据", attachment=Attachment(AttachmentKind.EXPORT, "v1"))
    assert await client.answer(inbound(Text("我的数据")), Answer(screen)) == SENT
    document = started.messages(MEI.id)[-1]
    assert document.kind is BubbleKind.DOCUMENT and document.file
    assert (document.file.name, document.file.data) == ("data.json", b'{"id": "v1"}')


async def test_the_contact_key_comes_and_goes(started: BotApi, client: TelegramClient) -> None:
    asking = Screen("手机号？", nav=(BACK,), wants=Wants.CONTACT)
    await client.answer(inbound(Text("梅")), Answer(asking))
    assert started.phone(MEI.id).keyboard == (
        (Key("📱 发送我的手机号", "contact"),),
        (Key("返回"),),
    )
    started.user_presses_key(MEI.id, "📱 发送我的手机号")
    district = Screen("住在哪个区？", nav=(BACK,))
    await client.answer(inbound(Contact(MEI.phone, own=True)), Answer(district))
    assert started.phone(MEI.id).keyboard == ()
    asked = "住在哪个区？\n\n也可以回复“返回”。"
    assert [b.text for b in started.messages(MEI.id)[-1:]] == [asked]
    await client.answer(inbound(Text("城西区")), Answer(Screen("核对", nav=(BACK,))))
    assert [b.text for b in started.messages(MEI.id)[-2:]] == [asked, "核对"]


async def test_short_throttling_is_waited_out(
    started: BotApi, client: TelegramClient, waits: Waits
) -> None:
    started.throttle(MEI.id, seconds=3, times=2)
    assert await client.answer(inbound(Text("菜单")), Answer(MENU)) == SENT
    assert waits.seconds == [3.0, 3.0]
    assert started.messages(MEI.id)[-1].text == "菜单"


async def test_long_throttling_is_told(started: BotApi, client: TelegramClient) -> None:
    started.throttle(MEI.id, seconds=600)
    later = Push(PushOutcome.LATER, 600.0, "429")
    assert await client.answer(inbound(Text("菜单")), Answer(MENU)) == later


async def test_a_throttled_push_holds_back_the_next(
    started: BotApi, client: TelegramClient, waits: Waits
) -> None:
    started.user_starts(TOM.id)
    started.throttle(MEI.id, seconds=30)
    push = await client.push(str(MEI.id), MENU, Language.ZH)
    assert (push.outcome, push.retry_after) == (PushOutcome.LATER, 30.0)
    push = await client.push(str(TOM.id), MENU, Language.EN)
    assert push.outcome is PushOutcome.LATER and 29 < push.retry_after <= 30
    assert methods(started) == ["sendMessage"] and waits.seconds == []
    assert await client.answer(inbound(Text("x"), TOM.id), Answer(MENU)) == SENT


async def test_who_cannot_be_reached(api: BotApi, client: TelegramClient) -> None:
    for user_id in (TOM.id, 999):
        push = await client.push(str(user_id), MENU, Language.EN)
        assert push.outcome is PushOutcome.UNREACHABLE
    api.user_starts(MEI.id)
    api.user_blocks(MEI.id)
    assert (await client.push(str(MEI.id), MENU, Language.ZH)).outcome is PushOutcome.UNREACHABLE
    api.user_unblocks(MEI.id)
    assert await client.push(str(MEI.id), MENU, Language.ZH) == SENT


async def test_a_lost_answer_may_have_arrived(started: BotApi, client: TelegramClient) -> None:
    started.delay("sendMessage", seconds=1.5)
    push = await client.push(str(MEI.id), MENU, Language.ZH)
    assert push.outcome is PushOutcome.UNKNOWN
    assert started.messages(MEI.id)[-1].text == "菜单"


async def test_what_was_never_sent_goes_later(api: BotApi, outgoing: Gate, waits: Waits) -> None:
    nowhere = TelegramClient(api.token, "http://127.0.0.1:9", Documents(), outgoing, sleep=waits)
    push = await nowhere.push(str(MEI.id), MENU, Language.ZH)
    assert push.outcome is PushOutcome.LATER and push.retry_after > 0
    await nowhere.close()


@pytest.mark.parametrize(
    ("code", "words", "outcome"),
    [
        (500, "Internal Server Error", PushOutcome.LATER),
        (401, "Unauthorized", PushOutcome.LATER),
        (400, "Bad Request: PEER_ID_INVALID", PushOutcome.UNREACHABLE),
        (403, "Forbidden: user is deactivated", PushOutcome.UNREACHABLE),
        (400, "Bad Request: chat not found", PushOutcome.UNREACHABLE),
        (400, "Bad Request: BUTTON_DATA_INVALID", PushOutcome.REFUSED),
    ],
)
async def test_errors(
    started: BotApi, client: TelegramClient, code: int, words: str, outcome: PushOutcome
) -> None:
    started.fail_next("sendMessage", code, words)
    assert (await client.push(str(MEI.id), MENU, Language.ZH)).outcome is outcome


async def test_what_the_platform_does_not_take_is_logged_with_its_words(
    started: BotApi, client: TelegramClient
) -> None:
    started.fail_next("sendMessage", 400, 'Bad Request: entity "王芳" at byte offset 4711')
    with capture_logs() as logged:
        await client.push(str(MEI.id), MENU, Language.ZH)
    [said] = [entry["said"] for entry in logged if entry["event"] == "telegram call failed"]
    assert said.endswith("Bad Request: entity … at byte offset …")


async def test_what_is_refused_in_the_middle_was_shown_in_part(
    started: BotApi, client: TelegramClient
) -> None:
    screen = Screen("甲" * 4000 + "\n\n" + "乙" * 4000)
    refused = Fault(call="sendMessage", code=400, words="Bad Request: BUTTON_DATA_INVALID")
    started.delay("sendMessage", 0)
    started.faults.add(refused)
    assert (await client.push(str(MEI.id), screen, Language.ZH)).outcome is PushOutcome.UNKNOWN
    assert [b.text[0] for b in started.messages(MEI.id)[1:]] == ["甲"]


async def test_a_long_push_is_not_begun_twice(
    started: BotApi, client: TelegramClient, waits: Waits
) -> None:
    screen = Screen("甲" * 4000 + "\n\n" + "乙" * 4000)
    started.delay("sendMessage", 0)
    started.fail_next("sendMessage", 500)
    assert await client.push(str(MEI.id), screen, Language.ZH) == SENT
    assert [b.text[0] for b in started.messages(MEI.id)[1:]] == ["甲", "乙"]
    assert len(waits.seconds) == 1


async def test_the_profile_is_set_once(started: BotApi, client: TelegramClient) -> None:
    started.user_starts(TOM.id)
    await show_profile(client)
    assert ("hours", "查询时长") in started.commands(MEI.id)
    assert ("hours", "See my hours") in started.commands(TOM.id)
    started.requests.clear()
    await show_profile(client)
    assert {m for m in methods(started) if m.startswith("set")} == {"setChatMenuButton"}
    own = ChatCommands(client)
    assert await own.show_commands(str(TOM.id), Language.ZH, organizer=True)
    assert ("organize", "管理组织") in started.commands(TOM.id)
    assert await own.forget_commands(str(TOM.id))
    assert ("hours", "See my hours") in started.commands(TOM.id)
    started.fail_next("setMyCommands", 500)
    assert not await own.show_commands(str(TOM.id), Language.ZH, organizer=False)


async def test_the_webhook_is_set_with_its_secret(api: BotApi, client: TelegramClient) -> None:
    await use_webhook(client, "http://127.0.0.1:9/telegram/webhook", "s3cret", MemoryNotes())
    (_, fields) = api.requests[-1]
    assert fields["url"] == "http://127.0.0.1:9/telegram/webhook"
    assert fields["secret_token"] == "s3cret"
    assert client.known_username == api.username


async def test_a_picture_beside_the_text_may_fail_without_it(
    started: BotApi, client: TelegramClient
) -> None:
    """The text says everything: it is not sent twice because of the picture."""
    chart = Screen("3 小时", attachment=Attachment(AttachmentKind.CHART, "zh~mei"))
    started.fail_next("sendDocument", 500, times=10)
    assert await client.answer(inbound(Text("时长")), Answer(chart)) == SENT
    assert [bubble.text for bubble in started.messages(MEI.id)[1:]] == ["3 小时"]


async def test_the_webhook_is_set_when_something_changed(
    api: BotApi, client: TelegramClient
) -> None:
    notes, url = MemoryNotes(), "http://127.0.0.1:9/telegram/webhook"

    async def starts(secret: str = "one") -> int:
        await use_webhook(client, url, secret, notes)
        return methods(api).count("setWebhook")

    assert [await starts() for _ in range(3)] == [1, 1, 1]
    assert await starts("another") == 2
    await use_polling(client)
    assert await starts("another") == 3  # somebody took it away meanwhile
    notes.kept.clear()
    assert await starts("another") == 4  # what is not known is told again


async def test_a_board_changes_in_place_until_it_is_gone(
    started: BotApi, client: TelegramClient
) -> None:
    user, zh = str(MEI.id), Language.ZH
    shown = await client.show_board(user, Screen("10%", (Choice("暂停", "pause"),)), zh, None)
    assert shown is not None
    first = started.messages(MEI.id)[-1]
    assert str(first.message_id) == shown and first.text == "10%"
    half = Screen("50%", (Choice("暂停", "pause"),), in_place=True)
    assert await client.show_board(user, half, zh, shown) == shown
    assert await client.show_board(user, half, zh, shown) == shown
    assert started.messages(MEI.id)[-1].text == "50%"
    again = await client.show_board(user, Screen("90%", in_place=True), zh, "99999")
    assert again not in (None, shown)
    assert started.messages(MEI.id)[-1].text == "90%"
    started.user_blocks(MEI.id)
    assert await client.show_board(user, Screen("100%", in_place=True), zh, again) is None
