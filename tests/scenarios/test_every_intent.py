"""Whatever a sentence means, it leads somewhere: no dead end, for nobody, in neither language."""

from collections.abc import Mapping

import pytest

from nlu.understanding import Intent
from tests.scenarios.conversation import Person, World
from tests.scenarios.meanings import Means, Table
from tests.scenarios.people import registers, signs_up
from tests.scenarios.service import local, organizer, posts

#: What a volunteer who has signed up for one project sees, in Chinese and in English.
SEEN: Mapping[Intent, tuple[str, str]] = {
    Intent.GREET: ("您好", "Hello"),
    Intent.THANKS: ("不客气", "welcome"),
    Intent.GOODBYE: ("再见", "Goodbye"),
    Intent.AFFIRM: ("接下来", "next"),
    Intent.DENY: ("接下来", "next"),
    Intent.CANCEL: ("没有可以取消", "nothing to cancel"),
    Intent.SKIP: ("没有可以跳过", "nothing to skip"),
    Intent.HELP: ("直接打字", "Just write"),
    Intent.TALK_TO_HUMAN: ("请写下您要问什么", "What is it about"),
    Intent.OUT_OF_SCOPE: ("帮不上忙", "can't help"),
    Intent.REGISTER: ("已经注册过", "already"),
    Intent.UPDATE_PROFILE: ("要改哪一项", "change"),
    Intent.LINK_ACCOUNT: ("绑定", "code"),
    Intent.CHANGE_LANGUAGE: ("请选择语言", "choose a language"),
    Intent.BROWSE_OFFERINGS: ("现在可以参加的项目", "What you can join"),
    Intent.VIEW_PROJECT: ("现在可以参加的项目", "What you can join"),
    Intent.SIGN_UP: ("想报名哪一个", "Which project"),
    Intent.CANCEL_SIGN_UP: ("要取消“陪老人聊天”吗", 'Cancel "陪老人聊天"'),
    Intent.MY_SIGN_UPS: ("您的报名", "Your sign-ups"),
    Intent.CHECK_IN: ("签到码", "code"),
    Intent.CHECK_OUT: ("没有要签退", "check"),
    Intent.LOG_HOURS: ("为哪个项目", "Which project"),
    Intent.QUERY_HOURS: ("累计时长", "Your total"),
    Intent.CORRECT_HOURS: ("没有可以更正", "record"),
    Intent.REQUEST_CERTIFICATE: ("时长都有记录", "on record"),
    Intent.SHOW_CARD: ("志愿者编号", "number"),
    Intent.STAR_LEVEL: ("累计时长", "total hours"),
    Intent.REQUEST_SERVICE: ("需要什么帮助", "what help is needed"),
    Intent.RATE_SERVICE: ("负责人：王芳", "leader"),
    Intent.COMPLAIN: ("请写下发生了什么", "what happened"),
    Intent.REPORT_INCIDENT: ("急救 120，报警 110，火警 119", "ambulance 120, police 110, fire 119"),
    Intent.UNSUBSCRIBE: ("不再给您发", "messages"),
    Intent.DELETE_MY_DATA: ("删除", "delete"),
    Intent.EXPORT_MY_DATA: ("全部数据", "everything that is stored"),
    Intent.TRANSFER_RECORD: ("导出", "export"),
    Intent.ASK_FAQ: ("负责人", "leader"),
    Intent.CREATE_PROJECT: ("权限", "the right to"),
    Intent.VIEW_ROSTER: ("权限", "the right to"),
    Intent.APPROVE_HOURS: ("权限", "the right to"),
    Intent.BROADCAST: ("权限", "the right to"),
    Intent.REPORT_STATS: ("权限", "the right to"),
}
#: What needs to be registered first.
PERSONAL = {
    Intent.CHECK_IN,
    Intent.CHECK_OUT,
    Intent.LOG_HOURS,
    Intent.QUERY_HOURS,
    Intent.CORRECT_HOURS,
    Intent.MY_SIGN_UPS,
    Intent.CANCEL_SIGN_UP,
    Intent.SIGN_UP,
}


def _sentence(intent: Intent) -> str:
    return f"{intent}!"


async def _listening(world: World) -> Person:
    """The organizer's project stands, and every sentence is understood."""
    await world.hears(Table({_sentence(intent): Means(intent) for intent in Intent}))
    wang = await organizer(world)
    await posts(world, wang, "陪老人聊天", local(23, 14), contact="0971-6100000")
    return wang


def _leads_on(person: Person) -> bool:
    return bool(person.screen.choices or person.screen.nav)


def test_all_of_them() -> None:
    assert set(SEEN) == set(Intent)
    assert len(SEEN) == 41


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_a_volunteer(world: World, language: str) -> None:
    await _listening(world)
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li, "陪老人聊天")
    if language == "en":
        await li.says("/language")
        await li.picks("English")
    for intent, (chinese, english) in SEEN.items():
        await li.says(_sentence(intent))
        li.sees(chinese if language == "zh" else english)
        li.sees_no("我没看懂", "didn't understand", "我们这边出错了", "on our side")
        assert _leads_on(li), intent
        await li.says("/cancel")
        await li.says("/cancel")


async def test_what_a_newcomer_is_led_to(world: World) -> None:
    await _listening(world)
    new = world.person("新")
    await new.says("你好")
    for intent in Intent:
        await new.says(_sentence(intent))
        new.sees_no("我没看懂", "我们这边出错了")
        assert _leads_on(new), intent
        if intent in PERSONAL:
            new.sees("要先注册", "您同意吗")
        await new.says("/cancel")
        await new.says("/cancel")


async def test_an_accident_shows_whom_to_call(world: World) -> None:
    await _listening(world)
    li = world.person("Li")
    await li.says(_sentence(Intent.REPORT_INCIDENT))
    li.sees("120", "110", "119")
    li.sees_no("0971-6100000")
