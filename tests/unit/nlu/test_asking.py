"""Where a name was asked for: what asks for something instead."""

import pytest

from nlu.asking import asks_something, corrected_to, finds_fault

QUESTIONS = (
    "我有多少小时|怎么签到啊|有什么项目|能不能不填？|我想看看项目|帮我取消|这是什么意思|你是谁啊?"
    "|为什么要填这个|還有嗎|How many hours do I have|can I skip that|what is this for"
    "|I want to see projects"
)
NAMES = (
    "李明|欧阳娜娜|吗英|何其多|任多|阿卜杜拉·买买提|西宁市城西区|什刹海街道|那曲市色尼区|多伦县"
    "|看丹乡|我是李明|Will Smith|Can Yaman|How Kee Lim|Whitney|Wherwell|Mai Do|Dover"
)


@pytest.mark.parametrize("text", QUESTIONS.split("|"))
def test_a_question(text: str) -> None:
    assert asks_something(text)


@pytest.mark.parametrize("text", NAMES.split("|"))
def test_a_name(text: str) -> None:
    assert not asks_something(text)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("名字改成王芳", "王芳"),
        ("名字应该是王芳，不是王方", "王芳"),
        ("日期不对，应为 11月20日", "11月20日"),
        ("change the name to Grace M. Miller", "Grace M. Miller"),
        ("The date should be Friday, not Thursday", "Friday"),
        ("名字错了", None),
        ("I want to change the name", None),
        ("这不应该是3小时", None),
    ],
)
def test_how_it_should_be(text: str, answer: str | None) -> None:
    assert finds_fault(text)
    assert corrected_to(text) == answer


@pytest.mark.parametrize("text", ["好的", "李明", "城西区", "looks good", "tomorrow", "没问题"])
def test_no_fault(text: str) -> None:
    assert not finds_fault(text)
