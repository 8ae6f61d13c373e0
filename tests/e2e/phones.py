"""The two phones in a browser, in steps that read like a conversation.

phones = await open_phones(demo_url)
await phones.become("registered")
await phones.wechat.says("时长")
await phones.wechat.sees("3 小时")
await phones.telegram.presses("报名")
"""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Dialog, Locator, Page, Request, expect

#: Milliseconds a step may take: an answer may need WeChat's whole patience.
PATIENCE = 15_000


class Phone:
    """One phone of the page; what is seen is what its person sees."""

    def __init__(self, page: Page, platform: str) -> None:
        self.page = page
        self.platform = platform
        self.root = page.locator(f"#{platform}")
        self.answers = self.root.locator("li.theirs")
        self.box = self.root.locator("textarea")

    async def show(self) -> None:
        """Brings the phone to the front where there is room for one only."""
        tab = self.page.locator(f"#tab-{self.platform}")
        if await tab.is_visible():
            await tab.click()

    # ------------------------------------------------------------ what the person does

    async def joins(self) -> None:
        """Follows the account, or presses Start."""
        await self.show()
        button = ".primary" if self.platform == "wechat" else ".start"
        await self.root.locator(button).click()

    async def leaves(self) -> None:
        """Unfollows the account, or blocks the bot."""
        if self.platform == "wechat":
            await self.more("取消关注", "Unfollow")
            return
        await self.show()
        await self.root.locator(".title button.round").click()
        await self.root.locator(".dropdown button").last.click()

    async def says(self, text: str) -> None:
        """Types a text and presses Enter."""
        await self.show()
        await self.box.fill(text)
        await self.box.press("Enter")
        await expect(self.root.locator("li.own").last).to_contain_text(text, timeout=PATIENCE)

    async def presses(self, label: str) -> None:
        """Presses the newest button with this label, under a bubble or of the reply keyboard."""
        await self.show()
        inline = self.root.locator(".inline").get_by_role("button", name=label, exact=True)
        key = self.root.locator(".keys").get_by_role("button", name=label, exact=True)
        await inline.or_(key).last.click(timeout=PATIENCE)

    async def picks(self, column: str, entry: str | None = None) -> None:
        """Chooses from WeChat's bottom menu."""
        await self.show()
        menu = self.root.locator(".menu")
        await menu.get_by_role("button", name=column, exact=True).click()
        if entry is not None:
            await menu.locator(".submenu").get_by_role("button", name=entry, exact=True).click()

    async def commands(self, command: str) -> None:
        """Chooses from Telegram's menu of commands, given with its slash."""
        await self.show()
        await self.root.locator(".pill").click()
        await self.root.locator(".commands button", has_text=command).first.click()

    async def more(self, *labels: str) -> None:
        """Chooses from the panel behind the plus or the paper clip, by any of the labels."""
        await self.show()
        panel = self.root.locator(".extras")
        await self.root.locator(".entry button[aria-expanded]").last.click()
        wanted = panel.get_by_role("button", name=labels[0])
        for label in labels[1:]:
            wanted = wanted.or_(panel.get_by_role("button", name=label))
        await wanted.click()

    async def scans(self, code: Locator, who: str | None = None) -> None:
        """Scans a code that a phone of the page shows, see ``code``; ``who`` is a persona."""
        await code.click()
        dialog = self.page.locator("#scan")
        if who is not None:
            await dialog.locator("select").select_option(who)
        await dialog.locator(f".{self.platform}").click()
        if who is not None:
            await self.page.wait_for_selector(f"html[data-ready={who}]")

    # ------------------------------------------------------------ what the person sees

    async def sees(self, *texts: str) -> None:
        """The newest answer contains all of these."""
        for text in texts:
            await expect(self.answers.last).to_contain_text(text, timeout=PATIENCE)

    async def has_seen(self, text: str) -> None:
        """Some answer in the log contains this."""
        await expect(self.answers.filter(has_text=text).last).to_be_attached(timeout=PATIENCE)

    async def is_offered(self, *labels: str) -> None:
        """The newest answer has these buttons."""
        for label in labels:
            button = self.answers.last.get_by_role("button", name=label, exact=True)
            await expect(button).to_be_visible(timeout=PATIENCE)

    async def newest(self) -> str:
        """The newest answer's text."""
        return await self.answers.last.locator(".bubble p").last.inner_text()

    async def answers_count(self) -> int:
        """How many answers there are."""
        return await self.answers.count()

    async def code(self) -> Locator:
        """The newest QR code, to be scanned with ``scans``."""
        await self.show()
        found = self.root.locator(".scannable").last
        await expect(found).to_be_visible(timeout=PATIENCE)
        return found

    async def download(self) -> Path:
        """Downloads the newest document; where it lies until the page is closed."""
        await self.show()
        async with self.page.expect_download() as started:
            await self.root.locator("a.file").last.click()
        return Path(await (await started.value).path())


class Phones:
    """The page with both phones."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = f"{url}/sandbox/"
        self.wechat = Phone(page, "wechat")
        self.telegram = Phone(page, "telegram")
        self.problems: list[str] = []
        """Script errors, dialogs and requests to elsewhere: empty at the end of a good test."""
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("request", self._check_request)
        page.on("dialog", self._check_dialog)

    def _check_request(self, request: Request) -> None:
        if urlsplit(request.url).hostname not in {"127.0.0.1", None}:
            self.problems.append(f"asked {request.url}")

    def _check_dialog(self, dialog: Dialog) -> None:
        self.problems.append(f"dialog: {dialog.message}")

    async def open(self) -> None:
        """Opens the page and waits until it shows the phones."""
        await self.page.goto(self.url)
        await self.page.wait_for_selector("html[data-ready]")

    async def become(self, persona: str) -> None:
        """Takes another person's phones: new, registered, organizer, guardian."""
        await self.page.locator(f"label.person:has(input[value={persona}])").click()
        await self.page.wait_for_selector(f"html[data-ready={persona}]")

    async def become_somebody_new(self) -> str:
        """One more new person; the key."""
        before = await self.page.locator("html").get_attribute("data-ready")
        await self.page.locator("#another").click()
        await self.page.wait_for_selector(f"html[data-ready]:not([data-ready={before}])")
        return str(await self.page.locator("html").get_attribute("data-ready"))

    async def wait_hours(self, hours: int) -> None:
        """Moves the demo's time on, an hour or a day (24) at a time."""
        await self._open_clock()
        days, rest = divmod(hours, 24)
        for step, times in (("24", days), ("1", rest)):
            for _ in range(times):
                async with self.page.expect_response("**/sandbox/clock") as moved:
                    await self.page.locator(f"[data-hours='{step}']").click()
                assert (await moved.value).ok

    async def move_clock(self, moment: datetime) -> None:
        """Moves the demo's time to a moment, given in the installation's local time."""
        await self._open_clock()
        await self.page.locator("#moment").fill(moment.strftime("%Y-%m-%dT%H:%M"))
        async with self.page.expect_response("**/sandbox/clock") as moved:
            await self.page.locator("#moveto button").click()
        assert (await moved.value).ok

    async def _open_clock(self) -> None:
        if await self.page.locator("#clock").get_attribute("open") is None:
            await self.page.locator("#clock summary").click()

    async def time(self) -> str:
        """The demo's time as the page shows it."""
        return await self.page.locator("#now").inner_text()

    async def switch_language(self) -> None:
        """Changes the language of the page's frame."""
        await self.page.locator("#language").click()
        await self.page.wait_for_timeout(200)

    async def photograph(self, path: Path) -> None:
        """Saves a picture of the page."""
        await self.page.screenshot(path=path)
