"""Registering: an adult, a 16-year-old, a 12-year-old, and all that can go wrong on the way."""

from datetime import timedelta

import pytest
from sqlmodel import func, select

from storage.tables import VolunteerRow
from tests.scenarios.conversation import World
from tests.scenarios.people import code_shown, registers


async def volunteers(world: World) -> int:
    async with world.database.read() as unit:
        query = select(func.count()).select_from(VolunteerRow)
        return (await unit.session.exec(query)).one()


async def test_an_adult_registers(world: World) -> None:
    li = world.person("Li")
    await li.says("/start")
    li.sees("志愿服务助手", "注册")
    await li.picks("注册")
    li.sees("个人信息", "同意", "不同意")
    await li.picks("同意")
    li.sees("出生日期")
    await li.says("1990年5月1日")
    li.sees("姓名")
    await li.says("李明")
    li.sees("手机号", "跳过")
    await li.says("138 0013 8000")
    li.sees("区县")
    await li.says("西宁市城西区")
    li.sees("请核对", "李明", "1990年5月1日", "13800138000", "西宁市城西区")
    assert li.labels == ["确认", "修改", "取消"]
    await li.picks("确认")
    li.sees("注册好了，李明", "志愿者编号：2026000001", "看看项目")
    await li.says("菜单")
    li.sees("我的报名", "签到", "登记时长", "我的时长", "设置")
    li.sees_no("注册")


@pytest.mark.parametrize("said", ["我叫张秀英", "我是 张秀英", "My name is 张秀英", "i'm 张秀英"])
async def test_a_name_in_a_sentence_is_the_name(world: World, said: str) -> None:
    zhang = world.person("Zhang")
    await zhang.says("注册")
    await zhang.picks("同意")
    await zhang.says("1951年3月5日")
    await zhang.says(said)
    await zhang.says("跳过")
    await zhang.says("5")
    zhang.sees("请用文字回答", "区县")
    await zhang.says("西宁市城西区")
    zhang.sees("姓名：张秀英", "所在地区：西宁市城西区")


async def test_an_adult_registers_in_english(world: World) -> None:
    ann = world.person("Ann", language="en")
    await ann.says("register")
    ann.sees("Do you agree?")
    await ann.picks("I agree")
    await ann.says("19900501")
    await ann.says("Ann Miller")
    await ann.picks("Skip")
    await ann.says("Chengxi, Xining")
    ann.sees("Please check", "Ann Miller", "not given")
    assert ann.labels == ["Confirm", "Change", "Cancel"]
    await ann.says("ok")
    ann.sees("You're registered, Ann Miller!")


async def test_consent_is_given_in_words(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.says("👍")
    li.sees("您同意吗")
    await li.says("继续")
    li.sees("您同意吗")
    await li.says("好的")
    li.sees("出生日期")
    await li.says("继续填写")
    li.sees("出生日期")
    li.sees_no("没看懂")


async def test_who_does_not_agree_leaves_nothing_behind(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("不同意")
    li.sees("没有保存", "看看项目")
    await li.says("1990-05-01")
    li.sees_no("姓名")
    assert await volunteers(world) == 0


async def test_sixteen_years_old(world: World) -> None:
    wang = world.person("Wang")
    await wang.says("注册")
    await wang.picks("同意")
    await wang.says("2010-05-01")
    wang.sees("姓名")
    await wang.says("王小明")
    await wang.says("跳过")
    await wang.says("南川区")
    await wang.picks("确认")
    wang.sees("未满 18 岁", "监护人同意")
    await wang.picks("请监护人同意")
    wang.sees("监护 ")


async def test_twelve_years_old_waits_for_the_guardian(world: World) -> None:
    child, mother = world.person("child"), world.person("mother", platform=world.other_platform)
    await child.says("注册")
    await child.picks("同意")
    await child.says("2014-03-05")
    child.sees("未满 14 岁", "监护人", "10 分钟")
    code = code_shown(child)
    await child.says("小红")
    child.sees("正在等监护人同意", code)
    await mother.says(f"监护{code}")
    mother.sees("孩子", "您是这位未成年人的什么人")
    await mother.picks("母亲")
    mother.sees("您同意吗")
    await mother.picks("同意")
    mother.sees("请核对", "母亲")
    assert mother.labels[0] == "确认"
    await mother.picks("确认")
    mother.sees("记下了您的同意")
    await world.news()
    child.sees("监护人已经同意", "请问您的姓名")
    await child.says("小红")
    child.sees("手机号")
    await child.says("跳过")
    await child.says("西宁市")
    child.sees("请核对", "小红", "2014年3月5日")
    await child.picks("确认")
    child.sees("注册好了，小红")
    child.sees_no("未满 18 岁")


async def test_the_news_of_the_consent_waits_where_nothing_can_be_pushed(world: World) -> None:
    world.pushes = False
    child, mother = world.person("child"), world.person("mother")
    await child.says("注册")
    await child.picks("同意")
    await child.says("2014-03-05")
    code = code_shown(child)
    await mother.says(f"监护 {code}")
    await mother.picks("母亲")
    await mother.picks("同意")
    await mother.picks("确认")
    await world.news()
    await child.says("好了吗")
    child.sees("监护人已经同意", "请问您的姓名")
    await child.says("小红")
    child.sees("手机号")


async def test_a_guardian_who_does_not_agree(world: World) -> None:
    child, mother = world.person("child"), world.person("mother")
    await child.says("注册")
    await child.picks("同意")
    await child.says("2014-03-05")
    code = code_shown(child)
    await mother.says(f"监护 {code}")
    await mother.picks("母亲")
    await mother.picks("不同意")
    mother.sees("已经告诉对方您不同意")
    await world.news()
    child.sees("监护人没有同意")
    await child.says("小红")
    child.sees("正在等监护人同意")
    assert code not in child.text, "a code that was used is not shown again"


async def test_a_guardians_code_is_wrong_or_old_or_ones_own(world: World) -> None:
    child, mother = world.person("child"), world.person("mother")
    await child.says("注册")
    await child.picks("同意")
    await child.says("2014-03-05")
    code = code_shown(child)
    await child.says(f"监护 {code}")
    child.sees("不能做自己的监护人")
    wrong = "111111" if code != "111111" else "222222"
    for _ in range(5):
        await mother.says(f"监护 {wrong}")
        mother.sees("这个码不对")
    await mother.says(f"监护 {code}")
    mother.sees("暂时不能再试")
    world.clock.advance(timedelta(minutes=11))
    await mother.says(f"监护 {code}")
    mother.sees("已经过期")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("2月31日", "我没看懂这个日期"),
        ("1990-02-31", "没有这一天"),
        ("1890-05-01", "太早了"),
        ("2026-11-22", "还没到"),
        ("明天", "我没看懂这个日期"),
        ("🎂🎂", "我没看懂这个日期"),
        ("生" * 5000, "我没看懂这个日期"),
        ("7", "我没看懂这个日期"),
    ],
)
async def test_birth_dates_that_cannot_be(world: World, said: str, answer: str) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says(said)
    li.sees(answer, "出生日期", "返回", "取消")
    await li.says("1990-05-01")
    li.sees("姓名")


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("🙂🙂🙂", "请用文字回答"),
        ("李" * 5000, "太长了"),
        ("12345", "要有文字"),
        ("\u202e\u202e", "请用文字回答"),
    ],
)
async def test_names_that_cannot_be(world: World, said: str, answer: str) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says(said)
    li.sees(answer, "姓名")


async def test_a_number_that_is_not_on_the_menu(world: World) -> None:
    li = world.person("Li")
    await li.says("菜单")
    labels = li.labels
    await li.says("9")
    li.sees("没有这个选项", f"1 到 {len(labels)}")
    assert li.labels == labels
    await li.says("９９")
    li.sees("没有这个选项")
    await li.says("一")
    li.sees("同意", "不同意")
    await li.says("5")
    li.sees("请选“同意”或“不同意”")


async def test_back_skip_cancel_and_change(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.says("返回")
    li.sees("第一步", "您同意吗")
    await li.says("跳过")
    li.sees("不能跳过")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says("李明")
    await li.says("返回")
    li.sees("请问您的姓名")
    await li.says("李月")
    await li.says("跳过")
    await li.says("西宁")
    li.sees("李月", "未填写")
    await li.picks("修改")
    li.sees("要修改哪一项")
    await li.picks("姓名")
    await li.says("李星")
    li.sees("请核对", "李星", "西宁")
    await li.says("取消")
    li.sees("注册已取消", "您想做什么")
    assert await volunteers(world) == 0


async def test_a_question_in_the_middle_is_answered_and_the_form_goes_on(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("帮助")
    li.sees("登记时长", "请问您的出生日期")
    await li.says("菜单")
    li.sees("您想做什么", "继续填写")
    await li.picks("继续填写")
    li.sees("请问您的出生日期")
    await li.says("1990-05-01")
    li.sees("姓名")


async def test_the_hours_are_asked_for_in_the_middle_of_another_form(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("设置")
    await li.picks("改手机号")
    await li.says("/hours")
    li.sees("累计时长", "继续填写")
    await li.says("我一共做了多少小时？")
    li.sees("累计时长", "继续填写")
    await li.says("13900139000")
    li.sees("请核对", "13900139000")


async def test_the_language_changes_in_the_middle(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("/language")
    li.sees("请选择语言", "继续填写")
    await li.picks("English")
    li.sees("we'll speak English", "What is your birth date?")
    await li.says("1990-05-01")
    li.sees("What is your name?")
    await li.says("Li Ming")
    await li.picks("Skip")
    await li.says("Xining")
    await li.picks("Confirm")
    li.sees("You're registered")
    await world.restart(forgetting=True)
    await li.says("/menu")
    li.sees("What would you like to do?")


async def test_a_restart_in_the_middle(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("1990-05-01")
    await world.restart()
    await li.says("李明")
    li.sees("手机号")
    await li.says("跳过")
    await li.says("西宁")
    await world.restart()
    await li.picks("确认")
    li.sees("注册好了，李明")


async def test_confirmed_twice_registered_once(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says("李明")
    await li.says("跳过")
    await li.says("西宁")
    confirm = li.action("确认")
    await li.taps(confirm)
    first = li.screen
    await li.taps(confirm)
    assert li.screen == first
    repeated = await li.repeats()
    assert repeated.repeated and repeated.screen == first
    await world.restart(forgetting=True)
    await li.taps(confirm)
    assert li.screen == first
    assert await volunteers(world) == 1


async def test_a_button_of_long_ago(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    old = li.action("同意")
    await li.says("取消")
    await li.taps(old)
    li.sees("已经过期", "您想做什么")
    await li.taps("no_such_thing x=1")
    li.sees("已经过期", "您想做什么")


async def test_somebody_else_s_phone_number(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says("李明")
    await li.shares_contact("8613900139000", own=False)
    li.sees("不是您本人的号码")
    await li.says("123")
    li.sees("没看懂这个号码")
    await li.shares_contact("8613900139000")
    li.sees("区县")
    await li.says("西宁")
    li.sees("13900139000")


async def test_not_agreeing_when_it_is_over(world: World) -> None:
    li = world.person("Li")
    await li.says("注册")
    old = li.action("不同意")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says("李明")
    await li.says("跳过")
    await li.says("西宁")
    await li.picks("确认")
    await li.taps(old)
    li.sees("已经过期")
    li.sees_no("没有保存")


async def test_registered_already(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("注册")
    li.sees("已经注册过了", "设置")
