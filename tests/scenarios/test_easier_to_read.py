"""Words for people who read with difficulty: once more, and larger menus."""

import pytest

from tests.scenarios.conversation import World


@pytest.mark.parametrize("said", ["再说一遍", "重复一遍", "没看清", "repeat"])
async def test_what_was_said_last_is_said_once_more(world: World, said: str) -> None:
    li = world.person("Li")
    await li.says("帮助")
    seen = li.text
    await li.says(said)
    assert li.text == seen
    await li.says("注册")
    await li.says("同意")
    await li.says(said)
    li.sees("出生日期")
    await li.says("1990-05-01")
    await li.says(said)
    li.sees("姓名")


async def test_larger_menus_stay_until_they_are_not_wanted(world: World) -> None:
    li = world.person("Li")
    await li.says("菜单")
    assert li.screen is not None and not li.screen.large
    await li.says("大字")
    li.sees("菜单已改大", "您想做什么")
    assert li.screen.large
    await li.says("帮助")
    assert li.screen.large
    await world.restart()
    await li.says("注册")
    assert li.screen.large
    await li.says("小字")
    li.sees("改回平常", "您同意吗")
    assert not li.screen.large
    await li.picks("同意")
    li.sees("出生日期")
