"""What every store of entities can do; each use case asks for its own narrow part on top."""

from typing import Protocol, TypeVar

Entity = TypeVar("Entity")


class Store(Protocol[Entity]):
    """The stored entities of one kind, within a unit of work."""

    async def add(self, entity: Entity) -> Entity:
        """Stores a new entity; the answer is what to use from then on."""
        ...

    async def get(self, entity_id: str) -> Entity | None:
        """The entity of an id."""
        ...

    async def lock(self, entity_id: str) -> Entity | None:
        """The entity as it is now, held until the unit of work ends."""
        ...
