"""One adult signs up several of the family: who comes, too few places, one or all give up."""

from datetime import timedelta

import pytest

from bot.messages import Tap
from domain.offerings.editing import edit_project
from domain.volunteers.model import Platform
from nlu.understanding import Intent, Slots
from tests.scenarios.conversation import Person, World
from tests.scenarios.families import adds_child, invites
from tests.scenarios.meanings import Means, Table
from tests.scenarios.people import registers, signs_up
from tests.scenarios.service import local, organizer, posts, shift_now, volunteer_of

TITLE = "陪空巢老人聊天"


async def family(world: World) -> Person:
    """王芳 with two children and her husband, who agreed."""
    li = world.person("Li")
    mother = world.person("王芳")
    await registers(mother, "王芳")
    await adds_child(mother, "王小明")
    await adds_child(mother, "王小红", "2012-03-08")
    await registers(li, "李明")
    await invites(mother, li)
    await world.news()
    return mother


async def asks_to_sign_up(person: Person, title: str = TITLE) -> None:
    await person.says("项目")
    await person.picks(title)
    await person.picks("报名")


async def test_all_of_them_at_once(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), risks="老人家里有台阶")
    mother = await family(world)
    await asks_to_sign_up(mother)
    mother.sees("谁来参加")
    assert mother.labels == ["王芳（本人）", "王小明", "王小红", "李明", "全家"]
    await mother.picks("全家")
    mother.sees(
        "请看清楚再确认",
        "风险：老人家里有台阶",
        "参加的人",
        "· 王芳：报名",
        "· 王小明：报名",
        "· 王小红：报名",
        "· 李明：报名",
        "已了解",
    )
    assert mother.labels == ["确认", "修改", "取消"]
    await mother.picks("确认")
    mother.sees("报名成功", "参加的人：王芳、王小明、王小红、李明", "11月24日（周二）14:00–17:00")
    assert (await shift_now(world, shift)).taken == 4
    await mother.picks("我的报名")
    mother.sees("王芳：已报名\n王小明：已报名\n王小红：已报名\n李明：已报名")
    await world.news()
    li = next(person for person in world.people if person.name == "Li")
    li.sees("王芳为您报了名", TITLE, "随时可以取消", "取消报名")
    await li.picks("取消报名")
    li.sees(f"要取消“{TITLE}”吗")
    await li.picks("确认")
    assert (await shift_now(world, shift)).taken == 3
    await leader.says("名单")
    await leader.says("1")
    leader.sees("报名 3/20 人", "王小明", "王小红")


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("1 3", "王芳、王小红"),
        ("2、3", "王小明、王小红"),
        ("我和小明", "王芳、王小明"),
        ("全家都去", "王芳、王小明、王小红、李明"),
        ("all of us", "王芳、王小明、王小红、李明"),
        ("小红，李明", "王小红、李明"),
    ],
)
async def test_said_in_one_go(world: World, said: str, names: str) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says(said)
    await mother.says("好")
    mother.sees(f"参加的人：{names}")


async def test_one_after_the_other_and_changed(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.picks("王小明")
    mother.sees("已选：王小明", "谁来参加")
    await mother.picks("王小红")
    mother.sees("已选：王小明、王小红")
    await mother.picks("王小明")
    mother.sees("已选：王小红")
    await mother.says("小王")
    mother.sees("我没看懂是谁", "谁来参加")
    await mother.says("9")
    mother.sees("没看懂是谁")
    await mother.says("完成")
    mother.sees("· 王小红：报名")
    mother.sees_no("王小明")
    await mother.picks("修改")
    assert mother.labels == ["参加的人"]
    await mother.picks("参加的人")
    await mother.says("完成")
    mother.sees("请至少选一位")
    await mother.says("1 2")
    mother.sees("· 王芳：报名", "· 王小明：报名")
    await mother.says("取消")
    mother.sees("没有报名")
    assert (await shift_now(world, shift)).taken == 0


async def test_who_cannot_come_is_named_and_not_offered(world: World) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14), minimum_age=12)
    mother = await family(world)
    await asks_to_sign_up(mother)
    mother.sees("王小明不能参加：年龄不符合要求。")
    assert mother.labels == ["王芳（本人）", "王小红", "李明", "全家"]
    await mother.says("我和小明")
    mother.sees("王小明不能参加", "谁来参加")
    await mother.says("1 2")
    mother.sees("· 王芳：报名", "· 王小红：报名")
    await mother.says("好")
    mother.sees("参加的人：王芳、王小红")


async def test_the_adult_is_signed_up_already_and_adds_a_child(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = world.person("王芳")
    await registers(mother, "王芳")
    await signs_up(mother, TITLE)
    await adds_child(mother, "王小明")
    await mother.taps(f"sign_up shift={shift.id}")
    mother.sees("· 王小明：报名")
    mother.sees_no("谁来参加", "王芳：")
    await mother.picks("确认")
    mother.sees("参加的人：王小明")
    await mother.taps(f"sign_up shift={shift.id}")
    mother.sees("已经报过")


async def test_no_minors_on_a_risky_shift(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), risky=True, insurance="有")
    mother = await family(world)
    await mother.taps(f"sign_up shift={shift.id}")
    mother.sees("王小明不能参加：有风险", "王小红不能参加：有风险")
    assert mother.labels == ["王芳（本人）", "李明", "全家"]
    await mother.picks("全家")
    mother.sees("· 王芳：报名", "· 李明：报名")


# ---------------------------------------------------------------- too few places


async def test_those_who_fit(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), places=2)
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says("1 2 3")
    mother.sees("名额不够大家都参加")
    assert mother.labels == ["先报王芳、王小明", "3 人都排候补", "这次都不报"]
    await mother.picks("先报王芳、王小明")
    mother.sees("· 王芳：报名", "· 王小明：报名", "· 王小红：这次不报")
    await mother.picks("确认")
    mother.sees("报名成功", "参加的人：王芳、王小明")
    mother.sees_no("候补")
    now = await shift_now(world, shift)
    assert (now.taken, now.waiting) == (2, 0)


async def test_all_on_the_waitlist_and_a_place_for_a_child(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), places=1)
    zhao = world.person("Zhao")
    await registers(zhao, "赵云")
    await signs_up(zhao, TITLE)
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says("2 3")
    assert mother.labels == ["2 人都排候补", "这次都不报"]
    await mother.picks("2 人都排候补")
    mother.sees("· 王小明：候补", "· 王小红：候补", "一位一位地问您")
    await mother.picks("确认")
    mother.sees("已排候补", "· 王小明：第 1 位", "· 王小红：第 2 位")
    assert (await shift_now(world, shift)).waiting == 2
    await zhao.says("我的报名")
    await zhao.picks(TITLE)
    await zhao.picks("取消报名")
    await zhao.picks("确认")
    await world.news()
    mother.sees("这是王小明的消息", "有名额了")
    assert mother.labels == ["确认", "不去了"]
    await mother.says("我的报名")
    mother.sees("王小明：有名额了", "王小红：候补第 1 位")
    await mother.picks(TITLE)
    assert mother.labels[:2] == ["确认（王小明）", "不去了（王小明）"]
    await mother.picks("确认（王小明）")
    mother.sees("报名成功", "参加的人：王小明")
    assert (await shift_now(world, shift)).taken == 1


async def test_one_who_is_too_many_simply_waits(world: World) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14), places=1)
    zhao = world.person("Zhao")
    await registers(zhao, "赵云")
    await signs_up(zhao, TITLE)
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says("2")
    await mother.says("完成")
    mother.sees("· 王小明：候补", "确认后排在候补第 1 位")
    await mother.picks("确认")
    mother.sees("· 王小明：第 1 位")


async def test_nobody_this_time(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), places=2)
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.picks("全家")
    await mother.picks("这次都不报")
    mother.sees("没有报名")
    assert (await shift_now(world, shift)).taken == 0


async def test_places_go_while_the_adult_reads(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), places=2)
    mother, zhao = await family(world), world.person("Zhao")
    await registers(zhao, "赵云")
    await asks_to_sign_up(mother)
    await mother.says("1 2")
    mother.sees("· 王芳：报名", "· 王小明：报名")
    confirm = mother.action("确认")
    await signs_up(zhao, TITLE)
    await mother.picks("确认")
    mother.sees("现在只有 1 个", "名额不够大家都参加")
    assert mother.labels[0] == "先报王芳"
    await mother.picks("先报王芳")
    mother.sees("· 王芳：报名", "· 王小明：这次不报")
    assert (await shift_now(world, shift)).taken == 1
    await mother.picks("确认")
    mother.sees("参加的人：王芳")
    first = mother.text
    # The same form confirmed twice has one effect.
    await mother.sends(Tap(confirm))
    assert mother.text == first
    assert (await shift_now(world, shift)).taken == 2


async def test_a_relative_becomes_busy_while_the_adult_reads(world: World) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14))
    await posts(world, leader, "社区读报", local(24, 15))
    mother = await family(world)
    li = next(person for person in world.people if person.name == "Li")
    await asks_to_sign_up(mother)
    await mother.picks("全家")
    await signs_up(li, "社区读报")
    await mother.picks("确认")
    mother.sees("李明现在不能参加", "李明不能参加：时间和另一个报名冲突", "谁来参加")
    await mother.picks("全家")
    await mother.picks("确认")
    mother.sees("参加的人：王芳、王小明、王小红")


async def test_the_conditions_changed_while_reading(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.picks("全家")
    actor = await volunteer_of(world, leader)
    async with world.database.write() as unit:
        await edit_project(
            unit,
            actor.id,
            shift.project_id,
            {"risks": "路滑"},
            now=world.clock.now(),
            new_id=world.house.new_id,
            policy=world.house.policy,
        )
    await mother.picks("确认")
    mother.sees("刚刚改过", "风险：路滑", "· 王小明：报名")
    await mother.picks("确认")
    mother.sees("报名成功")


async def test_one_of_several_times(world: World) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14), local(25, 9))
    mother = await family(world)
    await asks_to_sign_up(mother)
    mother.sees("哪一个时段")
    await mother.says("2")
    await mother.says("全家")
    mother.sees("11月25日", "· 李明：报名")
    await mother.picks("修改")
    assert mother.labels == ["时段", "参加的人"]
    await mother.picks("时段")
    await mother.says("1")
    mother.sees("谁来参加")
    await mother.says("1 2")
    mother.sees("11月24日", "· 王小明：报名")
    mother.sees_no("李明")


# ---------------------------------------------------------------- in one sentence


async def test_how_many_are_coming_is_said(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    said = {"给我们四个人报名": 4, "给两个孩子报名": 2, "我们六个人报名": 6}
    await world.hears(
        Table(
            {
                words: Means(Intent.SIGN_UP, 0.95, Slots(project=TITLE, count=count))
                for words, count in said.items()
            }
        )
    )
    await mother.says("给我们四个人报名")
    mother.sees("· 王芳：报名", "· 李明：报名", "请看清楚再确认")
    await mother.says("取消")
    await mother.says("给两个孩子报名")
    mother.sees("谁来参加")
    await mother.says("2 3")
    mother.sees("· 王小明：报名", "· 王小红：报名")
    await mother.says("取消")
    await mother.says("我们六个人报名")
    await mother.picks("全家")
    mother.sees("· 李明：报名", "同行的 2 人")
    assert (await shift_now(world, shift)).taken == 0


async def test_without_a_family_one_is_offered(world: World) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    said = "给我和两个孩子报名"
    await world.hears(Table({said: Means(Intent.SIGN_UP, 0.95, Slots(project=TITLE, count=3))}))
    await li.says(said)
    li.sees("这里只为您本人报名", "同行的 2 人", "先回复“家庭”")
    await li.says("家庭")
    li.sees("添加孩子", "继续填写")
    await adds_child(li, "李小明")
    await li.says(said)
    li.sees("谁来参加")
    assert li.labels == ["李明（本人）", "李小明", "全家"]


async def test_alone_nothing_more_is_asked(world: World) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    li = next(person for person in world.people if person.name == "Li")
    # Who is in somebody's family, and keeps none, signs up as ever.
    await asks_to_sign_up(li)
    li.sees("请看清楚再确认")
    li.sees_no("谁来参加", "参加的人")
    assert li.labels == ["确认", "取消"]
    await li.picks("确认")
    li.sees("报名成功")
    await mother.says("我的报名")
    mother.sees("您现在没有报名")


# ---------------------------------------------------------------- giving up, reminders


async def test_one_or_all_give_up(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.picks("全家")
    await mother.picks("确认")
    await mother.says("我的报名")
    await mother.picks(TITLE)
    await mother.picks("取消报名")
    mother.sees("谁不去了")
    assert mother.labels == ["王芳（本人）", "王小明", "王小红", "李明", "全家"]
    await mother.says("小明和李明")
    mother.sees(f"要取消“{TITLE}”吗", "取消的人：王小明、李明")
    await mother.picks("确认")
    mother.sees("已经取消", "取消的人：王小明、李明")
    assert (await shift_now(world, shift)).taken == 2
    await world.news()
    li = next(person for person in world.people if person.name == "Li")
    li.sees(f"王芳替您取消了“{TITLE}”")
    world.clock.set(local(24, 9))
    await mother.says("取消报名")
    mother.sees("谁不去了")
    await mother.picks("全家")
    mother.sees("马上告诉负责人", "取消的人：王芳、王小红")
    await mother.says("好")
    assert (await shift_now(world, shift)).taken == 0
    await world.news()
    assert len([news for news in leader.news if "来不了" in news]) == 2


async def test_one_reminder_for_all_and_the_answer(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says("1 2 3")
    await mother.picks("确认")
    mother.news.clear()
    world.clock.set(local(23, 14))
    await world.passes(timedelta(seconds=10))
    assert len(mother.news) == 1
    mother.sees("提醒", "同去的家人：王小明、王小红")
    await mother.picks("我来不了")
    mother.sees("谁不去了")
    await mother.says("我")
    await mother.picks("确认")
    assert (await shift_now(world, shift)).taken == 2
    mother.news.clear()
    world.clock.set(local(24, 12))
    await world.passes(timedelta(seconds=10))
    assert len(mother.news) == 1
    mother.sees("这是王小明的消息", "同去的家人：王小红")
    await mother.picks("我会来")
    mother.sees("到时见")


async def test_a_called_off_shift_is_told_once(world: World) -> None:
    leader = await organizer(world, "周舟")
    await posts(world, leader, TITLE, local(24, 14))
    mother = await family(world)
    await asks_to_sign_up(mother)
    await mother.says("1 2 3")
    await mother.picks("确认")
    mother.news.clear()
    await leader.says("名单")
    await leader.says("1")
    await leader.picks("取消这个时段")
    await leader.says("下雪")
    await leader.picks("确认")
    await world.news()
    assert len(mother.news) == 1
    mother.sees(f"“{TITLE}”取消了", "下雪", "同去的家人：王小明、王小红")


async def test_in_english(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), places=2)
    ann = world.person("Ann", language="en")
    await ann.says("hello")
    for text in ("register", "I agree", "1990-05-01", "Ann Miller", "skip", "Chengxi", "yes"):
        await ann.says(text)
    for name in ("Tom Miller", "Eve Miller"):
        await ann.says("family")
        await ann.picks("Add a child")
        for answer in ("Mother", "I agree", name, "2016-02-03", "yes"):
            await ann.says(answer)
    await ann.says("/projects")
    await ann.picks(TITLE)
    await ann.picks("Sign up")
    ann.sees("Who comes?")
    assert ann.labels == ["Ann Miller (me)", "Tom Miller", "Eve Miller", "All of us"]
    await ann.says("all of us")
    ann.sees("There aren't enough places")
    assert ann.labels == [
        "Only Ann Miller, Tom Miller",
        "All 3 on the waiting list",
        "Nobody this time",
    ]
    await ann.picks("Only Ann Miller, Tom Miller")
    ann.sees("Ann Miller: signed up", "Eve Miller: not this time")
    await ann.says("yes")
    ann.sees("Who comes: Ann Miller, Tom Miller")
    await ann.says("/signups")
    ann.sees("Tom Miller: Signed up")
    await ann.says("cancel my sign-up")
    ann.sees("Who doesn't come?")
    await ann.says("Tom")
    await ann.says("yes")
    ann.sees("Cancelled for: Tom Miller")
    assert (await shift_now(world, shift)).taken == 1


async def test_a_button_of_somebody_else_does_nothing(world: World) -> None:
    leader = await organizer(world, "周舟")
    [shift] = await posts(world, leader, TITLE, local(24, 14), places=1)
    mother, eve = await family(world), world.person("Eve")
    await registers(eve, "伊芙")
    await asks_to_sign_up(mother)
    await mother.says("1")
    await mother.says("完成")
    await mother.picks("确认")
    for action in ("cancel_together", "sign_up_together", "cancel_sign_up"):
        await eve.taps(f"{action} shift={shift.id}")
        eve.sees_no("王芳", "王小明")
        await eve.says("取消")
    if eve.platform is Platform.TELEGRAM:
        await eve.taps("pick f=0000000000000000 v=all")
        eve.sees("过期")
    assert (await shift_now(world, shift)).taken == 1
