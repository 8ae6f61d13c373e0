"""Boards: the message that shows a broadcast's progress says what holds, whoever changed it."""

import pytest

from bot.broadcasts.boards import Boards
from bot.broadcasts.planner import Planner
from bot.dialogue.turn import House
from bot.messages import Screen
from bot.payloads import Payloads
from domain.broadcasts.model import Broadcast, BroadcastState, Ways
from domain.clock import new_id
from domain.policy import Policy
from domain.volunteers.model import Language, Platform
from storage.database import Database
from storage.workdays import ChineseWorkdays
from tests.support.clock import SettableClock
from tests.support.crowd import FIRST_USER, call, crowd


class Chat:
    """Implements ``ShowsBoards``: one chat, whose messages are numbered."""

    def __init__(self) -> None:
        self.messages: list[Screen] = []
        self.calls = 0

    async def show_board(
        self, user_id: str, screen: Screen, language: Language, shown: str | None
    ) -> str | None:
        self.calls += 1
        if shown is None:
            self.messages.append(screen)
            return str(len(self.messages))
        self.messages[int(shown) - 1] = screen
        return shown

    def labels(self) -> list[str]:
        """What can be chosen on the only message."""
        [only] = self.messages
        return [choice.label for choice in only.choices]


@pytest.fixture
async def house(database: Database) -> House:
    await crowd(database, 3)
    return House(
        database=database,
        policy=Policy(),
        payloads=Payloads(database.keyring),
        new_id=new_id,
        workdays=ChineseWorkdays(),
        public_url="",
        ways=Ways(frozenset({Platform.TELEGRAM})),
    )


async def _move(house: House, broadcast: Broadcast, state: BroadcastState) -> None:
    """As from another message."""
    async with house.database.write() as unit:
        stored = await unit.broadcasts.lock(broadcast.id)
        assert stored is not None
        stored.move(state, stored.starts_at)


async def test_what_was_paused_elsewhere_is_shown_by_any_process(
    house: House, clock: SettableClock
) -> None:
    account = f"a{FIRST_USER + 1}"
    broadcast = await call(house.database, clock.now(), board_account_id=account)
    await Planner(house, clock).plan_all()
    chat = Chat()
    await Boards(house, clock, {Platform.TELEGRAM: chat}).show_all()
    assert chat.labels() == ["看进度", "暂停", "不发了"]
    await _move(house, broadcast, BroadcastState.PAUSED)
    another = Boards(house, clock, {Platform.TELEGRAM: chat})
    await another.show_moved()
    assert chat.labels() == ["继续发", "不发了"]
    calls = chat.calls
    await another.show_moved()
    assert chat.calls == calls
    await _move(house, broadcast, BroadcastState.SENDING)
    await another.show_moved()
    assert chat.labels() == ["看进度", "暂停", "不发了"]
    await _move(house, broadcast, BroadcastState.CANCELLED)
    await another.show_moved()
    assert "已取消" in chat.messages[0].text
    assert chat.labels() == []
