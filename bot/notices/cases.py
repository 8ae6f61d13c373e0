"""What is told about cases: to those who see to them, and to who asked."""

from bot.dialogue.case_words import about_lines, case_name, say_age, who_answered, who_asked
from bot.messages import Choice
from bot.notices.wording import Choices, Named, Telling, Wording, leads_to
from domain.cases.model import Case, CaseMessage
from domain.cases.routing import still_told
from domain.cases.views import masked_name
from domain.notices.model import NoticeKind


async def _case(telling: Telling) -> Case | None:
    return await telling.unit.cases.get(telling.fact("case"))


async def _words(telling: Telling) -> tuple[Case, CaseMessage, dict[str, object]] | None:
    """The case, the words it is about, and what every text needs; None: they were deleted."""
    case = await _case(telling)
    message = await telling.unit.case_messages.get(telling.fact("message"))
    if case is None or message is None:
        return None
    named: dict[str, object] = {"name": case_name(telling.texts, case), "text": message.text}
    return case, message, named


async def _waits(telling: Telling) -> Named:
    """What waits for an answer; not told any more where it was answered meanwhile, nor to somebody
    who has lost the role."""
    found = await _words(telling)
    if found is None:
        return None
    case, _, named = found
    if case.waits_since is None or not await still_told(telling.unit, telling.told, case):
        return None
    asker = await masked_name(telling.unit, case.volunteer_id)
    return named | {
        "who": who_asked(telling.texts, asker),
        "danger": "yes" if case.danger else "no",
        "age": say_age(telling.texts, telling.now - case.waits_since),
        "more": await _more(telling, case),
    }


async def _more(telling: Telling, case: Case) -> str:
    shift = await telling.unit.shifts.get(case.shift_id) if case.shift_id is not None else None
    project = await telling.unit.projects.get(shift.project_id) if shift is not None else None
    about = (shift, project) if shift is not None and project is not None else None
    return "".join(f"\n{line}" for line in about_lines(telling.words, case, about))


async def _answer(telling: Telling) -> Named:
    found = await _words(telling)
    if found is None:
        return None
    _, message, named = found
    author = await masked_name(telling.unit, message.author_id)
    return named | {"who": who_answered(telling.texts, author)}


async def _solved(telling: Telling) -> Named:
    case = await _case(telling)
    if case is None or case.live or not await still_told(telling.unit, telling.told, case):
        return None
    asker = await masked_name(telling.unit, case.volunteer_id)
    return {"name": case_name(telling.texts, case), "who": who_asked(telling.texts, asker)}


async def _taken_over(telling: Telling) -> Named:
    case = await _case(telling)
    if case is None or case.assigned_to is None or not case.live:
        return None
    if not await still_told(telling.unit, telling.told, case):
        return None
    by = await telling.name_of(case.assigned_to)
    return {"name": case_name(telling.texts, case), "by": by}


async def _on_duty(telling: Telling) -> Named:
    node = await telling.unit.organizations.get(telling.fact("node"))
    return {"node": node.name} if node is not None else None


def _can(*names: str) -> Choices:
    """Choices about the case of the notice, labelled ``do-NAME``."""

    def choices(telling: Telling) -> tuple[Choice, ...]:
        case = telling.fact("case")
        return tuple(
            telling.choice(f"do-{name}".replace("_", "-"), name, case=case) for name in names
        )

    return choices


def _can_reopen(telling: Telling) -> tuple[Choice, ...]:
    return (telling.choice("do-reopen-case", "reply_to_case", case=telling.fact("case")),)


_INSTEAD = "waiting-notice-cases"
_TO_HANDLE = _can("answer_case", "take_case", "close_case")

WORDINGS = {
    NoticeKind.CASE_OPENED: Wording(_waits, _TO_HANDLE, instead=_INSTEAD),
    NoticeKind.CASE_REPLIED: Wording(
        _waits, _can("answer_case", "close_case", "case"), instead=_INSTEAD
    ),
    NoticeKind.CASE_ESCALATED: Wording(_waits, _TO_HANDLE, instead=_INSTEAD),
    NoticeKind.CASE_SOLVED: Wording(_solved),
    NoticeKind.CASE_TAKEN_OVER: Wording(_taken_over),
    NoticeKind.ON_DUTY: Wording(_on_duty, leads_to("cases")),
    NoticeKind.CASE_ANSWERED: Wording(
        _answer, _can("reply_to_case", "solve_case"), instead=_INSTEAD
    ),
    NoticeKind.CASE_CLOSED: Wording(_answer, _can_reopen, instead=_INSTEAD),
}
