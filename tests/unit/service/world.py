"""A small world for the tests of service: an organization, people with roles, projects."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import cast

from sqlmodel import select

from domain.clock import NewId
from domain.hours.model import Claim
from domain.notices.model import NoticeKind
from domain.offerings.editing import EditValue, ProjectEdit, edit_project
from domain.offerings.model import Category, Project, ProjectState, Recipient, Shift
from domain.organizations.model import NodeKind, Organization, Role, RoleKind
from domain.policy import Policy
from domain.signups.usecases import SignedUp, Waitlisted, sign_up
from domain.volunteers.model import Volunteer, VolunteerState
from storage.database import Database
from storage.tables import NoticeRow
from storage.unit import Unit
from storage.workdays import ChineseWorkdays

#: Saturday 2026-11-21, 09:00 in 西宁.
NOW = datetime(2026, 11, 21, 1, tzinfo=UTC)
POLICY = Policy()
WORKDAYS = ChineseWorkdays()
BORN = date(1990, 5, 1)


def ids(prefix: str = "") -> NewId:
    """Identifiers in order, of 16 characters."""
    numbers: Iterator[int] = count(1)
    return lambda: f"{prefix}{next(numbers):0{16 - len(prefix)}d}"


@dataclass
class World:
    """What the tests find there; ids of people are their names."""

    database: Database
    new_id: NewId = field(default_factory=ids)

    async def settle(self) -> "World":
        """青海志愿 with a station and another organization; administrator, organizer, leaders."""
        async with self.database.write() as unit:
            for name, parent in (("root", None), ("station", "root"), ("other", "root")):
                path = f"{name}/" if parent is None else f"{parent}/{name}/"
                kind = NodeKind.ORGANIZATION if parent is None else NodeKind.STATION
                await unit.organizations.add(
                    Organization(
                        id=name,
                        kind=kind,
                        name=name,
                        parent_id=parent,
                        path=path,
                        verified=True,
                        created_at=NOW,
                    )
                )
            for name, node, role in (
                ("admin", "root", RoleKind.ADMINISTRATOR),
                ("organizer", "station", RoleKind.ORGANIZER),
                ("leader", "station", RoleKind.LEADER),
                ("colleague", "station", RoleKind.LEADER),
                ("outsider", "other", RoleKind.ORGANIZER),
                ("former", "station", RoleKind.ORGANIZER),
            ):
                await self.person(unit, name)
                withdrawn = NOW if name == "former" else None
                await unit.roles.add(
                    Role(
                        id=f"role-{name}",
                        volunteer_id=name,
                        organization_id=node,
                        kind=role,
                        granted_at=NOW,
                        withdrawn_at=withdrawn,
                    )
                )
            for name in ("wang", "li", "zhao"):
                await self.person(unit, name)
            await self.project(unit)
            await self.shift(unit)
        return self

    async def person(self, unit: Unit, id: str, born: date = BORN, **more: object) -> Volunteer:
        """A registered volunteer."""
        values = {"id": id, "number": id, "name": id, "birth_date": born} | more
        values.setdefault("state", VolunteerState.ACTIVE)
        return await unit.volunteers.add(Volunteer.model_validate(values))

    async def project(self, unit: Unit, id: str = "project", **more: object) -> Project:
        """An open project of the station, led by ``leader``."""
        values = {
            "id": id,
            "number": await unit.counters.next("project"),
            "organization_id": "station",
            "leader_id": "leader",
            "title": "陪空巢老人聊天",
            "category": Category.SPECIAL_CARE,
            "recipient": Recipient.ELDERLY,
            "state": ProjectState.OPEN,
            "created_at": NOW,
        } | more
        return await unit.projects.add(Project.model_validate(values))

    async def shift(
        self,
        unit: Unit,
        id: str = "shift",
        project_id: str = "project",
        starts_in: timedelta = timedelta(days=3),
        hours: float = 3,
        places: int = 1,
        **more: object,
    ) -> Shift:
        """A shift of three hours, three days from now, with one place."""
        values = {
            "id": id,
            "project_id": project_id,
            "starts_at": NOW + starts_in,
            "ends_at": NOW + starts_in + timedelta(hours=hours),
            "address": "西宁市城中区南大街 1 号",
            "places": places,
        } | more
        return await unit.shifts.add(Shift.model_validate(values))

    async def joins(
        self, who: str, shift_id: str = "shift", now: datetime = NOW
    ) -> SignedUp | Waitlisted:
        """Somebody signs up, in a unit of work of their own."""
        async with self.database.write() as unit:
            return await sign_up(unit, who, shift_id, 1, now=now, new_id=self.new_id, policy=POLICY)

    async def edits(
        self, values: Mapping[str, EditValue], project_id: str = "project", now: datetime = NOW
    ) -> ProjectEdit:
        """The leader edits a project, in a unit of work of its own."""
        async with self.database.write() as unit:
            return await edit_project(
                unit, "leader", project_id, values, now=now, new_id=self.new_id, policy=POLICY
            )

    async def told(self, kind: NoticeKind) -> list[str]:
        """Who is told of something, in order; what was dropped is left out."""
        async with self.database.read() as unit:
            query = (
                select(NoticeRow)
                .where(NoticeRow.kind == kind, NoticeRow.state != "dropped")
                .order_by(NoticeRow.created_at, NoticeRow.id)  # type: ignore[arg-type]
            )
            return [cast(str, row.volunteer_id) for row in await unit.session.exec(query)]

    async def claim_row(self, claim_id: str) -> Claim:
        """A claim as stored."""
        async with self.database.read() as unit:
            found = await unit.claims.get(claim_id)
            assert found is not None
            return found
