"""The dialogue: one router from whatever came in to the flow that answers it.

A button, a typed number, a word, a deep link, a scan and a sentence all become a ``Request``; the
active form takes what is none of these. The dialogue returns screens and never sends.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.dialogue.fields import Given, Invalid, Picked, same_words
from bot.dialogue.flow import BeginForm, Flow, Handler
from bot.dialogue.form import Form, next_field, question
from bot.dialogue.requests import Request, request_from
from bot.dialogue.session import MOST_FORMS, FormState
from bot.dialogue.turn import Turn
from bot.dialogue.vocabulary import (
    FIXED_LABELS,
    PAYLOAD_REQUESTS,
    QUESTIONS,
    WAYS_OUT,
    WORD_REQUESTS,
    request_understood,
)
from bot.messages import (
    Choice,
    Contact,
    Followed,
    Left,
    Location,
    Media,
    Scan,
    Screen,
    Start,
    Tap,
    Text,
    Wants,
    numbered_choices,
    screen_from_json,
)
from domain.errors import Reason, Refused
from nlu.exact import command_in, is_yes, number_in, six_digits_in
from nlu.understanding import Source, Understands

SURE = 0.6
"""From this confidence on, a sentence that is no answer to the question is a question itself."""


class Dialogue:
    """Answers messages. One for the whole installation; all state is in the turn's session."""

    def __init__(self, flows: Sequence[Flow], understands: Understands) -> None:
        self._understands = understands
        self._answers: dict[str, Handler] = {}
        self._forms: dict[str, Form] = {}
        for flow in flows:
            self._answers.update(flow.answers)
            self._forms.update({form.name: form for form in flow.forms})

    async def answer(self, turn: Turn) -> Screen | None:
        """The answer to the turn's message; None where nothing is to be said.

        Everything that the message does is written through ``turn``, and ``turn.session`` is
        changed to what results; intake makes both last.
        """
        self._drop_unknown_forms(turn)
        screen = await self._route(turn)
        if screen is not None:
            screen = _distinct(screen)
            turn.session.screen = screen
        return screen

    # ------------------------------------------------------------ from content to request

    async def _route(self, turn: Turn) -> Screen | None:
        match turn.inbound.content:
            case Left():
                await self._leave(turn)
                return None
            case Followed():
                return await self._do(turn, Request("start"))
            case Start(payload=""):
                return await self._do(turn, Request("start"))
            case Start(payload=payload) | Scan(scene=payload):
                return await self._payload(turn, payload)
            case Tap(action=action):
                request = request_from(action)
                return await self._do(turn, request) if request else await self._stale(turn)
            case Text(text=text):
                return await self._text(turn, text)
            case Contact() | Location() as given:
                return await self._unasked(turn, given)
            case Media(kind=kind):
                return await self._aside(turn, Screen(turn.texts(f"media-{kind}")))

    async def _leave(self, turn: Turn) -> None:
        if turn.account is not None:
            unit = await turn.write()
            await unit.accounts.mark_unreachable(turn.account.id)

    async def _payload(self, turn: Turn, payload: str) -> Screen:
        read = turn.house.payloads.read(payload)
        if read is None:
            return join(
                Screen(turn.texts("payload-unknown")), await self._do(turn, Request("start"))
            )
        name, slot = PAYLOAD_REQUESTS[read.kind]
        return await self._do(turn, Request(name, {slot: read.value}, signed=True))

    async def _text(self, turn: Turn, text: str) -> Screen:
        choice = _chosen(turn.session.screen, text) or _agreed(turn, text)
        command = command_in(text)
        # "Approve" is a word and a label: where the label is on the screen, it is meant.
        fixed = choice is not None and choice.label in {turn.texts(key) for key in FIXED_LABELS}
        if command is not None and not fixed:
            slots = {"code": command.argument} if command.argument else {}
            return await self._do(turn, Request(WORD_REQUESTS[command.word], slots))
        if choice is not None:
            request = request_from(choice.action)
            return await self._do(turn, request) if request else await self._stale(turn)
        state = turn.session.form
        if state is not None:
            return await self._to_form(turn, state, text)
        code = six_digits_in(text)
        if code is not None:
            return await self._do(turn, Request("check_in", {"code": code}))
        if number_in(text) is not None and turn.session.screen is not None:
            return self._no_such_number(turn, turn.session.screen)
        return await self._sentence(turn, text)

    async def _sentence(self, turn: Turn, text: str) -> Screen:
        understood = await self._understands.understand(text, turn.now)
        request = request_understood(understood)
        if request.name not in self._known:
            return await self._aside(
                turn, join(Screen(turn.texts("not-understood")), await self._menu(turn))
            )
        return await self._do(turn, request)

    async def _to_form(self, turn: Turn, state: FormState, text: str) -> Screen:
        if state.asking is None and not state.choosing_change and is_yes(text):
            return await self._confirm(turn, state.id)
        if state.asking is not None and not state.choosing_change:
            return await self._give(turn, state, text)
        return await self._ask_again(turn, state, turn.texts("form-choose"))

    async def _unasked(self, turn: Turn, given: Contact | Location) -> Screen:
        state = turn.session.form
        if state is not None and state.asking is not None and not state.choosing_change:
            return await self._give(turn, state, given)
        key = "contact-unasked" if isinstance(given, Contact) else "location-unasked"
        return await self._aside(turn, Screen(turn.texts(key)))

    def _no_such_number(self, turn: Turn, screen: Screen) -> Screen:
        choices = len(numbered_choices(screen))
        if not choices:
            return Screen(turn.texts("not-understood"), nav=screen.nav, wants=screen.wants)
        reason = turn.texts("no-such-number", most=choices)
        return Screen(
            f"{reason}\n\n{screen.text.removeprefix(reason).lstrip()}",
            choices=screen.choices,
            nav=screen.nav,
            wants=screen.wants,
        )

    # ------------------------------------------------------------ from request to screen

    @property
    def _known(self) -> set[str]:
        return {*self._answers, *self._forms, "cancel", "back", "skip"}

    async def _do(self, turn: Turn, request: Request) -> Screen:
        try:
            return await self._moved(turn, request)
        except BeginForm as begin:
            return await self._begin_or_refuse(turn, begin.form, begin.request)
        except Refused as refused:
            return await self._refused(turn, refused, request)

    async def _moved(self, turn: Turn, request: Request) -> Screen:
        slots = request.slots
        match request.name:
            case "confirm":
                return await self._confirm(turn, slots.get("f", ""))
            case "pick":
                state = self._active(turn, slots)
                if state is None or state.asking is None:
                    return await self._stale(turn)
                return await self._give(turn, state, Picked(slots.get("v", "")))
            case "options":
                state = self._active(turn, slots)
                if state is None:
                    return await self._stale(turn)
                state.page += 1
                return await question(self._forms[state.form], turn, state)
            case "change":
                return await self._change(turn, slots)
            case "cancel":
                return await self._cancel(turn)
            case "back":
                return await self._back(turn)
            case "skip":
                return await self._skip(turn)
            case "resume":
                state = turn.session.form
                return await self._ask(turn, state) if state else await self._menu(turn)
            case name if name in self._forms:
                return await self._begin(turn, name, request)
            case name if name in self._answers:
                return await self._aside(turn, await self._answers[name](turn, request))
            case _:
                return await self._stale(turn)

    async def _begin_or_refuse(self, turn: Turn, form: str, request: Request) -> Screen:
        try:
            return await self._begin(turn, form, request)
        except Refused as refused:
            return await self._refused(turn, refused, request)

    async def _refused(self, turn: Turn, refused: Refused, request: Request) -> Screen:
        if not refused.keep:
            await turn.undo()
        if refused.reason is Reason.NOT_REGISTERED and "register" in self._forms:
            first = Screen(turn.texts("refused-not-registered"))
            then = None if request.signed else _as_action(request)
            return join(first, await self._begin(turn, "register", Request("register"), then=then))
        said = refusal(turn, refused)
        if said.choices or turn.session.form is not None:
            return await self._aside(turn, said)
        return join(said, await self._menu(turn))

    async def _stale(self, turn: Turn) -> Screen:
        """For a button whose time is over: says so, and what can be done now."""
        stale = Screen(turn.texts("stale"))
        if turn.session.form is not None:
            return await self._aside(turn, stale)
        return join(stale, await self._menu(turn))

    async def _menu(self, turn: Turn) -> Screen:
        return await self._answers["menu"](turn, Request("menu"))

    async def _aside(self, turn: Turn, screen: Screen) -> Screen:
        """An answer in the middle of a form: the form goes on beneath, or a choice leads back."""
        state = turn.session.form
        if state is None:
            return screen
        if not screen.choices:
            return join(screen, await self._ask(turn, state))
        resume = Choice(turn.texts("continue-form"), Request("resume").action())
        nav = tuple(choice for choice in screen.nav if choice != resume)
        return Screen(
            screen.text,
            choices=screen.choices,
            nav=(*nav, resume),
            wants=screen.wants,
            attachment=screen.attachment,
            in_place=screen.in_place,
        )

    # ------------------------------------------------------------ moves of a form

    async def _begin(
        self, turn: Turn, name: str, request: Request, then: str | None = None
    ) -> Screen:
        form = self._forms[name]
        running = turn.session.form
        if running is not None and running.form == name and not request.slots:
            return await self._ask(turn, running)
        slots = await form.begin(turn, request)
        state = FormState(id=turn.house.new_id(), form=name, slots=slots, then=then)
        others = [other for other in turn.session.forms if other.form != name]
        turn.session.forms = [*others[-(MOST_FORMS - 1) :], state]
        return await self._ask(turn, state)

    async def _ask(self, turn: Turn, state: FormState) -> Screen:
        return await question(self._forms[state.form], turn, state)

    async def _ask_again(self, turn: Turn, state: FormState, reason: str) -> Screen:
        return join(Screen(reason), await self._ask(turn, state))

    async def _give(self, turn: Turn, state: FormState, given: Given) -> Screen:
        form = self._forms[state.form]
        field = next(
            (field for field in await form.fields(turn, state) if field.name == state.asking), None
        )
        if field is None and _offers(turn.session.screen, "resume"):
            # Somebody else has answered it, and the news of that asked what comes next.
            field = await next_field(form, turn, state)
        if field is None:
            return await self._ask(turn, state)
        try:
            value = await field.read(turn, state, given)
        except Invalid as invalid:
            if isinstance(given, str) and field.wants is not Wants.TEXT:
                understood = await self._understands.understand(given, turn.now)
                request = request_understood(understood)
                sure = understood.source is not Source.FALLBACK or understood.confidence >= SURE
                if sure and request.name in QUESTIONS & self._known:
                    return await self._do(turn, request)
            return await self._ask_again(turn, state, turn.texts(invalid.key, **invalid.facts))
        except Refused as refused:
            if not refused.keep:
                await turn.undo()
            return await self._ask_again(turn, state, refusal(turn, refused).text)
        state.slots[field.name] = value
        state.order = [name for name in state.order if name != field.name] + [field.name]
        return await self._ask(turn, state)

    async def _confirm(self, turn: Turn, form_id: str) -> Screen:
        state = turn.session.form
        if state is None or state.id != form_id:
            return await self._confirmed_before(turn, form_id)
        form = self._forms[state.form]
        if state.asking is not None or state.choosing_change:
            return await self._ask(turn, state)
        unit = await turn.write()
        if await unit.inbound.by_form(form_id) is not None:
            turn.session.forms.remove(state)
            return await self._confirmed_before(turn, form_id)
        turn.form_id = form_id
        try:
            screen = await form.submit(turn, state)
        except Refused as refused:
            if not state.order and refused.reason is not Reason.ACKNOWLEDGEMENT_OUTDATED:
                turn.session.forms.remove(state)
                raise
            if not refused.keep:
                await turn.undo()
            return await self._ask_again(turn, state, refusal(turn, refused).text)
        turn.session.forms = [other for other in turn.session.forms if other.id != form_id]
        then = request_from(state.then) if state.then else None
        if then is not None:
            # What follows may be refused; what was confirmed stays.
            await turn.settle()
            return join(screen, await self._do(turn, then))
        return await self._aside(turn, screen)

    async def _confirmed_before(self, turn: Turn, form_id: str) -> Screen:
        """The same form confirmed again, by another message: the same answer, no second effect."""
        unit = await turn.read()
        before = await unit.inbound.by_form(form_id)
        if before is None or before.account_key != turn.inbound.account_key or not before.screen:
            return await self._stale(turn)
        return screen_from_json(before.screen)

    async def _change(self, turn: Turn, slots: dict[str, str]) -> Screen:
        state = self._active(turn, slots)
        if state is None:
            return await self._stale(turn)
        name = slots.get("k")
        if name is None or name not in state.slots:
            state.choosing_change = True
            return await self._ask(turn, state)
        state.choosing_change = False
        for hanging in (name, *self._forms[state.form].hanging.get(name, ())):
            state.slots.pop(hanging, None)
            state.order = [answered for answered in state.order if answered != hanging]
        return await self._ask(turn, state)

    async def _cancel(self, turn: Turn) -> Screen:
        if turn.session.form is None:
            return join(Screen(turn.texts("nothing-to-cancel")), await self._menu(turn))
        state = turn.session.forms.pop()
        said = Screen(turn.texts(self._forms[state.form].key("cancelled")))
        if turn.session.form is not None:
            return await self._aside(turn, said)
        return join(said, await self._menu(turn))

    async def _back(self, turn: Turn) -> Screen:
        state = turn.session.form
        if state is None:
            return await self._menu(turn)
        if state.choosing_change:
            state.choosing_change = False
        elif state.order:
            state.slots.pop(state.order.pop(), None)
        else:
            return await self._ask_again(turn, state, turn.texts("form-at-first-question"))
        return await self._ask(turn, state)

    async def _skip(self, turn: Turn) -> Screen:
        state = turn.session.form
        if state is None:
            return join(Screen(turn.texts("nothing-to-skip")), await self._menu(turn))
        for field in await self._forms[state.form].fields(turn, state):
            if field.name == state.asking and field.optional and not state.choosing_change:
                state.slots[field.name] = None
                state.order = [*state.order, field.name]
                return await self._ask(turn, state)
        return await self._ask_again(turn, state, turn.texts("form-cannot-skip"))

    def _active(self, turn: Turn, slots: dict[str, str]) -> FormState | None:
        state = turn.session.form
        return state if state is not None and state.id == slots.get("f") else None

    def _drop_unknown_forms(self, turn: Turn) -> None:
        """A deploy may take a form away while somebody fills it in."""
        turn.session.forms = [state for state in turn.session.forms if state.form in self._forms]


# ---------------------------------------------------------------- helpers


def join(first: Screen, second: Screen) -> Screen:
    """Two answers as one message: what is said, and beneath it what can be chosen."""
    return Screen(
        f"{first.text}\n\n{second.text}",
        choices=second.choices,
        nav=second.nav,
        wants=second.wants,
        attachment=first.attachment or second.attachment,
    )


def _distinct(screen: Screen) -> Screen:
    """The screen with no label twice: a label that is typed must mean one thing."""
    seen: dict[str, int] = {}
    choices = []
    for choice in screen.choices:
        times = seen[choice.label] = seen.get(choice.label, 0) + 1
        label = choice.label if times == 1 else f"{choice.label} ({times})"
        choices.append(Choice(label, choice.action))
    return replace(screen, choices=tuple(choices))


def refusal(turn: Turn, refused: Refused) -> Screen:
    """A refusal in words: its reason, and where there is one the way out as a choice."""
    facts = {name: turn.words.fact(name, value) for name, value in refused.facts.items()}
    way_out = WAYS_OUT.get(refused.reason)
    choices = (
        (Choice(turn.texts(f"do-{way_out}".replace("_", "-")), Request(way_out).action()),)
        if way_out
        else ()
    )
    return Screen(turn.texts(f"refused-{refused.reason}", **facts), choices=choices)


def _chosen(screen: Screen | None, text: str) -> Choice | None:
    """The choice that a typed number or label picks."""
    if screen is None:
        return None
    numbered = numbered_choices(screen)
    number = number_in(text)
    if number is not None and 1 <= number <= len(numbered):
        return numbered[number - 1]
    for choice in (*screen.choices, *screen.nav):
        if same_words(choice.label, text):
            return choice
    return None


def _agreed(turn: Turn, text: str) -> Choice | None:
    """What a yes means where something can be confirmed: 确认, 是, 好, yes, ok."""
    screen = turn.session.screen
    if screen is None or not screen.choices or not is_yes(text):
        return None
    first = screen.choices[0]
    return first if first.label == turn.texts("confirm") else None


def _offers(screen: Screen | None, action: str) -> bool:
    return screen is not None and any(choice.action == action for choice in screen.choices)


def _as_action(request: Request) -> str | None:
    try:
        return request.action()
    except ValueError:
        return None
