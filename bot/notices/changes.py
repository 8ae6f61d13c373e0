"""What is told about changes: to those who signed up, and to those who manage from now on."""

from datetime import datetime

from bot.dialogue.project_values import label_of, say_value
from bot.messages import Choice
from bot.notices.together import family_for, family_on, said_of
from bot.notices.wording import Named, Telling, Wording, leads_to
from domain.notices.model import NoticeKind
from domain.offerings.model import Project, ProjectState, Shift
from domain.offerings.shift_notices import LedShift
from domain.signups.model import SignupState
from domain.signups.ports import OwnSignup


async def _project_changed(telling: Telling) -> Named:
    own = [each for each in await _own(telling) if each.project.id == telling.fact("project")]
    if not own:
        return None
    family = await family_for(telling, telling.fact("project"))
    if family is None:
        return None
    project, texts = own[0].project, telling.texts
    lines = [
        texts(
            "field-line",
            label=label_of(texts, name),
            value=say_value(telling.words, name, getattr(project, name)),
        )
        for name in telling.fact("fields").split(",")
    ]
    waits = not family and all(each.signup.state is SignupState.WAITING for each in own)
    return {
        "title": project.title,
        "changes": "\n".join(lines),
        "waits": "yes" if waits else "no",
        "family": said_of(telling, family),
    }


async def _shift_changed(telling: Telling) -> Named:
    own = next(
        (each for each in await _own(telling) if each.signup.id == telling.fact("signup")), None
    )
    if own is None:
        return None
    family = await family_on(telling, own.signup, (own.signup.state,))
    if family is None and telling.facts.get("clash") is None:
        return None
    shift = own.shift
    ask = "come" if telling.facts["moved"] else "no"
    return {
        "title": own.project.title,
        "starts_at": shift.starts_at,
        "address": shift.address,
        "changes": _changes(telling, shift),
        "clash": await _clash(telling),
        "family": said_of(telling, family or ()),
        "ask": "waits" if own.signup.state is SignupState.WAITING else ask,
    }


def _changes(telling: Telling, shift: Shift) -> str:
    """What is new about a shift, line by line."""
    words, changed = telling.words, telling.fact("fields").split(",")
    lines = []
    if telling.facts["moved"]:
        before = [datetime.fromisoformat(telling.fact(name)) for name in ("from", "until")]
        span = words.span(shift.starts_at, shift.ends_at)
        lines.append(telling.texts("change-time", span=span, before=words.span(*before)))
    if "address" in changed:
        lines.append(telling.texts("change-address", address=shift.address))
    if "meeting_point" in changed:
        place = shift.meeting_point or telling.texts("field-none")
        lines.append(telling.texts("change-meeting-point", place=place))
    return "\n".join(lines)


async def _clash(telling: Telling) -> str:
    """The other place at that time, while the person holds both."""
    clash = telling.facts.get("clash")
    other = next((each for each in await _own(telling) if each.shift.id == clash), None)
    if other is None:
        return ""
    span = telling.words.span(other.shift.starts_at, other.shift.ends_at)
    return "\n" + telling.texts("change-clash", title=other.project.title, span=span)


async def _own(telling: Telling) -> list[OwnSignup]:
    """What the addressee, or the child that it is about, is signed up for now."""
    unit, notice = telling.unit, telling.notice
    ids = await unit.volunteers.person_ids(notice.about_id or notice.volunteer_id or "")
    return list(await unit.signups.own(ids, telling.now))


def _answers_to_project(telling: Telling) -> tuple[Choice, ...]:
    project, version = telling.fact("project"), telling.fact("version")
    return (
        telling.choice("i-still-come", "still_coming", project=project, v=version),
        telling.choice("i-cannot-come", "not_coming", project=project),
    )


def _answers_to_shift(telling: Telling) -> tuple[Choice, ...]:
    signup, version = telling.fact("signup"), telling.fact("version")
    cannot = telling.choice("i-cannot-come", "cancel_sign_up", shift=telling.fact("shift"))
    if telling.facts["waits"] or not telling.facts["moved"]:
        return (telling.choice("do-my-sign-ups", "my_sign_ups"), cannot)
    return (telling.choice("i-still-come", "still_coming", signup=signup, v=version), cannot)


async def _ended(telling: Telling) -> Named:
    found = await _shift(telling)
    if found is None:
        return None
    shift, project = found
    return {
        "title": project.title,
        "span": telling.words.span(shift.starts_at, shift.ends_at),
        "reason": telling.texts(f"short-{telling.fact('reason')}"),
    }


async def _co_organizes(telling: Telling) -> Named:
    unit = telling.unit
    project = await unit.projects.get(telling.fact("project"))
    ids = await unit.volunteers.person_ids(telling.notice.volunteer_id or "")
    if project is None or project.state is ProjectState.CLOSED:
        return None
    return {"title": project.title} if await unit.co_organizers.among(project.id, ids) else None


async def _leads(telling: Telling) -> Named:
    found = await _shift(telling)
    ids = await telling.unit.volunteers.person_ids(telling.notice.volunteer_id or "")
    if found is None or found[0].leader_id not in ids:
        return None
    shift, project = found
    return {
        "title": project.title,
        "span": telling.words.span(shift.starts_at, shift.ends_at),
        "address": shift.address,
    }


async def _led(telling: Telling) -> Named:
    found, what = await _shift(telling), telling.fact("what")
    if found is None:
        return None
    shift, project = found
    return {
        "what": what,
        "title": project.title,
        "span": telling.words.span(shift.starts_at, shift.ends_at),
        "changes": _changes(telling, shift) if what == LedShift.CHANGED else "",
    }


async def _shift(telling: Telling) -> tuple[Shift, Project] | None:
    shift = await telling.unit.shifts.get(telling.fact("shift"))
    project = await telling.unit.projects.get(shift.project_id) if shift else None
    return (shift, project) if shift is not None and project is not None else None


def _to_project(telling: Telling) -> tuple[Choice, ...]:
    return (telling.choice("do-my-project", "my_project", project=telling.fact("project")),)


def _to_shift(telling: Telling) -> tuple[Choice, ...]:
    return (telling.choice("do-my-shift", "my_shift", shift=telling.fact("shift")),)


def _after_led(telling: Telling) -> tuple[Choice, ...]:
    return _to_shift(telling) if telling.fact("what") == LedShift.CHANGED else ()


_SIGNUPS = "waiting-notice-signups"

WORDINGS = {
    NoticeKind.PROJECT_CHANGED: Wording(
        _project_changed, _answers_to_project, question=True, instead=_SIGNUPS
    ),
    NoticeKind.SHIFT_CHANGED: Wording(
        _shift_changed, _answers_to_shift, gist=True, question=True, instead=_SIGNUPS
    ),
    NoticeKind.SIGN_UP_ENDED: Wording(_ended, leads_to("browse_offerings")),
    NoticeKind.CO_ORGANIZES: Wording(_co_organizes, _to_project),
    NoticeKind.LEADS_SHIFT: Wording(_leads, _to_shift),
    NoticeKind.LED_SHIFT: Wording(_led, _after_led),
}
