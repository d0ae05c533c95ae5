"""Somebody at the app."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.tui.driver import Person, running


@pytest.fixture
def person() -> Iterator[Person]:
    with running((80, 30)) as person:
        yield person
