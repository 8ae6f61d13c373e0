"""The picture of hours by month and category, beside the words of /hours."""

from bot.documents.chart import Charts
from bot.documents.typesetting import Typesetting
from bot.messages import Attachment, AttachmentKind
from domain.volunteers.model import Language
from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts, volunteer_of
from tests.scenarios.test_waitlist import TITLE, signs_up


async def test_who_has_hours_sees_them_in_a_picture(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("时长")
    assert li.screen is not None and li.screen.attachment is None
    await signs_up(li)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 13, 50))
    await li.says(f"签到 {code}")
    world.clock.set(local(24, 16, 30))
    await li.says("签退")
    await li.says("时长")
    li.sees("您的累计时长：2.5 小时")
    person = await volunteer_of(world, li)
    assert li.screen is not None
    assert li.screen.attachment == Attachment(AttachmentKind.CHART, f"zh~{person.id}")
    charts = Charts(world.database, world.house.policy, world.clock, Typesetting())
    picture = await charts.picture(person.id, Language.ZH)
    assert picture is not None and picture.data.startswith(b"\x89PNG")
    assert await charts.picture((await volunteer_of(world, wang)).id, Language.ZH) is None
