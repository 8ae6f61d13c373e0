"""The model's sentences: enough of them, truly different, rightly marked, and none in both sets."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import pytest

from domain.offerings.model import Category, Recipient
from domain.offerings.words import CATEGORY_WORDS, RECIPIENT_WORDS
from nlu.lookups import lookups
from nlu.script import language_of, normal
from nlu.sentences import TEST, TRAINING, Sentence, sentences_in
from nlu.understanding import Intent, slots_of

#: What volunteers say most: more of these is wanted.
OFTEN = frozenset(
    {
        Intent.REGISTER, Intent.BROWSE_OFFERINGS, Intent.VIEW_PROJECT, Intent.SIGN_UP,
        Intent.CANCEL_SIGN_UP, Intent.MY_SIGN_UPS, Intent.CHECK_IN, Intent.CHECK_OUT,
        Intent.LOG_HOURS, Intent.QUERY_HOURS, Intent.CORRECT_HOURS, Intent.REQUEST_CERTIFICATE,
        Intent.REQUEST_SERVICE, Intent.ASK_FAQ, Intent.OUT_OF_SCOPE,
    }
)  # fmt: skip
NEAR = 0.6
"""From this share of common letter triples on, two sentences are copies of one another."""
_NO_LETTER = re.compile(r"[\W_]+")


@cache
def trained_on() -> tuple[Sentence, ...]:
    return tuple(sentences_in(TRAINING))


@cache
def held_out() -> tuple[Sentence, ...]:
    return tuple(sentences_in(TEST))


@cache
def triples(text: str) -> frozenset[str]:
    plain = _NO_LETTER.sub("", normal(text)) or text
    return frozenset(plain[at : at + 3] for at in range(max(1, len(plain) - 2)))


def copies(
    sentences: Sequence[Sentence], others: Sequence[Sentence]
) -> Iterator[tuple[Sentence, Sentence]]:
    """Pairs that are nearly the same; very short ones only where they are the same.

    Two sets that share so much share one of their rarest members: only those are looked up.
    """
    rarity = Counter(triple for each in others for triple in triples(each.text))

    def rarest(letters: frozenset[str]) -> list[str]:
        return sorted(letters, key=lambda each: (rarity[each], each))[
            : int(len(letters) * (1 - NEAR)) + 1
        ]

    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, other in enumerate(others):
        for triple in rarest(triples(other.text)):
            holders[triple].append(number)
    for sentence in sentences:
        letters = triples(sentence.text)
        for number in {number for triple in rarest(letters) for number in holders[triple]}:
            other = others[number]
            if other is not sentence and near(letters, triples(other.text)):
                yield sentence, other


def near(one: frozenset[str], other: frozenset[str]) -> bool:
    alike = len(one & other) / len(one | other)
    return alike == 1 or (min(len(one), len(other)) >= 6 and alike > NEAR)


@pytest.mark.parametrize("intent", Intent)
def test_enough_sentences_in_both_languages(intent: Intent) -> None:
    counts = Counter(language_of(each.text) for each in trained_on() if each.intent is intent)
    chinese, english = (150, 80) if intent in OFTEN else (60, 40)
    assert counts["zh"] >= chinese
    assert counts["en"] >= english


def test_many_voices() -> None:
    writers = Counter(each.writer for each in trained_on())
    assert len(writers) >= 8
    assert max(writers.values()) < len(trained_on()) / 4


def test_no_near_copies_in_the_training_data() -> None:
    assert list(copies(trained_on(), trained_on())) == []


def test_no_sentence_of_the_test_set_is_trained_on() -> None:
    assert list(copies(held_out(), trained_on())) == []
    assert not {each.writer for each in held_out()} & {each.writer for each in trained_on()}


@pytest.mark.parametrize("sentences", [trained_on, held_out])
def test_only_slots_of_the_intent_are_marked(sentences: object) -> None:
    assert callable(sentences)
    wrong = [each for each in sentences() if not each.slots.keys() <= slots_of(each.intent)]
    assert wrong == []


@pytest.mark.parametrize("sentences", [trained_on, held_out])
def test_codes_are_known(sentences: object) -> None:
    assert callable(sentences)
    for each in sentences():
        assert each.slots.get("category", "other") in set(Category)
        assert each.slots.get("recipient", "other") in set(Recipient)
        assert each.slots.get("language", "zh") in {"zh", "zh-hant", "en"}


def test_the_lookup_tables_are_made_from_the_one_list() -> None:
    made = (TRAINING / "lookups.yml").read_text(encoding="utf-8")
    assert made == lookups()
    for words in (CATEGORY_WORDS, RECIPIENT_WORDS):
        for code, names in words.items():
            assert f"- synonym: {code.value}\n" in made
            assert all(f"    - {name}\n" in made for name in names)
