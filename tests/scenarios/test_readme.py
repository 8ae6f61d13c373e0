"""What the README says is true: its example works, its tables are whole."""

import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

import bot.texts
from bot.dialogue.flow import Flow
from bot.dialogue.flows import FLOWS
from bot.settings import Settings
from bot.texts import texts_for
from nlu.exact import Word
from tests.scenarios import conversation
from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", README, re.DOTALL | re.MULTILINE)


@pytest.fixture
def example_flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flow:
    """The example as a module, its words added to a copy of the catalogues."""
    texts = Path(shutil.copytree(Path(bot.texts.__file__).parent, tmp_path / "texts"))
    for language, words in zip(("zh", "en"), blocks("fluent"), strict=True):
        (texts / language / "next_shift.ftl").write_text(words, "utf-8")
    monkeypatch.setattr(bot.texts, "_FOLDER", texts)
    texts_for.cache_clear()
    module = ModuleType("next_shift")
    exec(blocks("python")[0], module.__dict__)
    flow: Flow = module.NEXT_SHIFT
    monkeypatch.setattr(conversation, "FLOWS", (*FLOWS, flow))
    return flow


async def test_the_example_of_a_flow_works(example_flow: Flow, world: World) -> None:
    try:
        await world.restart()
        wang = await organizer(world)
        await posts(world, wang, "陪老人聊天", local(23, 14))
        li = world.person("李明")
        await li.taps("next_shift")
        li.sees("注册")
        await registers(li, "李明")
        await li.taps("next_shift")
        li.sees("您还没有报名")
        await li.says("项目")
        await li.picks("陪老人聊天")
        await li.picks("报名")
        await li.picks("确认")
        await li.taps("next_shift")
        li.sees("您的下一次服务是“陪老人聊天”：11月23日（周一）14:00–17:00。")
    finally:
        texts_for.cache_clear()


def test_the_tables_are_whole() -> None:
    for name in Settings.model_fields:
        assert f"`ZHIYUAN_{name.upper()}`" in README
    for word in Word:
        assert f"`/{word.value}`" in README or f"`/{word.value} CODE`" in README
