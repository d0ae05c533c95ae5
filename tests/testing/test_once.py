"""`play` called again and again: what has not changed is not read again."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from ac_tui.assets import fixtures_dir
from ac_tui.flows.fixture import read_fixture
from ac_tui.registry.faults import FileError
from ac_tui.testing import play

FLOW = "d1-accesso-con-account-fino-alla-home"


def test_a_registry_is_read_once_and_again_when_it_has_changed(tmp_path: Path) -> None:
    registry = tmp_path / "registry.toml"
    registry.write_bytes((fixtures_dir() / "registry.toml").read_bytes())
    with patch("ac_tui.testing.playing.read_fixture", side_effect=read_fixture) as read:
        for _ in range(2):
            play(FLOW, registry=registry)
        assert read.call_count == 1
        registry.write_text("customers = []\n", "utf-8")
        with pytest.raises(FileError, match="there is no customer in this registry"):
            play(FLOW, registry=registry)
