"""What several tests of flows need."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for one recording after the other."""
    return tmp_path_factory.mktemp("recordings") / "recorded.yaml"
