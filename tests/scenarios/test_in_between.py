"""What comes in between: news, asides and things said in the middle of a form are told apart."""

import pytest

from domain.volunteers.model import Platform
from nlu.understanding import Intent, Slots
from tests.scenarios.conversation import Person, World
from tests.scenarios.meanings import Means, Table
from tests.scenarios.people import code_shown, registers, signs_up
from tests.scenarios.service import check_in_code, local, organizer, posts
from tests.scenarios.test_claiming_hours import NO_PROJECT
from tests.scenarios.test_waitlist import TITLE


async def _hears(world: World, said: str, intent: Intent, slots: Slots | None = None) -> str:
    await world.hears(Table({said: Means(intent, 0.95, slots or Slots())}))
    return said


async def _cancelling(world: World) -> Person:
    """Somebody who is asked whether a sign-up is to be cancelled."""
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li, TITLE)
    return li


async def test_a_yes_after_an_aside_confirms_nothing_that_is_not_on_the_screen(
    world: World,
) -> None:
    li = await _cancelling(world)
    world.clock.set(local(23, 14, 1))
    await world.jobs.tick()
    coming = li.action("我会来")
    await li.picks("我来不了")
    li.sees("要取消", TITLE)
    await li.taps(coming)
    li.sees("到时见")
    await li.says("好的")
    li.sees("要取消", TITLE)  # asked once more, not done
    await li.says("返回")
    await li.says("取消")
    await li.says("我的报名")
    li.sees(TITLE)


async def test_a_yes_after_news_is_asked_for_again(world: World) -> None:
    await organizer(world)
    one = world.person("one", platform=Platform.TELEGRAM)
    other = world.person("other", platform=Platform.WECHAT)
    await registers(one, "李明")
    await one.says("绑定")
    code = code_shown(one)
    await one.says("登记时长")
    await one.picks(NO_PROJECT)
    for words in ("昨天", "2小时", "跳过"):
        await one.says(words)
    one.sees("请核对")
    await other.says(f"绑定 {code}")
    await other.picks("确认")
    await world.news()
    await one.says("好")
    one.sees("刚才有新消息", "请核对", "2 小时")
    await one.says("好")
    one.sees("已登记")


async def test_a_reminder_is_answered_in_words(world: World) -> None:
    li = await _cancelling(world)
    world.clock.set(local(23, 14, 1))
    await world.jobs.tick()
    li.sees("您能来吗")
    await li.says(await _hears(world, "放心，我一定到", Intent.AFFIRM))
    li.sees("到时见")


async def test_of_two_reminders_that_wait_the_last_is_told(world: World) -> None:
    li = await _cancelling(world)
    world.pushes = False
    world.clock.set(local(23, 14, 1))
    await world.jobs.tick()
    world.clock.set(local(24, 12, 1))
    await world.jobs.tick()
    await li.says("菜单")
    assert li.text.count("提醒：") == 1


@pytest.mark.parametrize("said", ["修改", "我要改一下", "有一项写错了"])
async def test_something_is_to_be_changed(world: World, said: str) -> None:
    li = world.person("Li")
    for words in ("注册", "同意", "1990-05-01", "王秀", "跳过", "城西区"):
        await li.says(words)
    li.sees("请核对")
    await li.says("帮助")  # an aside: the label is not on the screen any more
    await li.says(await _hears(world, said, Intent.UPDATE_PROFILE))
    li.sees("要修改哪一项")
    await li.picks("姓名")
    await li.says("王秀莹")
    li.sees("请核对", "王秀莹")


async def test_what_was_told_in_between_is_not_done_afterwards(world: World) -> None:
    li = world.person("Li")
    for words in ("注册", "同意"):
        await li.says(words)
    await li.says(await _hears(world, "03/04/1990吧", Intent.LOG_HOURS))
    li.sees("出生日期")
    for words in ("1990-03-04", "李明", "跳过", "城西区", "确认"):
        await li.says(words)
    li.sees("注册好了")
    li.sees_no("哪个项目", "没有看懂")


async def test_a_place_in_the_list_is_one_of_what_is_on_the_screen(world: World) -> None:
    await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    for day in ("昨天", "前天"):
        await li.says("登记时长")
        await li.picks(NO_PROJECT)
        for words in (day, "2小时", "跳过", "好"):
            await li.says(words)
    await li.taps("correct_hours")
    li.sees("哪一条")
    second = li.labels[1]
    await li.says("第二个")
    li.sees("应该是多久")
    await li.says("3小时")
    await li.says("记错了")
    li.sees(second.split(" ")[1], "3 小时")
    await li.says("第一个")  # confirms nothing
    li.sees("请核对")


async def test_a_second_visit_does_not_take_the_first_ones_place(world: World) -> None:
    await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    first = Slots(date=local(20, 0).date(), minutes=120)
    await li.says(await _hears(world, "昨天两小时", Intent.LOG_HOURS, first))
    if "为哪个项目" in li.text:
        await li.picks(NO_PROJECT)
    li.sees("请核对", "2 小时")
    second = Slots(date=local(19, 0).date(), minutes=60)
    await li.says(await _hears(world, "前天也去了一小时", Intent.LOG_HOURS, second))
    li.sees("先确认或取消这一条", "2 小时")
    await li.says("好")
    li.sees("已登记")


async def test_figures_are_a_wrong_date_and_no_wish(world: World) -> None:
    li = world.person("Li")
    for words in ("注册", "同意"):
        await li.says(words)
    await li.says(await _hears(world, "1990-13-40", Intent.QUERY_HOURS))
    li.sees("日期", "请问您的出生日期")
    li.sees_no("要先注册")


@pytest.mark.parametrize("name", ["同意", "1952年13月5号", "好的", "不同意"])
async def test_that_is_nobodys_name(world: World, name: str) -> None:
    li = world.person("Li")
    for words in ("注册", "我同意了", "1990-05-01"):
        await li.says(words)
    await li.says(name)
    li.sees_no("手机号")
    await li.says("我叫王秀莹")
    await li.says("I'd rather not give my phone")
    await li.says("住在西宁城中区")
    li.sees("请核对", "王秀莹", "所在地区：西宁城中区")


async def test_no_is_enough_where_nothing_can_be_changed(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("我的数据")
    await li.picks("删除")
    li.sees("确认")
    await li.says("不")
    li.sees_no("修改")
    await li.says("我的数据")
    li.sees("李明")


async def test_who_was_linked_needs_no_registration(world: World) -> None:
    one = world.person("one", platform=Platform.WECHAT)
    other = world.person("other", platform=Platform.TELEGRAM)
    await registers(one, "李明")
    await other.says("注册")
    await other.picks("同意")
    await one.says("绑定")
    await other.says(f"绑定 {code_shown(one)}")
    await other.picks("确认")
    await world.news()
    await one.picks("确认")
    one.sees("绑定好了")
    await other.says("时长")
    other.sees("您的累计时长")
    other.sees_no("出生日期", "继续填写")


async def test_the_page_says_which_project_is_meant(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    await posts(world, wang, "湟水河植树", local(25, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.picks("湟水河植树")
    await li.says(await _hears(world, "那给我报上", Intent.SIGN_UP))
    li.sees("请看清楚再确认", "湟水河植树")


async def test_the_code_of_the_shift_that_is_meant(world: World) -> None:
    wang = await organizer(world)
    first, *_ = await posts(world, wang, TITLE, local(24, 14))
    await posts(world, wang, "湟水河植树", local(24, 14))
    world.clock.set(local(24, 13, 45))
    await wang.says("签到")
    wang.sees("要看哪一个的签到码", TITLE, "湟水河植树")
    said = await _hears(world, "植树的签到码", Intent.CHECK_IN, Slots(project="植树"))
    await wang.says(said)
    wang.sees("“湟水河植树”的签到码")
    assert await check_in_code(world, first) not in wang.text


async def test_a_project_is_posted_in_everyday_words(world: World) -> None:
    wang = await organizer(world)
    await wang.says("发布项目")
    for words in ("清河", "环保", "老人"):
        await wang.says(words)
    wang.sees("哪一天")
    for words in ("下周六", "早上九点到中午", "虎台", "二十个人吧", "捡垃圾", "没有风险"):
        await wang.says(words)
    wang.sees("最小多少岁")
    await wang.says("满12岁以上")
    wang.sees("09:00–12:00", "类别：环境保护", "对象：老年人", "人数：20", "最小年龄：12")
    await wang.says("发布吧")
    wang.sees("已发布")


async def test_what_only_organizers_ask_for_is_no_wish_of_a_newcomer(world: World) -> None:
    """A name in place of a birth date may look like a request for a roster."""
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says(await _hears(world, "Grace Miller", Intent.VIEW_ROSTER))
    li.sees("出生日期")
    li.sees_no("管理员")


@pytest.mark.parametrize(
    ("said", "then"),
    [
        ("名字错了", ["王芳"]),
        ("修改名字", ["王芳"]),
        ("名字应该是王芳，不是李明", []),
        ("修改", ["姓名", "王芳"]),
        ("修改", ["名字", "王芳"]),
    ],
)
async def test_what_is_wrong_at_the_read_back_is_said_by_its_name(
    world: World, said: str, then: list[str]
) -> None:
    li = world.person("Li")
    await li.says("注册")
    for words in ("同意", "1990-05-01", "李明", "跳过", "西宁市城西区"):
        await li.says(words)
    li.sees("请核对", "李明")
    await li.says(said)
    for words in then:
        await li.says(words)
    li.sees("请核对", "王芳", "西宁市城西区")
