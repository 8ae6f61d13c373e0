"""Conversations as tests: people write, tap and read, on either platform.

Everything behind the platforms' wires is real: intake, dialogue, jobs, SQLite, Redis. Every screen
is also put through both platforms' encoders, so that no text outgrows a limit unseen.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from redis.asyncio import Redis

from bot.dialogue.engine import Dialogue
from bot.dialogue.flows import FLOWS
from bot.dialogue.turn import House
from bot.intake import Intake
from bot.jobs import Jobs
from bot.messages import (
    Answer,
    Choice,
    Contact,
    Content,
    Inbound,
    Media,
    MediaKind,
    Push,
    PushOutcome,
    Screen,
    Tap,
    Text,
    Wants,
    numbered_choices,
)
from bot.messengers import Messengers
from bot.payloads import Payloads
from bot.pictures import NoPicture, Unfit
from bot.telegram.encode import encode as encode_for_telegram
from bot.telegram.encode import words_in
from bot.wechat.encode import encode as encode_for_wechat
from bot.wechat.windows import opened
from domain.clock import new_id
from domain.policy import Policy
from domain.volunteers.model import Language, Platform
from nlu.matcher import Matcher
from nlu.understanding import Understands
from storage.database import Database
from storage.redis.sessions import Copies
from storage.redis.turns import Turns
from storage.workdays import ChineseWorkdays
from tests.oracles.telegram_oracle import problems_of
from tests.support.clock import SettableClock

_WECHAT_BYTES = 2000
_WECHAT_PARTS = 5
_MOST_CHOICES = 9
"""Eight, and "more"."""
#: Where Telegram opens a keyboard of its own, whose keys send their labels.
_TYPED = {Wants.CONTACT, Wants.LOCATION}


class Person:
    """Somebody with a phone, on one platform."""

    def __init__(self, world: "World", name: str, platform: Platform, language: str) -> None:
        self.name = name
        self.platform = platform
        self.user_id = str(next(world.numbers))
        self.screen = Screen("")
        self.shown: list[Screen] = []
        """What the last message, or the last news, put on the phone."""
        self.news: list[str] = []
        """All that arrived without being asked for."""
        self.reach = PushOutcome.SENT
        """What becomes of news to this person: ``UNREACHABLE`` where they blocked us."""
        self._world = world
        self._language = language
        self._last: Inbound | None = None

    # ------------------------------------------------------------ what a person does

    async def says(self, text: str) -> None:
        """Types a message."""
        await self.sends(Text(text))

    async def picks(self, label: str) -> None:
        """Chooses by label: types its number on WeChat, taps its button on Telegram."""
        choice = self._choice(label)
        numbered = numbered_choices(self.screen)
        if self.platform is Platform.TELEGRAM and self.screen.wants not in _TYPED:
            await self.taps(choice.action)
        elif choice in numbered:
            await self.says(str(numbered.index(choice) + 1))
        else:
            await self.says(choice.label)

    async def taps(self, action: str) -> None:
        """Presses a button, also one of an old message."""
        await self.sends(Tap(action))

    async def shares_contact(self, phone: str, *, own: bool = True) -> None:
        """Uses Telegram's contact button."""
        await self.sends(Contact(phone, own))

    async def sends_picture(self, data: bytes) -> None:
        """Sends a photo."""
        ref = f"photo-{len(self._world.photos) + 1}"
        self._world.photos[ref] = data
        await self.sends(Media(MediaKind.PICTURE, ref))

    async def sends(self, content: Content) -> Answer:
        """Sends anything."""
        language_code = self._language if self.platform is Platform.TELEGRAM else None
        self._last = Inbound(
            id=f"{self.platform}:{next(self._world.numbers)}",
            platform=self.platform,
            user_id=self.user_id,
            content=content,
            language_code=language_code,
        )
        return await self._deliver(self._last)

    async def repeats(self) -> Answer:
        """The platform delivers the last message once more."""
        assert self._last is not None
        return await self._deliver(self._last)

    # ------------------------------------------------------------ what a person sees

    @property
    def text(self) -> str:
        """All words on the phone since the last message, labels included."""
        lines = []
        for screen in self.shown:
            lines += [screen.text, *(choice.label for choice in (*screen.choices, *screen.nav))]
        return "\n".join(lines)

    @property
    def labels(self) -> list[str]:
        """What can be chosen, in order."""
        return [choice.label for choice in self.screen.choices]

    def sees(self, *words: str) -> None:
        """Fails unless all these words are on the phone."""
        for word in words:
            assert word in self.text, f"{self.name} does not see {word!r} but:\n{self.text}"

    def sees_no(self, *words: str) -> None:
        """Fails if one of these words is on the phone."""
        for word in words:
            assert word not in self.text, f"{self.name} sees {word!r}:\n{self.text}"

    def action(self, label: str) -> str:
        """What the button with this label sends."""
        return self._choice(label).action

    def _choice(self, label: str) -> Choice:
        for choice in (*self.screen.choices, *self.screen.nav):
            if choice.label == label:
                return choice
        raise AssertionError(f"{self.name} cannot choose {label!r} in:\n{self.text}")

    async def _deliver(self, inbound: Inbound) -> Answer:
        handling = self._world.intake.receive(inbound, self._take)
        answer = await handling.finished()
        assert answer is not None
        return answer

    async def _take(self, answer: Answer) -> Push:
        screens = [*answer.notices, *([answer.screen] if answer.screen else [])]
        self._show(screens, Language(answer.language))
        return Push(PushOutcome.SENT)

    def gets(self, screen: Screen, language: Language) -> None:
        """News arrives."""
        self.news.append(screen.text)
        self._show([screen], language)

    def _show(self, screens: Iterable[Screen], language: Language) -> None:
        self.shown = list(screens)
        for screen in self.shown:
            _check_limits(screen, language)
            self.screen = screen


def _check_limits(screen: Screen, language: Language) -> None:
    texts = encode_for_wechat(screen, language)
    assert 1 <= len(texts) <= _WECHAT_PARTS
    assert all(0 < len(text.encode()) <= _WECHAT_BYTES for text in texts)
    for call in encode_for_telegram(screen, 1, words_in(language)):
        assert problems_of(call) == []
    assert len(screen.choices) <= _MOST_CHOICES
    labels = [choice.label for choice in (*screen.choices, *screen.nav)]
    assert len(labels) == len(set(labels)), f"one label twice: {labels}"


@dataclass(slots=True)
class World:
    """One installation, and the people who write to it."""

    database: Database
    redis: Redis
    clock: SettableClock
    platform: Platform
    pushes: bool = True
    """Whether the platforms allow messages that nobody asked for a moment ago."""
    commands: dict[str, tuple[Language, bool]] = field(default_factory=dict)
    """By user, which commands a Telegram chat shows of its own, and whether organizers'."""
    takes_commands: bool = True
    understands: Understands | None = None
    """Who understands sentences; None: the built-in matcher. Set it by ``hears``."""
    people: list[Person] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    """What people sent, by what the platform calls it."""
    loses_photos: bool = False
    """The platform does not give what people sent."""
    numbers: "count[int]" = field(default_factory=lambda: count(1001))
    house: House = field(init=False)
    intake: Intake = field(init=False)
    jobs: Jobs = field(init=False)
    _turns: Turns = field(init=False)

    def __post_init__(self) -> None:
        self.house = House(
            database=self.database,
            policy=Policy(),
            payloads=Payloads(self.database.keyring),
            new_id=new_id,
            workdays=ChineseWorkdays(),
            public_url="http://127.0.0.1:8080",
            opened_by_code=frozenset(Platform),
            pictures=dict.fromkeys(Platform, self),
        )
        self._start()

    def person(
        self, name: str, *, language: str = "zh", platform: Platform | None = None
    ) -> Person:
        """Somebody new, on the test's platform unless another is named."""
        made = Person(self, name, platform or self.platform, language)
        self.people.append(made)
        return made

    @property
    def other_platform(self) -> Platform:
        """The one that the test does not run on."""
        return Platform.WECHAT if self.platform is Platform.TELEGRAM else Platform.TELEGRAM

    async def restart(self, *, forgetting: bool = False) -> None:
        """The process ends and another one starts on the same stores.

        Args:
            forgetting: Redis lost everything too.
        """
        await self.stop()
        if forgetting:
            await self.redis.flushall()
        self._start()

    async def hears(self, understands: Understands) -> None:
        """From now on, sentences are understood by somebody else."""
        self.understands = understands
        await self.restart()

    async def stop(self) -> None:
        """Ends what runs in the background."""
        await self.intake.drain(5)
        await self._turns.close()

    async def passes(self, time: timedelta) -> None:
        """Time passes, and what is due by then is done."""
        self.clock.advance(time)
        await self.jobs.tick()
        await self.jobs.broadcasts()

    async def news(self) -> None:
        """What is to be told now reaches the phones."""
        await self.jobs.deliver_notices()

    async def fetch(self, ref: str) -> bytes:
        """See ``bot.pictures.PictureSource``."""
        if self.loses_photos:
            raise NoPicture(Unfit.AWAY)
        return self.photos[ref]

    async def push(self, user_id: str, screen: Screen, language: Language) -> Push:
        """As the clients of both platforms do."""
        if not self.pushes:
            return Push(PushOutcome.WAITS)
        person = next(person for person in self.people if person.user_id == user_id)
        if person.reach is PushOutcome.SENT:
            person.gets(screen, language)
        return Push(person.reach)

    async def send_answer(self, user_id: str, answer: Answer) -> Push:
        """A late answer reaches the phone."""
        assert answer.screen is not None
        return await self.push(user_id, answer.screen, Language(answer.language))

    async def show_commands(self, user_id: str, language: Language, *, organizer: bool) -> bool:
        """A chat's own list of commands."""
        self.commands[user_id] = (language, organizer)
        return self.takes_commands

    async def forget_commands(self, user_id: str) -> bool:
        """A chat shows everybody's again."""
        del self.commands[user_id]
        return self.takes_commands

    def _start(self) -> None:
        self._turns = Turns(self.redis, new_id)
        understands = self.understands or Matcher(self.house.policy.timezone)
        dialogue = Dialogue(FLOWS, understands)
        copies = Copies(self.redis)
        self.intake = Intake(self.house, self.clock, dialogue, self._turns, copies)
        self.intake.handler.shows_commands = {Platform.TELEGRAM: self}
        self.intake.handler.opens_window = {Platform.WECHAT: opened}
        messengers = Messengers(dict.fromkeys(Platform, self))
        self.jobs = Jobs(self.house, self.clock, self.intake, messengers)
