"""Every kind of notice has a wording, and every wording its texts."""

import pytest

from bot.notices.wordings import WORDINGS
from bot.texts import catalogue_keys
from domain.notices.model import NoticeKind
from domain.volunteers.model import Language


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_has_its_words(kind: NoticeKind) -> None:
    wording = WORDINGS[kind]
    needed = set() if kind is NoticeKind.LATE_ANSWER else {f"notice-{kind}"}
    needed |= {f"gist-{kind}"} if wording.gist else set()
    needed |= {wording.instead} if wording.instead else set()
    for language in (Language.ZH, Language.EN):
        assert needed <= set(catalogue_keys(language))
