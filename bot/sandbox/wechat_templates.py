"""The account's templates at the platform, and how strictly it reads what fills them."""

import re
from dataclasses import dataclass

_FIELD = re.compile(r"\{\{([a-z_]+)(\d+)\.DATA\}\}")
_TIME = re.compile(r"(\d{4}年\d{1,2}月\d{1,2}日 ?)?\d{1,2}:\d{2}|\d{4}年\d{1,2}月\d{1,2}日")
#: Source: the platform's table of kinds of fields.
_LONGEST = {"thing": 20, "character_string": 32, "letter": 32, "symbol": 5, "phrase": 5, "name": 20}


@dataclass(frozen=True, slots=True)
class SandboxTemplate:
    """A template as its keeper sees it; a line of its content is ``活动：{{thing1.DATA}}``."""

    id: str
    title: str
    content: str

    def listed(self, id_name: str) -> dict[str, object]:
        """As the API lists it."""
        return {id_name: self.id, "title": self.title, "content": self.content, "example": ""}

    def filled(self, data: object) -> str:
        """What it says.

        Raises:
            ValueError: a field is missing, too much, too long or out of shape.
        """
        given = data if isinstance(data, dict) else {}
        wanted = {f"{kind}{number}": kind for kind, number in _FIELD.findall(self.content)}
        if given.keys() != wanted.keys():
            raise ValueError(f"fields {sorted(given)} and not {sorted(wanted)}")
        said = self.content
        for key, kind in wanted.items():
            value = given[key].get("value") if isinstance(given[key], dict) else None
            if not isinstance(value, str) or not value:
                raise ValueError(f"{key} is empty")
            if len(value) > _LONGEST.get(kind, 100):
                raise ValueError(f"{key} is too long")
            if kind in {"time", "date"} and not _TIME.fullmatch(value):
                raise ValueError(f"{key} is no time")
            said = said.replace(f"{{{{{key}.DATA}}}}", value)
        return said.strip()
