"""Filling in: the moves of a form, from its first question to its confirmation."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialogue.called import the_one_named
from bot.dialogue.fields import Field, Given, Invalid
from bot.dialogue.form import Form, before, next_field, question
from bot.dialogue.requests import Request
from bot.dialogue.screens import join, offers, refusal
from bot.dialogue.session import MOST_FORMS, FormState
from bot.dialogue.turn import Turn
from bot.messages import Media, Screen
from domain.errors import Reason, Refused

#: Refused at the confirmation, but worth being read back or asked once more as things are now.
_READ_AGAIN = frozenset(
    {Reason.ACKNOWLEDGEMENT_OUTDATED, Reason.PLACES_SHORT, Reason.RELATIVE_REFUSED}
)


class NotAnAnswer(Exception):
    """What was given is no answer to the question; ``reason`` says why, in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Submitted:
    """A form is done.

    Attributes:
        screen: what happened.
        then: what the person wanted before the form came between.
    """

    screen: Screen
    then: Request | None


class Filling:
    """Moves the form on that a person is in the middle of."""

    def __init__(self, forms: Iterable[Form]) -> None:
        self._forms = {form.name: form for form in forms}

    @property
    def names(self) -> frozenset[str]:
        """The forms there are."""
        return frozenset(self._forms)

    def drop_pointless(self, turn: Turn) -> None:
        """A deploy may take a form away while somebody fills it in; and who was registered by a
        link needs no registration."""
        turn.session.forms = [
            state
            for state in turn.session.forms
            if state.form in self._forms and not self._forms[state.form].over(turn)
        ]

    # ------------------------------------------------------------ asking

    async def begin(
        self, turn: Turn, name: str, request: Request, then: Request | None = None
    ) -> Screen:
        """Begins a form with what is known, or goes on with the one that is running.

        Raises:
            Refused, Answered: see ``Form.begin``.
        """
        form = self._forms[name]
        running = turn.session.form
        if running is not None and running.form == name:
            running.then = then or running.then
            if not request.slots:
                return await self.ask(turn, running)
        slots = await form.begin(turn, request)
        state = FormState(id=turn.house.new_id(), form=name, slots=slots, then=then)
        if running is not None and running.form == name and form.adds:
            more = {name: value for name, value in slots.items() if value is not None}
            state.slots = {**slots, **running.slots, **more}
        if form.edits and await next_field(form, turn, state) is None:
            state.choosing_change = True
        others = [other for other in turn.session.forms if other.form != name]
        turn.session.forms = [*others[-(MOST_FORMS - 1) :], state]
        return await self.ask(turn, state)

    async def ask(self, turn: Turn, state: FormState) -> Screen:
        """The question that is due, or the read-back.

        Raises:
            Refused: it makes no sense any more: the form is gone.
        """
        try:
            return await question(self._forms[state.form], turn, state)
        except Refused:
            turn.session.forms = [other for other in turn.session.forms if other.id != state.id]
            raise

    async def ask_again(self, turn: Turn, state: FormState, reason: str) -> Screen:
        """The same, with the reason first."""
        return join(Screen(reason), await self.ask(turn, state))

    def active(self, turn: Turn, form_id: str | None) -> FormState | None:
        """The form that the person fills in, if it is this one."""
        state = turn.session.form
        return state if state is not None and state.id == form_id else None

    async def next_options(self, turn: Turn, state: FormState) -> Screen:
        """The next page of a long list."""
        state.page += 1
        return await self.ask(turn, state)

    def concerns(self, state: FormState, request: Request) -> bool:
        """Whether a request in the middle of a form is about the same."""
        return request.name == state.form or request.name in self._forms[state.form].also

    def another(self, state: FormState, request: Request) -> bool:
        """Whether it is the same wish once more, about something else."""
        return request.name == state.form and self._forms[state.form].another(request)

    async def named(self, turn: Turn, state: FormState, text: str) -> str | None:
        """The answer that a text calls by its label or by another word for it, where it is one."""
        form = self._forms[state.form]
        labels = {
            field.name: form.label_key(field.name)
            for field in await form.fields(turn, state)
            if field.name in state.slots
        }
        return the_one_named(turn.texts, labels, text)

    async def changeable(self, turn: Turn, state: FormState) -> bool:
        """Whether there is anything to change in it."""
        return bool(await self._forms[state.form].fields(turn, state)) and bool(state.slots)

    def about(self, state: FormState, request: Request) -> Request:
        """What a request means in the middle of a form: more of the same, or something else."""
        if request.slots and request.name in self._forms[state.form].also:
            return Request(state.form, request.slots)
        return request

    # ------------------------------------------------------------ answering

    async def asked(self, turn: Turn, state: FormState) -> Field | None:
        """The field that waits for an answer; None at the read-back and where one is chosen."""
        if state.asking is None or state.choosing_change:
            return None
        fields = await self._forms[state.form].fields(turn, state)
        return next((field for field in fields if field.name == state.asking), None)

    async def give(self, turn: Turn, state: FormState, given: Given) -> Screen | Submitted:
        """Takes an answer and asks what comes next; the last one may be all that is needed.

        Raises:
            NotAnAnswer: it is none.
        """
        form = self._forms[state.form]
        field = await self.asked(turn, state)
        if field is None and offers(turn.session.screen, "resume"):
            # Somebody else has answered it, and the news of that asked what comes next.
            field = await next_field(form, turn, state)
        if field is None:
            return await self.ask(turn, state)
        try:
            value = await field.read(turn, state, given)
        except Invalid as invalid:
            raise NotAnAnswer(turn.texts(invalid.key, **invalid.facts)) from invalid
        except Refused as refused:
            if not refused.keep:
                await turn.undo()
            return await self.ask_again(turn, state, refusal(turn, refused).text)
        state.slots[field.name] = value
        state.order = [name for name in state.order if name != field.name] + [field.name]
        if not form.confirms and await next_field(form, turn, state) is None:
            return await self.submit(turn, state)
        return await self.ask(turn, state)

    async def takes_picture(self, turn: Turn, state: FormState) -> Field | None:
        """The question that a picture answers, whichever is being asked."""
        fields = await self._forms[state.form].fields(turn, state)
        return next((field for field in fields if field.takes_pictures), None)

    async def give_picture(self, turn: Turn, state: FormState, field: Field, sent: Media) -> Screen:
        """Takes a picture, also before it is asked for and instead of an earlier one."""
        try:
            value = await field.read(turn, state, sent)
        except Invalid as invalid:
            return await self.ask_again(turn, state, turn.texts(invalid.key, **invalid.facts))
        said = turn.texts("picture-changed" if state.slots.get(field.name) else "picture-taken")
        state.slots[field.name] = value
        state.order = [name for name in state.order if name != field.name] + [field.name]
        state.choosing_change = False
        return await self.ask_again(turn, state, said)

    async def submit(self, turn: Turn, state: FormState) -> Screen | Submitted:
        """Does what the form is for, once everything was read back; or says why not.

        Raises:
            Refused: it makes no sense any more, and there is nothing to change: the form is gone.
        """
        form = self._forms[state.form]
        turn.form_id = state.id
        try:
            screen = await form.submit(turn, state)
        except Refused as refused:
            changeable = bool(state.order) or form.adds or form.edits
            if not changeable and refused.reason not in _READ_AGAIN:
                turn.session.forms.remove(state)
                raise
            if not refused.keep:
                await turn.undo()
            if not form.confirms:
                state.slots.pop(state.order.pop(), None)
            return await self.ask_again(turn, state, refusal(turn, refused).text)
        turn.session.forms = [other for other in turn.session.forms if other.id != state.id]
        return Submitted(screen, state.then)

    async def change(self, turn: Turn, state: FormState, name: str | None) -> Screen:
        """Asks one answer again, with those that hang on it; without a name, asks which."""
        if name is None or name not in state.slots:
            state.choosing_change, state.page = True, 0
            return await self.ask(turn, state)
        state.choosing_change = False
        if self._forms[state.form].edits:
            state.slots[before(name)] = state.slots[name]
        for hanging in (name, *self._forms[state.form].hanging.get(name, ())):
            state.slots.pop(hanging, None)
            state.order = [answered for answered in state.order if answered != hanging]
        return await self.ask(turn, state)

    async def back(self, turn: Turn, state: FormState) -> Screen:
        """To the question before."""
        asked = state.asking if self._forms[state.form].edits else None
        if state.choosing_change:
            state.choosing_change = False
        elif asked is not None and before(asked) in state.slots:
            state.slots[asked] = state.slots.pop(before(asked))
            state.order.append(asked)
            state.choosing_change = True
        elif state.order:
            state.slots.pop(state.order.pop(), None)
        else:
            return await self.ask_again(turn, state, turn.texts("form-at-first-question"))
        return await self.ask(turn, state)

    async def skip(self, turn: Turn, state: FormState) -> Screen:
        """Leaves the question out, where that is possible."""
        field = await self.asked(turn, state)
        if field is None or not field.optional:
            return await self.ask_again(turn, state, turn.texts("form-cannot-skip"))
        state.slots[field.name] = None
        state.order = [*state.order, field.name]
        return await self.ask(turn, state)

    async def cancel(self, turn: Turn) -> Screen:
        """Gives the active form up and says so."""
        state = turn.session.forms.pop()
        form = self._forms[state.form]
        await form.discard(turn, state)
        return Screen(turn.texts(form.key("cancelled")))
