"""All service records as CSV, for the designated national system and for whoever keeps books.

The seven fields of a record are those of 民政部令第67号, under their own names; beside them
stand the volunteer and how sure the record is. A correction shows as the record it led to.
"""

import csv
from typing import TextIO

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from storage.database import Database
from storage.hours import live
from storage.tables import HourEntryRow, OrganizationRow, ProjectRow, ShiftRow, VolunteerRow

COLUMNS = (
    "活动名称",
    "日期",
    "地点",
    "服务内容",
    "服务时间",
    "活动组织单位",
    "活动负责人",
    "志愿者编号",
    "姓名",
    "分钟",
    "等级",
    "逾期",
    "记录号",
)
#: A ledger line, its place, content, organization and leader, the volunteer's number and name.
_Records = Select[HourEntryRow, str, str, str, str | None, str, str]
_Record = Row[HourEntryRow, str, str, str, str | None, str, str]

_AT_ONCE = 500
#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def export_records(database: Database, file: TextIO) -> None:
    """Writes every record that stands, oldest first, as it is at one moment.

    Args:
        file: takes the CSV with its heading; opened with ``newline=""``.

    Raises:
        StoreUnavailable: the database cannot be reached.
    """
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    async with database.read() as unit:
        found = await unit.session.stream(_records())
        async for rows in found.partitions(_AT_ONCE):
            writer.writerows(_line(row) for row in rows)


def _records() -> _Records:
    holder, survivor, leader = (aliased(VolunteerRow) for _ in range(3))
    return (
        select(
            HourEntryRow,
            func.coalesce(ShiftRow.address, ProjectRow.district),
            col(ProjectRow.content),
            col(OrganizationRow.name),
            col(leader.name),
            func.coalesce(survivor.number, holder.number),
            func.coalesce(survivor.name, holder.name),
        )
        .join(holder, col(holder.id) == HourEntryRow.volunteer_id)
        .outerjoin(survivor, col(survivor.id) == holder.merged_into)
        .outerjoin(ShiftRow, col(ShiftRow.id) == HourEntryRow.shift_id)
        .outerjoin(ProjectRow, col(ProjectRow.id) == HourEntryRow.project_id)
        .outerjoin(leader, col(leader.id) == ProjectRow.leader_id)
        .outerjoin(OrganizationRow, col(OrganizationRow.id) == HourEntryRow.organization_id)
        .where(col(HourEntryRow.minutes) > 0, live())
        .order_by(col(HourEntryRow.day), col(HourEntryRow.starts_at), col(HourEntryRow.id))
    )


def _line(row: _Record) -> tuple[object, ...]:
    entry, place, content, organization, leader, number, name = row
    texts = (
        entry.title,
        entry.day.isoformat(),
        place,
        content or entry.note,
        _hours(entry.minutes),
        organization,
        leader,
        number,
        name,
    )
    late = "1" if entry.late else "0"
    return (*map(_harmless, texts), entry.minutes, entry.grade.value, late, entry.id)


def _hours(minutes: int) -> str:
    """Hours with at most one decimal, never rounded up (rules.md, C)."""
    whole, tenth = divmod(minutes * 10 // 60, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def _harmless(text: str | None) -> str:
    """A text that a spreadsheet shows and does not calculate."""
    return f"'{text}" if text and text.startswith(_FORMULA) else text or ""
