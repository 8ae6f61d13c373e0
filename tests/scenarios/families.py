"""Families that scenarios begin with."""

from tests.scenarios.conversation import Person
from tests.scenarios.people import code_shown


async def adds_child(person: Person, name: str, born: str = "2017-05-01") -> None:
    """A guardian adds a child without an account, in Chinese."""
    await person.says("家庭")
    await person.picks("添加孩子")
    await person.picks("母亲")
    await person.picks("同意")
    await person.says(name)
    await person.says(born)
    await person.picks("确认")
    person.sees(f"已添加{name}", "志愿者编号")


async def invites(person: Person, relative: Person) -> None:
    """Somebody with an account agrees to be in the family, in Chinese."""
    await person.says("家庭")
    await person.picks("邀请家人")
    await relative.says(f"家庭 {code_shown(person)}")
    await relative.picks("确认")
    relative.sees("您已经在对方的家庭里了")
