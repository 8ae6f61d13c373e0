"""A filled installation to measure on, and ``zhiyuan serve`` upon it."""

import asyncio
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import httpx

from bot.assistant import Assistant, open_assistant
from bot.messages import Answer, Inbound, Push, PushOutcome, Tap
from bot.sandbox.personas import ORGANIZER
from bot.sandbox.sample import add_sample_data
from bot.settings import load_settings
from domain.clock import SystemClock, new_id
from domain.offerings.model import Category, Recipient
from domain.offerings.usecases import NewProject, NewShift, create_project, open_project
from domain.volunteers.model import Language, Platform
from domain.volunteers.usecases import find_or_create_account, register
from storage.unit import Unit
from tests.benchmarks.bare import Press
from tests.benchmarks.statements import Transaction, check, recorded

#: Chats of the people who press; the first one is recorded, the second one only looks around.
FIRST_CHAT = 9_000
LOOKER = FIRST_CHAT + 1
_LANGUAGE = "zh-hans"
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Installation:
    """What is there to be pressed.

    Attributes:
        sign_up: the action that asks for a place on a shift with room for everybody.
        presses: recorded, by name.
    """

    data_dir: Path
    sign_up: str
    presses: Mapping[str, Press]

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.data_dir / "zhiyuan.db"


async def filled(data_dir: Path, people: int, looks: Sequence[str]) -> Installation:
    """The demo's sample data, people who may sign up, and what their presses take.

    Args:
        people: how many.
        looks: actions without effects that are recorded too.
    """
    settings = load_settings(data_dir=data_dir, rasa_url="off")
    async with open_assistant(settings, SystemClock()) as assistant:
        await add_sample_data(assistant.house, SystemClock().now(), lambda done, total: None)
        async with assistant.database.write() as unit:
            for number in range(people):
                await _volunteer(assistant, unit, FIRST_CHAT + number)
            sign_up = f"sign_up shift={await _shift(assistant, unit, places=people)}"
        presses = {look: await _press(assistant, LOOKER, look) for look in looks}
        asked = await _press(assistant, FIRST_CHAT, sign_up)
        presses["confirm"] = await _press(assistant, FIRST_CHAT, asked.buttons[0][1])
    installation = Installation(data_dir, sign_up, presses)
    for press in presses.values():
        check(installation.database, press.transactions)
    return installation


async def _volunteer(assistant: Assistant, unit: Unit, chat: int) -> None:
    now, policy = SystemClock().now(), assistant.house.policy
    account = await find_or_create_account(
        unit, Platform.TELEGRAM, str(chat), language=Language.ZH, now=now, new_id=new_id
    )
    await register(
        unit,
        account.id,
        name="李明",
        birth_date=date(1990, 5, 1),
        phone=None,
        district="西宁市城西区",
        consent_version=policy.consent_version,
        now=now,
        new_id=new_id,
        policy=policy,
    )


async def _shift(assistant: Assistant, unit: Unit, places: int) -> str:
    now, policy = SystemClock().now(), assistant.house.policy
    account = await unit.accounts.of_user(Platform.TELEGRAM, str(ORGANIZER.telegram_id))
    assert account is not None and account.volunteer_id is not None
    start = now.replace(hour=2, minute=0, second=0, microsecond=0) + timedelta(days=30)
    plan = NewProject(
        (await unit.organizations.roots())[0].id,
        "全城清洁日",
        Category.ENVIRONMENT,
        Recipient.PUBLIC,
        "一起打扫街道",
        [NewShift(start, start + timedelta(hours=3), "西宁市城西区虎台二巷 8 号", places)],
    )
    actor = account.volunteer_id
    project = await create_project(unit, actor, plan, now=now, new_id=new_id, policy=policy)
    await open_project(unit, actor, project.id)
    return (await unit.shifts.of_project(project.id))[0].id


async def _press(assistant: Assistant, chat: int, action: str) -> Press:
    """Presses a button and records it."""
    answers: list[Answer] = []

    async def take(answer: Answer) -> Push:
        answers.append(answer)
        return Push(PushOutcome.SENT)

    inbound = Inbound(
        f"telegram:bench-{new_id()}", Platform.TELEGRAM, str(chat), Tap(action), _LANGUAGE
    )
    transactions: list[Transaction]
    with recorded() as transactions:
        await assistant.intake.receive(inbound, take).finished()
    screen = answers[0].screen
    assert screen is not None
    buttons = tuple((one.label, one.action) for one in (*screen.choices, *screen.nav))
    return Press(tuple(transactions), screen.text, buttons, screen.in_place)


@dataclass(frozen=True)
class Running:
    """A process that answers."""

    pid: int
    seconds: float
    """From its start to its first answer."""


@asynccontextmanager
async def running(
    words: Sequence[str | Path], ready: str, environment: Mapping[str, str], folder: Path
) -> AsyncIterator[Running]:
    """Starts Python with some words, waits until an address answers below 500, ends it after."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words, env=environment, cwd=folder
    )
    try:
        async with httpx.AsyncClient() as client, asyncio.timeout(_START_SECONDS):
            while True:
                assert process.returncode is None, "it ended by itself"
                try:
                    if (await client.get(ready)).status_code < 500:
                        break
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.02)
        yield Running(process.pid, perf_counter() - began)
    finally:
        if process.returncode is None:
            process.terminate()
            await process.wait()
