"""A broadcast with a picture, from the organizer's photo to what is kept of it."""

from dataclasses import replace
from datetime import timedelta

import httpx
from sqlmodel import select
from starlette.applications import Starlette

from bot.messages import AttachmentKind
from bot.pictures import as_jpeg
from domain.broadcasts.model import Ways
from domain.broadcasts.pictures import DRAFTS_KEPT
from domain.volunteers.model import Platform
from storage.tables import BroadcastRow, PictureRow
from tests.scenarios.conversation import Person, World
from tests.scenarios.people import registers
from tests.scenarios.service import organizer
from tests.scenarios.test_reports import files_of
from tests.support.pictures import picture

TEXT = "周二下午缺三个人，陪老人聊聊天、读读报。"


async def _kept(world: World) -> list[tuple[str, bool]]:
    """Every picture in the database, and whether it is only a draft's."""
    async with world.database.read() as unit:
        rows = (await unit.session.exec(select(PictureRow))).all()
        return [(row.id, row.draft is not None) for row in rows]


async def _goes_on(wang: Person) -> None:
    """From the picture to the dry run."""
    wang.sees("看英文的人收到什么")
    await wang.says("跳过")
    await wang.picks("不涉及项目")
    await wang.picks("所有志愿者")
    await wang.says("跳过")
    await wang.says("跳过")


async def test_a_picture_goes_with_it(world: World) -> None:
    wang = await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await wang.says("群发")
    await wang.says(TEXT)
    wang.sees("要配一张图片吗", "跳过")
    await wang.sends_picture(picture())
    wang.sees("图片收到了")
    [(picture_id, draft)] = await _kept(world)
    assert draft
    await wang.repeats()
    wang.sees("图片收到了", "看英文的人收到什么")
    await _goes_on(wang)
    await wang.picks("预览")
    wang.sees("收到的人会看到", TEXT)
    shown = wang.screen.attachment
    assert shown is not None and (shown.kind, shown.ref) == (AttachmentKind.PICTURE, picture_id)
    await wang.says("2")
    wang.sees("请核对", "图片：有一张")
    await wang.picks("确认")
    wang.sees("开始发给 2 人")
    assert await _kept(world) == [(picture_id, False)]
    await world.passes(timedelta(seconds=10))
    for person in (li, wang):
        got = next(screen for screen in person.shown if TEXT in screen.text)
        assert got.attachment == shown
    await world.passes(DRAFTS_KEPT * 2)
    assert await _kept(world) == [(picture_id, False)]


async def test_what_is_no_picture_is_explained_and_skipping_works(world: World) -> None:
    wang = await organizer(world)
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.sends_picture(b"GIF89a")
    wang.sees("这张图片打不开", "要配一张图片吗")
    await wang.sends_picture(picture(10, 300))
    wang.sees("图片太长", "要配一张图片吗")
    await wang.says("红色的")
    wang.sees("请发一张图片", "要配一张图片吗")
    await wang.sends_picture(picture())
    assert len(await _kept(world)) == 1
    await wang.says("返回")
    wang.sees("要配一张图片吗")
    await wang.says("跳过")
    await _goes_on(wang)
    await wang.says("1")
    wang.sees("图片：未填写")
    await wang.picks("确认")
    async with world.database.read() as unit:
        [broadcast] = (await unit.session.exec(select(BroadcastRow))).all()
    assert broadcast.picture_id is None
    assert await _kept(world) == []


async def test_a_platform_that_does_not_give_it_is_told_kindly(world: World) -> None:
    wang = await organizer(world)
    await wang.says("群发")
    await wang.says(TEXT)
    world.loses_photos = True
    await wang.sends_picture(picture())
    wang.sees("图片没有取到", "要配一张图片吗")
    world.loses_photos = False
    await wang.sends_picture(picture())
    wang.sees("图片收到了")


async def test_it_may_come_before_it_is_asked_for_and_be_sent_anew(world: World) -> None:
    wang = await organizer(world)
    await wang.says("群发")
    await wang.sends_picture(picture())
    wang.sees("图片收到了", "要发什么")
    await wang.says(TEXT)
    await _goes_on(wang)
    await wang.says("1")
    [(first, _)] = await _kept(world)
    await wang.sends_picture(picture(color="blue"))
    wang.sees("图片换好了", "请核对")
    [(second, _)] = await _kept(world)
    assert first != second
    await wang.picks("修改")
    await wang.picks("图片")
    wang.sees("要配一张图片吗")
    await wang.sends_picture(picture(color="green"))
    wang.sees("请核对", "图片：有一张")
    await wang.picks("确认")
    wang.sees("开始发给 1 人")
    [(third, draft)] = await _kept(world)
    assert third not in (first, second) and not draft


async def test_a_draft_that_is_given_up_takes_its_picture_along(world: World) -> None:
    wang = await organizer(world)
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.sends_picture(picture())
    assert len(await _kept(world)) == 1
    await wang.says("取消")
    wang.sees("没有发")
    assert await _kept(world) == []
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.sends_picture(picture())
    await _goes_on(wang)
    await world.passes(DRAFTS_KEPT + timedelta(minutes=1))
    assert await _kept(world) == []
    await wang.picks("预览")  # whoever has just written can be reached on WeChat too
    await wang.says("1")
    await wang.picks("确认")
    wang.sees("那张图片已经不在了", "请核对")
    await wang.sends_picture(picture())
    await wang.picks("确认")
    wang.sees("开始发给 1 人")


async def test_two_drafts_of_the_same_picture_keep_it_once(world: World) -> None:
    wang, zhao = await organizer(world), await organizer(world, "赵强")
    for author in (wang, zhao):
        await author.says("群发")
        await author.says(TEXT)
        await author.sends_picture(picture())
    assert len(await _kept(world)) == 1
    await _goes_on(wang)
    await wang.says("2")
    await wang.picks("确认")
    wang.sees("开始发给 2 人")
    await zhao.says("取消")
    [(_, draft)] = await _kept(world)
    assert not draft


async def test_elsewhere_a_picture_is_answered_as_ever(world: World) -> None:
    wang = await organizer(world)
    await wang.sends_picture(picture())
    wang.sees("我还看不了图片")
    assert await _kept(world) == []


async def test_its_link_is_good_for_a_week_and_nobody_can_make_one(world: World) -> None:
    wang = await organizer(world)
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.sends_picture(picture())
    await _goes_on(wang)
    await wang.picks("预览")
    attachment = wang.screen.attachment
    assert attachment is not None
    files = files_of(world)
    link = files.link(attachment)
    assert link is not None
    transport = httpx.ASGITransport(Starlette(routes=files.routes()))
    async with httpx.AsyncClient(transport=transport) as browser:
        world.clock.advance(timedelta(days=7))
        got = await browser.get(link)
        assert (got.status_code, got.headers["content-type"]) == (200, "image/jpeg")
        assert got.content == as_jpeg(picture())
        forged = link.replace("picture", "card")
        assert (await browser.get(forged)).status_code == 404
        await wang.says("取消")
        assert (await browser.get(link)).status_code == 404


async def test_who_gets_it_by_a_mass_send_gets_a_link_and_the_dry_run_says_so(
    world: World,
) -> None:
    world.house = replace(
        world.house, ways=Ways(frozenset(Platform), mass=frozenset({Platform.WECHAT}))
    )
    await world.restart()
    await registers(world.person("Li"), "李明")
    world.clock.advance(timedelta(days=3))
    wang = await organizer(world)
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.sends_picture(picture())
    await _goes_on(wang)
    if world.platform is Platform.WECHAT:
        wang.sees("收到的是图片的链接")
    else:
        wang.sees_no("链接")


async def test_in_the_middle_of_a_form_it_comes_with_its_picture(world: World) -> None:
    wang = await organizer(world)
    li = world.person("Li")
    await registers(li, "李明")
    await wang.says("群发")
    await wang.says(TEXT)
    await wang.sends_picture(picture())
    await _goes_on(wang)
    await wang.says("2")
    await li.says("登记时长")
    await wang.picks("确认")
    await world.passes(timedelta(seconds=10))
    li.sees(TEXT)
    assert li.labels == [] and li.screen.attachment is not None
