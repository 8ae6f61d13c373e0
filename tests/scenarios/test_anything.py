"""Whatever people do, in whatever order: an answer, never our mistake, always a way out."""

import random
from datetime import timedelta

import pytest

from bot.messages import Contact, Content, Location, Media, MediaKind, Scan, Start, Tap
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts

_WORDS = [
    *"""
    开始 注册 菜单 项目 我的报名 签到 签退 登记时长 时长 证明 志愿者证 绑定 监护 语言 设置 我的数据
    帮助 返回 跳过 取消 认领 管理 发布项目 名单 审核 群发 报表 /register /log /newproject /link
    确认 是 好 不 同意 不同意 更多 1 2 3 ９ 十一 0 -1 签到000000 绑定123456 认领abcdef123456
    1990-05-01 1890-01-01 2月31日 20140305 昨天 明天 14:00-17:00 25:00 3小时 李明 13800138000
    西宁 谢谢 你好 我想报名明天的活动 我做了多少小时 😀 {$name} %s
    """.split(),
    "字" * 5000,
    "\u202e\u200b",
    "I don’t agree",
    "how many hours do I have?",
]


async def _does_something(person: Person, chance: random.Random, old_actions: list[str]) -> None:
    choices = (*person.screen.choices, *person.screen.nav)
    old_actions += [choice.action for choice in choices]
    match chance.randrange(10):
        case 0 | 1 | 2 | 3 if choices:
            await person.picks(chance.choice(choices).label)
        case 4 if old_actions:
            await person.taps(chance.choice(old_actions))
        case 5:
            contents: list[Content] = [
                Contact("8613800138000", own=chance.random() < 0.5),
                Location(36.6, 101.7),
                Media(chance.choice(list(MediaKind))),
                Start(),
                Scan("p-1-AAAA"),
                Tap("pick f=1 v=2"),
                Tap("confirm"),
            ]
            await person.sends(chance.choice(contents))
        case 6:
            await person.repeats()
        case _:
            await person.says(chance.choice(_WORDS))


@pytest.mark.parametrize("role", ["newcomer", "volunteer", "organizer"])
@pytest.mark.parametrize("seed", range(2))
async def test_nobody_gets_stuck(world: World, role: str, seed: int) -> None:
    chance = random.Random(f"{role} {seed}")
    match role:
        case "newcomer":
            li = world.person("Li", language=chance.choice(["zh", "en"]))
        case "volunteer":
            await posts(
                world, await organizer(world), "陪老人聊天", local(21, 9, 20), local(23, 14)
            )
            li = world.person("Li")
            await registers(li, "李明")
        case _:
            li = await organizer(world)
            await posts(world, li, "陪老人聊天", local(21, 9, 20), local(23, 14))
    await li.says("你好")
    old_actions: list[str] = []
    for _ in range(60):
        if chance.random() < 0.1:
            await world.passes(timedelta(minutes=chance.choice([1, 30, 600])))
        await _does_something(li, chance, old_actions)
        assert li.text.strip()
        li.sees_no("我们这边出错了", "something went wrong on our side")
    for _ in range(4):
        await li.says("/cancel")
    await li.says("/language")
    await li.picks("中文")
    await li.says("菜单")
    li.sees("您想做什么", "看看项目")
