"""A sentence that says what is the matter is not asked for it again; a bare wish is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu.matters import IN_OWN_WORDS, matter_in
from nlu.sentences import held_out
from nlu.understanding import Intent

BARE = {
    Intent.TALK_TO_HUMAN: (
        "转人工", "给我转人工", "有没有活人啊，别老机器回我", "我要找你们管事的说话",
        "转真人客服唔该", "能给我打个电话吗", "I want to talk to a human", "call me back",
        "real person please",
    ),
    Intent.COMPLAIN: ("我要投诉", "投诉！", "我想反映一个问题", "I want to make a complaint"),
    Intent.REPORT_INCIDENT: ("出事了", "我要报告一个事故", "I want to report an accident"),
    Intent.REQUEST_SERVICE: (
        "我想请志愿者来帮忙", "能不能派个人来", "求助", "I need help", "can you send a volunteer",
    ),
}  # fmt: skip
SAYING = {
    Intent.TALK_TO_HUMAN: (
        "找人工，我的证明怎么开到现在都没有消息",
        "I want a real person, nobody picked us up at the library last Sunday",
    ),
    Intent.COMPLAIN: ("我要投诉，昨天的负责人骂人", "骂人", "the leader was rude to my mother"),
    Intent.REPORT_INCIDENT: ("我摔伤了", "着火", "someone fainted", "hurt"),
    Intent.REQUEST_SERVICE: ("家里老人没人照看", "need someone to take her to hospital"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("intent", "text"), [(intent, text) for intent, texts in BARE.items() for text in texts]
)
def test_a_bare_wish_says_nothing(intent: Intent, text: str) -> None:
    assert matter_in(text, intent) is None


@pytest.mark.parametrize(
    ("intent", "text"), [(intent, text) for intent, texts in SAYING.items() for text in texts]
)
def test_what_is_the_matter(intent: Intent, text: str) -> None:
    assert matter_in(text, intent) == text


@pytest.mark.parametrize("intent", sorted(IN_OWN_WORDS - {Intent.TALK_TO_HUMAN}))
def test_whoever_tells_it_in_a_sentence_is_not_asked_again(intent: Intent) -> None:
    said = [each.text for each in held_out() if each.intent is intent]
    assert len(said) > 20
    assert [text for text in said if matter_in(text, intent) is None] == []


@given(st.sampled_from(sorted(IN_OWN_WORDS)), st.text())
def test_any_text_is_taken(intent: Intent, text: str) -> None:
    assert matter_in(text, intent) in {None, text}
