"""The real demo in a process of its own, driven as its page drives it: both phones, the clock."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import psutil
import pytest

from tests.support.demo import RunningDemo, demo_environment, free_port, running_demo

ZONE = ZoneInfo("Asia/Shanghai")
pytestmark = pytest.mark.timeout(240)


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[RunningDemo]:
    """A demo that was just started on an empty data directory."""
    async with running_demo(tmp_path) as demo:
        yield demo


async def test_two_people_register_one_signs_up_and_time_passes(demo: RunningDemo) -> None:
    assert f"{demo.url}/sandbox/" in demo.said
    page = await demo.http.get("")
    assert page.status_code == 200 and "<!doctype html>" in page.text.lower()
    await _registers_on_telegram_in_english(demo)
    await _registers_on_wechat_in_chinese_and_signs_up(demo)
    await _checks_in_by_scanning_the_organizers_code(demo)
    await _links_by_scanning_the_other_phone(demo)
    await _an_offered_place_runs_out(demo)
    await _ends_cleanly(demo)


async def _registers_on_telegram_in_english(demo: RunningDemo) -> None:
    async with demo.phone("telegram") as anna:
        language = {"kind": "language", "language": "en"}
        body = {"platform": "telegram", "persona": "new", "act": language}
        assert (await demo.http.post("send", json=body)).status_code == 200
        await anna.does("start", until="Hello!")
        await anna.taps("Register", until="personal data")
        await anna.taps("I agree", until="birth date")
        await anna.says("1990-05-01", until="your name")
        await anna.says("Anna Berg", until="phone number")
        await anna.does("contact", until="district")
        await anna.says("西宁市城中区", until="Please check")
        await anna.taps("Confirm", until="You're registered, Anna Berg!")
        await anna.says("/projects", until="more projects")


async def _registers_on_wechat_in_chinese_and_signs_up(demo: RunningDemo) -> None:
    async with demo.phone("wechat") as lin:
        await lin.does("join", until="您好")
        await lin.says("注册", until="您同意吗")
        await lin.says("1", until="出生日期")
        await lin.says("1991年3月3日", until="姓名")
        await lin.says("林晓", until="手机号")
        await lin.says("跳过", until="哪个区县")
        await lin.says("西宁市城西区", until="请核对")
        await lin.says("确认", until="注册好了，林晓！")
        await lin.says("项目", until="还有 11 个项目")
        await lin.says("2", until="类别：文化艺术")
        await lin.says("报名", until="想参加哪一个时段")
        await lin.says("1", until="请看清楚再确认")
        await lin.says("确认", until="报名成功")


async def _checks_in_by_scanning_the_organizers_code(demo: RunningDemo) -> None:
    async with demo.phone("telegram", "organizer") as zhou:
        await zhou.does("start", until="周建国，您好！")
        await zhou.says("名单", until="看哪一个时段")
        await zhou.taps_first(until="报名 10/15 人")
        await zhou.taps("签到码", until="的签到码：")
        code = await zhou.code()
        file = await demo.http.get(f"files/{code}")
        assert file.headers["content-type"] == "image/png"
    async with demo.phone("wechat", "registered") as ma:
        await ma.does("join", until="马兰，您好！")
        await ma.does("scan", file=code, until="签到成功")


async def _links_by_scanning_the_other_phone(demo: RunningDemo) -> None:
    async with demo.phone("telegram", "new") as anna:
        await anna.says("link", until="Or scan the QR code with WeChat")
        code = await anna.code()
    async with demo.phone("wechat", "new") as lin:
        await lin.does("scan", file=code, until="出生日期不一样")
        await lin.says("绑定", until="也可以用Telegram扫二维码")
        code = await lin.code()
    async with demo.phone("telegram", "new") as anna:
        await anna.does("scan", file=code, until="birth date")


async def _an_offered_place_runs_out(demo: RunningDemo) -> None:
    async with demo.phone("wechat", "registered") as ma, demo.phone("telegram", "guardian") as chen:
        await ma.says("时长", until="10.5 小时")
        await ma.says("我的报名", until="候补第 1 位")
        await chen.does("start", until="陈静，您好！")
        await chen.says("我的报名", until="陪空巢老人聊天")
        await chen.taps("陪空巢老人聊天", until="已报名")
        await chen.taps("取消报名", until="要取消")
        await chen.taps("确认", until="已经取消")
        # At night nobody is asked; by half a day later the place was offered, for half a day.
        now = datetime.fromisoformat(ma.watcher.state["now"]).astimezone(ZONE)
        later = now + timedelta(hours=12)
        await demo.move_clock(later.isoformat())
        await ma.sees("有名额了")
        await ma.says("时长", until="10.5 小时")
        # The next noon a day from then: two days after her message WeChat's window is closed.
        noon = datetime.combine((later + timedelta(hours=36)).date(), time(12), ZONE)
        await demo.move_clock(noon.isoformat())
        await ma.sees("没有等到您的答复")


async def _ends_cleanly(demo: RunningDemo) -> None:
    children = psutil.Process(demo.process.pid).children(recursive=True)
    assert any("redis" in child.name() for child in children)
    assert await demo.stop() == 0
    assert not [child for child in children if child.is_running()]


async def test_a_taken_port_is_one_clear_line(tmp_path: Path) -> None:

    with socket.socket() as other:
        port = free_port()
        other.bind(("127.0.0.1", port))
        other.listen()
        process = await asyncio.create_subprocess_exec(
            Path(sys.executable).with_name("zhiyuan"),
            "demo",
            cwd=tmp_path,
            env=demo_environment(tmp_path / "data", port),
            stderr=asyncio.subprocess.PIPE,
        )
        _, said = await process.communicate()
    assert process.returncode == 1
    lines = said.decode().splitlines()
    assert len(lines) == 1 and f"127.0.0.1:{port}" in lines[0] and "ZHIYUAN_PORT" in lines[0]
    assert not (tmp_path / "data").exists()
