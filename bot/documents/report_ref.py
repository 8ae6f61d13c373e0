"""How a report is named in a few characters: in a button, in the reference of an attachment."""

from dataclasses import dataclass
from datetime import date

from domain.volunteers.model import Language

_BETWEEN = "~"


@dataclass(frozen=True, slots=True)
class ReportRef:
    """Which report is meant, for whom and in which language.

    Attributes:
        actor_id: who asked; what they may see is checked whenever it is made.
        first, last: the local days, both included.
    """

    language: Language
    actor_id: str
    node_id: str
    first: date
    last: date

    def __str__(self) -> str:
        parts = (self.language, self.actor_id, self.node_id, days_code(self.first, self.last))
        return _BETWEEN.join(parts)

    @classmethod
    def read(cls, ref: str) -> "ReportRef":
        """What ``str`` wrote.

        Raises:
            ValueError: it is none.
        """
        language, actor_id, node_id, code = ref.split(_BETWEEN)
        days = days_in_code(code)
        if days is None:
            raise ValueError("no days")
        return cls(Language(language), actor_id, node_id, *days)


def days_code(first: date, last: date) -> str:
    """Two days as ``20261001-20261031``."""
    return "-".join(day.isoformat().replace("-", "") for day in (first, last))


def days_in_code(code: str) -> tuple[date, date] | None:
    """What ``days_code`` wrote; None for anything else."""
    first, _, last = code.partition("-")
    try:
        return date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
