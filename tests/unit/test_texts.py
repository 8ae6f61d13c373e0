"""The catalogues: the same keys in both languages, and a text for everything that is said."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.dialogue.flows import FLOWS
from bot.dialogue.vocabulary import WAYS_OUT
from bot.messages import MediaKind
from bot.texts import catalogue_keys, sources, texts_for, traditional
from bot.texts.formats import Words
from domain.errors import Reason
from domain.notices.model import NoticeKind
from domain.offerings.model import Category, Recipient
from domain.volunteers.model import Language, Platform
from nlu.exact import command_in

_ROOT = Path(__file__).parents[2]
_KEY = re.compile(r"""(?:texts|self\.texts|turn\.texts|_says|say)\(\s*"([a-z][a-z0-9-]*)"\s*[,)]""")
_PLACEHOLDER = re.compile(r"\{.*?\}")
_NO_ENGLISH = re.compile(r"[A-Za-z]{2,}")
#: Names that are written so in Chinese too, and an example of a code.
_NAMES = {"Telegram", "English", "PDF", "JSON", "ABCDE"}


def _keys(language: Language) -> set[str]:
    return set(catalogue_keys(language))


def test_both_languages_have_the_same_keys_in_the_same_files() -> None:
    assert catalogue_keys(Language.ZH) == catalogue_keys(Language.EN)


@pytest.mark.parametrize("language", list(Language))
def test_everything_that_has_a_code_has_a_text(language: Language) -> None:
    wanted = {
        *(f"refused-{reason}" for reason in Reason),
        *(f"notice-{kind}" for kind in NoticeKind if kind is not NoticeKind.LATE_ANSWER),
        *(f"media-{kind}" for kind in MediaKind),
        *(f"platform-{platform}" for platform in Platform),
        *(f"do-{name}".replace("_", "-") for name in WAYS_OUT.values()),
        *(f"category-{category}".replace("_", "-") for category in Category),
        *(f"recipient-{recipient}".replace("_", "-") for recipient in Recipient),
    }
    assert wanted - _keys(language) == set()


@pytest.mark.parametrize("language", list(Language))
def test_every_form_can_be_read_back_and_cancelled(language: Language) -> None:
    forms = [form for flow in FLOWS for form in flow.forms]
    wanted = {form.key(rest) for form in forms for rest in ("cancelled",)}
    assert wanted - _keys(language) == set()


def test_every_key_that_the_code_names_exists() -> None:
    named = {
        (file.relative_to(_ROOT).as_posix(), key)
        for file in sorted((_ROOT / "bot").rglob("*.py"))
        for key in _KEY.findall(file.read_text("utf-8"))
    }
    assert len(named) > 50
    keys = _keys(Language.ZH)
    assert {(file, key) for file, key in named if key not in keys} == set()


def test_no_english_words_in_chinese_texts() -> None:
    folder = _ROOT / "bot" / "texts" / "zh"
    found = []
    for file in sorted(folder.glob("*.ftl")):
        for number, text in enumerate(file.read_text("utf-8").splitlines(), start=1):
            said = re.sub(
                r"\{[^}]*\}?|^\s*\*?\[[\w-]+\]|#.*$", "", text.partition(" = ")[2] or text
            )
            if " = " not in text and not text.startswith(" "):
                continue
            found += [
                f"{file.name}:{number} {word}"
                for word in _NO_ENGLISH.findall(said)
                if word not in _NAMES
            ]
    assert found == []


def test_both_languages_take_the_same_arguments() -> None:
    """Or one of them fails at run time; dates and numbers are built differently on purpose."""
    assert _arguments(Language.ZH) == _arguments(Language.EN)


def _arguments(language: Language) -> dict[str, frozenset[str]]:
    """The names of the arguments of every text."""
    arguments: dict[str, frozenset[str]] = {}
    for file in sorted((_ROOT / "bot" / "texts" / language.value).glob("*.ftl")):
        if file.name == "formats.ftl":
            continue
        key = ""
        for text in file.read_text("utf-8").splitlines():
            if text[:1].isalpha():
                key = text.partition(" = ")[0].rstrip(" =")
            if key:
                found = frozenset(re.findall(r"\$(\w+)", text))
                arguments[key] = arguments.get(key, frozenset()) | found
    return arguments


FACTS: dict[Reason, dict[str, object]] = {
    Reason.TOO_MANY_TRIES: {"tries": 5},
    Reason.TOO_YOUNG: {"age": None},
    Reason.SKILL_MISSING: {"skill": "急救"},
    Reason.TRAINING_MISSING: {"training": "急救"},
    Reason.CLASH: {"starts_at": datetime(2026, 11, 22, 6, tzinfo=UTC)},
    Reason.CHECK_IN_TOO_EARLY: {"opens_at": datetime(2026, 11, 22, 6, tzinfo=UTC)},
    Reason.CLAIM_TOO_OLD: {"days": 7},
    Reason.CLAIM_TOO_SHORT: {"least": 10},
    Reason.CLAIM_OVERLAPS: {"starts_at": datetime(2026, 11, 22, 6, tzinfo=UTC)},
    Reason.CLAIM_WHICH_SHIFT: {"count": 2},
    Reason.CLAIM_OVER_DAILY_LIMIT: {"hours": Decimal(12)},
    Reason.HOUSEHOLD_FULL: {"size": 8},
    Reason.RELATIVE_REFUSED: {"name": "王小明"},
    Reason.RELATIVE_CANNOT_COME: {"name": "王小明", "why": "too-young"},
    Reason.PLACES_SHORT: {"free": 2},
    Reason.TOO_MANY_WEEKS: {"most": 12},
    Reason.PHONE_OF_ANOTHER: {"name": "李明"},
    Reason.MESSAGES_USED_UP: {"times": 3},
    Reason.NO_PLACE_ON_SITE: {"number": "V0000001"},
    Reason.COVER_TOO_EARLY: {"hours": 48},
    Reason.SHIFT_NOT_OVER: {"ends_at": datetime(2026, 11, 22, 6, tzinfo=UTC)},
    Reason.TOO_MANY_CASES: {"most": 3},
    Reason.CASE_CLOSED: {"number": "12"},
    Reason.CASE_CLOSED_LONG_AGO: {"number": "12"},
    Reason.CASE_TAKEN: {"name": "王芳"},
    Reason.REPORT_IN_FUTURE: {"first": date(2026, 12, 1)},
    Reason.REPORT_ENDS_BEFORE_START: {"first": date(2026, 11, 2), "last": date(2026, 11, 1)},
}
"""What the domain gives with a refusal, as far as the words need it."""


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("reason", list(Reason))
def test_every_refusal_can_be_said(reason: Reason, language: Language) -> None:
    words = Words(texts_for(language), ZoneInfo("Asia/Shanghai"), date(2026, 11, 21))
    facts = {name: words.fact(name, value) for name, value in FACTS.get(reason, {}).items()}
    said = words.texts(f"refused-{reason}", **facts)
    assert len(said) > 5
    assert "{" not in said
    if reason is Reason.CLAIM_TOO_SHORT:
        assert "10" in said


@pytest.mark.parametrize(
    ("first", "last", "chinese", "english"),
    [
        ("2026-11-01", "2026-11-30", "2026年11月", "Nov 2026"),
        ("2024-02-01", "2024-02-29", "2024年2月", "Feb 2024"),
        ("2025-01-01", "2025-12-31", "2025年", "2025"),
        ("2026-11-20", "2026-11-20", "11月20日（周五）", "Fri 20 Nov"),
        (
            "2026-11-01",
            "2026-11-29",
            "11月1日（周日）至11月29日（周日）",
            "Sun 1 Nov to Sun 29 Nov",
        ),
        (
            "2026-10-01",
            "2026-11-30",
            "10月1日（周四）至11月30日（周一）",
            "Thu 1 Oct to Mon 30 Nov",
        ),
    ],
)
def test_a_whole_month_or_year_has_its_name(
    first: str, last: str, chinese: str, english: str
) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    for language, said in ((Language.ZH, chinese), (Language.EN, english)):
        words = Words(texts_for(language), ZoneInfo("Asia/Shanghai"), date(2026, 11, 21))
        assert words.period(*days) == said


def test_a_missing_argument_is_our_mistake_and_is_found() -> None:
    with pytest.raises(LookupError):
        texts_for(Language.EN).say("start-volunteer")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("key", ["help", "help-organizer"])
def test_every_word_that_help_names_is_one(language: Language, key: str) -> None:
    lines = [line for line in texts_for(language)(key).splitlines() if " · " in line]
    words = [word.strip() for line in lines for word in re.split(r"[·/]|.*[:：]", line)]
    assert lines
    assert [word for word in words if word and command_in(word) is None] == []


def test_traditional_script_is_whole_and_keeps_placeholders() -> None:
    simplified = dict(sources(Language.ZH))
    for name, source in sources(Language.ZH_HANT):
        assert traditional(source) == source
        assert _PLACEHOLDER.findall(source) == _PLACEHOLDER.findall(simplified[name])
