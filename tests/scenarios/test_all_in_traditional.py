"""Somebody who reads traditional script writes it too and is never answered in simplified."""

from datetime import timedelta

from bot.texts import traditional
from domain.volunteers.model import Platform
from tests.scenarios.conversation import Person, World
from tests.scenarios.service import invitation


def _reads_traditional(person: Person) -> None:
    for line in person.text.splitlines():
        assert traditional(line) == line, f"{person.name} reads {line!r}"


async def _says(person: Person, *texts: str) -> None:
    for text in texts:
        await person.says(text)
        _reads_traditional(person)


async def test_from_posting_to_the_total(world: World) -> None:
    chan = world.person("Chan", language="zh-hk", platform=Platform.TELEGRAM)
    lee = world.person("Lee", language="zh-Hant", platform=Platform.TELEGRAM)
    await _says(chan, "您好", f"認領 {await invitation(world)}", "沙田義工隊", "確認")
    chan.sees("管理員")
    await _says(chan, "註冊", "同意", "1980-02-03", "陳大文", "跳過", "沙田區", "好")
    await _says(chan, "發佈項目", "陪長者聊天", "社區服務", "老年人", "下週六", "下午兩點到五點")
    await _says(chan, "沙田大會堂", "2", "陪長者聊天、讀報", "跳過", "跳過")
    chan.sees("請核對", "14:00–17:00", "人數：2")
    await _says(chan, "確認")
    chan.sees("發佈")
    await _says(lee, "幫助", "註冊", "我同意", "1990年5月1日", "李小明", "跳過", "觀塘區")
    lee.sees("請核對", "所在地區：觀塘區")
    await _says(lee, "名字錯了", "李曉明", "確認")
    lee.sees("註冊好了，李曉明")
    await _says(lee, "項目", "陪長者聊天", "報名", "確認")
    lee.sees("報名")
    await world.passes(timedelta(days=6, hours=6))
    _reads_traditional(lee)
    await _says(lee, "我的報名", "時長", "登記時長", "返回", "取消", "設置", "我的數據", "語言")
    await _says(lee, "菜單", "今天天氣怎樣")


async def test_chosen_on_wechat_and_kept(world: World) -> None:
    lee = world.person("Lee", platform=Platform.WECHAT)
    await lee.says("语言")
    await lee.picks("繁體中文")
    lee.sees("以後用中文和您說話")
    await _says(lee, "註冊", "同意", "取消", "菜單")
    await lee.says("请说中文")
    lee.sees("以后用中文和您说话")
