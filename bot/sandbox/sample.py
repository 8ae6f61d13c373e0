"""The demo's sample data: made through the use cases, the past at moments of the past."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import col, update

from bot.chance import invitation_code
from bot.dialogue.turn import House
from bot.progress import OnProgress
from bot.sandbox.personas import GUARDIAN, ORGANIZER, REGISTERED_VOLUNTEER
from bot.sandbox.sample_desk import add_case, add_members
from bot.sandbox.sample_people import SamplePeople
from bot.sandbox.sample_plan import ClaimPlan, Plan, ProjectPlan, ShiftPlan, read_plan
from domain.clock import local_day
from domain.errors import Reason, Refused
from domain.hours.attendance import check_in, check_out
from domain.hours.claims import claim
from domain.hours.decisions import confirm_claim
from domain.hours.rules import service_between
from domain.notices.model import OPEN_NOTICES, NoticeState
from domain.offerings.model import Project, Shift
from domain.offerings.usecases import (
    NewProject,
    NewShift,
    create_project,
    open_project,
)
from domain.organizations.invitations import (
    claim_role,
    found_organization,
    invite,
    invite_administrator,
)
from domain.organizations.model import RoleKind
from domain.organizations.usecases import add_node, set_verified
from domain.signups.usecases import SignedUp, sign_up
from storage.tables import NoticeRow
from storage.unit import Unit

_FOUNDED_BEFORE = timedelta(days=120)
_POSTED_BEFORE = timedelta(days=14)
_SIGNED_UP_BEFORE = timedelta(days=3)
_HALF_HOUR = timedelta(minutes=30)
_PERSONAS = (
    (ORGANIZER, date(1978, 4, 9)),
    (REGISTERED_VOLUNTEER, date(1992, 6, 18)),
    (GUARDIAN, date(1985, 11, 2)),
)
#: The fields of a project that are planned as they are stored.
_PLANNED = {
    "title",
    "category",
    "recipient",
    "content",
    "risks",
    "risky",
    "insurance",
    "minimum_age",
    "district",
    "bring",
    "contact",
}


async def add_sample_data(house: House, now: datetime, told: OnProgress) -> bool:
    """Fills an empty installation, all in one transaction; does nothing where one is founded.

    Args:
        now: the demo's moment; all days count from it.

    Returns:
        Whether anything was added.

    Raises:
        StoreUnavailable: nothing was added.
    """
    async with house.database.write() as unit:
        if await unit.organizations.roots():
            return False
        plan = read_plan()
        done, total = 0, len(_PERSONAS) + len(plan.volunteers) + 1 + len(plan.projects)
        async for _ in _Maker(house, unit, now, plan, SamplePeople(house, unit)).steps():
            done += 1
            told(done, total)
    return True


@dataclass(slots=True)
class _Maker:
    """Writes the plan into one unit of work; people, nodes and projects by the plan's names."""

    house: House
    unit: Unit
    now: datetime
    plan: Plan
    people: SamplePeople
    nodes: dict[str, str] = field(default_factory=dict)
    projects: dict[str, str] = field(default_factory=dict)
    turns: int = 0

    async def steps(self) -> AsyncIterator[None]:
        """Everything, in the order in which it happened."""
        founded = self.now - _FOUNDED_BEFORE
        for persona, born in _PERSONAS:
            await self.people.add_persona(persona, born, founded)
            yield
        for number, (name, district) in enumerate(self.plan.volunteers):
            born = date(1958 + number * 7 % 46, 1 + number * 5 % 12, 1 + number * 11 % 28)
            phone = f"+8613800138{900 + number:03d}"
            await self.people.add_volunteer(name, name, born, phone, district, founded)
            yield
        await self.people.add_child(founded)
        await self._organizations(founded)
        yield
        for project in self.plan.projects:
            await self._project(project)
            yield
        for reported in self.plan.claims:
            await self._claim(reported)
        for case in self.plan.cases:
            await add_case(self.house, self.unit, case, self.people.accounts[case.who], self.now)
        await self._told_already()

    # ------------------------------------------------------------ organizations

    async def _organizations(self, at: datetime) -> None:
        """The tree, founded by the persona who is an organizer; the leaders get their roles."""
        unit, new_id, policy = self.unit, self.house.new_id, self.house.policy
        founder, account_id = self.people.ids[ORGANIZER.kind], self.people.accounts[ORGANIZER.kind]
        root, *others = self.plan.nodes
        code = await invite_administrator(
            unit, draw=invitation_code, now=at, new_id=new_id, policy=policy
        )
        claimed = await found_organization(
            unit, account_id, code, root.name, now=at, new_id=new_id, policy=policy
        )
        assert claimed.organization is not None  # it was just founded
        self.nodes[root.key] = claimed.organization.id
        for node in others:
            parent_id = self.nodes[node.parent or root.key]
            added = await add_node(
                unit, founder, parent_id, node.kind, node.name, now=at, new_id=new_id
            )
            self.nodes[node.key] = added.id
        for node in self.plan.nodes:
            node_id = self.nodes[node.key]
            await set_verified(unit, founder, node_id, node.verified)
            people = self.people.ids
            await add_members(
                self.house, unit, self.plan, node, node_id, by=founder, people=people, at=at
            )
        for leader, node_key in self.plan.leaders:
            code = await invite(
                unit,
                founder,
                RoleKind.LEADER,
                self.nodes[node_key],
                draw=invitation_code,
                now=at,
                new_id=new_id,
                policy=policy,
            )
            await claim_role(
                unit, self.people.accounts[leader], code, now=at, new_id=new_id, policy=policy
            )

    # ------------------------------------------------------------ projects

    async def _project(self, plan: ProjectPlan) -> None:
        """Posted before its first shift; then people sign up, and come to those that are over."""
        unit, leader = self.unit, self.people.ids[plan.leader]
        spans = [self._span(shift) for shift in plan.shifts]
        posted = min(self.now, *(start for start, _ in spans)) - _POSTED_BEFORE
        project = await create_project(
            unit,
            leader,
            NewProject(
                organization_id=self.nodes[plan.node],
                shifts=[
                    NewShift(start, end, plan.address, shift.places, plan.meeting_point)
                    for shift, (start, end) in zip(plan.shifts, spans, strict=True)
                ],
                **plan.model_dump(include=_PLANNED),
            ),
            now=posted,
            new_id=self.house.new_id,
            policy=self.house.policy,
        )
        await open_project(unit, leader, project.id)
        self.projects[plan.title] = project.id
        made = await unit.shifts.of_project(project.id)
        by_start = dict(zip((start for start, _ in spans), plan.shifts, strict=True))
        for shift in sorted(made, key=lambda each: each.starts_at):
            await self._shift(project, shift, by_start[shift.starts_at])

    async def _shift(self, project: Project, shift: Shift, plan: ShiftPlan) -> None:
        at = min(self.now, shift.starts_at) - _SIGNED_UP_BEFORE
        came: list[str] = []
        for key in plan.first:
            came += await self._signs_up(self.people.ids[key], project, shift, at)
        came += await self._others_sign_up(plan.come, project, shift, at)
        for key in plan.last:
            came += await self._signs_up(self.people.ids[key], project, shift, at)
        came += await self._others_sign_up(plan.more, project, shift, at)
        if shift.ends_at <= self.now:
            for volunteer_id in came:
                await self._comes(volunteer_id, shift)

    async def _others_sign_up(
        self, many: int, project: Project, shift: Shift, at: datetime
    ) -> list[str]:
        """So many people of the project's city, in turns; who is busy then is passed over."""
        pool = self.plan.neighbours(project.district or "")
        came: list[str] = []
        wanted = shift.taken + shift.waiting + many
        for _ in pool:
            if shift.taken + shift.waiting >= wanted:
                break
            self.turns += 1
            name = pool[self.turns % len(pool)]
            try:
                came += await self._signs_up(self.people.ids[name], project, shift, at)
            except Refused as refusal:
                if refusal.reason not in {Reason.CLASH, Reason.ALREADY_SIGNED_UP}:
                    raise
        return came

    async def _signs_up(
        self, volunteer_id: str, project: Project, shift: Shift, at: datetime
    ) -> list[str]:
        """The person, where they got a place."""
        signed_up = await sign_up(
            self.unit,
            volunteer_id,
            shift.id,
            project.terms_version,
            now=at,
            new_id=self.house.new_id,
            policy=self.house.policy,
        )
        return [volunteer_id] if isinstance(signed_up, SignedUp) else []

    async def _comes(self, volunteer_id: str, shift: Shift) -> None:
        new_id, policy = self.house.new_id, self.house.policy
        await check_in(
            self.unit,
            volunteer_id,
            shift.id,
            "code",
            now=shift.starts_at,
            new_id=new_id,
            policy=policy,
        )
        await check_out(
            self.unit, volunteer_id, shift.id, now=shift.ends_at, new_id=new_id, policy=policy
        )

    # ------------------------------------------------------------ hours and news

    async def _claim(self, plan: ClaimPlan) -> None:
        house, unit = self.house, self.unit
        start = self._moment(plan.day, plan.starts)
        end = start + timedelta(hours=plan.hours)
        reported = await claim(
            unit,
            self.people.ids[plan.who],
            self.projects[plan.project],
            service_between(start, end, house.policy),
            plan.note,
            now=end,
            new_id=house.new_id,
            policy=house.policy,
            workdays=house.workdays,
        )
        if plan.confirmed:
            await confirm_claim(
                unit,
                self.people.ids[ORGANIZER.kind],
                reported.id,
                now=end + _HALF_HOUR,
                new_id=house.new_id,
                policy=house.policy,
            )

    async def _told_already(self) -> None:
        """What was to be told until now was told then; reminders of shifts to come stay."""
        await self.unit.session.exec(
            update(NoticeRow)
            .where(col(NoticeRow.due_at) <= self.now, col(NoticeRow.state).in_(OPEN_NOTICES))
            .values(state=NoticeState.DROPPED)
        )

    def _span(self, plan: ShiftPlan) -> tuple[datetime, datetime]:
        start = self._moment(plan.day, plan.starts)
        if plan.now:
            start = self.now - (self.now - start) % _HALF_HOUR
        return start, start + timedelta(hours=plan.hours)

    def _moment(self, day: int, at: time) -> datetime:
        zone = self.house.policy.timezone
        on = local_day(self.now, zone) + timedelta(days=day)
        return datetime.combine(on, at, zone).astimezone(UTC)
