"""Moves of a form said in words, and the answers that are none."""

import pytest

from nlu.moves import Move, move_in

SAID = {
    Move.CANCEL: "算了不填了|算了，不填了。|我不想填了|不报名了|退出|never mind|Stop it|"
    "I don't want to continue",
    Move.SKIP: "跳过吧|先跳过|没有手机号|没有年龄要求|不限|不想给手机号|我没有手机|"
    "沒有手機號|不想说|先不填|skip this please|I don't have a phone|I'd rather not say|"
    "I'd rather not give my phone|leave it blank",
    Move.BACK: "上一步|回到上一步吧|go back|previous question",
    Move.CHANGE: "修改|我要改一下|改|change|I want to change something",
    Move.REPEAT: "再说一遍|请再说一遍|重复一遍|没看清|没看清楚|刚才说什么|再發一次|repeat|"
    "say that again|Can you repeat that|once more",
    Move.LARGER: "大字|放大一点|字太小了|看不清|大菜单|larger menu|Bigger text please|too small",
    Move.SMALLER: "小字|普通菜单|normal menu|smaller",
    Move.ASK_AGAIN: "继续|繼續填寫|接着填|请继续|继续填写！|Continue|go on please",
}
ANSWERS = [
    "李明",
    "停车场旁边",
    "跳过了一条沟，扫雪",
    "算了一下账",
    "没有手机的老人",
    "Skip Jones",
    "3小时",
    "继续教育学院",
    "Continue Street 5",
    "say",
    "放大镜一把",
    "重复检查名单",
    "重复",
]


@pytest.mark.parametrize(
    ("text", "move"), [(text, move) for move, texts in SAID.items() for text in texts.split("|")]
)
def test_a_move(text: str, move: Move) -> None:
    assert move_in(text) is move


@pytest.mark.parametrize("text", ANSWERS)
def test_an_answer(text: str) -> None:
    assert move_in(text) is None
