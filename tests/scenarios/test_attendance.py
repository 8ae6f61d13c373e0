"""Coming and going: by code and by QR code, in time and not; the forgotten check-out."""

from datetime import timedelta

import pytest

from bot.messages import AttachmentKind, Scan, Start
from bot.payloads import PayloadKind
from domain.offerings.model import Shift
from domain.volunteers.model import Platform
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts
from tests.scenarios.test_waitlist import TITLE, signs_up


async def _signed_up(world: World) -> tuple[Person, Person, Shift]:
    """A leader, and a volunteer with a place on Tuesday from two to five."""
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
    return wang, li, shift


async def scans(person: Person, payload: str) -> None:
    """Scans a QR code: a deep link on Telegram, a scene on WeChat."""
    telegram = person.platform is Platform.TELEGRAM
    await person.sends(Start(payload) if telegram else Scan(payload))


@pytest.mark.parametrize("said", ["签到 {}", "签到{}", "/checkin {}", "checkin {}", "{}"])
async def test_in_and_out_by_code(world: World, said: str) -> None:
    _, li, shift = await _signed_up(world)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 13, 50))
    await li.says(said.format(code))
    li.sees("签到成功", TITLE, "13:50", "签退")
    await li.says("签到")
    li.sees("您已经签到了", "签退")
    world.clock.set(local(24, 16, 45))
    check_out = li.action("签退")
    await li.says("签退")
    li.sees("签退成功", "这次记录", "14:00–16:45")
    await li.taps(check_out)
    li.sees("已经签退了")
    await li.says("时长")
    li.sees("您的累计时长：2.7 小时", "签到记录：2.7 小时", "负责人确认：0 小时")


async def test_in_and_out_by_the_leaders_qr_code(world: World) -> None:
    wang, li, _ = await _signed_up(world)
    world.clock.set(local(24, 14, 0))
    await wang.says("/checkin")
    wang.sees("签到码：", TITLE, "13:30–17:30")
    attachment = wang.screen.attachment
    assert attachment is not None and attachment.kind is AttachmentKind.QR
    await scans(li, attachment.ref)
    li.sees("签到成功", "14:00")
    await scans(li, attachment.ref)
    li.sees("您已经签到了", "签退")
    world.clock.set(local(24, 17, 20))
    await li.picks("签退")
    li.sees("这次记录 3 小时")
    await li.says("签退")
    li.sees("没有要签退的服务", "登记时长")


async def test_the_leaders_code_is_the_one_that_works(world: World) -> None:
    wang, li, shift = await _signed_up(world)
    world.clock.set(local(24, 14, 0))
    await wang.says("签到")
    code = await check_in_code(world, shift)
    wang.sees(f"签到码：{code}", f"签到 {code}")
    await li.says(code)
    li.sees("签到成功")


async def test_without_a_code_it_says_what_to_do(world: World) -> None:
    _, li, _ = await _signed_up(world)
    await li.says("签到")
    li.sees("六位", "二维码", TITLE, "11月24日（周二）14:00–17:00")
    zhao = world.person("Zhao")
    await registers(zhao, "赵云")
    await zhao.says("签到")
    zhao.sees("没有报名")
    assert zhao.labels


async def test_a_button_cannot_check_in(world: World) -> None:
    _, li, shift = await _signed_up(world)
    world.clock.set(local(24, 14, 0))
    await li.taps(f"check_in shift={shift.id}")
    li.sees_no("签到成功")
    true = world.house.payloads.write(PayloadKind.CHECK_IN, shift.id)
    await scans(li, true[:-1] + ("x" if true[-1] != "x" else "y"))
    li.sees("不能用了")


async def test_a_scan_before_registering_goes_on_after_it(world: World) -> None:
    """The signature is kept with it, on our side."""
    _, li, shift = await _signed_up(world)
    new = world.person("新")
    world.clock.set(local(24, 14, 0))
    await scans(new, world.house.payloads.write(PayloadKind.CHECK_IN, shift.id))
    new.sees("要先注册", "您同意吗")
    await new.picks("同意")
    for said in ("1990-05-01", "新来的", "跳过", "西宁市城西区"):
        await new.says(said)
    await new.picks("确认")
    new.sees("注册好了", "您没有报名这个时段", "现在可以报名并签到")
    await new.picks("确认")
    new.sees("报名并签到成功")
    await scans(li, world.house.payloads.write(PayloadKind.CHECK_IN, shift.id))
    li.sees("签到成功")


async def test_five_wrong_codes(world: World) -> None:
    _, li, shift = await _signed_up(world)
    code = await check_in_code(world, shift)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    world.clock.set(local(24, 14, 0))
    for _ in range(5):
        await li.says(f"签到 {wrong}")
        li.sees("这个码不对")
    await li.says(f"签到 {code}")
    li.sees("连续 5 次不对", "10 分钟")
    world.clock.advance(timedelta(minutes=11))
    await li.says(f"签到 {code}")
    li.sees("签到成功")


async def test_too_early_and_too_late(world: World) -> None:
    _, li, shift = await _signed_up(world)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 13, 29))
    await li.says(code)
    li.sees("还没到签到时间", "13:30")
    payload = world.house.payloads.write(PayloadKind.CHECK_IN, shift.id)
    world.clock.set(local(24, 17, 31))
    await scans(li, payload)
    li.sees("签到时间已过", "登记时长")
    await li.says(code)
    li.sees("过期")


async def test_a_forgotten_check_out_is_a_claim_until_the_leader_confirms(world: World) -> None:
    wang, li, shift = await _signed_up(world)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14, 30))
    await li.says(code)
    world.clock.set(local(24, 17, 29))
    await world.jobs.tick()
    assert not li.news
    world.clock.set(local(24, 17, 31))
    await world.jobs.tick()
    li.sees("没有收到您的签退", TITLE, "2.5 小时", "等负责人确认")
    wang.sees("李明", TITLE, "2.5 小时", "审核")
    await li.says("时长")
    li.sees("您的累计时长：0 小时", "等待确认：2.5 小时")
    await wang.says("审核")
    wang.sees("李明", "2.5 小时", "忘了签退")
    await wang.picks("通过")
    wang.sees("已通过")
    await world.news()
    li.sees("时长已确认", "2.5 小时")
    await li.says("时长")
    li.sees("您的累计时长：2.5 小时", "负责人确认：2.5 小时")
    li.sees_no("等待确认")


async def test_less_than_a_minute(world: World) -> None:
    _, li, shift = await _signed_up(world)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14, 0))
    await li.says(code)
    world.clock.advance(timedelta(seconds=40))
    await li.says("签退")
    li.sees("不到一分钟", "再签到一次")
    await li.says(code)
    li.sees("签到成功")
    world.clock.set(local(24, 15, 0))
    await li.says("签退")
    li.sees("签退成功", "0.9 小时")
    await li.says(await check_in_code(world, shift))
    li.sees("已经签退")


async def test_six_digits_in_a_form_are_its_answer(world: World) -> None:
    _, li, shift = await _signed_up(world)
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14, 0))
    await li.says("登记时长")
    await li.picks("没有项目（自己做的好事）")
    await li.says(code)
    li.sees_no("签到成功")
    await li.says(f"签到 {code}")
    li.sees("签到成功", "继续填写")
