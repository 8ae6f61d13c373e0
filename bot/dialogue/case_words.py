"""How cases are put into words, for those who ask, for those who answer, and in notices."""

from collections.abc import Sequence
from datetime import timedelta

from bot.dialogue.turn import Turn
from bot.texts import Texts
from bot.texts.formats import Words
from domain.cases.model import Case, CaseState
from domain.cases.views import CaseView, SaidLine
from domain.clock import local_day
from domain.offerings.model import Project, Shift

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_SAID_IN_HOURS = 2 * _DAY


def case_name(texts: Texts, case: Case) -> str:
    """What a case is called: its kind and number."""
    return texts("case-name", kind=texts(f"case-kind-{case.kind}"), number=str(case.number))


def case_label(texts: Texts, case: Case) -> str:
    """The same, short, for a choice."""
    return texts("case-label", kind=texts(f"case-kind-{case.kind}"), number=str(case.number))


def say_state(texts: Texts, case: Case) -> str:
    """Where a case stands."""
    taken = case.state is CaseState.OPEN and case.taken_at is not None
    return texts("case-state-taken" if taken else f"case-state-{case.state}")


def say_age(texts: Texts, age: timedelta) -> str:
    """How long something has waited: whole minutes, from an hour on hours, from two days on days;
    never rounded up."""
    if age < _MINUTE:
        unit, count = "moment", 0
    elif age < _HOUR:
        unit, count = "minutes", age // _MINUTE
    elif age < _SAID_IN_HOURS:
        unit, count = "hours", age // _HOUR
    else:
        unit, count = "days", age // _DAY
    return texts("case-age", unit=unit, count=count)


def who_asked(texts: Texts, masked_name: str | None) -> str:
    """Who asked, as others see them."""
    return masked_name or texts("case-nameless")


def who_answered(texts: Texts, masked_name: str | None) -> str:
    """Who answered, as the person who asked sees them."""
    return texts("case-staff-named", name=masked_name) if masked_name else texts("case-staff")


def about_lines(words: Words, case: Case, about: tuple[Shift, Project] | None) -> list[str]:
    """What a case is about, and where."""
    texts, lines = words.texts, []
    if case.danger:
        lines.append(texts("case-danger-line"))
    if about is not None:
        shift, project = about
        span = words.span(shift.starts_at, shift.ends_at)
        lines.append(texts("case-about-line", title=project.title, span=span))
    if case.place:
        lines.append(texts("case-place-line", place=case.place))
    return lines


def case_lines(turn: Turn, view: CaseView, own_ids: Sequence[str]) -> str:
    """A case with its words, as one side sees it.

    Args:
        own_ids: the viewer, whose own words are theirs.
    """
    texts, case = turn.texts, view.case
    lines = [
        texts(
            "case-head",
            name=case_name(texts, case),
            who=texts("case-you") if case.volunteer_id in own_ids else who_asked(texts, view.asker),
            day=turn.say_day(local_day(case.opened_at, turn.house.policy.timezone)),
            state=say_state(texts, case),
        ),
        *about_lines(turn.words, case, view.about),
        "",
    ]
    if view.earlier:
        lines.append(texts("case-earlier", left=view.earlier))
    lines += [_said(texts, line, own_ids) for line in view.lines]
    if not view.lines:
        lines.append(texts("case-gone"))
    return "\n".join(lines)


def _said(texts: Texts, line: SaidLine, own_ids: Sequence[str]) -> str:
    message = line.message
    if message.author_id in own_ids:
        who = texts("case-you")
    else:
        say_who = who_asked if message.by_asker else who_answered
        who = say_who(texts, line.author)
    return texts("case-note" if message.closes else "case-said", who=who, text=message.text)
