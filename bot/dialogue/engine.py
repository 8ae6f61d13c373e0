"""The dialogue: from whatever came in to what the person wants.

A button, a typed number, a word, a deep link, a scan and a sentence all become a ``Request``; the
active form takes what is none of these. The dialogue returns screens and never sends.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.dialogue import doubts
from bot.dialogue.certainty import Certainty, certainty
from bot.dialogue.filling import Filling, NotAnAnswer
from bot.dialogue.flow import Flow
from bot.dialogue.forwarded import forwarded
from bot.dialogue.projects import request_heard
from bot.dialogue.requests import Request, request_from
from bot.dialogue.router import Router
from bot.dialogue.screens import (
    affirmed,
    agreed,
    at_position,
    chosen,
    finished,
    join,
    no_such_number,
    offers,
)
from bot.dialogue.session import FormState
from bot.dialogue.turn import Turn
from bot.dialogue.vocabulary import FIXED_LABELS, PAYLOAD_REQUESTS, commanded
from bot.messages import Contact, Followed, Left, Location, Media, Scan, Screen, Start, Tap, Text
from domain.errors import Refused
from nlu.asking import asks_something, corrected_to, finds_fault
from nlu.exact import (
    command_in,
    is_no,
    is_yes,
    number_in,
    position_in,
    six_digits_in,
)
from nlu.moves import Move, move_in
from nlu.understanding import Intent, Understanding, Understands

#: What people tell rather than ask for.
_TELLING = frozenset(
    {
        Intent.LOG_HOURS,
        Intent.CORRECT_HOURS,
        Intent.CREATE_PROJECT,
        Intent.UPDATE_PROFILE,
        Intent.TRANSFER_RECORD,
        Intent.RATE_SERVICE,
        Intent.BROADCAST,
    }
)
#: What only people with a role can ask for.
_MANAGING = frozenset({Intent.VIEW_ROSTER, Intent.APPROVE_HOURS, Intent.REPORT_STATS})


class Dialogue:
    """Answers messages. One for the whole installation; all state is in the turn's session."""

    def __init__(self, flows: Sequence[Flow], understands: Understands) -> None:
        self._understands = understands
        self._filling = Filling(form for flow in flows for form in flow.forms)
        answers = {name: each for flow in flows for name, each in flow.answers.items()}
        self._router = Router(answers, self._filling)
        self.on_understood: Callable[[Understanding, Turn], None] | None = None
        """Told of every sentence that was understood, and in which turn."""

    async def answer(self, turn: Turn) -> Screen | None:
        """The answer to the turn's message; None where nothing is to be said.

        Everything that the message does is written through ``turn``, and ``turn.session`` is
        changed to what results; intake makes both last.
        """
        self._filling.drop_pointless(turn)
        try:
            screen = await self._route(turn)
        except Refused as refused:
            # A form found between two questions that it makes no sense any more.
            screen = await self._router.refused(turn, refused, Request("menu"))
        turn.session.interrupted = False
        if screen is not None:
            screen = replace(finished(screen, turn.remarks), large=turn.session.large)
            turn.session.screen = screen
        return screen

    # ------------------------------------------------------------ from content to request

    async def _route(self, turn: Turn) -> Screen | None:
        match turn.inbound.content:
            case Left():
                await self._leave(turn)
                return None
            case Followed() | Start(payload=""):
                return await self._router.do(turn, Request("start"))
            case Start(payload=payload) | Scan(scene=payload):
                return await self._payload(turn, payload)
            case Tap(action=action):
                return await self._act(turn, action)
            case Text(text=text):
                return await self._text(turn, text)
            case Contact() | Location() as given:
                return await self._unasked(turn, given)
            case Media() as sent:
                return await self._router.media(turn, sent)

    async def _leave(self, turn: Turn) -> None:
        if turn.account is not None:
            unit = await turn.write()
            await unit.accounts.mark_unreachable(turn.account.id)

    async def _payload(self, turn: Turn, payload: str) -> Screen:
        read = turn.house.payloads.read(payload)
        if read is None or read.kind not in PAYLOAD_REQUESTS:
            return join(
                Screen(turn.texts("payload-unknown")), await self._router.do(turn, Request("start"))
            )
        name, slot = PAYLOAD_REQUESTS[read.kind]
        return await self._router.do(turn, Request(name, {slot: read.value}, signed=True))

    async def _act(self, turn: Turn, action: str) -> Screen:
        request = request_from(action)
        return await self._router.do(turn, request) if request else await self._router.stale(turn)

    async def _text(self, turn: Turn, text: str) -> Screen:
        state = turn.session.form
        if turn.session.interrupted and state is not None and (is_yes(text) or is_no(text)):
            return await self._filling.ask_again(turn, state, turn.texts("form-news-between"))
        choice = chosen(turn.session.screen, text) or agreed(turn, text) or at_position(turn, text)
        command = command_in(text)
        # "Approve" is a word and a label: where the label is on the screen, it is meant.
        fixed = choice is not None and choice.label in {turn.texts(key) for key in FIXED_LABELS}
        if command is not None and not fixed:
            return await self._router.do(turn, commanded(text, command))
        if choice is not None:
            return await self._act(turn, choice.action)
        match move_in(text):
            case Move.REPEAT:
                return await self._again(turn)
            case Move.LARGER | Move.SMALLER as size:
                turn.session.large = size is Move.LARGER
                turn.remarks.append(turn.texts(f"menus-{size}"))
                return await self._again(turn)
        if (request := await forwarded(turn, text)) is not None:
            return await self._router.do(turn, request)
        if state is not None:
            return await self._to_form(turn, state, text)
        code = six_digits_in(text)
        if code is not None:
            return await self._router.do(turn, Request("check_in", {"code": code}))
        if number_in(text) is not None and turn.session.screen is not None:
            return no_such_number(turn, turn.session.screen)
        return await self._sentence(turn, text)

    async def _again(self, turn: Turn) -> Screen:
        """What is on the screen, once more."""
        shown = turn.session.screen
        return replace(shown, in_place=False) if shown else await self._router.menu(turn)

    async def _sentence(self, turn: Turn, text: str) -> Screen:
        understood = await self._understand(turn, text)
        match certainty(understood):
            case Certainty.SURE:
                if understood.intent is Intent.AFFIRM and (yes := affirmed(turn)):
                    return await self._act(turn, yes.action)
                return await self._router.do(turn, await request_heard(turn, understood))
            case Certainty.UNSURE:
                return doubts.which(turn, understood)
            case Certainty.LOST:
                pass
        return join(Screen(turn.texts("not-understood")), await self._router.menu(turn))

    async def _understand(self, turn: Turn, text: str) -> Understanding:
        await turn.pause()  # a model may be asked: no unit of work is open meanwhile
        understood = await self._understands.understand(text, turn.now)
        if self.on_understood is not None:
            self.on_understood(understood, turn)
        return understood

    # ------------------------------------------------------------ in the middle of a form

    async def _to_form(self, turn: Turn, state: FormState, text: str) -> Screen:
        """An answer is an answer; a move in words moves the form; what clearly asks for something
        else is answered, and the form goes on; the rest is for the form."""
        field = await self._filling.asked(turn, state)
        match move_in(text):
            case Move.CANCEL:
                return await self._router.cancel(turn)
            case Move.BACK:
                return await self._filling.back(turn, state)
            case Move.ASK_AGAIN:
                return await self._filling.ask(turn, state)
            case Move.SKIP if field is not None and field.optional:
                return await self._filling.skip(turn, state)
            case Move.CHANGE if await self._filling.changeable(turn, state):
                return await self._filling.change(turn, state, None)
        if field is not None and field.optional and is_no(text):
            return await self._filling.skip(turn, state)
        if state.asking is None or state.choosing_change:
            if is_yes(text) and not state.choosing_change:
                return await self._yes(turn, state)
            return await self._beside(turn, state, text, turn.texts("form-choose"))
        try:
            return await self._router.take(turn, state, text)
        except NotAnAnswer as none:
            return await self._beside(turn, state, text, none.reason)

    async def _yes(self, turn: Turn, state: FormState) -> Screen:
        """Confirms what is on the screen; what is not is read back once more."""
        seen = offers(turn.session.screen, Request("confirm", {"f": state.id}).action())
        if seen and not turn.session.interrupted:
            return await self._router.confirm(turn, state.id)
        return await self._filling.ask(turn, state)

    async def _no(self, turn: Turn, state: FormState) -> Screen:
        """What was read back is not right; where nothing can be changed, it is not wanted."""
        if not await self._filling.changeable(turn, state):
            return await self._router.cancel(turn)
        return await self._filling.ask_again(turn, state, turn.texts("form-not-confirmed"))

    async def _beside(self, turn: Turn, state: FormState, text: str, reason: str) -> Screen:
        """A sentence that is no answer; ``reason`` says why, where it is nothing else either."""
        figures = any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
        if figures or number_in(text) is not None or position_in(text) is not None:
            return await self._filling.ask_again(turn, state, reason)
        if (state.choosing_change or finds_fault(text)) and not asks_something(text):
            name = await self._filling.named(turn, state, text)
            if name is not None:
                return await self._mended(turn, state, name, corrected_to(text))
        understood = await self._understand(turn, text)
        if certainty(understood) is not Certainty.SURE:
            return await self._filling.ask_again(turn, state, reason)
        request = await request_heard(turn, understood)
        reading_back = state.asking is None and not state.choosing_change
        match understood.intent:
            case Intent.CANCEL:
                return await self._router.cancel(turn)
            case Intent.CANCEL_SIGN_UP if state.form.startswith("sign_up") and not request.slots:
                return await self._router.cancel(turn)
            case Intent.SKIP:
                return await self._filling.skip(turn, state)
            case Intent.AFFIRM if reading_back:
                return await self._yes(turn, state)
            case Intent.DENY if reading_back:
                return await self._no(turn, state)
            case Intent.AFFIRM | Intent.DENY | Intent.OUT_OF_SCOPE:
                return await self._filling.ask_again(turn, state, reason)
            case _ if reading_back and self._filling.another(state, request):
                return await self._filling.ask_again(turn, state, turn.texts("form-one-at-a-time"))
            case intent if intent in _MANAGING and not await turn.has_role():
                # Who has nobody to manage gave an answer that only looks like it.
                return await self._filling.ask_again(turn, state, reason)
            case intent if intent in _TELLING and not self._filling.concerns(state, request):
                return await self._told(turn, state, text, reason, request)
            case _:
                return await self._digress(turn, state, self._filling.about(state, request))

    async def _told(
        self, turn: Turn, state: FormState, text: str, reason: str, request: Request
    ) -> Screen:
        """Something told and not asked for: in a form it is rather an answer that was not read,
        and at the read-back something that is to be changed."""
        if asks_something(text):
            return await self._digress(turn, state, request)
        if state.asking is None and await self._filling.changeable(turn, state):
            return await self._filling.change(turn, state, None)
        return await self._filling.ask_again(turn, state, reason)

    async def _mended(self, turn: Turn, state: FormState, name: str, answer: str | None) -> Screen:
        """What was called wrong is asked again, unless it was said how it should be."""
        asked = await self._filling.change(turn, state, name)
        if answer is None:
            return asked
        try:
            return await self._router.take(turn, state, answer)
        except NotAnAnswer:
            return asked

    async def _digress(self, turn: Turn, state: FormState, request: Request) -> Screen:
        """Does something else; the form waits, and does not go on to it when it is done."""
        then = state.then
        screen = await self._router.do(turn, request)
        state.then = then
        return screen

    async def _unasked(self, turn: Turn, given: Contact | Location) -> Screen:
        state = turn.session.form
        if state is not None and state.asking is not None and not state.choosing_change:
            return await self._router.give(turn, state, given)
        key = "contact-unasked" if isinstance(given, Contact) else "location-unasked"
        return await self._router.aside(turn, Screen(turn.texts(key)))
