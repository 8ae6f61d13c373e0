"""The router: from what a person wants to the flow that answers it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.dialogue import doubts
from bot.dialogue.fields import Given, Picked
from bot.dialogue.filling import Filling, NotAnAnswer, Submitted
from bot.dialogue.flow import Answered, BeginForm, Handler
from bot.dialogue.projects import pinned
from bot.dialogue.requests import Request
from bot.dialogue.screens import join, refusal
from bot.dialogue.session import FormState
from bot.dialogue.turn import Turn
from bot.messages import Choice, Media, Screen, screen_from_json
from domain.errors import Reason, Refused


class Router:
    """Answers requests, whatever they came from."""

    def __init__(self, answers: Mapping[str, Handler], filling: Filling) -> None:
        self._answers = answers
        self._filling = filling

    async def do(self, turn: Turn, request: Request) -> Screen:
        """The answer to a request; a refusal is put into words."""
        try:
            return await self._moved(turn, request)
        except BeginForm as begin:
            return await self._begin_or_refuse(turn, begin.form, begin.request)
        except Answered as answered:
            return await self.aside(turn, answered.screen)
        except Refused as refused:
            return await self.refused(turn, refused, request)

    async def give(self, turn: Turn, state: FormState, given: Given) -> Screen:
        """Takes something for an answer; where it is none, says why."""
        try:
            return await self.take(turn, state, given)
        except NotAnAnswer as none:
            return await self._filling.ask_again(turn, state, none.reason)

    async def take(self, turn: Turn, state: FormState, given: Given) -> Screen:
        """Takes an answer.

        Raises:
            NotAnAnswer: it is none.
        """
        return await self._done(turn, await self._filling.give(turn, state, given))

    async def media(self, turn: Turn, sent: Media) -> Screen:
        """What becomes of a picture, a voice, a file: what is filled in may want a picture; all
        else is answered kindly."""
        state = turn.session.form
        field = await self._filling.takes_picture(turn, state) if state and sent.ref else None
        if state is None or field is None:
            return await self.aside(turn, Screen(turn.texts(f"media-{sent.kind}")))
        return await self._filling.give_picture(turn, state, field, sent)

    async def confirm(self, turn: Turn, form_id: str) -> Screen:
        """Does what was read back, once, and goes on with what waits behind it."""
        state = self._filling.active(turn, form_id)
        if state is None:
            return await self._confirmed_before(turn, form_id)
        if state.asking is not None or state.choosing_change:
            return await self._filling.ask(turn, state)
        unit = await turn.write()
        if await unit.inbound.by_form(form_id) is not None:
            turn.session.forms.remove(state)
            return await self._confirmed_before(turn, form_id)
        return await self._done(turn, await self._filling.submit(turn, state))

    async def _done(self, turn: Turn, done: Screen | Submitted) -> Screen:
        """What a form says, and what waited behind it where it is over."""
        if isinstance(done, Screen):
            return done
        if done.then is None:
            return await self.aside(turn, done.screen)
        if turn.wrote:
            # What follows may be refused; what was confirmed stays.
            await turn.settle()
        return join(done.screen, await self.do(turn, done.then))

    async def _confirmed_before(self, turn: Turn, form_id: str) -> Screen:
        """The same form confirmed again, by another message: the same answer, no second effect."""
        unit = await turn.read()
        before = await unit.inbound.by_form(form_id)
        if before is None or before.account_key != turn.inbound.account_key or not before.screen:
            return await self.stale(turn)
        return screen_from_json(before.screen)

    async def cancel(self, turn: Turn) -> Screen:
        """Gives up what is being filled in."""
        if turn.session.form is None:
            return join(Screen(turn.texts("nothing-to-cancel")), await self.menu(turn))
        said = await self._filling.cancel(turn)
        if turn.session.form is not None:
            return await self.aside(turn, said)
        return join(said, await self.menu(turn))

    async def _moved(self, turn: Turn, request: Request) -> Screen:
        slots, state = request.slots, turn.session.form
        asked = self._filling.active(turn, slots.get("f"))
        match request.name:
            case "confirm":
                return await self.confirm(turn, slots.get("f", ""))
            case "pick" if asked is not None and asked.asking is not None:
                return await self.give(turn, asked, Picked(slots.get("v", "")))
            case "pick" if asked is None and "f" in slots:
                # The last answer of a form without a read-back, picked twice.
                return await self._confirmed_before(turn, slots["f"])
            case "options" if asked is not None:
                return await self._filling.next_options(turn, asked)
            case "change" if asked is not None:
                return await self._filling.change(turn, asked, slots.get("k"))
            case "cancel":
                return await self.cancel(turn)
            case "back":
                return await self._filling.back(turn, state) if state else await self.menu(turn)
            case "skip" if state is not None:
                return await self._filling.skip(turn, state)
            case "skip":
                return join(Screen(turn.texts("nothing-to-skip")), await self.menu(turn))
            case "resume":
                return await self._filling.ask(turn, state) if state else await self.menu(turn)
            case doubts.MEANT:
                return await self._meant(turn, request)
            case name if name in self._filling.names:
                return await self._filling.begin(turn, name, request)
            case name if name in self._answers:
                return await self.aside(turn, await self._answers[name](turn, request))
            case _:
                return await self.stale(turn)

    async def _meant(self, turn: Turn, request: Request) -> Screen:
        meant = await doubts.picked(turn, request)
        if meant is not None:
            return await self.do(turn, meant)
        return await self.aside(
            turn, join(Screen(turn.texts("meant-none-picked")), await self.menu(turn))
        )

    async def _begin_or_refuse(self, turn: Turn, form: str, request: Request) -> Screen:
        try:
            return await self._filling.begin(turn, form, request)
        except BeginForm as other:
            return await self._begin_or_refuse(turn, other.form, other.request)
        except Answered as answered:
            return await self.aside(turn, answered.screen)
        except Refused as refused:
            return await self.refused(turn, refused, request)

    async def refused(self, turn: Turn, refused: Refused, request: Request) -> Screen:
        """A refusal in words, with the way out; who is not registered is led to do so first."""
        if not refused.keep:
            await turn.undo()
        if refused.reason is Reason.NOT_REGISTERED and "register" in self._filling.names:
            first = Screen(turn.texts("refused-not-registered"))
            then = pinned(turn, request)
            register = await self._filling.begin(turn, "register", Request("register"), then=then)
            return join(first, register)
        said = refusal(turn, refused)
        if said.choices or turn.session.form is not None:
            return await self.aside(turn, said)
        return join(said, await self.menu(turn))

    async def stale(self, turn: Turn) -> Screen:
        """For a button whose time is over: says so, and what can be done now."""
        stale = Screen(turn.texts("stale"))
        if turn.session.form is not None:
            return await self.aside(turn, stale)
        return join(stale, await self.menu(turn))

    async def menu(self, turn: Turn) -> Screen:
        """What can be done."""
        return await self._answers["menu"](turn, Request("menu"))

    async def aside(self, turn: Turn, screen: Screen) -> Screen:
        """An answer in the middle of a form: the form goes on beneath, or a choice leads back.

        Where the answer offers choices, a number picks from them: they are what is on the screen.
        """
        state = turn.session.form
        if state is None:
            return screen
        if not screen.choices:
            return join(screen, await self._filling.ask(turn, state))
        resume = Choice(turn.texts("continue-form"), Request("resume").action())
        nav = tuple(choice for choice in screen.nav if choice != resume)
        return replace(screen, nav=(*nav, resume))
