"""Makes the README's pictures from the real demo: ``-m tests.e2e.photograph docs``.

At the width of a desk the same person signs up on WeChat in Chinese and asks for the total on
Telegram in English; at the width of a hand the hours are a picture, and so is the card.
"""

import asyncio
import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, FloatRect, Page, ViewportSize, async_playwright

from tests.e2e.phones import Phones
from tests.support.demo import RunningDemo, running_demo

_DESK: ViewportSize = {"width": 1280, "height": 860}
_BOTH_PHONES: FloatRect = {"x": 325, "y": 0, "width": 923, "height": 860}
_HAND: ViewportSize = {"width": 390, "height": 844}
_WIDTHS = {"phones": 1180, "hand": 900}
_GAP = 24
_COLOURS = 256


async def at_the_desk(browser: Browser, demo: RunningDemo) -> Image.Image:
    """Both phones side by side."""
    page = await browser.new_page(
        viewport=_DESK, locale="zh-CN", reduced_motion="reduce", device_scale_factor=1.5
    )
    phones = Phones(page, demo.url)
    await phones.open()
    await phones.become("registered")
    await _sign_up_in_chinese(phones)
    await _ask_in_english(phones)
    picture = await page.screenshot(clip=await _calm(page, _BOTH_PHONES))
    await page.close()
    return _read(picture)


async def in_the_hand(browser: Browser, demo: RunningDemo) -> Image.Image:
    """Each phone alone, as the page is on a phone."""
    page = await browser.new_page(
        viewport=_HAND, locale="zh-CN", reduced_motion="reduce", device_scale_factor=2
    )
    phones = Phones(page, demo.url)
    await phones.open()
    await phones.become("registered")
    whole: FloatRect = {"x": 0, "y": 0, **_HAND}
    await phones.wechat.says("时长")
    await phones.wechat.answers.last.locator("img:not(.avatar)").wait_for()
    wechat = _read(await page.screenshot(clip=await _calm(page, whole)))
    await phones.telegram.says("/card")
    await phones.telegram.sees("volunteer card")
    telegram = _read(await page.screenshot(clip=await _calm(page, whole)))
    await page.close()
    both = Image.new("RGB", (wechat.width * 2 + _GAP * 2, wechat.height), "white")
    both.paste(wechat, (0, 0))
    both.paste(telegram, (wechat.width + _GAP * 2, 0))
    return both


async def _calm(page: Page, clip: FloatRect) -> FloatRect:
    await page.evaluate("document.activeElement.blur()")
    await page.wait_for_timeout(800)
    return clip


def _read(picture: bytes) -> Image.Image:
    return Image.open(io.BytesIO(picture)).convert("RGB")


async def _sign_up_in_chinese(phones: Phones) -> None:
    for said, seen in (
        (None, "马兰"),
        ("项目", "还有"),
        ("2", "类别"),
        ("报名", "看清楚"),
        ("确认", "报名成功"),
        ("时长", "10.5 小时"),
    ):
        await (phones.wechat.says(said) if said else phones.wechat.joins())
        await phones.wechat.sees(seen)


async def _ask_in_english(phones: Phones) -> None:
    await phones.telegram.joins()
    await phones.telegram.sees("马兰")
    await phones.telegram.says("/language")
    await phones.telegram.sees("语言")
    await phones.telegram.presses("English")
    await phones.telegram.sees("English")
    await phones.telegram.says("/signups")
    await phones.telegram.sees("Signed up")
    await phones.telegram.says("how many hours do I have?")
    await phones.telegram.sees("10.5 hours")


def smaller(whole: Image.Image, width: int) -> Image.Image:
    """The picture at the size of a page, with fewer colours."""
    size = (width, round(whole.height * width / whole.width))
    return whole.resize(size, Image.Resampling.LANCZOS).quantize(
        _COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG
    )


async def main(folder: Path) -> None:
    """Starts a demo on an empty folder and saves its pictures."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as data:
        async with running_demo(Path(data)) as demo, async_playwright() as playwright:
            browser = await playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            for name, picture in (
                ("phones", await at_the_desk(browser, demo)),
                ("hand", await in_the_hand(browser, demo)),
            ):
                smaller(picture, _WIDTHS[name]).save(folder / f"{name}.png", optimize=True)
            await browser.close()
            await demo.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
