"""One sentence does a whole job: what it says is not asked again, and is read back."""

from collections.abc import Sequence
from datetime import datetime, time

import pytest

from domain.offerings.model import Category, Shift
from nlu.understanding import Intent, Slots
from tests.scenarios.conversation import Person, World
from tests.scenarios.meanings import Means, Table
from tests.scenarios.people import registers, signs_up
from tests.scenarios.service import check_in_code, local, organizer, posts

HOME = "敬老院陪伴"
READING = "敬老院读报"
TREES = "湟水河植树"
NONE = "没有项目（自己做的好事）"


async def _volunteer(world: World, *titles_and_starts: tuple[str, datetime]) -> Person:
    """A volunteer, and projects of an organizer."""
    wang = await organizer(world)
    for title, start in titles_and_starts:
        category = Category.ENVIRONMENT if title == TREES else Category.SPECIAL_CARE
        await posts(world, wang, title, start, category=category)
    li = world.person("Li")
    await registers(li, "李明")
    return li


async def _served(world: World, *titles: str) -> Person:
    """A volunteer who had a place on shifts of yesterday morning."""
    li = await _volunteer(world, *((title, local(21, 10 + at)) for at, title in enumerate(titles)))
    for title in titles:
        await _signed_up_from(li, title)
    return li


async def _signed_up_from(person: Person, title: str) -> None:
    await person.says(f"报名{title}")
    await person.picks("确认")


class TestLogging:
    """登记时长."""

    SAID = "昨天下午在敬老院服务了三小时"

    async def test_with_nothing_of_that_name(self, world: World) -> None:
        li = await _volunteer(world)
        await li.says(self.SAID)
        li.sees("请核对", NONE, "11月20日（周五）", "3 小时", "敬老院")
        await li.picks("确认")
        li.sees("已登记")

    async def test_for_a_project_to_come(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(23, 14)), (TREES, local(22, 9)))
        await li.says(self.SAID)
        li.sees("请核对", f"项目：{HOME}", "11月20日（周五）", "3 小时", "说明：未填写")
        await li.picks("确认")
        li.sees("已登记")

    async def test_where_two_may_be_meant(self, world: World) -> None:
        li = await _volunteer(
            world, (HOME, local(23, 14)), (READING, local(24, 14)), (TREES, local(22, 9))
        )
        await li.says(self.SAID)
        li.sees("为哪个项目")
        assert li.labels == [HOME, READING, NONE]
        await li.picks(READING)
        li.sees("请核对", f"项目：{READING}", "11月20日（周五）", "3 小时")

    async def test_in_english(self, world: World) -> None:
        await organizer(world)
        anna = world.person("Anna", language="en")
        await anna.says("/language")
        await anna.picks("中文")
        await registers(anna, "Anna")
        await anna.says("/language")
        await anna.picks("English")
        await anna.says("I volunteered for 2.5 hours yesterday")
        anna.sees("Which project")
        await anna.says("No project (a good deed of my own)")
        anna.sees("Please check", "Fri 20 Nov", "2.5 hours")

    async def test_own_projects_come_first(self, world: World) -> None:
        li = await _served(world, HOME)
        await posts(world, world.people[0], READING, local(28, 14))
        world.clock.advance(local(22, 9) - world.clock.now())
        await li.says(self.SAID)
        li.sees("请核对", f"项目：{HOME}", "11月21日（周六）", "3 小时")

    async def test_more_is_said_at_the_read_back(self, world: World) -> None:
        li = await _volunteer(world)
        await li.says(self.SAID)
        await li.says("应该是2小时，不是3小时")
        li.sees("请核对", "2 小时", "11月20日（周五）")

    async def test_what_does_not_fit_is_asked_with_its_reason(self, world: World) -> None:
        li = await _volunteer(world)
        await li.says("昨天在敬老院服务了20小时")
        li.sees("一天最多登记", "几点到几点")
        await li.says("3小时")
        li.sees("请核对", "11月20日（周五）", "3 小时")

    async def test_the_project_is_answered_in_words(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(23, 14)), (READING, local(24, 14)))
        await li.says("登记时长")
        await li.says("敬老院")
        li.sees("您说的是哪一个")
        await li.says("读报那个")
        li.sees("哪一天")

    async def test_the_command_with_a_number(self, world: World) -> None:
        li = await _volunteer(world)
        await li.says("/log 3")
        await li.picks(NONE)
        await li.says("昨天")
        await li.says("跳过")
        li.sees("请核对", "3 小时")


class TestBrowsing:
    """看看项目."""

    async def test_filtered_and_says_by_what(self, world: World) -> None:
        li = await _volunteer(world, (TREES, local(22, 9)), (HOME, local(22, 14)))
        await li.says("周末有什么环保活动")
        li.sees("环境保护 · 11月21日（周六）至11月22日（周日）", TREES, "全部项目")
        li.sees_no(HOME)
        await li.picks("全部项目")
        li.sees(TREES, HOME)

    async def test_nothing_fits(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(28, 14)))
        await li.says("明天有什么环保活动")
        li.sees("没有找到符合“环境保护 · 11月22日（周日）”的项目")
        await li.picks("全部项目")
        li.sees(HOME)


class TestSigningUp:
    """报名."""

    async def test_the_second_one_of_a_list(self, world: World) -> None:
        li = await _volunteer(world, (TREES, local(22, 9)), (HOME, local(23, 14)))
        await li.says("项目")
        await li.says("报名第二个")
        li.sees("请看清楚再确认", HOME, "11月23日（周一）14:00–17:00")

    async def test_the_second_one_by_a_newcomer(self, world: World) -> None:
        await _volunteer(world, (TREES, local(22, 9)), (HOME, local(23, 14)))
        new = world.person("新")
        await new.says("项目")
        await new.says("报名第二个")
        new.sees("要先注册")
        await new.picks("同意")
        for said in ("1990-05-01", "新来的", "跳过", "西宁市城西区"):
            await new.says(said)
        await new.picks("确认")
        new.sees("注册好了", "请看清楚再确认", HOME)

    async def test_by_day_and_words(self, world: World) -> None:
        li = await _volunteer(world, (TREES, local(22, 9)))
        await posts(world, world.people[0], HOME, local(22, 14), local(24, 14))
        await li.says("报名周日的敬老院")
        li.sees("请看清楚再确认", HOME, "11月22日（周日）14:00–17:00")
        li.sees_no("11月24日")

    async def test_another_day_than_there_is(self, world: World) -> None:
        li = await _volunteer(world)
        await posts(world, world.people[0], HOME, local(23, 14), local(24, 14))
        await li.says("报名周日的敬老院")
        li.sees("您说的时间没有", "想参加哪一个时段", "11月23日（周一）")

    async def test_by_the_day_alone(self, world: World) -> None:
        li = await _volunteer(world, (TREES, local(22, 9)), (HOME, local(23, 14)))
        await li.says("报名明天的活动")
        li.sees("请看清楚再确认", TREES)

    async def test_two_of_that_name(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(23, 14)), (READING, local(24, 14)))
        await li.says("报名敬老院的活动")
        li.sees("您说的“敬老院”是哪一个")
        await li.picks(READING)
        li.sees("请看清楚再确认", READING)

    async def test_none_of_that_name(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(23, 14)))
        await li.says("报名图书馆的活动")
        li.sees("没有找到“图书馆”")
        await li.picks("全部项目")
        li.sees(HOME)

    async def test_somebody_comes_along(self, world: World) -> None:
        li = await _volunteer(world, (TREES, local(22, 9)), (HOME, local(23, 14)))
        await li.says("项目")
        await li.says("帮我和我儿子报名第二个")
        li.sees("这里只为您本人报名", "同行的 1 人", HOME)
        assert li.screen.attachment is not None
        await li.picks("确认")
        li.sees("报名成功")

    async def test_not_cancelling_but_signing_up(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(23, 14)))
        await li.says("不是取消，是报名敬老院的活动")
        li.sees("请看清楚再确认", HOME)


class TestOwnSignUps:
    """我的报名, and taking one back."""

    async def _with_two(self, world: World) -> Person:
        li = await _volunteer(world, (TREES, local(22, 9)), (HOME, local(23, 14)))
        await signs_up(li, TREES)
        await signs_up(li, HOME)
        return li

    async def test_taken_back_by_words(self, world: World) -> None:
        li = await self._with_two(world)
        await li.says("取消敬老院的报名")
        li.sees(f"要取消“{HOME}”吗", "11月23日（周一）")
        await li.picks("确认")
        li.sees("已经取消")

    async def test_taken_back_by_day(self, world: World) -> None:
        li = await self._with_two(world)
        await li.says("周日去不了了")
        li.sees(f"要取消“{TREES}”吗")

    async def test_one_that_is_not_there(self, world: World) -> None:
        li = await self._with_two(world)
        await li.says("取消图书馆的报名")
        li.sees("您没有报名您说的那一个", "要取消哪一个", HOME, TREES)

    async def test_looked_at_by_day(self, world: World) -> None:
        tomorrow = Slots(date=local(22, 9).date())
        await world.hears(Table({"明天我有什么": Means(Intent.MY_SIGN_UPS, 0.9, tomorrow)}))
        li = await self._with_two(world)
        await li.says("明天我有什么")
        li.sees(TREES)
        li.sees_no(HOME)


class TestHours:
    """Totals, corrections, and leaving."""

    async def _with_hours(self, world: World) -> tuple[Person, Sequence[Shift]]:
        wang = await organizer(world)
        shifts = await posts(world, wang, HOME, local(21, 9, 10), hours=3)
        await posts(world, wang, TREES, local(28, 9))
        li = world.person("Li")
        await registers(li, "李明")
        await signs_up(li, HOME)
        await li.says(f"签到{await check_in_code(world, shifts[0])}")
        li.sees("签到成功")
        return li, shifts

    async def _gone(self, world: World, li: Person) -> None:
        world.clock.advance(local(21, 12, 10) - world.clock.now())
        await li.says("签退")
        li.sees("签退成功", "3 小时")

    async def test_of_a_period_and_of_a_project(self, world: World) -> None:
        li, _ = await self._with_hours(world)
        await self._gone(world, li)
        await li.says("我这个月做了多少小时")
        li.sees("11月1日（周日）至11月30日（周一）：3 小时", HOME)
        await li.says("我上个月做了多少小时")
        li.sees("10月", "0 小时")
        await li.picks("全部时长")
        li.sees("您的累计时长：3 小时")
        await li.says("敬老院我做了多少小时")
        li.sees(f"{HOME}：3 小时")

    async def test_a_correction_is_prefilled(self, world: World) -> None:
        li, _ = await self._with_hours(world)
        await self._gone(world, li)
        world.clock.advance(local(24, 9) - world.clock.now())
        await li.says("上周六应该是2小时不是3小时")
        li.sees("为什么")
        await li.says("中午先走了")
        li.sees("请核对", HOME, "11月21日（周六）", "应为：2 小时", "中午先走了")
        await li.picks("确认")
        li.sees("已转给负责人核对")

    async def test_a_correction_of_nothing(self, world: World) -> None:
        li, _ = await self._with_hours(world)
        await self._gone(world, li)
        await li.says("11月3日应该是2小时不是3小时")
        li.sees("没有找到您说的那条记录", "哪一条记录不对", HOME)

    async def test_left_earlier_than_now(self, world: World) -> None:
        await world.hears(
            Table({"我十一点走的，签退": Means(Intent.CHECK_OUT, 0.9, Slots(time_to=time(11)))})
        )
        li, _ = await self._with_hours(world)
        world.clock.advance(local(21, 12, 10) - world.clock.now())
        await li.says("我十一点走的，签退")
        li.sees("签退成功", "您说走得更早")
        await li.picks("记录有误")
        li.sees("为什么")


class TestOrganizing:
    """发布项目 and 名单."""

    @pytest.mark.parametrize("said", ["发布一个明天上午9点到11点在西宁图书馆的活动，要10个人"])
    async def test_a_project_is_prefilled(self, world: World, said: str) -> None:
        wang = await organizer(world)
        await world.hears(
            Table(
                {
                    said: Means(
                        Intent.CREATE_PROJECT,
                        0.9,
                        Slots(
                            project="图书整理",
                            date=local(22, 9).date(),
                            time_from=time(9),
                            time_to=time(11),
                            place="西宁图书馆",
                            count=10,
                            category=Category.CULTURE,
                        ),
                    )
                }
            )
        )
        await wang.says(said)
        wang.sees("为谁服务")
        await wang.says("社会公众")
        await wang.says("整理图书")
        await wang.says("跳过")
        await wang.says("没有")
        wang.sees("图书整理", "11月22日（周日）", "9:00–11:00", "西宁图书馆", "10")

    async def test_the_list_of_one(self, world: World) -> None:
        await _volunteer(world, (HOME, local(23, 14)), (TREES, local(24, 14)))
        wang = world.people[0]
        await wang.says("敬老院的名单")
        wang.sees(HOME, "报名 0/20 人")

    async def test_the_hours_of_one_activity(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(22, 9)), (TREES, local(22, 14)))
        wang = world.people[0]
        for title in (HOME, TREES):
            await _signed_up_from(li, title)
        world.clock.set(local(23, 9))
        for title in (HOME, TREES):
            await li.says("登记时长")
            await li.picks(title)
            for words in ("昨天", "1小时", "跳过", "好"):
                await li.says(words)
        for said in ("审核植树的时长", "处理第二条", "看看前天的登记"):
            slots = {
                "审核植树的时长": Slots(project="植树"),
                "处理第二条": Slots(ordinal=2),
                "看看前天的登记": Slots(date=local(19, 0).date()),
            }[said]
            await world.hears(Table({said: Means(Intent.APPROVE_HOURS, 0.9, slots)}))
            await wang.says("审核")
            wang.sees(HOME, TREES, "2 条")
            await wang.says(said)
            if slots.date is None:
                wang.sees(TREES, "1 小时")
                wang.sees_no(HOME)
                assert wang.labels[0] == "通过"
            else:
                wang.sees("没有在等审核", HOME, TREES)

    async def test_a_shift_is_called_off(self, world: World) -> None:
        li = await _volunteer(world, (HOME, local(23, 14)), (TREES, local(24, 14)))
        wang = world.people[0]
        said = "植树那场取消，下雪"
        await world.hears(Table({said: Means(Intent.CANCEL_SIGN_UP, 0.9, Slots(project="植树"))}))
        await wang.says(said)
        wang.sees("为什么取消")
        await wang.says("下雪")
        wang.sees(f"要取消“{TREES}”吗")
        await li.says(said)
        li.sees("没有报名")
