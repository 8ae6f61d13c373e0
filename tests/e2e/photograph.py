"""Makes the README's picture from the real demo: ``-m tests.e2e.photograph docs/phones.png``.

The same person signs up on WeChat in Chinese and asks for the total on Telegram in English.
"""

import asyncio
import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import async_playwright

from tests.e2e.phones import Phones
from tests.support.demo import RunningDemo, running_demo

_PAGE = {"width": 1280, "height": 860}
_BOTH_PHONES = {"x": 325, "y": 0, "width": 923, "height": 860}
_WIDTH = 1180
_COLOURS = 256


async def photograph(demo: RunningDemo) -> bytes:
    """Drives the page; the picture of both phones as PNG."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = await browser.new_page(
            viewport=_PAGE, locale="zh-CN", reduced_motion="reduce", device_scale_factor=1.5
        )
        phones = Phones(page, demo.url)
        await phones.open()
        await phones.become("registered")
        await _sign_up_in_chinese(phones)
        await _ask_in_english(phones)
        await page.evaluate("document.activeElement.blur()")
        await page.wait_for_timeout(500)
        picture = await page.screenshot(clip=_BOTH_PHONES)
        await browser.close()
        return picture


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


def smaller(picture: bytes) -> Image.Image:
    """The picture at the size of a page, with fewer colours."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    size = (_WIDTH, round(whole.height * _WIDTH / whole.width))
    return whole.resize(size, Image.Resampling.LANCZOS).quantize(
        _COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.FLOYDSTEINBERG
    )


async def main(target: Path) -> None:
    """Starts a demo on an empty folder and saves its picture."""
    with tempfile.TemporaryDirectory() as folder:
        async with running_demo(Path(folder)) as demo:
            smaller(await photograph(demo)).save(target, optimize=True)
            await demo.stop()


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
