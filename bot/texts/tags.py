"""The language of a person's app, by its IETF tag."""

from domain.volunteers.model import Language

_TRADITIONAL = frozenset({"hant", "hk", "mo", "tw"})
"""What a language code says where people write in traditional script."""


def language_of_app(language_code: str | None) -> Language:
    """The language of a person's app, by its code (``zh-hk``, ``en``); Chinese without one."""
    code = (language_code or "zh").casefold()
    if not code.startswith("zh"):
        return Language.EN
    return Language.ZH_HANT if _TRADITIONAL.intersection(code.split("-")) else Language.ZH
