"""Looking at what can be done: three at a time, what fits first, by category, and one project."""

import pytest

from domain.offerings.model import Category
from tests.scenarios.conversation import World
from tests.scenarios.people import registers
from tests.scenarios.service import local, organizer, posts

TITLES = ("陪空巢老人聊天", "湟水河边捡垃圾", "小学作业辅导", "地铁站引导", "社区读报")


async def _five_projects(world: World) -> None:
    wang = await organizer(world)
    categories = (
        Category.SPECIAL_CARE,
        Category.ENVIRONMENT,
        Category.EDUCATION,
        Category.TRAFFIC,
        Category.SPECIAL_CARE,
    )
    for day, (title, category) in enumerate(zip(TITLES, categories, strict=True), start=23):
        await posts(world, wang, title, local(day, 14), category=category)


async def test_nothing_to_join_yet(world: World) -> None:
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    li.sees("现在没有可以报名的项目", "登记时长")
    await li.says("菜单")
    li.sees("您想做什么")


async def test_three_at_a_time_then_more(world: World) -> None:
    await _five_projects(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    li.sees("陪空巢老人聊天", "11月23日（周一）14:00–17:00", "还有 20 个名额", "还有 2 个项目")
    assert li.labels == [*TITLES[:3], "更多", "按类别看"]
    await li.picks("更多")
    assert li.labels == [*TITLES[3:], "按类别看"]
    li.sees_no("还有 2 个项目")
    await li.says("地铁站引导")
    li.sees("地铁站引导", "青海志愿", "负责人：王芳", "报名")


async def test_by_category_where_empty_ones_are_not_offered(world: World) -> None:
    await _five_projects(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.picks("按类别看")
    assert li.labels == [
        "支教助学（1）",
        "环境保护（1）",
        "交通引导（1）",
        "关爱特殊群体（2）",
        "全部项目",
    ]
    await li.picks("关爱特殊群体（2）")
    li.sees("关爱特殊群体", "陪空巢老人聊天", "社区读报")
    li.sees_no("湟水河边捡垃圾")


@pytest.mark.parametrize("number", ["9", "９", "九", "0"])
async def test_an_unknown_number_repeats_the_screen_with_a_reason(
    world: World, number: str
) -> None:
    await _five_projects(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    labels = li.labels
    await li.says(number)
    li.sees("请回复 1 到 5 之间的数字", "陪空巢老人聊天")
    assert li.labels == labels
    await li.says(number)
    assert li.text.count("请回复 1 到 5 之间的数字") == 1


@pytest.mark.parametrize("number", ["2", "２", "二", "2.", "②"])
async def test_a_number_is_the_choice(world: World, number: str) -> None:
    await _five_projects(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.says(number)
    li.sees("湟水河边捡垃圾", "类别：环境保护")
    li.sees_no("陪空巢老人聊天")


async def test_what_one_may_join_comes_first(world: World) -> None:
    wang = await organizer(world)
    await posts(world, wang, "急流救援训练", local(22, 14), minimum_age=40)
    await posts(world, wang, "社区读报", local(25, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    assert li.labels[:2] == ["社区读报", "急流救援训练"]
    li.sees("您暂时不能报名：年龄不符合要求")


async def test_a_newcomer_looks_first_and_registers_on_the_way(world: World) -> None:
    await _five_projects(world)
    li = world.person("Li")
    await li.says("看看项目")
    await li.picks(TITLES[0])
    await li.picks("报名")
    li.sees("要先注册", "个人信息")
    await li.picks("同意")
    await li.says("1990-05-01")
    await li.says("李明")
    await li.says("跳过")
    await li.says("城西区")
    await li.picks("确认")
    li.sees("注册好了", "请看清楚再确认", TITLES[0])
    await li.says("确认")
    li.sees("报名成功")


async def test_in_english(world: World) -> None:
    await _five_projects(world)
    ann = world.person("Ann", language="en")
    await ann.says("projects")
    ann.sees("2 more projects", "Mon 23 Nov, 14:00–17:00", "20 places left")
    assert ann.labels[-2:] == ["More", "By category"]
    await ann.picks("By category")
    ann.sees("Care for special groups (2)")


async def test_found_by_number_and_by_words(world: World) -> None:
    await _five_projects(world)
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("我想看看作业辅导这个项目")
    assert "小学作业辅导" in li.text


@pytest.mark.parametrize("said", ["第二个", "第2个", "the second one"])
async def test_the_second_of_the_list_by_its_place_alone(world: World, said: str) -> None:
    """Also while only the built-in matcher is there."""
    wang = await organizer(world)
    for day, title in ((24, "陪空巢老人聊天"), (25, "社区清洁")):
        await posts(world, wang, title, local(day, 14))
    li = world.person("Li")
    await registers(li, "李明")
    await li.says("项目")
    await li.says(said)
    li.sees("社区清洁", "报名")
    li.sees_no("陪空巢老人聊天")
