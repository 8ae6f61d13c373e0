"""What a project is described by, between what is stored, what a form keeps and what is said."""

from collections.abc import Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any

from bot.dialogue.session import Value
from bot.dialogue.time_fields import moment_kept
from bot.texts import Texts
from bot.texts.formats import Words
from domain.offerings.editing import EditValue
from domain.offerings.model import Category, Project, Recipient
from domain.offerings.usecases import PLANNED, NewProject, NewShift

#: The form in whose words everything about a project is asked and said.
WORDS = "create_project"
MOMENTS = frozenset({"signup_from", "signup_until"})
YES_OR_NO = frozenset({"risky", "minors_allowed"})


def plan_of(
    slots: Mapping[str, Value], organization_id: str, shifts: Sequence[NewShift], zone: tzinfo
) -> NewProject:
    """The project that a form describes; what it does not name has its default."""
    values: dict[str, Any] = {
        name: stored_value(name, slots[name], zone) for name in PLANNED if name in slots
    }
    values["category"] = Category(str(slots["category"]))
    values["recipient"] = Recipient(str(slots["recipient"]))
    return NewProject(organization_id=organization_id, shifts=shifts, **values)


def label_of(texts: Texts, name: str) -> str:
    """What a field of a project is called."""
    return texts(f"{WORDS}-label-{name}".replace("_", "-"))


def say_value(words: Words, name: str, value: EditValue) -> str:
    """What a field of a project says, in words."""
    texts = words.texts
    match value:
        case None | "":
            return texts("field-none")
        case bool():
            return texts("field-yes" if value else "field-no")
        case datetime():
            return words.moment(value)
        case Category() | Recipient():
            return texts(f"{name}-{value}".replace("_", "-"))
        case _:
            return str(value)


def kept_value(project: Project, name: str, zone: tzinfo) -> Value:
    """A field of a project as a form keeps it."""
    match getattr(project, name):
        case bool() as yes:
            return "yes" if yes else "no"
        case datetime() as moment:
            return moment.astimezone(zone).replace(tzinfo=None).isoformat(timespec="minutes")
        case None:
            return None
        case int() as number:
            return number
        case value:
            return str(value)


def stored_value(name: str, kept: Value, zone: tzinfo) -> EditValue:
    """A field of a project as it is stored, from what a form keeps."""
    if name in YES_OR_NO:
        return kept == "yes"
    if name in MOMENTS and kept is not None:
        return moment_kept(str(kept), zone)
    return kept
