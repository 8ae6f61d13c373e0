"""The organizer's own projects: listed, looked at, opened, paused, recruited for."""

from domain.offerings.model import ProjectState
from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts
from tests.scenarios.test_attendance import scans
from tests.scenarios.test_waitlist import TITLE, signs_up


async def test_three_at_a_time_the_latest_first(world: World) -> None:
    wang = await organizer(world)
    await wang.says("管理")
    await wang.picks("我的项目")
    wang.sees("没有要管理的项目", "发布项目")
    for number in range(1, 5):
        await posts(world, wang, f"项目第{number}期", local(23 + number, 14))
    await wang.says("管理")
    await wang.picks("我的项目")
    wang.sees("项目第4期", "项目第3期", "项目第2期", "报名中", "还有 1 个项目")
    wang.sees("11月27日（周五）14:00–17:00 · 报名 0/20 · 候补 0")
    await wang.picks("更多")
    assert wang.labels == ["项目第1期", "已结束的项目"]


async def test_one_project_and_its_shifts(world: World) -> None:
    wang = await organizer(world)
    await posts(
        world, wang, TITLE, *(local(day, 14) for day in (24, 25, 26, 27)), places=2, contact="0971"
    )
    for name in ("李明", "赵云", "钱多"):
        person = world.person(name)
        await registers(person, name)
        await person.says("项目")
        await person.picks(TITLE)
        await person.picks("报名")
        await person.picks("11月24日（周二）14:00–17:00")
        await person.picks("确认")
    await wang.says("管理")
    await wang.picks("我的项目")
    await wang.picks(TITLE)
    wang.sees(f"【{TITLE}】 编号 1", "状态：报名中", "青海志愿", "负责人：王芳")
    wang.sees("11月24日（周二）14:00–17:00 · 报名 2/2 · 候补 1", "还有 1 个时段")
    assert wang.labels == [
        *("时段", "修改项目", "加一个时段", "每周重复", "暂停报名", "招募二维码", "更多")
    ]
    await wang.picks("更多")
    assert wang.labels == ["照着再办一次", "共同组织者", "看项目", "结束项目", "返回"]
    await wang.picks("返回")
    await wang.picks("时段")
    assert wang.labels[3:] == ["更多", "加一个时段", "返回"]
    await wang.picks("11月24日（周二）14:00–17:00")
    wang.sees("地点：西宁市城西区虎台二巷 8 号", "负责人：王芳", "联系：0971")
    assert wang.labels == [
        *("查看名单", "签到码", "修改这个时段", "时段负责人", "每周重复", "取消这个时段", "返回")
    ]
    await wang.picks("查看名单")
    wang.sees("报名 2/2 人，候补 1 人")
    await wang.picks("管理这个时段")
    await wang.picks("取消这个时段")
    await wang.says("下雪")
    await wang.picks("确认")
    await wang.taps(f"project_shifts project={await _project_id(world)}")
    wang.sees("11月24日（周二）14:00–17:00 · 已取消")


async def _project_id(world: World) -> str:
    async with world.database.read() as unit:
        project = await unit.projects.numbered(1)
        assert project is not None
        return project.id


async def test_paused_it_takes_nobody_and_keeps_everybody(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    li, zhao = world.person("Li"), world.person("Zhao")
    await registers(li, "李明")
    await registers(zhao, "赵云")
    await signs_up(li)
    await zhao.says("项目")
    sign_up = zhao.action(TITLE)
    await wang.taps(f"my_project project={await _project_id(world)}")
    await wang.picks("暂停报名")
    wang.sees("已暂停报名", "已经报名的人不变", "状态：已暂停", "报名 1/20", "恢复报名")
    wang.sees_no("招募二维码")
    await world.news()
    assert li.news == []
    await zhao.says("项目")
    zhao.sees_no(TITLE)
    await zhao.taps(sign_up)
    zhao.sees("暂停报名")
    await zhao.picks("报名")
    zhao.sees("这个项目暂停报名", "看看项目")
    await li.says("我的报名")
    li.sees(TITLE, "已报名")
    await wang.picks("恢复报名")
    wang.sees("已恢复报名", "状态：报名中")
    await zhao.says("项目")
    zhao.sees(TITLE)


async def test_the_code_to_recruit_with(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"my_project project={await _project_id(world)}")
    await wang.picks("招募二维码")
    wang.sees(f"扫这个二维码就能看到“{TITLE}”", "编号 1")
    assert wang.screen.attachment is not None
    li = world.person("Li")
    await scans(li, wang.screen.attachment.ref)
    li.sees(TITLE, "报名")


async def test_a_risky_draft_opens_once_it_is_insured(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    project = await _project_id(world)
    async with world.database.write() as unit:
        draft = await unit.projects.get(project)
        assert draft is not None
        draft.state, draft.risky = ProjectState.DRAFT, True
    await wang.taps(f"my_project project={project}")
    wang.sees("状态：草稿", "有风险。保险：还没有填写，不能开放报名")
    assert wang.labels[0] == "开放报名"
    await wang.picks("开放报名")
    wang.sees("要先填写保险")
    await wang.picks("填写保险")
    wang.sees("买了什么保险", "现在是：未填写")
    await wang.says("86000123")
    wang.sees("保险：未填写 → 86000123")
    await wang.picks("确认")
    wang.sees("已修改")
    await wang.picks("开放报名")
    wang.sees("已开放报名", "状态：报名中", "有风险。保险：86000123")


async def test_nobody_elses_projects(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    project = await _project_id(world)
    eve = world.person("Eve")
    await registers(eve, "伊芙")
    names = ("my_project", "project_shifts", "open_project", "pause_project", "resume_project")
    for name in (*names, "project_code", "closing_report", "co_organizers", "edit_project"):
        await eve.taps(f"{name} project={project}")
        eve.sees("没有办这件事的权限")
    await eve.taps("my_projects")
    eve.sees("没有办这件事的权限")
    await wang.taps(f"my_project project={project}")
    wang.sees("状态：报名中")


async def test_in_english(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, TITLE, local(24, 14))
    await wang.says("/language")
    await wang.picks("English")
    await wang.says("/organize")
    await wang.picks("My projects")
    wang.sees("The projects you manage", f"{TITLE}, no. 1 (open)", "0 of 20 places taken")
    await wang.picks(TITLE)
    await wang.picks("Pause sign-up")
    wang.sees("Sign-up is paused", "State: paused")
    await wang.picks("Shifts")
    await wang.picks("Tue 24 Nov, 14:00–17:00")
    wang.sees("Leader: 王芳")
