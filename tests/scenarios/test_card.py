"""The volunteer's card."""

from bot.messages import Attachment, AttachmentKind
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
