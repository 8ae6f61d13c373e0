"""The records as CSV."""

import csv
import io
from datetime import timedelta

from domain.hours.attendance import check_in, check_out
from domain.hours.claims import claim
from domain.hours.rules import service_between
from storage.database import Database
from storage.export import COLUMNS, export_records
from tests.unit.service.world import NOW, POLICY, WORKDAYS, World

_SEVEN = ("活动名称", "日期", "地点", "服务内容", "服务时间", "活动组织单位", "活动负责人")


async def exported(database: Database) -> list[dict[str, str]]:
    """The lines of the file, by heading."""
    file = io.StringIO(newline="")
    await export_records(database, file)
    file.seek(0)
    return list(csv.DictReader(file))


async def test_without_records_there_is_the_heading(database: Database) -> None:
    file = io.StringIO(newline="")
    await export_records(database, file)
    assert file.getvalue().strip() == ",".join(COLUMNS)
    assert COLUMNS[:7] == _SEVEN


async def test_a_record_has_the_seven_fields(database: Database) -> None:
    world = await World(database).settle()
    await world.joins("wang")
    starts = NOW + timedelta(days=3)
    async with database.write() as unit:
        await check_in(
            unit, "wang", "shift", "code", now=starts, new_id=world.new_id, policy=POLICY
        )
        ends = starts + timedelta(hours=2, minutes=35)
        await check_out(unit, "wang", "shift", now=ends, new_id=world.new_id, policy=POLICY)
    (line,) = await exported(database)
    assert {name: line[name] for name in _SEVEN} == {
        "活动名称": "陪空巢老人聊天",
        "日期": "2026-11-24",
        "地点": "西宁市城中区南大街 1 号",
        "服务内容": "",
        "服务时间": "2.5",
        "活动组织单位": "station",
        "活动负责人": "leader",
    }
    assert (line["志愿者编号"], line["姓名"], line["分钟"]) == ("wang", "wang", "155")
    assert (line["等级"], line["逾期"]) == ("checked_in", "0")


async def test_a_text_is_no_formula(database: Database) -> None:
    world = await World(database).settle()
    async with database.write() as unit:
        service = service_between(NOW - timedelta(hours=2), NOW, POLICY)
        await claim(
            unit,
            "wang",
            None,
            service,
            "=HYPERLINK(1)",
            now=NOW,
            new_id=world.new_id,
            policy=POLICY,
            workdays=WORKDAYS,
        )
    (line,) = await exported(database)
    assert line["服务内容"] == "'=HYPERLINK(1)"
    assert (line["等级"], line["活动负责人"], line["活动组织单位"]) == ("claimed", "", "root")
