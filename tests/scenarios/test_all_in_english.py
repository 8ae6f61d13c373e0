"""Somebody who speaks English is never answered in Chinese, whatever they do."""

import re
from datetime import timedelta

from tests.scenarios.conversation import Person, World
from tests.scenarios.service import invitation

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_OWN_NAMES = {"中文", "繁體中文"}


def reads_english(*people: Person) -> None:
    """Fails where a phone shows Chinese, the languages' own names excepted."""
    for person in people:
        chinese = set(_HAN.findall(person.text)) - _OWN_NAMES
        assert not chinese, f"{person.name} reads {chinese} in:\n{person.text}"


class Speaker:
    """Says one thing after the other and reads each answer."""

    def __init__(self, person: Person) -> None:
        self.person = person

    async def says(self, *texts: str) -> None:
        for text in texts:
            await self.person.says(text)
            assert self.person.text.strip()
            reads_english(self.person)


async def test_a_project_from_posting_to_the_total(world: World) -> None:
    zoe, ann = world.person("Zoe", language="en"), world.person("Ann", language="en")
    bob = world.person("Bob", language="en")
    zoe_says, ann_says, bob_says = Speaker(zoe).says, Speaker(ann).says, Speaker(bob).says

    await zoe_says("hello", f"claim {await invitation(world)}", "Qinghai Volunteers", "yes")
    zoe.sees("You are now administrator")
    await zoe_says("register", "I agree", "1980-02-03", "Zoe Wang", "skip", "Chengxi", "ok")
    await zoe_says("organize", "newproject", "Reading with children", "Teaching and learning")
    await zoe_says("children", "next Saturday", "14:00-17:00", "8 Hutai Lane", "1")
    await zoe_says("We read aloud together", "skip", "skip")
    zoe.sees("Please check the project", "Kind: Teaching and learning", "Sat 28 Nov", "People: 1")
    await zoe_says("Confirm")
    zoe.sees("Posted", "People can sign up now")

    for says, name in ((ann_says, "Ann Miller"), (bob_says, "Bob Li")):
        await says("hello", "register", "I agree", "1990-05-01", name, "skip", "Chengxi", "yes")
        await says("projects", "Reading with children", "Sign up", "yes")
    ann.sees("You are signed up")
    bob.sees("on the waiting list", "number 1")
    await bob_says("signups")
    await ann_says("cancel my sign-up please", "Confirm")
    ann.sees("It is cancelled")
    await world.news()
    bob.sees("A place is free", "Please answer by Sat 21 Nov, 21:00")
    reads_english(bob)
    await bob_says("yes")
    bob.sees("You are signed up")

    await world.passes(timedelta(days=6, hours=6))
    bob.sees("Reminder", "Can you come?")
    reads_english(bob, zoe)
    await bob_says("I'm coming")
    await world.passes(timedelta(hours=22, minutes=50))
    await zoe_says("checkin")
    code = zoe.text.split('children": ')[1][:6]
    await bob_says("123", "checkin", code)
    bob.sees("You are checked in")
    await world.passes(timedelta(hours=4))
    bob.sees("You did not check out", "3 hours")
    zoe.sees("Bob Li logged 3 hours")
    reads_english(bob, zoe)
    await zoe_says("approve", "Approve")
    await world.news()
    bob.sees("Your hours are confirmed")
    await bob_says(
        "hours", "My records", "A record is wrong", "1", "2 hours", "I left early", "yes"
    )
    await world.news()
    zoe.sees("says a record is wrong", "It says 3 hours, it should be 2 hours")
    reads_english(zoe)
    await zoe_says("Correct it", "Checked with Bob", "yes")
    await world.news()
    bob.sees("are now 2 hours")
    await bob_says("how many hours do I have")
    bob.sees("Your total: 2 hours")
    await bob_says("help", "settings", "menu", "log", "cancel", "back", "skip", "what?", "mydata")
    await zoe_says(
        "roster", "organize", "Units and people", "Add a unit or team", "station", "Hutai", "yes"
    )
