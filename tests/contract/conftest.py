"""One running product for the whole folder; tests that stop or break it start their own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.contract.conversation import Outside, Person
from tests.contract.served import Served, both_platforms
from tests.contract.telegram import BotApi, TelegramPerson
from tests.contract.wechat import WeChatPlatform


@pytest.fixture(scope="session")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    """One `serve` with Telegram by polling and WeChat as a passive account in safe mode."""
    folder: Path = tmp_path_factory.mktemp("contract")
    bot_api = BotApi()
    served = Served(folder, both_platforms(folder, bot_api))
    try:
        served.start()
        yield Outside(served, bot_api, WeChatPlatform(served.url))
    finally:
        served.stop()
        bot_api.close()


@pytest.fixture(autouse=True)
def nothing_to_complain_about(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test ends with a request that the Bot API would refuse."""
    yield
    if "outside" in request.fixturenames:
        outside: Outside = request.getfixturevalue("outside")
        found, outside.bot_api.complaints[:] = list(outside.bot_api.complaints), []
        assert not found


@pytest.fixture(params=["telegram", "wechat"])
def platform(request: pytest.FixtureRequest) -> str:
    """Each platform in turn."""
    return str(request.param)


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each language in turn."""
    return str(request.param)


@pytest.fixture
def newcomer(outside: Outside, platform: str) -> Callable[..., Person]:
    """Makes somebody new on this test's platform."""
    return lambda language="zh": outside.person(platform, language)


@pytest.fixture(scope="session")
def organizer(outside: Outside) -> Person:
    """The first administrator, on Telegram, with the organization just made; in Chinese."""
    person = TelegramPerson(outside.bot_api, "zh-hans", "组织者")
    code = outside.served.invite()
    asked = person.say(f"/claim {code}")
    assert "组织" in asked and "叫什么" in asked
    person.say("城西志愿者协会")
    assert "城西志愿者协会" in person.seen and person.labels[0] == "确认"
    assert "管理员" in person.choose("确认")
    assert "用过" in TelegramPerson(outside.bot_api).say(f"/claim {code}")
    return person
