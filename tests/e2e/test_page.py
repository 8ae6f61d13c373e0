"""The page in a real browser, with an echo behind both platforms."""

import json
from collections.abc import AsyncIterator
from datetime import datetime

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import expect

from bot.sandbox.wechat_chats import MessageKind
from tests.e2e.conftest import WIDTHS, OpenPhones
from tests.e2e.phones import Phones
from tests.support.clock import SettableClock
from tests.support.echo import EchoDemo, echo_demo


@pytest.fixture
async def demo(clock: SettableClock) -> AsyncIterator[EchoDemo]:
    """The demo with the echo."""
    async with echo_demo(clock) as running:
        yield running


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_conversation_on_both_phones(
    demo: EchoDemo, open_phones: OpenPhones, width: str
) -> None:
    phones = await open_phones(demo.url, width)

    await phones.wechat.joins()
    await phones.wechat.sees("微信：subscribe")
    await phones.wechat.says("1")
    await phones.wechat.sees("微信：1")
    await phones.wechat.picks("参加", "服务项目")
    await phones.wechat.sees("CLICK browse")
    await phones.wechat.picks("帮助")
    await phones.wechat.sees("CLICK help")
    await phones.wechat.more("语音")
    await phones.wechat.sees("微信：voice")

    await phones.telegram.joins()
    await phones.telegram.sees("电报：/start")
    await phones.telegram.is_offered("报名")
    before = await phones.telegram.answers_count()
    await phones.telegram.presses("报名")
    await phones.telegram.sees("按了 sign_up")
    assert await phones.telegram.answers_count() == before
    await phones.telegram.commands("/menu")
    await phones.telegram.sees("电报：/menu")
    await phones.telegram.says("phone")
    await phones.telegram.sees("您的手机号？")
    await phones.telegram.presses("发送手机号")
    await phones.telegram.sees("电报：contact")


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_code_is_scanned_by_another_person(
    demo: EchoDemo, open_phones: OpenPhones, width: str
) -> None:
    phones = await open_phones(demo.url, width)
    await phones.become("organizer")
    await phones.telegram.joins()
    await phones.telegram.sees("/start")
    await phones.telegram.says("qr")
    code = await phones.telegram.code()
    await phones.wechat.scans(code, who="registered")
    await phones.wechat.sees("subscribe qrscene_in-418302")


async def test_a_document_is_downloaded(demo: EchoDemo, open_phones: OpenPhones) -> None:
    phones = await open_phones(demo.url)
    await phones.telegram.joins()
    await phones.telegram.sees("/start")
    await phones.telegram.says("doc")
    await expect(phones.telegram.root.locator("a.file")).to_contain_text("我的数据.json")
    await expect(phones.telegram.root.locator("a.file")).to_be_in_viewport()
    assert json.loads((await phones.telegram.download()).read_bytes()) == {"hours": 3}


async def test_people_have_their_own_phones(demo: EchoDemo, open_phones: OpenPhones) -> None:
    phones = await open_phones(demo.url)
    await phones.telegram.joins()
    await phones.telegram.sees("/start")
    await phones.become("guardian")
    assert await phones.telegram.answers_count() == 0
    assert await phones.become_somebody_new() == "new5"
    await phones.become("new")
    await phones.telegram.has_seen("/start")


@pytest.mark.parametrize("width", WIDTHS)
async def test_time_moves_forward_only(demo: EchoDemo, open_phones: OpenPhones, width: str) -> None:
    phones = await open_phones(demo.url, width)
    assert "11月21日" in await phones.time()
    await phones.wait_hours(25)
    await expect(phones.page.locator("#now")).to_contain_text("11月22日")
    await phones.move_clock(datetime(2026, 12, 1, 9, 30))
    await expect(phones.page.locator("#now")).to_contain_text("12月1日")
    await expect(phones.page.locator("#now")).to_contain_text("09:30")


async def test_a_message_pushed_later_arrives_without_reload(
    demo: EchoDemo, open_phones: OpenPhones
) -> None:
    phones = await open_phones(demo.url)
    await phones.wechat.joins()
    await phones.wechat.sees("subscribe")
    chat = demo.wechat.chats.of(demo.personas.all()[0].openid)
    demo.wechat.show_push(chat, MessageKind.TEXT, "明天 14:00 有服务", None)
    await phones.wechat.sees("明天 14:00 有服务")


async def test_the_unread_are_counted_on_the_tab(demo: EchoDemo, open_phones: OpenPhones) -> None:
    phones = await open_phones(demo.url, "hand")
    await phones.telegram.joins()
    await phones.telegram.sees("/start")
    await phones.wechat.show()
    demo.bot_api.user_sends_text(demo.personas.all()[0].telegram_id, "在吗")
    await expect(phones.page.locator("#tab-telegram .unread")).to_have_text("1")
    await phones.telegram.show()
    await expect(phones.page.locator("#tab-telegram .unread")).to_be_hidden()


async def test_the_keyboard_is_enough(demo: EchoDemo, open_phones: OpenPhones) -> None:
    phones = await open_phones(demo.url)
    await phones.wechat.joins()
    await phones.wechat.sees("subscribe")
    column = phones.wechat.root.get_by_role("button", name="参加")
    await column.focus()
    await phones.page.keyboard.press("Enter")
    await expect(column).to_have_attribute("aria-expanded", "true")
    await expect(phones.wechat.root.get_by_role("button", name="服务项目")).to_be_focused()
    await phones.page.keyboard.press("Escape")
    await expect(column).to_have_attribute("aria-expanded", "false")
    await expect(column).to_be_focused()
    await phones.wechat.root.get_by_label("消息", exact=True).focus()
    await phones.page.keyboard.type("hello 2")
    await phones.page.keyboard.press("Enter")
    await phones.wechat.sees("微信：hello 2")
    log = phones.wechat.root.get_by_role("log", name="微信对话")
    await expect(log).to_have_attribute("aria-live", "polite")


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_phones_are_as_large_as_phones(
    demo: EchoDemo, open_phones: OpenPhones, width: str
) -> None:
    """At the width of a desk both stand side by side, at that of a hand one fills the page."""
    phones = await open_phones(demo.url, width)
    across, down = WIDTHS[width]
    for phone in (phones.wechat, phones.telegram):
        await phone.show()
        box = await phone.root.bounding_box()
        assert box is not None
        assert 340 <= box["width"] <= 480 and box["height"] >= 600
        assert box["x"] >= 0 and box["x"] + box["width"] <= across
        assert box["y"] >= 0 and box["y"] + box["height"] <= down


@pytest.mark.parametrize("width", WIDTHS)
async def test_a_screen_reader_finds_everything_named(
    demo: EchoDemo, open_phones: OpenPhones, width: str
) -> None:
    """By axe-core's rules: names, roles, contrast, order. With bubbles, keys and open menus."""
    phones = await open_phones(demo.url, width)
    await phones.wechat.joins()
    await phones.wechat.sees("subscribe")
    await phones.wechat.says("qr")
    await phones.wechat.sees("扫码")
    await phones.wechat.picks("参加")
    await _nothing_hidden_from_readers(phones)
    await phones.telegram.joins()
    await phones.telegram.says("phone")
    await phones.telegram.sees("您的手机号？")
    await _nothing_hidden_from_readers(phones)


async def _nothing_hidden_from_readers(phones: Phones) -> None:
    found = await Axe().run(phones.page)
    assert found.violations_count == 0, found.generate_report()


async def test_the_frame_speaks_both_languages(demo: EchoDemo, open_phones: OpenPhones) -> None:
    phones = await open_phones(demo.url, locale="en-GB")
    await expect(phones.page.get_by_text("You are now")).to_be_visible()
    await phones.switch_language()
    await expect(phones.page.get_by_text("您现在是")).to_be_visible()
    await expect(phones.wechat.root.get_by_role("button", name="关注公众号")).to_be_visible()


async def test_a_refusal_is_said_on_the_phone(demo: EchoDemo, open_phones: OpenPhones) -> None:
    phones = await open_phones(demo.url)
    await phones.telegram.joins()
    await phones.telegram.sees("/start")
    demo.bot_api.user_blocks(demo.personas.all()[0].telegram_id)
    await expect(phones.telegram.root.locator(".start")).to_have_text("解除停用")
    await phones.telegram.presses("报名")
    await expect(phones.telegram.root.get_by_role("alert")).to_have_text(
        "请先关注或启用，再发消息。"
    )
