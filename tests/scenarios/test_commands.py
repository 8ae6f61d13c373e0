"""A chat's list of commands follows its person's role and language (Telegram)."""

from domain.volunteers.model import Language, Platform
from tests.scenarios.conversation import World
from tests.scenarios.service import invitation


async def test_who_gets_a_role_sees_its_commands_and_loses_them_with_it(world: World) -> None:
    wang = world.person("Wang", platform=Platform.TELEGRAM)
    await wang.says("菜单")
    assert world.commands == {}
    for text in (f"认领 {await invitation(world)}", "城西区志愿服务总队", "确认"):
        await wang.says(text)
    assert world.commands == {wang.user_id: (Language.ZH, True)}
    await wang.says("语言")
    await wang.picks("English")
    assert world.commands == {wang.user_id: (Language.EN, True)}


async def test_who_reads_another_language_than_the_apps(world: World) -> None:
    anna = world.person("Anna", platform=Platform.TELEGRAM, language="en")
    await anna.says("/language")
    assert world.commands == {}
    await anna.picks("中文")
    assert world.commands == {anna.user_id: (Language.ZH, False)}
    await anna.says("/language")
    await anna.picks("English")
    assert world.commands == {}


async def test_traditional_script_is_a_chats_own(world: World) -> None:
    chan = world.person("Chan", platform=Platform.TELEGRAM, language="zh-TW")
    await chan.says("您好")
    assert world.commands == {chan.user_id: (Language.ZH_HANT, False)}
    await chan.says("語言")
    await chan.picks("English")
    assert world.commands == {chan.user_id: (Language.EN, False)}
    await chan.says("language")
    await chan.picks("繁體中文")
    assert world.commands == {chan.user_id: (Language.ZH_HANT, False)}


async def test_what_the_platform_did_not_take_is_shown_with_the_next_change(world: World) -> None:
    anna = world.person("Anna", platform=Platform.TELEGRAM, language="en")
    world.takes_commands = False
    await anna.says("/language")
    await anna.picks("中文")
    world.takes_commands = True
    world.commands.clear()
    for text in ("/register", "同意", "1990-05-01", "安娜", "跳过", "城西区", "确认"):
        await anna.says(text)
    anna.sees("注册好了")
    assert world.commands == {anna.user_id: (Language.ZH, False)}
