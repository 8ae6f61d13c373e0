"""Hours and consents taken back: what follows, and who is told."""

from datetime import timedelta

from domain.clock import new_id
from domain.volunteers.guardians import ask_guardian
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import code_shown, registers
from tests.scenarios.service import local, organizer, posts
from tests.scenarios.test_claiming_hours import logs
from tests.scenarios.test_waitlist import TITLE, signs_up


async def test_a_claim_is_taken_back_while_it_waits(world: World) -> None:
    wang, li = await organizer(world), world.person("Li")
    await registers(li, "李明")
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await world.news()
    await li.says("时长")
    li.sees("等待确认：2 小时")
    await li.picks("撤回申报")
    li.sees("请核对要撤回的时长", "自己做的好事", "11月20日（周五）", "2 小时")
    confirm = li.action("确认")
    await li.picks("确认")
    li.sees("已撤回")
    await li.taps(confirm)
    li.sees("已撤回")
    await li.says("时长")
    li.sees_no("等待确认", "撤回申报")
    await wang.says("审核")
    wang.sees("没有等待审核")


async def test_one_of_several_claims_is_taken_back(world: World) -> None:
    wang, li = await organizer(world), world.person("Li")
    await registers(li, "李明")
    for day, times in (("昨天", "2小时"), ("前天", "3小时")):
        await logs(li, day, times)
        await li.says("好")
    await li.taps("withdraw_claim")
    li.sees("要撤回哪一条")
    await li.says("2")
    li.sees("请核对", "11月19日（周四）", "3 小时")
    await wang.says("审核")
    await wang.picks("全部通过")
    await wang.picks("确认")
    await li.picks("确认")
    li.sees("处理过")
    await li.says("时长")
    li.sees("您的累计时长：5 小时")
    await li.taps("withdraw_claim")
    li.sees("没有可以撤回的")


async def test_in_english(world: World) -> None:
    await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await li.says("/language")
    await li.picks("English")
    await li.says("/hours")
    await li.picks("Take back a claim")
    li.sees("check what you take back", "2 hours")
    await li.picks("Confirm")
    li.sees("wait no longer")


async def test_a_record_that_should_not_be_is_voided(world: World) -> None:
    wang, li = await organizer(world), world.person("Li")
    await registers(li, "李明")
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("通过")
    await li.taps("correct_hours")
    for text in ("1", "10分钟", "那天我没去成"):
        await li.says(text)
    await li.picks("确认")
    await world.news()
    wang.sees("李明 说记录有误", "那天我没去成")
    await wang.picks("作废")
    await wang.says("本人没有到场")
    wang.sees("不再计入", "李明", "2 小时", "本人没有到场")
    await wang.picks("确认")
    wang.sees("已作废")
    await world.news()
    li.sees("更正为 0 小时", "本人没有到场")
    await li.says("时长")
    li.sees("您的累计时长：0 小时")


async def test_a_record_stays_as_it_is_although_a_correction_was_asked(world: World) -> None:
    wang, li = await organizer(world), world.person("Li")
    await registers(li, "李明")
    await logs(li, "昨天", "2小时")
    await li.says("好")
    await wang.says("审核")
    await wang.picks("通过")
    for hours in ("5小时", "6小时"):
        await li.taps("correct_hours")
        for text in ("1", hours, "我记得更久"):
            await li.says(text)
        await li.picks("确认")
    await world.news()
    await wang.says("审核")
    wang.sees("应为 5 小时", "应为 6 小时")
    assert wang.labels[:2] == ["处理更正", "处理更正 (2)"]
    await wang.says("1")
    asked = wang.action("不用改")
    await wang.picks("不用改")
    wang.sees("为什么不改")
    await wang.says("签到表上是两小时")
    wang.sees("这条记录不改", "李明", "2 小时", "签到表上是两小时")
    await wang.picks("确认")
    wang.sees("记录不变")
    await world.news()
    li.sees("更正请求看过了", "仍然是 2 小时", "签到表上是两小时")
    await li.says("时长")
    li.sees("您的累计时长：2 小时")
    # Answered once; the other one still waits.
    await wang.taps(asked)
    await wang.says("以前说过了")
    await wang.says("确认")
    wang.sees("已经")
    await wang.says("审核")
    assert wang.labels.count("处理更正") == 1


async def _consented(world: World, born: str = "2010-05-01") -> tuple[Person, Person]:
    """A registered minor, and the guardian who consented."""
    wang, mother = world.person("Wang"), world.person("mother")
    if born > "2012-11-21":
        await wang.says("注册")
        await wang.picks("同意")
        await wang.says(born)
        await _agrees(world, mother, code_shown(wang))
        for text in ("王小明", "跳过", "西宁市城西区", "确认"):
            await wang.says(text)
    else:
        await registers(wang, "王小明", born=born)
        await wang.says("监护")
        await _agrees(world, mother, code_shown(wang))
    return wang, mother


async def _agrees(world: World, guardian: Person, code: str) -> None:
    await guardian.says(f"监护 {code}")
    await guardian.picks("母亲")
    await guardian.picks("同意")
    await guardian.picks("确认")
    guardian.sees("记下了您的同意", "撤回")
    await world.news()


async def test_without_a_consent_nothing_can_be_signed_up_for(world: World) -> None:
    leader = await organizer(world)
    await posts(world, leader, TITLE, local(27, 14))
    wang, mother = await _consented(world)
    await signs_up(wang)
    wang.sees("报名成功")
    await mother.says("监护")
    mother.sees("您同意过的未成年人", "王*明", "母亲", "11月21日（周六）")
    await mother.picks("撤回同意")
    mother.sees("王*明", "不能再报名", "取消")
    await mother.picks("取消")
    mother.sees("您的同意不变")
    await mother.says("监护")
    await mother.picks("撤回同意")
    await mother.picks("确认")
    mother.sees("已撤回")
    await world.news()
    wang.sees("监护人撤回了同意", "取消了")
    await wang.says("我的报名")
    wang.sees_no(TITLE)
    await wang.says("项目")
    await wang.picks(TITLE)
    wang.sees("不能报名", "需要监护人先同意")
    await mother.taps("withdraw_consent")
    mother.sees("没有找到您的同意")
    await world.passes(timedelta(days=4))
    assert not any("明天" in news for news in wang.news)  # nothing to be reminded of


async def test_a_second_guardians_consent_holds(world: World) -> None:
    wang, mother = await _consented(world)
    grandmother = world.person("grandmother")
    # The word says that a consent stands: the code comes from before.
    async with world.database.read() as unit:
        account = await unit.accounts.of_user(wang.platform, wang.user_id)
    assert account is not None
    async with world.database.write() as unit:
        code = await ask_guardian(
            unit,
            account.id,
            draw=lambda: "123456",
            now=world.clock.now(),
            new_id=new_id,
            policy=world.house.policy,
        )
    await _agrees(world, grandmother, code)
    await mother.says("监护")
    await mother.picks("撤回同意")
    mother.sees("不受影响")
    await mother.picks("确认")
    await world.news()
    wang.sees("您的报名不受影响")
    await wang.says("监护")
    wang.sees("已经同意了")


async def test_under_fourteen_the_data_go_with_the_consent(world: World) -> None:
    child, mother = await _consented(world, born="2014-05-01")
    child.sees("志愿者编号")
    await mother.says("监护")
    await mother.picks("撤回同意")
    mother.sees("未满 14 岁", "删除")
    await mother.picks("确认")
    mother.sees("资料已经删除")
    await child.says("我的数据")
    child.sees("没有您的个人信息")
    await mother.says("监护")
    mother.sees_no("王*明")
