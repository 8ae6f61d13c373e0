"""An organizer pastes a recruitment notice: it is understood, read back, and the rest is asked."""

import pytest

from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import organizer

NOTICE = (
    "【志愿者招募】\n"
    "活动名称：凤嘴江清河行动\n"
    "活动时间：11月28日（周六）上午9:00—11:30\n"
    "集合地点：南川区西大街市民广场\n"
    "活动地点：凤嘴江沿岸\n"
    "招募人数：30名\n"
    "服务内容：捡拾河道垃圾，劝导不文明行为\n"
    "请自带：手套、水杯\n"
    "联系人：王队长 023-71420000\n"
    "报名截止：11月26日18:00"
)


@pytest.mark.parametrize("first", ["/newproject", None])
async def test_what_is_said_is_read_back_and_the_rest_is_asked(
    world: World, first: str | None
) -> None:
    wang = await organizer(world)
    if first is not None:
        await wang.says(first)
        wang.sees("项目叫什么名字")
    await wang.says(NOTICE)
    wang.sees("这是一份招募通知", "属于哪一类")
    await wang.picks("环境保护")
    wang.sees("为谁服务")
    await wang.says("社会公众")
    wang.sees("有什么风险", "跳过")
    await wang.says("水边湿滑")
    await wang.picks("跳过")
    wang.sees(
        "名称：凤嘴江清河行动",
        "类别：环境保护",
        "日期：11月28日（周六）",
        "时间：09:00–11:30（2.5 小时）",
        "地点：凤嘴江沿岸",
        "人数：30",
        "内容：捡拾河道垃圾，劝导不文明行为",
        "风险：水边湿滑",
        "集合：南川区西大街市民广场",
        "请带：手套、水杯",
        "联系方式：王队长 023-71420000",
        "报名截止：11月26日（周四）18:00",
    )
    await wang.picks("修改")
    await wang.says("集合")
    wang.sees("在哪里集合")
    await wang.says("西大街地铁口")
    wang.sees("集合：西大街地铁口")
    await wang.picks("确认")
    wang.sees("已发布：“凤嘴江清河行动”")
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.picks("凤嘴江清河行动")
    li.sees("凤嘴江沿岸", "还有 30 个名额", "请带：手套、水杯")
    li.sees_no("023-71420000")


async def test_of_several_days_the_person_chooses(world: World) -> None:
    wang = await organizer(world)
    await wang.says(
        "项目名称：马拉松赛事服务\n时间：12月5日、12月6日 7:00-12:00\n地点：体育中心\n"
        "人数：15名\n工作内容：赛道引导、物资发放\n服务对象：社会公众"
    )
    wang.sees("里面写了几天：12月5日（周六）、12月6日（周日）", "哪一天")
    await wang.says("12月6日")
    wang.sees("有什么风险")
    await wang.says("跳过")
    await wang.says("跳过")
    wang.sees("日期：12月6日（周日）", "时间：07:00–12:00", "类别：体育健身", "对象：社会公众")


async def test_a_notice_without_a_name_is_asked_for_it(world: World) -> None:
    wang = await organizer(world)
    await wang.says("发布项目")
    await wang.says(
        "11月28日9点到12点在湟水国家湿地公园集合，诚邀20名志愿者，负责栽树、浇水，欢迎参加！"
    )
    wang.sees("这是一份招募通知", "项目叫什么名字")
    await wang.says("湟水河植树")
    wang.sees("属于哪一类")
    await wang.says("植树")
    await wang.says("社会公众")
    await wang.says("跳过")
    await wang.says("跳过")
    wang.sees("名称：湟水河植树", "人数：20", "内容：栽树、浇水", "地点：湟水国家湿地公园")


async def test_a_day_that_is_over_is_asked(world: World) -> None:
    wang = await organizer(world)
    await wang.says(NOTICE.replace("11月28日（周六）", "11月14日"))
    await wang.says("环境保护")
    await wang.says("社会公众")
    wang.sees("哪一天")


@pytest.mark.parametrize(
    "text",
    [
        "11月15日上午，虎台社区组织20名志愿者在湟水河边开展清理河道活动，活动圆满结束，谢谢大家！",
        "您好，我想报名11月29日下午2点到5点在虎台社区的陪读活动，我们一共3个人，可以吗？谢谢",
    ],
)
async def test_what_is_no_notice_is_not_posted(world: World, text: str) -> None:
    wang = await organizer(world)
    await wang.says(text)
    wang.sees_no("这是一份招募通知")
    await wang.says("发布项目")
    await wang.says(text)
    wang.sees_no("这是一份招募通知")


async def test_a_volunteer_who_forwards_one_posts_nothing(world: World) -> None:
    await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says(NOTICE)
    li.sees_no("这是一份招募通知", "属于哪一类")


async def test_in_the_middle_of_something_else_it_is_an_answer(world: World) -> None:
    wang = await organizer(world)
    await wang.says("发布项目")
    for answer in ("周末陪读", "支教助学", "儿童", "11月28日", "14:00-17:00", "虎台", "5"):
        await wang.says(answer)
    wang.sees("做什么")
    await wang.says("需要志愿者5名，11月28日14:00-17:00在虎台社区陪孩子读书，辅导作业，欢迎参加")
    wang.sees("有什么风险")


async def test_in_english(world: World) -> None:
    wang = await organizer(world)
    await wang.says("/language")
    await wang.picks("English")
    await wang.says(
        "Volunteers needed: River clean-up\nDate: Saturday 28 November\nTime: 9am to noon\n"
        "Where: Huanghe Park, east gate\nVolunteers needed: 12\n"
        "What you will do: pick up litter along the bank\nBring: gloves and water\n"
        "Requirements: 16 or older\n"
    )
    wang.sees("This is a text to recruit volunteers", "Who is it for?")
    await wang.says("the public")
    wang.sees("Are there risks to know about?")
    await wang.says("skip")
    wang.sees(
        "Name: River clean-up",
        "Day: Sat 28 Nov",
        "Time: 09:00–12:00 (3 hours)",
        "Where: Huanghe Park, east gate",
        "People: 12",
        "Minimum age: 16",
        "Please bring: gloves and water",
    )
    await wang.says("yes")
    wang.sees('Posted: "River clean-up"')
