"""Writing to the people a matter fits: for organizers; and what recipients say to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.broadcasts.figures import DryRun, Progress
from domain.broadcasts.model import Audience, Broadcast, BroadcastState, Ways
from domain.broadcasts.ports import BroadcastUnit
from domain.clock import NewId
from domain.errors import Reason, Refused
from domain.offerings.authority import authority_of, node_of
from domain.offerings.model import Category, Project
from domain.persons import PeopleUnit, lock_person
from domain.policy import Policy
from domain.volunteers.model import Volunteer
from domain.volunteers.zones import Zone

BROADCAST_NUMBERS = "broadcast"


@dataclass(frozen=True, slots=True)
class NewBroadcast:
    """A broadcast as somebody writes it.

    Attributes:
        organization_id: the node in whose name it is sent.
        most: how many people its author agreed to; those beyond do not get it. Of one that begins
            later the count is only an estimate: there it is the limit they set, if any.
        starts_at: when sending may begin; now at the earliest.
        picture_id: a picture that was kept for its draft.
    """

    organization_id: str
    text: str
    text_en: str | None
    project_id: str | None
    audience: Audience
    most: int
    starts_at: datetime
    picture_id: str | None = None


async def dry_run(
    unit: BroadcastUnit,
    actor_id: str,
    plan: NewBroadcast,
    *,
    ways: Ways,
    now: datetime,
    policy: Policy,
) -> DryRun:
    """How many would get it, and who would not and why; nothing is written.

    Of one that is to begin later it is an estimate: people are judged for that moment by what is
    known now, and again when it has come.

    Raises:
        Refused: no role of an organizer there, or the project is not open.
    """
    project = await _allowed(unit, actor_id, plan)
    return await unit.broadcasts.dry_run(
        plan.audience,
        project_id=plan.project_id,
        topic=project.category if project else None,
        ways=ways,
        now=max(now, plan.starts_at),
        policy=policy,
    )


async def send_broadcast(
    unit: BroadcastUnit,
    actor_id: str,
    plan: NewBroadcast,
    *,
    now: datetime,
    new_id: NewId,
) -> Broadcast:
    """Writes it to be planned and sent.

    Raises:
        Refused: no role of an organizer there, the project is not open, or the picture is gone.
    """
    project = await _allowed(unit, actor_id, plan)
    if plan.picture_id is not None and not await unit.pictures.take(plan.picture_id):
        raise Refused(Reason.PICTURE_GONE)
    return await unit.broadcasts.add(
        Broadcast(
            id=new_id(),
            number=await unit.counters.next(BROADCAST_NUMBERS),
            organization_id=plan.organization_id,
            author_id=actor_id,
            text=plan.text,
            text_en=plan.text_en,
            picture_id=plan.picture_id,
            project_id=plan.project_id,
            topic=project.category if project else None,
            audience=plan.audience.model_dump_json(exclude_defaults=True),
            most=plan.most,
            starts_at=max(now, plan.starts_at),
            created_at=now,
        )
    )


async def move_broadcast(
    unit: BroadcastUnit, actor_id: str, broadcast_id: str, state: BroadcastState, *, now: datetime
) -> Broadcast:
    """Pauses, resumes or cancels one; asked for twice it is done once.

    Args:
        state: sending: it goes on where it was, also with the planning or with its waiting.

    Raises:
        Refused: no role of an organizer there, or it is over.
    """
    broadcast = await unit.broadcasts.lock(broadcast_id)
    if broadcast is None:
        raise Refused(Reason.NOT_FOUND)
    await _check_organizes(unit, actor_id, broadcast.organization_id)
    wanted = broadcast.at_work if state is BroadcastState.SENDING else state
    if broadcast.state is not wanted:
        broadcast.move(wanted, now)
    if state is BroadcastState.CANCELLED:
        await unit.deliveries.cancel(broadcast.id)
    return broadcast


async def broadcast_progress(
    unit: BroadcastUnit, actor_id: str, broadcast_id: str
) -> tuple[Broadcast, Progress]:
    """Where one stands.

    Raises:
        Refused: there is none, or no role of an organizer there.
    """
    broadcast = await unit.broadcasts.get(broadcast_id)
    if broadcast is None:
        raise Refused(Reason.NOT_FOUND)
    await _check_organizes(unit, actor_id, broadcast.organization_id)
    return broadcast, await unit.broadcasts.progress(broadcast)


async def latest_broadcasts(
    unit: BroadcastUnit, actor_id: str, offset: int, limit: int
) -> Sequence[Broadcast]:
    """Those of the nodes that a person organizes: under way first, then newest first.

    Raises:
        Refused: no role of an organizer anywhere.
    """
    authority = await authority_of(unit, actor_id)
    if not authority.organizes:
        raise Refused(Reason.NOT_ALLOWED)
    paths = [node.path for node in authority.organizes]
    return await unit.broadcasts.latest(paths, offset, limit)


async def decline_topic(
    unit: PeopleUnit, volunteer_id: str, topic: Category, *, declined: bool
) -> Volunteer:
    """Whether somebody wants no recruitment about a category; effective at once."""
    person = await lock_person(unit, volunteer_id)
    person.volunteer.decline_topic(topic, declined)
    return person.volunteer


async def want_rarely(unit: PeopleUnit, volunteer_id: str, *, rarely: bool) -> Volunteer:
    """Whether somebody wants recruitment less often; effective at once."""
    person = await lock_person(unit, volunteer_id)
    person.volunteer.want_messages_rarely(rarely)
    return person.volunteer


async def live_in(unit: PeopleUnit, volunteer_id: str, zone: Zone) -> Volunteer:
    """Where somebody lives: nothing is sent to them while people sleep there."""
    person = await lock_person(unit, volunteer_id)
    person.volunteer.live_in(zone)
    return person.volunteer


async def _allowed(unit: BroadcastUnit, actor_id: str, plan: NewBroadcast) -> Project | None:
    """The project it asks to sign up for, if any."""
    await _check_organizes(unit, actor_id, plan.organization_id)
    if plan.audience.team is not None:
        await _check_organizes(unit, actor_id, plan.audience.team)
    if plan.project_id is None:
        return None
    project = await unit.projects.get(plan.project_id)
    if project is None:
        raise Refused(Reason.NOT_FOUND)
    await _check_organizes(unit, actor_id, project.organization_id)
    if not project.is_offered:
        raise Refused(Reason.REGISTRATION_CLOSED)
    return project


async def _check_organizes(unit: BroadcastUnit, actor_id: str, node_id: str) -> None:
    node = await node_of(unit, node_id)
    if not (await authority_of(unit, actor_id)).over_node(node):
        raise Refused(Reason.NOT_ALLOWED)
