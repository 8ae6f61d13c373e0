"""Fixtures of these tests."""

import pytest

from tests.unit.people.support import Ids


@pytest.fixture
def ids() -> Ids:
    """Makes ids."""
    return Ids()
