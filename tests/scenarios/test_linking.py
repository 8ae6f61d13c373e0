"""Two accounts become one person; a guardian's consent for somebody who is registered."""

from datetime import timedelta

from bot.messages import AttachmentKind, Scan, Start
from domain.volunteers.model import Platform
from tests.scenarios.conversation import World
from tests.scenarios.people import code_shown, registers


async def test_a_second_account_joins_the_first(world: World) -> None:
    li = world.person("Li")
    phone = world.person("Li's other phone", platform=world.other_platform)
    await registers(li, "李小明")
    await li.says("绑定")
    li.sees("绑定 ", "10 分钟")
    await phone.says(f"绑定{code_shown(li)}")
    phone.sees("李*明", "是您本人的账号吗")
    assert phone.labels == ["确认", "取消"]
    await phone.picks("确认")
    phone.sees("请再到", "确认")
    await world.news()
    li.sees("还没注册的账号", "确认", "不是我")
    await li.picks("确认")
    li.sees("绑定好了")
    await world.news()
    phone.sees("绑定")
    await phone.says("我的数据")
    phone.sees("李小明", "微信", "Telegram")


async def test_the_other_phone_scans_the_code_instead_of_typing_it(world: World) -> None:
    li = world.person("Li")
    phone = world.person("Li's other phone", platform=world.other_platform)
    await registers(li, "李小明")
    await li.says("绑定")
    li.sees("扫二维码", "微信" if world.other_platform is Platform.WECHAT else "Telegram")
    code = li.screen.attachment
    assert code is not None and code.kind is AttachmentKind.DOOR
    there, _, payload = code.ref.partition("~")
    assert there == world.other_platform
    await phone.sends(Start(payload) if phone.platform is Platform.TELEGRAM else Scan(payload))
    phone.sees("李*明", "是您本人的账号吗")


async def test_two_volunteers_turn_out_to_be_one(world: World) -> None:
    one = world.person("one")
    other = world.person("other", platform=world.other_platform)
    await registers(one, "李明")
    await registers(other, "李明")
    await other.says("/link")
    code = code_shown(other)
    await one.says(f"/link {code}")
    one.sees("李*")
    await one.says("好")
    await world.news()
    other.sees("李*")
    await other.picks("确认")
    other.sees("绑定好了")
    await other.says("我的数据")
    other.sees("2026000001")
    await one.says("绑定")
    one.sees("已经是同一个人")


async def test_the_question_is_found_again_by_the_word(world: World) -> None:
    world.pushes = False
    one = world.person("one")
    other = world.person("other", platform=world.other_platform)
    await registers(one, "李明")
    await one.says("绑定")
    await other.says(f"绑定 {code_shown(one)}")
    await other.picks("确认")
    await world.news()
    await one.says("绑定")
    one.sees("是您本人的账号吗")
    confirm = one.action("确认")
    await one.picks("确认")
    one.sees("绑定好了")
    await one.taps(confirm)
    one.sees("绑定好了")


async def test_news_goes_with_a_message_that_comes_before_it(world: World) -> None:
    one = world.person("one", platform=Platform.WECHAT)
    other = world.person("other", platform=Platform.TELEGRAM)
    await registers(one, "李明")
    await one.says("绑定")
    await other.says(f"绑定 {code_shown(one)}")
    await other.picks("确认")
    # Nobody has sent the question yet when the next message comes.
    await one.says("你好")
    one.sees("是您本人的账号吗")
    assert one.labels[:2] == ["确认", "不是我"]
    await world.news()
    one.sees("您好")  # not told a second time
    await one.picks("确认")
    one.sees("绑定好了")


async def test_what_cannot_be_linked(world: World) -> None:
    one, same = world.person("one"), world.person("same platform")
    other = world.person("other", platform=world.other_platform)
    await registers(one, "李明")
    await registers(same, "王芳", born="1991-01-01")
    await registers(other, "张三", born="1992-02-02")
    await one.says("绑定")
    code = code_shown(one)
    await one.says(f"绑定 {code}")
    one.sees("已经是同一个人")
    await same.says(f"绑定 {code}")
    same.sees("每个平台只能绑定一个账号")
    await other.says(f"绑定 {code}")
    other.sees("出生日期不一样")
    world.clock.advance(timedelta(minutes=11))
    await other.says(f"绑定 {code}")
    other.sees("已经过期")


async def test_a_guardian_consents_for_a_sixteen_year_old(world: World) -> None:
    wang = world.person("Wang")
    father = world.person("father", platform=world.other_platform, language="en")
    await registers(wang, "王小明", born="2010-05-01")
    await wang.says("监护")
    code = code_shown(wang)
    await father.says(f"guardian {code}")
    father.sees("王*明", "What are you to this young person?")
    await father.picks("Father")
    await father.picks("I agree")
    father.sees("Please check", "Father")
    await father.picks("Confirm")
    father.sees("on record")
    await world.news()
    wang.sees("监护人已经同意")
    await wang.says("监护")
    wang.sees("已经同意了")


async def test_a_guardian_scans_the_code_instead_of_typing_it(world: World) -> None:
    wang, father = world.person("Wang"), world.person("father")
    await registers(wang, "王小明", born="2010-05-01")
    await wang.says("监护")
    assert wang.screen.attachment is not None
    payload = wang.screen.attachment.ref
    telegram = father.platform is Platform.TELEGRAM
    await father.sends(Start(payload) if telegram else Scan(payload))
    father.sees("王*明", "您是这位未成年人的什么人")


async def test_an_adult_needs_no_guardian_and_a_child_can_be_none(world: World) -> None:
    li, wang, child = world.person("Li"), world.person("Wang"), world.person("child")
    await registers(li, "李明")
    await li.says("监护")
    li.sees("不需要监护人同意")
    await registers(wang, "王小明", born="2010-05-01")
    await registers(child, "赵小红", born="2009-05-01")
    await wang.says("监护")
    await child.says(f"监护 {code_shown(wang)}")
    child.sees("年满 18 岁")


async def test_what_was_wanted_goes_on_after_registering_and_its_refusal_undoes_nothing(
    world: World,
) -> None:
    li = world.person("Li")
    await li.says("监护")
    li.sees("先注册")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says("李明")
    await li.says("跳过")
    await li.says("西宁")
    await li.picks("确认")
    li.sees("注册好了，李明", "不需要监护人同意")
    await world.restart(forgetting=True)
    await li.says("我的数据")
    li.sees("2026000001", "李明")


async def test_who_is_not_registered_registers_first(world: World) -> None:
    li = world.person("Li")
    await li.says("监护")
    li.sees("先注册", "同意")
