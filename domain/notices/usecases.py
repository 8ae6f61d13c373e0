"""Telling somebody what concerns them, in the transaction that causes it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.clock import NewId
from domain.notices.model import Notice, NoticeKind
from domain.notices.ports import NoticeUnit

#: What a fact may be: ids and scalars, no personal data.
Fact = str | int | bool | None


async def notify(
    unit: NoticeUnit,
    kind: NoticeKind,
    *,
    key: str,
    now: datetime,
    new_id: NewId,
    volunteer_id: str | None = None,
    account_id: str | None = None,
    facts: Mapping[str, Fact] | None = None,
    due_at: datetime | None = None,
    expires_at: datetime | None = None,
    service: bool = True,
) -> bool:
    """Writes a notice; a second one with the same key is not written.

    Args:
        key: unique, such as kind + person + shift.
        volunteer_id, account_id: the person, or one account where only that one is meant.
        facts: what the text needs.
        due_at: when it is to be sent; now if None.
        expires_at: when it has become worthless.
        service: belongs to something the person asked for; sent although messages are stopped.

    Returns:
        Whether it was written.
    """
    return await unit.notices.add_once(
        Notice(
            id=new_id(),
            key=key,
            kind=kind,
            volunteer_id=volunteer_id,
            account_id=account_id,
            facts=json.dumps(dict(facts or {}), ensure_ascii=False),
            service=service,
            due_at=due_at or now,
            expires_at=expires_at,
            created_at=now,
        )
    )


async def drop(unit: NoticeUnit, keys: Sequence[str]) -> None:
    """What was to be told has become untrue: it is not sent, unless it was already."""
    await unit.notices.drop(keys)
