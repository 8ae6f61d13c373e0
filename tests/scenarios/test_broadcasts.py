"""Broadcasts, from the organizer's first word to what recipients answer."""

from datetime import timedelta

import pytest

from bot.messages import PushOutcome
from storage.tables import ProjectRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts

TITLE = "陪空巢老人聊天"
TEXT = "周二下午缺三个人，陪老人聊聊天、读读报。"


async def _writes(wang: Person, *, audience: str = "所有志愿者", project: str = TITLE) -> None:
    """Up to the dry run: no picture, no English, no limit, at once."""
    await wang.says("/broadcast")
    wang.sees("要发什么")
    await wang.says(TEXT)
    wang.sees("要配一张图片吗")
    await wang.says("跳过")
    await wang.says("跳过")
    await wang.picks(project)
    await wang.picks(audience)
    await wang.says("跳过")
    await wang.says("跳过")


async def test_from_the_first_word_to_a_sign_up(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li, anna = world.person("Li"), world.person("Anna")
    await registers(li, "李明")
    await registers(anna, "Anna Berg")
    await anna.says("/language")
    await anna.picks("English")
    await _writes(wang)
    wang.sees("会发给 3 人", "大约要 1 分钟", "请输入人数 3")
    await wang.says("2")
    wang.sees("人数不对", "请输入 3")
    await wang.says("3")
    wang.sees("请核对", TEXT, TITLE, "所有志愿者", "马上", "3 人")
    assert wang.labels[0] == "确认"
    await wang.picks("确认")
    wang.sees("开始发给 3 人", "编号 1")
    await world.passes(timedelta(seconds=10))
    li.sees("青海志愿", TEXT, TITLE, "11月24日（周二）14:00–17:00")
    assert li.labels == ["报名", "不要这类消息", "少收一些", "不再收消息"]
    assert anna.labels[0] == "Sign up"
    await li.picks("报名")
    li.sees("请看清楚再确认", TITLE)
    await li.picks("确认")
    li.sees("报名成功")
    await world.news()
    wang.sees("群发 1 发完了：已发 3 人")
    await wang.says("管理")
    await wang.picks("群发")
    await wang.taps(wang.action(next(label for label in wang.labels if label.startswith("1："))))
    wang.sees("发完了", "100%", "已发 3", "看过项目 1 人，报名 1 人")
    assert len(li.news) == len(anna.news) == 1


async def _sends(world: World, wang: Person, count: int, **how: str) -> None:
    await _writes(wang, **how)
    await wang.says(str(count))
    await wang.picks("确认")
    wang.sees(f"开始发给 {count} 人")
    await world.passes(timedelta(seconds=10))


async def _two_volunteers(world: World) -> tuple[Person, Person, Person]:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14), local(26, 14))
    li, zhao = world.person("Li"), world.person("Zhao")
    await registers(li, "李明")
    await registers(zhao, "赵强")
    return wang, li, zhao


async def test_what_recipients_decline_holds_at_once_and_can_be_taken_back(world: World) -> None:
    wang, li, zhao = await _two_volunteers(world)
    await _sends(world, wang, 3)
    await li.picks("不要这类消息")
    li.sees("不再给您发“关爱特殊群体”的招募消息")
    await zhao.picks("不再收消息")
    await _writes(wang)
    wang.sees("会发给 1 人", "2 人不想收这类消息")
    await wang.says("取消")
    await li.says("设置")
    await li.picks("消息设置")
    li.sees("不收的类别：关爱特殊群体")
    await li.picks("再收“关爱特殊群体”")
    li.sees("会再给您发")
    await zhao.says("设置")
    await zhao.picks("消息设置")
    zhao.sees("不收招募消息")
    await zhao.picks(next(label for label in zhao.labels if "恢复" in label or "重新" in label))
    await _writes(wang)
    wang.sees("会发给 3 人")


async def test_less_often_and_no_more_than_two_a_week(world: World) -> None:
    wang, li, _ = await _two_volunteers(world)
    await _sends(world, wang, 3)
    await li.picks("少收一些")
    li.sees("最多每 28 天一次")
    await _sends(world, wang, 2)
    assert len(li.news) == 1
    await _writes(wang)
    wang.sees("没有人能收到", "3 人最近收到的已经够多")
    await wang.says("3")
    wang.sees("没有人能收到")
    await wang.says("取消")
    await li.says("设置")
    await li.picks("消息设置")
    await li.picks("恢复正常次数")
    li.sees("每周最多 2 次")
    await _writes(wang)
    wang.sees("会发给 1 人")


async def test_the_audience_is_described_and_previewed(world: World) -> None:
    wang, li, _ = await _two_volunteers(world)
    await li.says("设置")
    await li.picks("改关注类别")
    await li.says("环境保护")
    await li.picks("完成")
    await li.picks("确认")
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.says("不用")
    await wang.says("Three people are needed on Tuesday.")
    await wang.picks(TITLE)
    await wang.picks("按条件挑选")
    await wang.says("城西")
    await wang.says("环境保护")
    await wang.picks("完成")
    await wang.says("跳过")
    await wang.says("十八岁")
    wang.sees("请写年龄范围")
    await wang.says("18-60")
    await wang.says("跳过")
    wang.sees("哪个单位或服务队的成员")
    await wang.says("跳过")
    await wang.says("跳过")
    await wang.says("跳过")
    wang.sees("会发给 1 人")
    await wang.picks("预览")
    wang.sees("收到的人会看到", TEXT, TITLE, "[报名]", "Three people are needed", "请输入人数 1")
    await wang.says("1")
    wang.sees("城西", "环境保护", "18–60 岁")
    await wang.picks("修改")
    await wang.picks("对象")
    await wang.picks("能报名这个项目的人")
    wang.sees("请输入人数 3")
    await wang.says("3")
    wang.sees("能报名这个项目的人")
    await wang.picks("确认")
    await world.passes(timedelta(seconds=10))
    assert len(li.news) == 1


@pytest.mark.parametrize("said", ["现在", "馬上發", "Right now!"])
async def test_now_is_an_answer_to_when(world: World, said: str) -> None:
    wang, _, _ = await _two_volunteers(world)
    for text in ("群发", TEXT, "跳过", "跳过"):
        await wang.says(text)
    await wang.picks("不涉及项目")
    await wang.picks("所有志愿者")
    await wang.says("2")
    await wang.says(said)
    wang.sees("会发给 2 人")
    await wang.says("2")
    wang.sees("请核对", "马上")


async def test_it_waits_for_its_time_and_for_the_morning(world: World) -> None:
    wang, li, zhao = await _two_volunteers(world)
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.says("跳过")
    await wang.says("跳过")
    await wang.picks("不涉及项目")
    await wang.picks("所有志愿者")
    await wang.says("2")
    await wang.says("昨天9点")
    wang.sees("时间要在以后")
    await wang.says("今天晚上10点")
    wang.sees("会发给 2 人", "1 人超出要发的人数", "按现在的情况估算")
    await wang.says("2")
    wang.sees("约 2 人，到时再定")
    await wang.picks("确认")
    wang.sees("会在", "22:00", "估计是 2 人", "名单到那时再定")
    await wang.picks("看进度")
    wang.sees("还没到时间", "11月22日（周日）08:00")
    await world.passes(timedelta(hours=12))
    assert not wang.news and not li.news and not zhao.news
    await world.passes(timedelta(hours=11, minutes=30))
    assert len([person for person in (wang, li, zhao) if person.news]) == 2
    told = next(person for person in (wang, li, zhao) if person.news)
    assert told.labels == ["少收一些", "不再收消息"]


async def test_who_comes_before_its_time_gets_it_and_who_goes_does_not(world: World) -> None:
    wang, li, zhao = await _two_volunteers(world)
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.says("跳过")
    await wang.says("跳过")
    await wang.picks(TITLE)
    await wang.picks("所有志愿者")
    await wang.says("跳过")
    await wang.says("明天上午10点")
    wang.sees("会发给 3 人", "请输入人数 3")
    await wang.says("3")
    await wang.picks("确认")
    await wang.picks("看进度")
    wang.sees("还没到时间", "11月22日（周日）10:00")
    wang.sees_no("%")
    assert wang.labels == ["看进度", "暂停", "不发了"]
    await wang.picks("暂停")
    wang.sees("已暂停")
    await wang.picks("继续发")
    wang.sees("还没到时间")
    await world.passes(timedelta(hours=20))
    sun, tang = world.person("Sun"), world.person("Tang")
    await registers(sun, "孙丽")
    await registers(tang, "唐军")
    await zhao.says("退订")
    await world.restart(forgetting=True)
    await world.passes(timedelta(hours=5))
    assert [len(each.news) for each in (li, sun, tang, zhao)] == [1, 1, 1, 0]


async def test_nobody_is_woken_where_they_live(world: World) -> None:
    """It is nine in the morning here, and one at night in London: until eight there."""
    wang, li, zhao = await _two_volunteers(world)
    await li.says("设置")
    await li.picks("消息设置")
    await li.picks("我在哪个时区")
    li.sees("您住在哪里")
    await li.picks("英国")
    li.sees("英国晚上 9 点到早上 8 点")
    await li.picks("消息设置")
    li.sees("您在：英国")
    await _sends(world, wang, 3)
    assert len(zhao.news) == 1
    assert li.news == []
    await world.passes(timedelta(hours=6))
    assert li.news == []
    await world.passes(timedelta(hours=1))
    assert len(li.news) == 1
    await world.news()
    wang.sees("群发 1 发完了：已发 3 人")


async def test_paused_resumed_and_cancelled(world: World) -> None:
    wang, li, _ = await _two_volunteers(world)
    await _writes(wang)
    await wang.says("3")
    await wang.picks("确认")
    await world.jobs.tick()
    progress = wang.action("看进度")
    await wang.picks("不发了")
    wang.sees("确定吗")
    await wang.picks("返回")
    wang.sees("正在准备名单")
    await world.passes(timedelta(seconds=10))
    await wang.taps(progress)
    wang.sees("发完了")
    await _writes(wang)
    await wang.says("3")
    await wang.picks("确认")
    cancel = wang.action("不发了")
    await wang.picks("不发了")
    await wang.picks("确认")
    wang.sees("已取消")
    await world.passes(timedelta(seconds=10))
    assert len(li.news) == 1
    await wang.taps(cancel)
    wang.sees("已取消")


async def test_who_blocked_us_is_counted_and_not_written_to_again(world: World) -> None:
    wang, li, zhao = await _two_volunteers(world)
    li.reach, zhao.reach = PushOutcome.UNREACHABLE, PushOutcome.UNKNOWN
    await _sends(world, wang, 3)
    await wang.says("管理")
    await wang.picks("群发")
    await wang.picks(wang.labels[0])
    wang.sees("已发 1，没发成 2", "1 人已取消关注或停用", "1 人可能收到了，不会重发")
    await world.passes(timedelta(minutes=20))
    assert not li.news and not zhao.news
    await _writes(wang)
    wang.sees("会发给 2 人", "1 人联系不上")


async def test_who_cannot_be_sent_it_is_counted_as_failed(world: World) -> None:
    wang, li, _ = await _two_volunteers(world)
    li.reach = PushOutcome.REFUSED
    await _sends(world, wang, 3)
    await world.news()
    wang.sees("已发 2 人，没发成 1 人")
    await wang.says("管理")
    await wang.picks("群发")
    await wang.picks(wang.labels[0])
    wang.sees("1 人被平台拒绝")
    wang.sees_no("不确定")


async def test_a_volunteer_cannot_write_to_everybody(world: World) -> None:
    _, li, _ = await _two_volunteers(world)
    await li.says("群发")
    li.sees("没有")
    assert "要发什么" not in li.text


async def test_in_english_with_a_sentence(world: World) -> None:
    wang, li, _ = await _two_volunteers(world)
    await wang.says("/language")
    await wang.picks("English")
    await wang.says("/broadcast")
    wang.sees("What do you want to send?")
    await wang.says("We need three people on Tuesday.")
    wang.sees("A picture with it?")
    await wang.says("skip")
    wang.sees("What do people who read Chinese get?")
    await wang.says("周二缺三个人。")
    await wang.picks(TITLE)
    await wang.picks("All volunteers")
    await wang.says("skip")
    await wang.says("tomorrow 9:00")
    wang.sees("3 people will get it", "type the number 3")
    await wang.says("three")
    wang.sees("Please check your broadcast", "3 people")
    await wang.picks("Confirm")
    wang.sees("It goes out on", "to about 3 people")
    await world.passes(timedelta(days=1, minutes=5))
    li.sees("周二缺三个人。", "报名")
    assert any("We need three people on Tuesday." in news for news in wang.news)


async def test_who_is_in_the_middle_of_a_form_reads_how_to_answer(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("登记时长")
    await _writes(wang)
    await wang.says("2")
    await wang.picks("确认")
    await world.passes(timedelta(seconds=10))
    li.sees(TEXT, "想参加请回复：项目", "不想再收请回复：退订")
    assert li.labels == []
    await li.says("退订")
    li.sees("不再", "消息")


async def test_nobody_is_asked_where_the_sign_up_is_over(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await _writes(wang)
    await wang.says("2")
    await wang.picks("确认")
    async with world.database.write() as unit:
        project = await unit.projects.lock(shift.project_id)
        assert isinstance(project, ProjectRow)
        project.signup_until = world.clock.now()
    await world.passes(timedelta(seconds=10))
    assert li.news == []
    await wang.says("管理")
    await wang.picks("群发")
    await wang.picks(wang.labels[0])
    wang.sees("不发：2 人，因为项目已不再招人")
