"""Changing what people signed up for: read back as old → new, told to those it concerns."""

from datetime import timedelta

from bot.messages import PushOutcome
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts, shift_now
from tests.scenarios.test_waitlist import TITLE, signs_up


async def _signed_up(world: World, *names: str, born: str = "1990-05-01") -> list[Person]:
    people = []
    for name in names:
        person = world.person(name)
        await registers(person, name, born)
        await signs_up(person)
        people.append(person)
    return people


async def test_one_field_by_its_label(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    [li] = await _signed_up(world, "李明")
    await wang.taps(f"my_project project={shift.project_id}")
    await wang.picks("修改项目")
    wang.sees("要修改哪一项", "名称", "内容", "保险", "还有 9 项")
    await wang.picks("更多")
    await wang.picks("请带")
    wang.sees("请大家带什么", "现在是：未填写")
    await wang.says("一本想读给老人听的书")
    wang.sees(
        f"请核对“{TITLE}”的修改", "请带：未填写 → 一本想读给老人听的书", "会通知已报名和候补的 1 人"
    )
    await wang.picks("确认")
    wang.sees("已修改，正在通知 1 人")
    await world.news()
    li.sees(f"“{TITLE}”有改动", "请带：一本想读给老人听的书", "您还来吗")
    assert li.labels == ["我还来", "我来不了"]
    await li.picks("我还来")
    li.sees("记下了")


async def test_several_fields_and_back(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"edit_project project={shift.project_id}")
    await wang.says("内容")
    wang.sees("现在是：陪老人聊天、读报")
    await wang.says("返回")
    wang.sees("要修改哪一项")
    await wang.says("最小年龄")
    await wang.says("18岁")
    wang.sees("最小年龄：未填写 → 18")
    await wang.picks("修改")
    await wang.says("名称")
    await wang.says("陪奶奶聊天")
    wang.sees(f"名称：{TITLE} → 陪奶奶聊天", "最小年龄：未填写 → 18")
    wang.sees_no("会通知")
    await wang.says("确认")
    wang.sees("已修改。")
    await wang.picks("管理这个项目")
    wang.sees("【陪奶奶聊天】")


async def test_nothing_changed_is_said(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"edit_project project={shift.project_id}")
    await wang.picks("返回")
    wang.sees("还没有改动")
    await wang.picks("确认")
    wang.sees("还没有改动", "修改")
    await wang.picks("修改")
    await wang.says("名称")
    await wang.says(TITLE)
    wang.sees("还没有改动")
    await wang.says("取消")
    wang.sees("项目不变")


async def test_a_title_is_told_to_nobody(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    [li] = await _signed_up(world, "李明")
    await wang.taps(f"edit_project project={shift.project_id} k=title")
    await wang.says("陪奶奶聊天")
    await wang.picks("确认")
    await world.news()
    assert li.news == []


async def test_what_is_risky_asks_for_insurance(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    minor = world.person("小红")
    [li] = await _signed_up(world, "李明")
    await registers(minor, "小红", "2010-05-01")
    await wang.taps(f"edit_project project={shift.project_id} k=risky")
    wang.sees("有没有风险", "现在是：否")
    await wang.picks("是")
    wang.sees("买了什么保险")
    wang.sees_no("跳过")
    await wang.says("志愿者意外险")
    wang.sees("有风险：否 → 是", "保险：未填写 → 志愿者意外险")
    await wang.picks("确认")
    await world.news()
    li.sees("有风险：是", "保险：志愿者意外险")
    await wang.taps(f"edit_project project={shift.project_id} k=insurance")
    await wang.says("跳过")
    wang.sees("不能跳过", "现在是：志愿者意外险")


async def test_what_becomes_risky_in_a_pause_asks_for_insurance_too(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"pause_project project={shift.project_id}")
    await wang.taps(f"edit_project project={shift.project_id} k=risky")
    await wang.picks("是")
    wang.sees("买了什么保险")
    wang.sees_no("跳过")


async def test_who_is_too_young_now_is_told_that_the_sign_up_ended(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14), places=2)
    old, young = await _signed_up(world, "李明"), await _signed_up(world, "赵云", born="2004-05-01")
    [waits] = await _signed_up(world, "钱多")
    await wang.taps(f"edit_project project={shift.project_id} k=minimum_age")
    await wang.says("30")
    wang.sees("会通知已报名和候补的 2 人", "有 1 个报名不再符合年龄要求")
    await wang.picks("确认")
    wang.sees("已修改，正在通知 3 人")
    await world.news()
    young[0].sees("年龄不符合要求", "报名已经结束")
    await young[0].says("我的报名")
    young[0].sees("没有报名")
    old[0].sees("最小年龄：30")
    assert any("有名额了" in news for news in waits.news)


async def test_i_cannot_come_any_more(world: World) -> None:
    wang = await organizer(world)
    one, two = await posts(world, wang, TITLE, local(24, 14), local(25, 14))
    li = world.person("Li")
    await registers(li, "李明")
    for span in ("11月24日（周二）14:00–17:00", "11月25日（周三）14:00–17:00"):
        await li.says("项目")
        await li.picks(TITLE)
        await li.taps(f"sign_up project={one.project_id}")
        if "想参加哪一个时段" in li.text:
            await li.picks(span)
        await li.picks("确认")
        li.sees("报名成功")
    await wang.taps(f"edit_project project={one.project_id} k=risks")
    await wang.says("路上有冰")
    await wang.picks("确认")
    await world.news()
    assert len(li.news) == 1
    await li.picks("我来不了")
    li.sees("要取消哪一个")
    await li.picks(f"{TITLE} 11月25日（周三）14:00–17:00")
    await li.picks("确认")
    li.sees("已经取消")
    assert (await shift_now(world, one)).taken == 1
    assert (await shift_now(world, two)).taken == 0


async def test_changed_once_more_it_is_read_once_more(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    [li] = await _signed_up(world, "李明")
    for risks in ("路滑", "路滑，有冰"):
        await wang.taps(f"edit_project project={shift.project_id} k=risks")
        await wang.says(risks)
        await wang.picks("确认")
        if risks == "路滑":
            await world.news()
            answer = li.action("我还来")
    await li.taps(answer)
    li.sees("说明又有改动", "风险：路滑，有冰")
    await li.picks("我还来")
    li.sees("记下了")


async def test_who_missed_the_news_finds_it_beside_the_sign_up(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    [li] = await _signed_up(world, "李明")
    li.reach = PushOutcome.UNREACHABLE
    await wang.taps(f"edit_project project={shift.project_id} k=risks")
    await wang.says("路滑")
    await wang.picks("确认")
    await world.news()
    await li.says("我的报名")
    await li.picks(TITLE)
    li.sees("说明有改动")
    await li.picks("我还来")
    li.sees("记下了")
    await li.says("我的报名")
    await li.picks(TITLE)
    li.sees_no("说明有改动")


# ---------------------------------------------------------------- shifts


async def test_a_shift_is_put_off(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    [li, zhao] = await _signed_up(world, "李明", "赵云")
    [other] = await posts(world, wang, "图书整理", local(25, 15))
    await zhao.says("项目")
    await zhao.picks("图书整理")
    await zhao.picks("报名")
    await zhao.picks("确认")
    await wang.taps(f"my_shift shift={shift.id}")
    await wang.picks("修改这个时段")
    assert wang.labels == ["日期", "时间", "地点", "人数", "集合", "候补人数上限"]
    await wang.picks("日期")
    wang.sees("现在是：11月24日（周二）")
    await wang.says("11月25日")
    wang.sees(
        "时间：11月24日（周二）14:00–17:00 → 11月25日（周三）14:00–17:00",
        "会通知已报名和候补的 2 人",
        "其中 1 人在新时间已有别的报名",
    )
    await wang.picks("修改")
    await wang.picks("集合")
    await wang.says("虎台地铁站 A 口")
    wang.sees("集合：未填写 → 虎台地铁站 A 口")
    await wang.picks("确认")
    wang.sees("已修改，正在通知 2 人")
    await world.news()
    for person in (li, zhao):
        person.sees(
            "时间：11月25日（周三）14:00–17:00（原来是11月24日（周二）14:00–17:00）",
            "集合：虎台地铁站 A 口",
            "您还来吗",
        )
    li.sees_no("您已报名")
    zhao.sees("这个时间您已报名“图书整理”（11月25日（周三）15:00–18:00）")
    await li.says("好")
    li.sees("记下了")
    await zhao.picks("我来不了")
    await zhao.picks("确认")
    zhao.sees("已经取消")
    assert (await shift_now(world, other)).taken == 1
    # The reminder comes for the new time, and once.
    world.clock.set(local(24, 14, 1))
    await world.jobs.tick()
    li.sees("提醒", "11月25日（周三）14:00–17:00")
    assert sum("提醒" in news for news in li.news) == 1


async def test_more_places_are_offered_to_those_who_wait(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14), places=1)
    [li, zhao] = await _signed_up(world, "李明", "赵云")
    await wang.taps(f"edit_shift shift={shift.id} k=places")
    wang.sees("需要多少人", "现在是：1")
    await wang.says("3")
    wang.sees("人数：1 → 3", "空出的名额会依次问候补的人")
    await wang.picks("确认")
    wang.sees("正在问候补的 1 人")
    await world.news()
    zhao.sees("有名额了")
    assert li.news == []
    await wang.taps(f"edit_shift shift={shift.id} k=places")
    await wang.says("1")
    wang.sees("名额不能少于已经报名的人数")


async def test_what_has_begun_stays(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    world.clock.set(local(24, 14, 1))
    await wang.taps(f"my_shift shift={shift.id}")
    assert "修改这个时段" not in wang.labels
    await wang.taps(f"edit_shift shift={shift.id}")
    wang.sees("已经开始，不能再改")


async def test_what_another_organizer_changed_meanwhile_stays(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    zhou = await organizer(world, "周舟")
    await wang.taps(f"edit_shift shift={shift.id} k=address")
    await zhou.taps(f"edit_shift shift={shift.id} k=places")
    await zhou.says("30")
    await zhou.picks("确认")
    await wang.says("南大街 1 号")
    await wang.picks("确认")
    now = await shift_now(world, shift)
    assert (now.places, now.address) == (30, "南大街 1 号")
    # The day and the times are one moment: half of it was put off by the other.
    await wang.taps(f"edit_shift shift={shift.id} k=times")
    await zhou.taps(f"edit_shift shift={shift.id} k=date")
    await zhou.says("11月26日")
    await zhou.picks("确认")
    await wang.says("15:00-17:00")
    wang.sees("11月26日（周四）14:00–17:00", "11月26日（周四）15:00–17:00")
    await wang.picks("确认")
    assert (await shift_now(world, shift)).starts_at == local(26, 15)


async def test_in_english(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    [li] = await _signed_up(world, "李明")
    for person in (wang, li):
        await person.says("/language")
        await person.picks("English")
    await wang.taps(f"edit_shift shift={shift.id}")
    wang.sees("What do you want to change?")
    await wang.picks("Time")
    await wang.says("3pm to 6pm")
    wang.sees("Time: Tue 24 Nov, 14:00–17:00 → Tue 24 Nov, 15:00–18:00")
    await wang.says("yes")
    wang.sees("1 person is being told")
    await world.news()
    li.sees("When: Tue 24 Nov, 15:00–18:00 (it was Tue 24 Nov, 14:00–17:00)", "Do you still come?")
    await li.picks("I can't come")
    await li.picks("Confirm")
    assert (await shift_now(world, shift)).taken == 0
    await world.passes(timedelta(minutes=1))
