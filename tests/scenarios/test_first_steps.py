"""The first screen, the menu, help, the language, small talk, and what is not built yet."""

import pytest

from bot.messages import Followed, Left, Media, MediaKind, Scan, Start
from domain.volunteers.model import Platform
from tests.scenarios.conversation import World
from tests.scenarios.people import registers


async def test_a_newcomer_sees_what_this_is(world: World) -> None:
    li = world.person("Li")
    await li.sends(Followed())
    li.sees("志愿服务助手", "请选一项")
    assert li.labels == ["注册", "看看项目", "语言", "帮助"]
    await li.sends(Start())
    li.sees("志愿服务助手")


async def test_a_newcomer_who_writes_english_is_answered_in_english(world: World) -> None:
    ann = world.person("Ann", language="en")
    await ann.says("Hello there")
    ann.sees("Hello!", "Register")
    await ann.says("/menu")
    ann.sees("What would you like to do?")


async def test_a_volunteer_is_welcomed_back_with_a_menu_that_fits(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("/START")
    li.sees("李明，您好")
    assert 1 <= len(li.labels) <= 8
    assert "注册" not in li.labels
    assert "管理" not in li.labels


@pytest.mark.parametrize("said", ["帮助", "/help", "HELP。", "/帮助", " help !"])
async def test_help_names_the_words(world: World, said: str) -> None:
    li = world.person("Li")
    await li.says("你好")
    await li.says(said)
    li.sees("注册", "我的报名", "签到", "签退", "登记时长", "时长", "绑定", "监护", "语言", "设置")
    li.sees("我的数据", "返回", "跳过", "取消", "认领")


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("证明", "时长"),
    ],
)
async def test_what_is_not_built_yet_says_what_can_be_done(
    world: World, said: str, instead: str
) -> None:
    li = world.person("Li")
    await li.says("你好")
    await li.says(said)
    li.sees(instead)
    assert li.labels
    await li.says("菜单")
    li.sees_no("证明", "志愿者证", "群发", "报表")


@pytest.mark.parametrize(
    ("said", "answer"),
    [("谢谢", "不客气"), ("再见", "再见"), ("好的", "接下来想做什么"), ("asdf qwer zxcv", "我")],
)
async def test_small_talk_ends_in_something_to_do(world: World, said: str, answer: str) -> None:
    li = world.person("Li")
    await li.says("你好")
    await li.says(said)
    li.sees(answer)
    assert li.labels


@pytest.mark.parametrize("kind", list(MediaKind))
async def test_what_cannot_be_read_is_answered_kindly(world: World, kind: MediaKind) -> None:
    li = world.person("Li")
    await li.says("注册")
    await li.picks("同意")
    await li.sends(Media(kind))
    li.sees("请问您的出生日期")


async def test_the_language_is_kept(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("语言")
    await li.picks("English")
    li.sees("we'll speak English")
    await world.restart(forgetting=True)
    await li.says("帮助")
    li.sees("Just write what you want to do")
    await li.says("language")
    await li.says("中文")
    li.sees("以后用中文")


async def test_who_leaves_is_not_written_to(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    before = li.screen
    answer = await li.sends(Left())
    assert answer.screen is None
    assert li.screen == before
    async with world.database.read() as unit:
        account = await unit.accounts.of_user(li.platform, li.user_id)
        assert account is not None and not account.reachable
    await li.says("你好")
    async with world.database.read() as unit:
        account = await unit.accounts.of_user(li.platform, li.user_id)
        assert account is not None and account.reachable


async def test_a_code_that_is_not_ours(world: World) -> None:
    li = world.person("Li")
    forged = "l-123456-AAAAAAAAAAAAAAAA"
    await li.sends(Start(forged) if li.platform is Platform.TELEGRAM else Scan(forged))
    li.sees("不能用了", "志愿服务助手")


@pytest.mark.parametrize(
    "said", ["", "\u200b", "😀", "‮مرحبا بالعالم", "x" * 5000, "''\"\\\n;--", "{0}"]
)
async def test_any_text_is_answered(world: World, said: str) -> None:
    li = world.person("Li")
    await li.says(said)
    assert li.text.strip()
    assert li.labels
