"""What a person told about themselves, in words."""

from bot.dialogue.turn import Turn
from bot.texts.formats import say_date, say_phone
from domain.offerings.model import Category
from domain.volunteers.model import Volunteer


def category_label(turn: Turn, category: str) -> str:
    """A category in the person's language."""
    return turn.texts(f"category-{category}".replace("_", "-"))


def profile_lines(turn: Turn, person: Volunteer) -> list[str]:
    """A line for everything that a profile holds; what is missing is said too."""
    joint = turn.texts("field-joint")
    known = [category.value for category in Category if category in person.categories.split(",")]
    values = {
        "name": person.name,
        "gender": person.gender and turn.texts(f"gender-{person.gender}"),
        "birth-date": person.birth_date and say_date(turn.texts, person.birth_date),
        "phone": person.phone and say_phone(person.phone),
        "district": person.district,
        "skills": person.skills,
        "categories": joint.join(category_label(turn, category) for category in known),
    }
    return [
        line(turn, f"profile-{name}", value or turn.texts("field-none"))
        for name, value in values.items()
    ]


def line(turn: Turn, label: str, value: str) -> str:
    """One line; ``label`` is a text key."""
    return turn.texts("field-line", label=turn.texts(label), value=value)
