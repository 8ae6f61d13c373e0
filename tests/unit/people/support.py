"""People and codes for these tests."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from domain.codes.usecases import Draw
from domain.offerings.model import Category, Project, ProjectState, Recipient, Shift
from domain.organizations.model import NodeKind, Organization
from domain.policy import Policy
from domain.volunteers.model import Account, Platform, Volunteer
from domain.volunteers.usecases import find_or_create_account, register
from storage.unit import Unit

NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
POLICY = Policy()


class Ids:
    """Ids that sort in the order they were made in."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self) -> str:
        self._count += 1
        return f"id{self._count:014d}"


def drawing(*texts: str) -> Draw:
    """Draws these texts, one after the other."""
    left: Iterator[str] = iter(texts)
    return lambda: next(left)


async def account(
    unit: Unit, ids: Ids, user_id: str, platform: Platform = Platform.WECHAT
) -> Account:
    """An account of a user."""
    return await find_or_create_account(unit, platform, user_id, language=None, now=NOW, new_id=ids)


async def volunteer(
    unit: Unit,
    ids: Ids,
    name: str,
    platform: Platform = Platform.WECHAT,
    *,
    born: date = date(1990, 5, 1),
    phone: str | None = None,
    now: datetime = NOW,
) -> Volunteer:
    """A registered volunteer whose user id is the name."""
    own = await account(unit, ids, name, platform)
    return await register(
        unit,
        own.id,
        name=name,
        birth_date=born,
        phone=phone,
        district="西宁市城中区",
        consent_version="2026-11",
        now=now,
        new_id=ids,
        policy=POLICY,
    )


async def shift(
    unit: Unit,
    ids: Ids,
    starts_at: datetime = NOW + timedelta(days=2),
    hours: int = 3,
    places: int = 5,
) -> Shift:
    """A shift of an open project, under an organization of its own."""
    leader = await unit.volunteers.add(Volunteer(id=ids()))
    node_id, number = ids(), await unit.counters.next("projects")
    await unit.organizations.add(
        Organization(
            id=node_id,
            kind=NodeKind.ORGANIZATION,
            name=f"组织{number}",
            path=f"{node_id}/",
            created_at=NOW,
        )
    )
    project = await unit.projects.add(
        Project(
            id=ids(),
            number=number,
            organization_id=node_id,
            leader_id=leader.id,
            title="社区清洁",
            category=Category.COMMUNITY,
            recipient=Recipient.PUBLIC,
            state=ProjectState.OPEN,
            created_at=NOW,
        )
    )
    return await unit.shifts.add(
        Shift(
            id=ids(),
            project_id=project.id,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=hours),
            address="人民公园",
            places=places,
        )
    )
