"""A form: what is known is not asked again, what is missing is asked one at a time, and before
anything is written the person sees it read back and confirms (design, section 3)."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from bot.dialogue.fields import OPTIONS_AT_ONCE, Field, Invalid
from bot.dialogue.requests import Request
from bot.dialogue.screens import refusal
from bot.dialogue.session import FormState, Value
from bot.dialogue.turn import Turn
from bot.messages import Attachment, Choice, Screen
from domain.errors import Refused


class Form(ABC):
    """One thing a person does by answering questions.

    Text keys begin with the form's name, dashes for underscores: ``NAME-ask-FIELD``,
    ``NAME-label-FIELD`` and ``NAME-read-back`` (the read-back's first line).
    """

    name: str
    #: The form whose words it uses for its questions and answers; its own where empty.
    words: str = ""
    #: Something stored is changed: all is answered, the first question is which to change.
    edits: bool = False
    #: Fields whose answers hang on another field's: asked again when that one is changed.
    hanging: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    #: What is said of the same thing later adds to what was said before; else it begins anew.
    adds: bool = False
    #: Whether all is read back and confirmed at the end. Not where nothing is written: who only
    #: looks something up has the answer to their last answer.
    confirms: bool = True
    #: Requests that in the middle of this form speak of it: "it should be 2 hours".
    also: frozenset[str] = frozenset()

    @abstractmethod
    async def fields(self, turn: Turn, state: FormState) -> Sequence[Field]:
        """The questions in their order, as the answers so far require them."""

    def over(self, turn: Turn) -> bool:
        """Whether it has become pointless by something else that was done meanwhile."""
        return False

    def another(self, request: Request) -> bool:
        """Whether a request of the same name is about another matter than what is read back."""
        return False

    async def begin(self, turn: Turn, request: Request) -> dict[str, Value]:
        """What is known already, checked; a field that is in it is not asked.

        Raises:
            Refused: it makes no sense to begin.
            Answered: something is to be chosen or said first.
        """
        return {}

    @abstractmethod
    async def submit(self, turn: Turn, state: FormState) -> Screen:
        """Does it, by ``await turn.write()``, and says what happened and what can be done next.

        Raises:
            Refused: said with its reason; nothing is written and the form stays.
        """

    async def take(
        self, turn: Turn, slots: dict[str, Value], said: Mapping[str, str | None]
    ) -> None:
        """Adds what a sentence says to the slots, field by field, as if it had been answered.

        What does not fit is left out, to be asked; the reason is told with the question.
        """
        state = FormState(id="", form=self.name, slots=slots)
        for field in await self.fields(turn, state):
            words = said.get(field.name)
            if words is None:
                continue
            try:
                slots[field.name] = await field.read(turn, state, words)
            except Invalid as invalid:
                turn.remarks.append(turn.texts(invalid.key, **invalid.facts))
            except Refused as refused:
                turn.remarks.append(refusal(turn, refused).text)

    async def read_back(self, turn: Turn, state: FormState) -> str:
        """Everything the person is about to confirm, a line each."""
        lines = [turn.texts(self.key("read-back"))]
        for field in await self.fields(turn, state):
            if field.name in state.slots:
                shown = await field.show(turn, state, state.slots[field.name])
                label = turn.texts(self.label_key(field.name))
                lines.append(turn.texts("field-line", label=label, value=shown))
        return "\n".join(lines)

    async def discard(self, turn: Turn, state: FormState) -> None:
        """It is given up: what was kept for it outside of the session goes."""
        return

    async def attachment(self, turn: Turn, state: FormState) -> Attachment | None:
        """What hangs on the read-back."""
        return None

    def key(self, rest: str) -> str:
        """A text key of this form."""
        return f"{self.name}-{rest}".replace("_", "-")

    def label_key(self, field_name: str) -> str:
        """The text key of what an answer is called."""
        if self.words:
            return f"{self.words}-label-{field_name}".replace("_", "-")
        return self.key(f"label-{field_name}")


def before(name: str) -> str:
    """Where an answer is kept while it is asked anew, so that "back" leaves it as it was."""
    return f"{name}-before"


async def next_field(form: Form, turn: Turn, state: FormState) -> Field | None:
    """The first question that has no answer yet."""
    for field in await form.fields(turn, state):
        if field.name not in state.slots:
            return field
    return None


async def question(form: Form, turn: Turn, state: FormState) -> Screen:
    """What the form asks now: the next missing field, or the read-back."""
    if state.choosing_change:
        return await _what_to_change(form, turn, state)
    field = await next_field(form, turn, state)
    texts = turn.texts
    if field is None:
        state.asking = None
        changeable = bool(await form.fields(turn, state))
        change = Choice(texts("change"), Request("change", {"f": state.id}).action())
        return Screen(
            await form.read_back(turn, state),
            choices=(
                Choice(texts("confirm"), Request("confirm", {"f": state.id}).action()),
                *([change] if changeable else []),
                Choice(texts("cancel"), Request("cancel").action()),
            ),
            attachment=await form.attachment(turn, state),
        )
    if state.asking != field.name:
        state.page = 0
    state.asking = field.name
    nav = [Choice(texts("cancel"), Request("cancel").action())]
    if state.order or before(field.name) in state.slots:
        nav.insert(0, Choice(texts("back"), Request("back").action()))
    if field.optional:
        nav.insert(0, Choice(texts("skip"), Request("skip").action()))
    asked = await field.ask(turn, state)
    return Screen(
        asked.text,
        choices=asked.choices,
        nav=(*asked.nav, *nav),
        wants=asked.wants,
        attachment=asked.attachment,
    )


async def _what_to_change(form: Form, turn: Turn, state: FormState) -> Screen:
    names = [field.name for field in await form.fields(turn, state) if field.name in state.slots]
    start = state.page * OPTIONS_AT_ONCE
    if start >= len(names):
        start = state.page = 0
    shown = names[start : start + OPTIONS_AT_ONCE]
    choices = [
        Choice(
            turn.texts(form.label_key(name)),
            Request("change", {"f": state.id, "k": name}).action(),
        )
        for name in shown
    ]
    if len(names) > len(shown):
        choices.append(Choice(turn.texts("more"), Request("options", {"f": state.id}).action()))
    text = turn.texts("form-what-to-change")
    left = len(names) - start - len(shown)
    if left > 0:
        text = f"{text}\n{turn.texts('field-options-left', left=left)}"
    return Screen(
        text,
        choices=tuple(choices),
        nav=(
            Choice(turn.texts("back"), Request("back").action()),
            Choice(turn.texts("cancel"), Request("cancel").action()),
        ),
    )
