"""What organizations and roles need of the stores."""

from collections.abc import Sequence
from typing import Protocol

from domain.codes.ports import CodeUnit
from domain.organizations.model import Organization, Role
from domain.ports import Store
from domain.volunteers.model import Volunteer
from domain.volunteers.ports import AccountUnit


class Organizations(Store[Organization], Protocol):
    """The nodes of the tree."""

    async def named(self, name: str, parent_id: str | None) -> Organization | None:
        """The node of a name below a parent, or among the roots."""
        ...

    async def roots(self) -> Sequence[Organization]:
        """The nodes without a parent, the first one first."""
        ...

    async def within(self, path: str) -> Sequence[Organization]:
        """A node and all below it, each after its parent."""
        ...


class Roles(Store[Role], Protocol):
    """The roles on the nodes."""

    async def held(self, volunteer_ids: Sequence[str]) -> Sequence[tuple[Role, Organization]]:
        """The roles that a person has now, each with its node."""
        ...

    async def on(self, organization_id: str) -> Sequence[tuple[Role, Volunteer]]:
        """Who has a role on a node itself."""
        ...

    async def lock_administrators(self, root_id: str) -> Sequence[Role]:
        """The administrators of a root itself, held until the unit of work ends."""
        ...


class AdministratorUnit(Protocol):
    """A unit of work that knows who administers."""

    @property
    def roles(self) -> Roles: ...


class OrganizationUnit(AccountUnit, CodeUnit, Protocol):
    """A unit of work that knows the tree and who has which role in it."""

    @property
    def organizations(self) -> Organizations: ...
    @property
    def roles(self) -> Roles: ...
