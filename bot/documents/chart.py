"""A person's hours by month and category, as a picture."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.attachments import File
from bot.documents.typesetting import Typesetting
from bot.texts import Texts, texts_for
from bot.texts.formats import say_hours
from domain.clock import Clock
from domain.hours.totals import Month, months
from domain.offerings.model import Category
from domain.policy import Policy
from domain.volunteers.model import Language
from storage.database import Database

#: As many colours as the template has, less one for all others.
_MOST_NAMED = 5


class Charts:
    """Makes charts."""

    def __init__(
        self, database: Database, policy: Policy, clock: Clock, typesetting: Typesetting
    ) -> None:
        self._database = database
        self._policy = policy
        self._clock = clock
        self._typesetting = typesetting

    async def picture(self, volunteer_id: str, language: Language) -> File | None:
        """A person's chart of the last twelve months; None where nothing counts in them."""
        today = self._clock.now().astimezone(self._policy.timezone).date()
        async with self._database.read() as unit:
            found = await months(unit, volunteer_id, today)
        if not found:
            return None
        data = chart_data(found, language)
        return File(
            "zhiyuan-hours.png",
            "image/png",
            await self._typesetting.picture("chart", data, language),
        )


def chart_data(found: Sequence[Month], language: Language) -> Mapping[str, object]:
    """What ``chart.typ`` is filled with.

    Args:
        found: in order; one at least.
    """
    texts = texts_for(language)
    sums: Counter[Category | None] = Counter()
    for month in found:
        sums.update(month.by_category)
    ranked = [category for category, _ in sums.most_common()]
    named = ranked if len(ranked) <= _MOST_NAMED + 1 else ranked[:_MOST_NAMED]
    years = {month.first.year for month in found}
    legend = [(_name(texts, category), say_hours(texts, sums[category])) for category in named]
    if others := sum(sums[category] for category in ranked[len(named) :]):
        legend.append((texts("chart-other"), say_hours(texts, others)))
    return {
        "title": texts("chart-title"),
        "total": texts("chart-total", hours=say_hours(texts, sum(sums.values()))),
        "months": [
            {
                "name": texts(f"format-month-{month.first.month}"),
                "year": str(month.first.year) if _names_year(month, found, years) else "",
                "said": say_hours(texts, month.minutes) if month.minutes else "",
                "parts": _parts(month, named),
            }
            for month in found
        ],
        "most": max(month.minutes for month in found),
        "legend": legend,
    }


def _parts(month: Month, named: Sequence[Category | None]) -> list[int]:
    """Minutes in the order of the legend, all others last."""
    parts = [month.by_category.get(category, 0) for category in named]
    return [*parts, month.minutes - sum(parts)]


def _names_year(month: Month, found: Sequence[Month], years: set[int]) -> bool:
    """At the first month of each year, where there are two."""
    return len(years) > 1 and (month is found[0] or month.first.month == 1)


def _name(texts: Texts, category: Category | None) -> str:
    if category is None:
        return texts("good-deed")
    return texts(f"category-{category.value.replace('_', '-')}")
