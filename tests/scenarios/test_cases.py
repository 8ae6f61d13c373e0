"""A person to talk to: from the first words to "that solved it", on the phones of both sides."""

import asyncio
from datetime import timedelta

import pytest

from bot.messages import Location, PushOutcome
from nlu.understanding import Intent
from tests.scenarios.conversation import Person, World
from tests.scenarios.meanings import Means, Table
from tests.scenarios.people import registers, signs_up
from tests.scenarios.service import invitation, local, organizer, posts

TITLE = "陪空巢老人聊天"


async def asks(person: Person, text: str = "我要投诉，昨天的负责人骂人") -> None:
    await person.says(text)
    await person.picks("确认")
    person.sees("编号 ")


async def test_from_a_sentence_to_the_end(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    await registers(li, "李小明")
    await li.says("我要投诉，昨天的负责人骂人")
    li.sees("请核对", "内容：我要投诉，昨天的负责人骂人")
    assert li.labels == ["确认", "修改", "取消"]
    await li.picks("确认")
    li.sees("已经转给值班的人，编号 1", "我的求助")
    await world.news()
    wang.sees("新的投诉（编号 1）", "李*明：我要投诉，昨天的负责人骂人")
    wang.sees_no("李小明", "13800138000", "微信", "Telegram")
    assert wang.labels == ["回复", "我来办", "办结"]

    await wang.picks("我来办")
    wang.sees("编号 1 由您来办")
    await li.says("我的求助")
    li.sees("投诉（编号 1）", "11月21日（周六）", "有人在办，等待回复")

    await wang.picks("回复")
    wang.sees("李*明：我要投诉", "请写回复")
    await wang.says("很抱歉，我去了解一下，有事打13900139000")
    wang.sees("电话号码不会给对方看", "很抱歉，我去了解一下，有事打***", "要发送吗")
    await wang.picks("确认")
    wang.sees("已经转给对方，编号 1")
    await world.news()
    li.sees("投诉（编号 1）有回复", "组织者王*：很抱歉，我去了解一下，有事打***")
    li.sees_no("王芳", "13900139000")
    assert li.labels == ["补充", "解决了"]

    await li.picks("补充")
    await li.says("谢谢，他还收了我的钱")
    li.sees("要发送吗")
    await li.picks("确认")
    li.sees("已经发出，编号 1")
    await world.news()
    wang.sees("投诉（编号 1）有新的消息", "李*明：谢谢，他还收了我的钱")

    await wang.picks("办结")
    await wang.says("钱已经退了，负责人也道了歉")
    wang.sees("办结说明：钱已经退了", "要办结吗")
    await wang.picks("确认")
    wang.sees("编号 1 办结了")
    await world.news()
    li.sees("办结了", "钱已经退了，负责人也道了歉")
    assert li.labels == ["还没解决"]
    await li.says("我的求助")
    li.sees("已办结")
    await li.says("1")
    li.sees("您：谢谢，他还收了我的钱", "组织者王*（办结说明）：钱已经退了")


async def test_who_is_not_registered_is_helped_and_can_have_it_deleted(world: World) -> None:
    wang = await organizer(world)
    stranger = world.person("谁")
    await stranger.says("转人工")
    stranger.sees("请写下您要问什么")
    await stranger.says("我妈想参加，怎么报名")
    stranger.sees("请核对")
    await stranger.picks("确认")
    stranger.sees("编号 1")
    stranger.sees_no("注册")
    await world.news()
    wang.sees("没有登记的人：我妈想参加，怎么报名")
    await wang.picks("回复")
    await wang.says("带身份证来站里就行")
    await wang.picks("确认")
    await world.news()
    stranger.sees("组织者王*：带身份证来站里就行")
    await stranger.picks("解决了")
    stranger.sees("编号 1 办结了")
    await world.news()
    wang.sees("解决了", "不用再处理")
    await stranger.says("我的数据")
    await stranger.picks("删除")
    await stranger.picks("确认")
    stranger.sees("已经删除了")
    await stranger.says("我的求助")
    stranger.sees("您没有求助")


async def test_an_incident_says_whom_to_call_and_goes_to_all_at_night(world: World) -> None:
    wang = await organizer(world)
    zhou = world.person("周舟", platform=world.other_platform)
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {await invitation(world)}")
    await posts(world, wang, TITLE, local(21, 20), hours=4)
    li = world.person("李明")
    await registers(li, "李明")
    await signs_up(li, TITLE)
    world.clock.advance(timedelta(hours=13, minutes=30))  # 22:30, in the middle of the shift
    await li.says("王奶奶摔伤了，快来人")
    li.sees("急救 120，报警 110，火警 119", "还有人有危险吗")
    assert li.labels == ["有危险", "没有危险"]
    await li.picks("有危险")
    li.sees("急救 120", "请核对", "内容：王奶奶摔伤了", f"活动：{TITLE} 11月21日（周六）20:00")
    await li.picks("确认")
    li.sees("已转给所有组织者，编号 1", "急救 120")
    await world.news()
    for each in (wang, zhou):
        each.sees("意外（编号 1），有危险", "李*：王奶奶摔伤了", f"活动：{TITLE}")
    # the second one to take it is told who has it
    await wang.picks("我来办")
    await zhou.picks("我来办")
    zhou.sees("王芳 已经在办这一件了")
    await zhou.picks("还是由我来办")
    zhou.sees("由您来办")
    await world.news()
    wang.sees("改由 周舟 来办")


async def test_at_night_anything_else_waits_until_morning(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    world.clock.advance(timedelta(hours=13))
    await asks(li, "找人工，我的证明怎么开到现在都没有消息")
    li.sees("夜里不打扰人", "11月22日（周日）08:00转给值班的人", "120")
    await world.news()
    assert wang.news == []
    await world.passes(timedelta(hours=10))
    wang.sees("新的咨询（编号 1）")
    assert len(wang.news) == 1


async def test_words_that_came_meanwhile_are_shown_before_the_answer_goes(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    await registers(li, "李明")
    await asks(li)
    await world.news()
    await wang.picks("回复")
    await wang.says("请问是哪一位负责人？")
    await li.says("我的求助")
    await li.picks("投诉 1 号")
    await li.picks("补充")
    await li.says("是南大街那一位")
    await li.picks("确认")
    await wang.says("确认")
    wang.sees("刚刚又有新的消息", "李*：是南大街那一位", "您的回复：请问是哪一位负责人？")
    await wang.picks("修改")
    await wang.picks("内容")
    wang.sees("李*：是南大街那一位", "请写回复")
    await wang.says("知道了，我去问")
    await wang.picks("确认")
    wang.sees("已经转给对方")
    await world.news()
    assert li.news == ["投诉（编号 1）有回复：\n组织者王*：知道了，我去问"]


async def test_an_answer_to_what_was_closed_or_deleted_meanwhile(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    await registers(li, "李明")
    await asks(li)
    await world.news()
    await wang.picks("回复")
    await wang.says("明天回复您")
    confirm = wang.action("确认")
    await li.says("我的数据")
    await li.picks("删除")
    await li.picks("确认")
    li.sees("已经删除了")
    await wang.taps(confirm)
    wang.sees("编号 1 已经办结了")
    wang.sees_no("负责人骂人")
    await wang.says("取消")
    await wang.says("管理")
    await wang.picks("处理求助")
    wang.sees("没有要处理的求助")


async def test_a_closed_one_is_opened_again_for_a_week(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    await asks(li)
    await world.news()
    await wang.picks("办结")
    await wang.says("已经说过他了")
    await wang.picks("确认")
    await world.news()
    await li.picks("还没解决")
    await li.says("他今天又骂人")
    await li.picks("确认")
    await world.news()
    wang.sees("有新的消息", "他今天又骂人")
    await wang.picks("办结")
    await wang.says("已经换人了")
    await wang.picks("确认")
    await world.news()
    late = li.action("还没解决")
    await world.passes(timedelta(days=8))
    await li.taps(late)
    li.sees("办结已经很久了", "找人问一问")


async def test_what_nobody_answers_climbs_once_a_step(world: World) -> None:
    wang = await organizer(world)
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("添加单位或服务队")
    await wang.picks("站点")
    await wang.says("虎台社区服务站")
    await wang.picks("确认")
    await wang.picks("邀请")
    await wang.picks("组织者")
    await wang.picks("确认")
    code = wang.text.split("认领 ")[1].split()[0]
    zhou = world.person("周舟")
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {code}")
    zhou.sees("您现在是“虎台社区服务站”的组织者")
    await zhou.says("发布项目")
    for answer in ("陪读", "支教助学", "儿童", "明天", "14:00-17:00", "虎台", "5", "读书"):
        await zhou.says(answer)
    for answer in ("跳过", "跳过", "确认"):
        await zhou.says(answer)
    li = world.person("李明")
    await registers(li, "李明")
    await signs_up(li, "陪读")
    await li.says("我要投诉，老师说话太难听")
    li.sees("是哪一次活动")
    await li.says("1")
    await li.picks("确认")
    await world.passes(timedelta(minutes=1))
    # about its leader, and he is the only one there: it goes up at once
    assert (len(zhou.news), len(wang.news)) == (0, 1)
    await li.says("转人工")
    await li.says("活动有没有停车位")
    await li.picks("陪读 11月22日（周日）14:00–17:00")
    await li.picks("确认")
    await world.passes(timedelta(minutes=1))
    assert (len(zhou.news), len(wang.news)) == (1, 1)
    await world.passes(timedelta(hours=35))  # 20:02 on the next day
    assert [news for news in wang.news if "编号 2）还没有人回复" in news] == [
        "咨询（编号 2）还没有人回复，已经等了 35 小时。请您处理。\n"
        "李*：活动有没有停车位\n活动：陪读，11月22日（周日）14:00–17:00"
    ]
    told = len(wang.news)
    await world.passes(timedelta(minutes=30))
    await asyncio.gather(world.jobs.tick(), world.jobs.tick())
    assert len(wang.news) == told


async def test_the_queue_is_oldest_first_three_at_a_time(world: World) -> None:
    wang = await organizer(world)
    for name in ("甲", "乙", "丙", "丁"):
        person = world.person(name)
        await asks(person, f"我要投诉，{name}组的组长太过分了")
        world.clock.advance(timedelta(hours=1))
    await wang.says("管理")
    await wang.picks("处理求助")
    wang.sees("有 4 件求助", "投诉（编号 1），没有登记的人，等了 4 小时", "编号 3", "还有 1 件")
    wang.sees_no("编号 4")
    await wang.picks("更多")
    wang.sees("编号 4")
    await wang.picks("投诉 4 号")
    wang.sees("丁组的组长太过分了", "等待回复")
    assert wang.labels == ["回复", "我来办", "办结", "处理求助"]


async def test_somebody_is_put_on_duty(world: World) -> None:
    wang = await organizer(world)
    await wang.says("管理")
    await wang.picks("单位和成员")
    await wang.picks("邀请")
    await wang.picks("负责人")
    await wang.picks("确认")
    code = wang.text.split("认领 ")[1].split()[0]
    zhou = world.person("周舟")
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {code}")
    await wang.says("管理")
    await wang.picks("处理求助")
    await wang.picks("安排值班")
    wang.sees("现在没有人值班", "请选谁来值班")
    assert wang.labels == ["我自己（王芳）", "周舟", "没有人"]
    await wang.picks("周舟")
    wang.sees("请核对值班", "值班的人：周舟")
    await wang.picks("确认")
    wang.sees("周舟 在“青海志愿”值班")
    await world.news()
    zhou.sees("您现在在“青海志愿”值班")
    await asks(world.person("甲"))
    await world.news()
    zhou.sees("新的投诉（编号 1）")
    assert wang.news == []
    await zhou.says("我的求助")
    await zhou.picks("处理求助")
    zhou.sees("有 1 件求助", "编号 1")

    assert "安排值班" not in zhou.labels


async def test_who_cannot_be_reached_does_not_hold_it_up(world: World) -> None:
    wang = await organizer(world)
    zhou = world.person("周舟")
    await registers(zhou, "周舟")
    await zhou.says(f"认领 {await invitation(world)}")
    await wang.says("管理")
    await wang.picks("处理求助")
    await wang.picks("安排值班")
    await wang.picks("周舟")
    await wang.picks("确认")
    await world.news()
    zhou.reach = PushOutcome.UNREACHABLE
    await asks(world.person("李明"))
    await world.news()
    assert wang.news == []
    await world.passes(timedelta(seconds=10))
    wang.sees("投诉（编号 1）还没有人回复，已经等了 不到 1 分钟")


async def test_a_wish_for_help_asks_where(world: World) -> None:
    wang = await organizer(world)
    zhang = world.person("张大爷")
    await zhang.says("家里老人没人照看")
    zhang.sees("在哪里", "跳过")
    await zhang.says("城西区虎台小区")
    zhang.sees("请核对", "地点：城西区虎台小区")
    await zhang.picks("确认")
    zhang.sees("编号 1")
    await world.news()
    wang.sees("新的帮忙请求（编号 1）", "家里老人没人照看", "地点：城西区虎台小区")


async def test_in_the_middle_of_something_else(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    for said in ("注册", "同意", "1990-05-01", "李明"):
        await li.says(said)
    await li.says("有人被车撞了")
    li.sees("急救 120", "还有人有危险吗")
    await li.picks("没有危险")
    await li.says("跳过")
    li.sees("内容：有人被车撞了")
    await li.picks("确认")
    li.sees("已转给所有组织者", "继续填写")
    await world.news()
    wang.sees("意外（编号 1）", "没有登记的人：有人被车撞了")
    await li.picks("继续填写")
    for said in ("13800138000", "西宁市城西区", "确认"):
        await li.says(said)
    li.sees("注册好了")
    await li.says("我的求助")
    li.sees("意外（编号 1）")


async def test_where_it_happened_is_shared_by_the_phone(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    await li.says("出事了")
    li.sees("急救 120")
    await li.says("有")
    li.sees("请写下发生了什么", "120")
    await li.says("有人晕倒了")
    li.sees("在哪里")
    await li.sends(Location(36.62345, 101.77821, "虎台公园"))
    li.sees("是否有危险：有危险", "地点：虎台公园（36.62345, 101.77821）")
    await li.picks("确认")
    await world.news()
    wang.sees("有危险", "有人晕倒了", "地点：虎台公园（36.62345, 101.77821）")


async def test_too_many_open_ones(world: World) -> None:
    await organizer(world)
    li = world.person("李明")
    for _ in range(5):
        await asks(li)
    await li.says("我要投诉，负责人又骂人")
    li.sees("已有 5 件求助")
    await li.picks("我的求助")
    li.sees("您的求助", "还有 2 件")
    await li.says("我摔伤了")
    li.sees("急救 120", "还有人有危险吗")


@pytest.mark.parametrize("said", ["13800138000", "138 0013 8000"])
async def test_a_phone_number_alone_is_no_message(world: World, said: str) -> None:
    await organizer(world)
    li = world.person("李明")
    await li.says("转人工")
    await li.says(said)
    li.sees("电话号码不会给对方看", "请写下您要问什么")
    await li.says(f"请回电话{said}，关于证明")
    li.sees("内容：请回电话***，关于证明", "已经换成星号")


async def test_more_of_the_same_is_added_before_it_is_confirmed(world: World) -> None:
    await organizer(world)
    li = world.person("李明")
    await li.says("我要投诉，负责人骂人")
    await li.says("我还要投诉他收钱")
    li.sees("内容：我要投诉，负责人骂人 我还要投诉他收钱")
    await li.says("算了")
    li.sees("没有发出")


async def test_a_sentence_of_doubtful_meaning_is_not_asked_again(world: World) -> None:
    said = "他们那样对待志愿者合适吗"
    means = Means(Intent.COMPLAIN, 0.4, others=((Intent.ASK_FAQ, 0.35),))
    await world.hears(Table({said: means}))
    await organizer(world)
    li = world.person("李明")
    await li.says(said)
    await li.picks("投诉")
    li.sees("请核对", f"内容：{said}")


async def test_without_an_organization(world: World) -> None:
    li = world.person("李明")
    for said in ("我要投诉，负责人骂人", "转人工", "我摔伤了"):
        await li.says(said)
        li.sees("还没有组织", "110", "120")


async def test_confirmed_twice_it_is_one_case(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    await li.says("我要投诉，负责人骂人")
    confirm = li.action("确认")
    await li.taps(confirm)
    await li.taps(confirm)
    li.sees("编号 1")
    await world.news()
    assert len(wang.news) == 1


async def test_where_news_cannot_be_pushed_it_comes_with_the_next_message(world: World) -> None:
    wang = await organizer(world)
    li = world.person("李明")
    await asks(li)
    world.pushes = False
    await world.news()
    assert wang.news == []
    await wang.says("菜单")
    wang.sees("新的投诉（编号 1）", "请发送“我的求助”查看和处理")
    await wang.says("我的求助")
    await wang.picks("处理求助")
    await wang.picks("投诉 1 号")
    await wang.picks("回复")
    await wang.says("收到，马上了解")
    await wang.picks("确认")
    await world.news()
    await li.says("菜单")
    li.sees("投诉（编号 1）有回复", "收到，马上了解", "请发送“我的求助”")


async def test_in_english(world: World) -> None:
    await organizer(world)
    zoe, ann = world.person("Zoe", language="en"), world.person("Ann", language="en")
    await zoe.says("hello")
    await zoe.says(f"claim {await invitation(world)}")
    zoe.sees("You are now administrator")
    await ann.says("I want to talk to a human")
    ann.sees("What is it about?")
    await ann.says("My certificate is wrong, call me at 13800138000")
    ann.sees("stars in their place", "Message: My certificate is wrong, call me at ***")
    await ann.picks("Confirm")
    ann.sees("the person on duty has it. Its number is 1")
    await world.news()
    zoe.sees("New: Question (number 1)", "Somebody not registered: My certificate is wrong")
    await zoe.picks("Answer")
    await zoe.says("We'll print a new one today")
    await zoe.picks("Confirm")
    zoe.sees("Your answer is on its way")
    await world.news()
    ann.sees("Question (number 1): you have an answer", "An organizer: We'll print a new one today")
    await ann.picks("That solved it")
    ann.sees("number 1 is closed")
    await ann.says("my cases")
    ann.sees("Question (number 1)", "closed")
    await ann.says("someone is hurt")
    ann.sees("ambulance 120, police 110, fire 119")
