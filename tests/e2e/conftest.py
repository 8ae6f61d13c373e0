"""A real headless Chromium; without one the tests are skipped."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.e2e.phones import Phones

_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTHS = {"desk": (1280, 860), "hand": (390, 844)}

OpenPhones = Callable[..., Awaitable[Phones]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """The installed Chromium."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("no chromium is installed: the page is not driven in a browser")
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield chromium
        await chromium.close()


@pytest.fixture
async def open_phones(browser: Browser) -> AsyncIterator[OpenPhones]:
    """Opens the page of a demo: ``await open_phones(url)``, also at the width of a hand.

    At the end the page must have had no script error and asked nothing from elsewhere.
    """
    opened: list[Phones] = []

    async def open_page(url: str, width: str = "desk", locale: str = "zh-CN") -> Phones:
        across, down = WIDTHS[width]
        context = await browser.new_context(
            viewport={"width": across, "height": down}, locale=locale, reduced_motion="reduce"
        )
        phones = Phones(await context.new_page(), url)
        opened.append(phones)
        await phones.open()
        return phones

    yield open_page
    for phones in opened:
        assert phones.problems == []
        await phones.page.context.close()
