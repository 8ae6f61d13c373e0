"""A project again, a shift every week, the end of a project and its closing report."""

from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import check_in_code, local, organizer, posts
from tests.scenarios.test_waitlist import TITLE, signs_up


async def test_a_project_like_an_earlier_one_asks_for_day_and_time_only(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(
        world,
        wang,
        TITLE,
        local(24, 14),
        places=12,
        bring="一本书",
        contact="0971-6100000",
        risky=True,
        insurance="志愿者意外险",
        signup_until=local(23, 18),
    )
    await wang.taps(f"my_project project={shift.project_id} page=1")
    await wang.picks("照着再办一次")
    wang.sees("哪一天")
    await wang.says("12月5日")
    wang.sees("几点到几点")
    await wang.says("9:00-11:30")
    wang.sees(
        "请核对新的项目",
        f"名称：{TITLE}",
        "类别：关爱特殊群体",
        "日期：12月5日（周六）",
        "时间：09:00–11:30",
        "地点：西宁市城西区虎台二巷 8 号",
        "人数：12",
        "有风险：是",
        "保险：志愿者意外险",
        "请带：一本书",
        "联系方式：0971-6100000",
        "马上开放：是",
    )
    wang.sees_no("报名截止", "未填写")
    await wang.picks("修改")
    await wang.says("人数")
    await wang.says("8")
    await wang.picks("确认")
    wang.sees(f"已发布：“{TITLE}”，编号 2")
    li = world.person("Li")
    await li.says("项目")
    li.sees("12月5日（周六）09:00–11:30", "还有 8 个名额")


async def test_a_copy_may_wait_as_a_draft(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"copy_project project={shift.project_id}")
    await wang.says("12月5日")
    await wang.says("9点到11点")
    await wang.picks("修改")
    await wang.says("马上开放")
    await wang.says("不")
    wang.sees("马上开放：否")
    await wang.picks("确认")
    wang.sees("已存为草稿", "编号 2")
    li = world.person("Li")
    await li.says("项目")
    li.sees_no("12月5日")
    await wang.picks("开放报名")
    await li.says("项目")
    li.sees("12月5日")


async def test_a_risky_copy_without_insurance_stays_a_draft(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await wang.taps(f"copy_project project={shift.project_id}")
    await wang.says("12月5日")
    await wang.says("9点到11点")
    await wang.picks("修改")
    await wang.says("有风险")
    await wang.says("是")
    wang.sees("买了什么保险", "跳过")
    await wang.picks("跳过")
    await wang.picks("确认")
    wang.sees("已存为草稿", "要先填写保险")
    await wang.picks("修改项目")
    wang.sees("买了什么保险")


async def test_every_week_with_the_holidays_pointed_out(world: World) -> None:
    world.clock.set(local(10, 9, month=9))
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(17, 14, month=9), places=5)
    await wang.taps(f"my_shift shift={shift.id}")
    await wang.picks("每周重复")
    wang.sees("再重复几周，或重复到哪一天")
    await wang.says("27")
    wang.sees("1 到 26")
    await wang.says("三周")
    wang.sees(
        "新加 3 个时段",
        "· 9月24日（周四）",
        "· 10月1日（周四） 是法定节假日",
        "· 10月8日（周四）",
    )
    await wang.picks("确认")
    wang.sees("已加 3 个时段")
    await wang.picks("时段")
    wang.sees("9月24日（周四）14:00–17:00 · 报名 0/5", "还有 1 个时段")
    # Once more, further: what is there is not doubled.
    await wang.taps(f"repeat_weekly project={shift.project_id}")
    await wang.taps(f"repeat_weekly shift={shift.id}")
    await wang.says("到10月15日")
    wang.sees("新加 1 个时段", "9月24日（周四） 已经有了", "· 10月15日（周四）")
    await wang.picks("确认")
    wang.sees("已加 1 个时段")


async def test_a_year_whose_holidays_nobody_knows_yet(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(25, 14))
    await wang.taps(f"repeat_weekly shift={shift.id}")
    await wang.says("明天")
    wang.sees("没有可以重复的时段")
    await wang.says("周二吧大概")
    await wang.says("8周")
    wang.sees("2027年1月6日（周三）", "2027 年的放假安排还不知道")


async def test_the_end_of_a_project(world: World) -> None:
    wang = await organizer(world)
    shift, _ = await posts(world, wang, TITLE, local(24, 14), local(30, 14))
    li, zhao = world.person("Li"), world.person("Zhao")
    for person, name, span in (
        (li, "李明", "11月24日（周二）14:00–17:00"),
        (zhao, "赵云", "11月30日（周一）14:00–17:00"),
    ):
        await registers(person, name)
        await person.says("项目")
        await person.picks(TITLE)
        await person.picks("报名")
        await person.picks(span)
        await person.picks("确认")
    code = await check_in_code(world, shift)
    world.clock.set(local(24, 14))
    await li.says(f"签到 {code}")
    world.clock.set(local(24, 17))
    await li.says("签退")
    await wang.taps(f"my_project project={shift.project_id} page=1")
    await wang.picks("结束项目")
    wang.sees("为什么结束")
    await wang.says("天气冷了，明年再办")
    wang.sees("要写几句小结吗", "跳过")
    await wang.says("老人们很高兴，读了十二本书")
    wang.sees(
        f"要结束“{TITLE}”吗",
        "原因：天气冷了，明年再办",
        "会通知 1 人",
        "时段 1 个，到场 1 人",
        "签到时长 3 小时，确认时长 0 小时",
        "小结：老人们很高兴",
    )
    wang.sees_no("没有登记来没来")
    await wang.picks("确认")
    wang.sees("项目已经结束")
    await wang.picks("结项小结")
    wang.sees("结项小结（编号 1）", "11月24日（周二）", "到场 1 人", "小结：老人们很高兴")
    await world.news()
    zhao.sees("取消了", "天气冷了，明年再办")
    await wang.says("管理")
    await wang.picks("我的项目")
    wang.sees("没有要管理的项目")
    await wang.picks("已结束的项目")
    await wang.picks(TITLE)
    assert wang.labels == ["结项小结", "时段", "照着再办一次", "我的项目"]
    await wang.taps(f"edit_project project={shift.project_id}")
    wang.sees("已经结束，不能再改", "照着它新建")


async def test_who_is_not_marked_yet_is_said_before_the_end(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    for name in ("李明", "赵云"):
        person = world.person(name)
        await registers(person, name)
        await signs_up(person)
    world.clock.set(local(24, 18))
    await wang.taps(f"close_project project={shift.project_id}")
    await wang.picks("跳过")
    await wang.picks("跳过")
    wang.sees("还有 2 人没有登记来没来")
    await wang.picks("取消")
    await wang.taps(f"mark_attendance shift={shift.id}")
    await wang.says("赵云没来")
    await wang.picks("记为未到")
    await wang.picks("确认")
    await wang.taps(f"close_project project={shift.project_id}")
    await wang.picks("跳过")
    await wang.picks("跳过")
    wang.sees("到场 1 人", "未到 1 人次")
    wang.sees_no("没有登记来没来")


async def test_what_is_new_after_the_sign_up_has_ended_is_pointed_out(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14), signup_until=local(23, 18))
    await wang.taps(f"repeat_weekly shift={shift.id}")
    await wang.says("1")
    await wang.picks("确认")
    wang.sees("已加 1 个时段")
    wang.sees_no("已经截止")
    world.clock.set(local(23, 19))
    await wang.taps(f"add_shift project={shift.project_id}")
    await wang.says("11月30日")
    await wang.says("9:00-11:00")
    await wang.says("南大街 1 号")
    await wang.says("5")
    await wang.picks("确认")
    wang.sees("已添加", "报名在11月23日（周一）18:00已经截止")
    await wang.picks("修改项目")
    await wang.says("11月29日18点")
    await wang.picks("确认")
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)


async def test_what_nobody_has_to_be_told_needs_no_reason(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    world.clock.set(local(25, 9))
    await wang.taps(f"close_project project={shift.project_id}")
    await wang.picks("跳过")
    await wang.picks("跳过")
    wang.sees("原因：活动做完了")
    await wang.picks("确认")
    await wang.picks("结项小结")
    wang.sees("活动做完了", "时段 1 个，到场 0 人")


async def test_in_english(world: World) -> None:
    wang = await organizer(world)
    [shift] = await posts(world, wang, TITLE, local(24, 14))
    await signs_up_in_english(world)
    await wang.says("/language")
    await wang.picks("English")
    await wang.taps(f"repeat_weekly shift={shift.id}")
    await wang.says("until 9 December")
    wang.sees("New shifts: 2", "Tue 1 Dec", "Tue 8 Dec")
    await wang.picks("Confirm")
    wang.sees("2 shifts are added")
    await wang.taps(f"close_project project={shift.project_id}")
    await wang.says("Too cold")
    await wang.picks("Skip")
    wang.sees("People who will be told: 1")
    await wang.picks("Confirm")
    await wang.picks("Closing report")
    wang.sees("Closing report of", "Reason: Too cold", "people who came: 0")


async def signs_up_in_english(world: World) -> None:
    """Somebody who is told of the end."""
    li = world.person("Li")
    await registers(li, "李明")
    await signs_up(li)
