"""The volunteer's card."""

import httpx
from starlette.applications import Starlette

from bot.documents.cards import Cards
from bot.documents.typesetting import Typesetting
from bot.messages import Attachment, AttachmentKind
from bot.payloads import PayloadKind
from domain.volunteers.model import Language
from tests.scenarios.conversation import World
from tests.scenarios.people import registers


async def test_who_is_registered_has_one(world: World) -> None:
    li = world.person("Li")
    await li.says("志愿者证")
    li.sees("注册以后就有志愿者证")
    await registers(li, "李明")
    await li.says("/card")
    li.sees("李明", "志愿者编号：2026000001")
    async with world.database.read() as unit:
        account = await unit.accounts.of_user(li.platform, li.user_id)
    assert account is not None and li.screen is not None
    card = Attachment(AttachmentKind.CARD, f"zh~{account.volunteer_id}")
    assert li.screen.attachment == card


async def test_in_the_persons_language(world: World) -> None:
    ann = world.person("Ann", language="en")
    await ann.says("hello")
    for text in ("register", "I agree", "1990-05-01", "Ann Miller", "skip", "Chengxi", "yes"):
        await ann.says(text)
    await ann.says("show me my volunteer card")
    ann.sees("Ann Miller", "Volunteer number: 2026000001")
    assert ann.screen is not None and ann.screen.attachment is not None
    assert ann.screen.attachment.ref.startswith("en~")


async def test_whoever_scans_it_learns_that_it_is_valid_and_little_else(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李小明")
    async with world.database.read() as unit:
        account = await unit.accounts.of_user(li.platform, li.user_id)
    assert account is not None and account.volunteer_id is not None
    cards = Cards(
        world.database, world.house.payloads, world.house.policy, "http://test", Typesetting()
    )
    assert await cards.picture(account.volunteer_id, Language.ZH) is not None
    payload = world.house.payloads.write(PayloadKind.CARD, account.volunteer_id)
    transport = httpx.ASGITransport(Starlette(routes=cards.routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as browser:
        page = await browser.get(f"/card/{payload}")
        assert page.status_code == 200
        assert "有效" in page.text and "2026000001" in page.text
        assert "李**" in page.text and "小明" not in page.text
        forged = await browser.get(f"/card/{payload[:-2]}AA")
        assert forged.status_code == 404 and "2026000001" not in forged.text
        english = await browser.get(f"/card/{payload}", headers={"accept-language": "en-GB"})
        assert "is valid" in english.text
