"""The tree, invitations, roles, and who may do what."""

import pytest

from domain.errors import Reason, Refused
from domain.organizations.authority import can, manageable
from domain.organizations.invitations import (
    Claimed,
    claim_role,
    found_organization,
    invite,
    invite_administrator,
)
from domain.organizations.model import NodeKind, Organization, RoleKind
from domain.organizations.usecases import add_node, set_verified, withdraw_role
from domain.volunteers.model import Platform, VolunteerState
from storage.database import Database
from storage.unit import Unit
from tests.unit.people.support import NOW, POLICY, Ids, account, drawing


async def founded(unit: Unit, ids: Ids, who: str = "admin") -> Claimed:
    own = await account(unit, ids, who)
    code = await invite_administrator(
        unit, draw=drawing("first"), now=NOW, new_id=ids, policy=POLICY
    )
    return await found_organization(
        unit, own.id, code, "西宁志愿", now=NOW, new_id=ids, policy=POLICY
    )


async def holder(unit: Unit, ids: Ids, by: str, kind: RoleKind, node: Organization) -> str:
    """Somebody new, invited to a role: the volunteer's id."""
    text = await invite(
        unit,
        by,
        kind,
        node.id,
        draw=drawing(f"code-{ids()}"),
        now=NOW,
        new_id=ids,
        policy=POLICY,
    )
    own = await account(unit, ids, text, Platform.TELEGRAM)
    claimed = await claim_role(unit, own.id, text, now=NOW, new_id=ids, policy=POLICY)
    assert claimed.role is not None
    return claimed.role.volunteer_id


async def node(unit: Unit, ids: Ids, by: str, parent: Organization, name: str) -> Organization:
    return await add_node(unit, by, parent.id, NodeKind.TEAM, name, now=NOW, new_id=ids)


async def root_of(unit: Unit, ids: Ids) -> tuple[str, Organization]:
    claimed = await founded(unit, ids)
    assert claimed.role is not None
    assert claimed.organization is not None
    return claimed.role.volunteer_id, claimed.organization


async def test_the_first_claim_asks_the_name_and_the_code_stays_usable(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        own = await account(unit, ids, "admin")
        code = await invite_administrator(
            unit, draw=drawing("first"), now=NOW, new_id=ids, policy=POLICY
        )
        for _ in range(2):
            claimed = await claim_role(unit, own.id, code, now=NOW, new_id=ids, policy=POLICY)
            assert claimed == Claimed(None, None)
        assert own.volunteer_id is None
        claimed = await found_organization(
            unit, own.id, code, "西宁志愿", now=NOW, new_id=ids, policy=POLICY
        )
        assert claimed.organization is not None
        assert claimed.organization.name == "西宁志愿"
        guest = await unit.volunteers.get(own.volunteer_id or "")
        assert guest is not None
        assert guest.state is VolunteerState.GUEST
        assert await can(unit, guest.id, RoleKind.LEADER, claimed.organization)
        with pytest.raises(Refused) as refused:
            await claim_role(unit, own.id, code, now=NOW, new_id=ids, policy=POLICY)
    assert refused.value.reason is Reason.CODE_USED


async def test_the_second_administrator_gets_the_root_that_stands(
    database: Database, ids: Ids
) -> None:
    async with database.write() as unit:
        _, root = await root_of(unit, ids)
        code = await invite_administrator(
            unit, draw=drawing("second"), now=NOW, new_id=ids, policy=POLICY
        )
        own = await account(unit, ids, "other")
        claimed = await claim_role(unit, own.id, code, now=NOW, new_id=ids, policy=POLICY)
    assert claimed.organization is root
    assert claimed.role is not None
    assert claimed.role.kind is RoleKind.ADMINISTRATOR


async def test_a_role_reaches_down_and_not_up_nor_sideways(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin, root = await root_of(unit, ids)
        east = await node(unit, ids, admin, root, "东区")
        west = await node(unit, ids, admin, root, "西区")
        team = await node(unit, ids, admin, east, "一队")
        organizer = await holder(unit, ids, admin, RoleKind.ORGANIZER, east)
        leader = await holder(unit, ids, organizer, RoleKind.LEADER, team)

        async def allowed(who: str, kind: RoleKind) -> list[str]:
            nodes = (root, east, west, team)
            return [one.name for one in nodes if await can(unit, who, kind, one)]

        assert await allowed(admin, RoleKind.ADMINISTRATOR) == ["西宁志愿", "东区", "西区", "一队"]
        assert await allowed(organizer, RoleKind.ADMINISTRATOR) == []
        assert await allowed(organizer, RoleKind.ORGANIZER) == ["东区", "一队"]
        assert await allowed(organizer, RoleKind.LEADER) == ["东区", "一队"]
        assert await allowed(leader, RoleKind.ORGANIZER) == []
        assert await allowed(leader, RoleKind.LEADER) == ["一队"]
        assert await allowed("nobody", RoleKind.LEADER) == []
        assert [one.name for one in await manageable(unit, organizer)] == ["东区", "一队"]
        assert await manageable(unit, leader) == []


async def test_every_action_is_refused_without_the_role(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin, root = await root_of(unit, ids)
        east = await node(unit, ids, admin, root, "东区")
        west = await node(unit, ids, admin, root, "西区")
        organizer = await holder(unit, ids, admin, RoleKind.ORGANIZER, east)
        role_of_admin = (await unit.roles.on(root.id))[0][0]
        attempts = [
            node(unit, ids, organizer, west, "x"),
            node(unit, ids, "nobody", east, "x"),
            set_verified(unit, organizer, east.id, True),
            withdraw_role(unit, organizer, role_of_admin.id, now=NOW),
            holder(unit, ids, organizer, RoleKind.ADMINISTRATOR, east),
            holder(unit, ids, organizer, RoleKind.LEADER, west),
        ]
        for attempt in attempts:
            with pytest.raises(Refused) as refused:
                await attempt
            assert refused.value.reason is Reason.NOT_ALLOWED


async def test_a_name_is_free_once_below_each_parent(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin, root = await root_of(unit, ids)
        east = await node(unit, ids, admin, root, "一队")
        await node(unit, ids, admin, east, "一队")
        with pytest.raises(Refused) as refused:
            await node(unit, ids, admin, root, "一队")
    assert refused.value.reason is Reason.NAME_TAKEN


async def test_the_verified_mark(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin, root = await root_of(unit, ids)
        assert (await set_verified(unit, admin, root.id, True)).verified
        assert not (await set_verified(unit, admin, root.id, False)).verified


async def test_the_last_administrator_stays(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin, root = await root_of(unit, ids)
        first = (await unit.roles.on(root.id))[0][0]
        with pytest.raises(Refused) as refused:
            await withdraw_role(unit, admin, first.id, now=NOW)
        assert refused.value.reason is Reason.LAST_ADMINISTRATOR
        second = await holder(unit, ids, admin, RoleKind.ADMINISTRATOR, root)
        await withdraw_role(unit, second, first.id, now=NOW)
        assert not await can(unit, admin, RoleKind.LEADER, root)
        with pytest.raises(Refused) as refused:
            await withdraw_role(unit, second, first.id, now=NOW)
        assert refused.value.reason is Reason.NOT_FOUND


async def test_the_same_role_is_not_held_twice(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin, root = await root_of(unit, ids)
        code = await invite_administrator(
            unit, draw=drawing("again"), now=NOW, new_id=ids, policy=POLICY
        )
        own = await account(unit, ids, "admin")
        await claim_role(unit, own.id, code, now=NOW, new_id=ids, policy=POLICY)
        assert [role.volunteer_id for role, _ in await unit.roles.on(root.id)] == [admin]


async def test_who_is_told_of_a_node_the_nearest_first(database: Database, ids: Ids) -> None:
    async with database.write() as unit:
        admin, root = await root_of(unit, ids)
        east = await node(unit, ids, admin, root, "东区")
        team = await node(unit, ids, admin, east, "一队")
        organizer = await holder(unit, ids, admin, RoleKind.ORGANIZER, east)
        both = (RoleKind.ORGANIZER, RoleKind.ADMINISTRATOR)
        assert await unit.roles.above(team.path, both) == [organizer, admin]
        assert await unit.roles.above(root.path, both) == [admin]
