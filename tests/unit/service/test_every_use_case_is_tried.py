"""No use case is left out of the tables of who may do what where."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from inspect import iscoroutinefunction, signature
from pkgutil import walk_packages
from types import FunctionType
from typing import Any, cast

import domain
from domain.cases.routing import check_handles, handles, note_seen
from domain.hours.decisions import check_decides
from domain.households.acting import charge_of, lock_charge, lock_owner
from domain.offerings.authority import (
    authority_of,
    check_answers_for,
    check_manages,
    check_manages_anything,
    check_manages_shift,
)
from domain.offerings.delegation import draw_invitation
from domain.offerings.shift_notices import tell_leader
from domain.offerings.usecases import call_off
from domain.reports.usecases import note_looked_at
from domain.signups.walk_ins import check_join_on_site, decline_walk_in, join_on_site
from domain.volunteers.merging import merge
from tests.unit.service import (
    test_cases_with_the_role,
    test_nodes_with_the_role,
    test_only_with_the_role,
    test_people_on_a_shift_with_the_role,
)
from tests.unit.service.places import Table

UseCase = Callable[..., object]

TABLES: tuple[Table[Any], ...] = (
    test_cases_with_the_role.TABLE,
    test_nodes_with_the_role.TABLE,
    test_only_with_the_role.TABLE,
    test_people_on_a_shift_with_the_role.TABLE,
)
#: What is in none of them, and why.
EXCEPTIONS: Mapping[str, Sequence[UseCase]] = {
    "done for oneself or for one's own child; to anybody else it is not found": (
        *(check_join_on_site, join_on_site, decline_walk_in),
        *(charge_of, lock_charge, lock_owner),
    ),
    "two accounts of one person become one, on the word of both": (merge,),
    "asks or checks what somebody may; every row of the tables goes through one of them": (
        *(authority_of, handles, check_handles, check_decides),
        *(
            check_answers_for,
            check_manages,
            check_manages_shift,
            check_manages_anything,
        ),
    ),
    "the last step of what is in a table, after its check": (
        *(draw_invitation, note_seen, note_looked_at, call_off, tell_leader),
    ),
}


def _use_cases() -> set[UseCase]:
    """What the domain lets an ``actor_id`` do."""
    return {
        each
        for module in walk_packages(domain.__path__, "domain.")
        for name, each in vars(import_module(module.name)).items()
        if not name.startswith("_")
        and iscoroutinefunction(each)
        and "actor_id" in signature(each).parameters
    }


def _tried() -> set[UseCase]:
    """What the actions of the tables call."""
    return {
        each
        for table in TABLES
        for actions in table.values()
        for action in actions.values()
        for each in _called(cast(FunctionType, action))
    }


def _called(function: FunctionType) -> Iterator[UseCase]:
    """What a function calls by name, or by a helper beside it."""
    for name in function.__code__.co_names:
        each = function.__globals__.get(name)
        if isinstance(each, FunctionType):
            yield each
            if each.__module__ == function.__module__:
                yield from _called(each)


def _names(found: Iterable[UseCase]) -> list[str]:
    return sorted(f"{each.__module__}.{each.__qualname__}" for each in found)


def test_every_use_case_is_in_a_table_or_is_an_exception_with_a_reason() -> None:
    excepted = {each for group in EXCEPTIONS.values() for each in group}
    left_out = _use_cases() - _tried() - excepted
    assert not left_out, f"in no table of who may do what where: {_names(left_out)}"


def test_no_exception_is_made_without_need() -> None:
    excepted = {each for group in EXCEPTIONS.values() for each in group}
    needless = excepted - (_use_cases() - _tried())
    assert not needless, f"an exception that is none: {_names(needless)}"
