"""People that scenarios begin with."""

from tests.scenarios.conversation import Person


async def registers(person: Person, name: str, born: str = "1990-05-01") -> None:
    """The whole way, in Chinese, from the first word to the volunteer number."""
    await person.says("注册")
    await person.picks("同意")
    await person.says(born)
    await person.says(name)
    await person.says("13800138000")
    await person.says("西宁市城西区")
    await person.picks("确认")
    person.sees("注册好了", "志愿者编号")


async def signs_up(person: Person, title: str) -> None:
    """From the list of projects to a place, in Chinese."""
    await person.says("项目")
    await person.picks(title)
    await person.picks("报名")
    await person.picks("确认")
    person.sees("报名成功")


def code_shown(person: Person) -> str:
    """The six digits on the phone."""
    digits = "".join(c if c.isdigit() else " " for c in person.text)
    return next(word for word in digits.split() if len(word) == 6)
