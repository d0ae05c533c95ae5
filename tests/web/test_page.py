"""The page's Python session: what it is sent as JSON, and what it tells the page to show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ac_tui.assets import fixtures_dir, screens_dir
from ac_tui.surfaces.web import page


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> page.PageSession:
    """A page that was just opened, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(page, "_HOME", tmp_path / "own")
    session = page.PageSession()
    send(session, "open")
    return session


def send(session: page.PageSession, kind: str, **told: object) -> dict[str, Any]:
    """What comes of a message."""
    update: dict[str, Any] = json.loads(session.take(json.dumps({"kind": kind, **told})))
    assert "broken" not in update
    return update


def test_the_palette_lists_every_command_before_anything_is_typed(opened: page.PageSession) -> None:
    session = opened.session
    fitting = [one for one in page.OFFERED if one.applies is None or one.applies(session)]
    box = send(opened, "look", what="palette", text="")["html"]["box"]
    assert box.count("data-choice") == len(fitting) - 1  # but for the palette itself


def test_the_palette_finds_a_command_by_the_key_that_it_shows(opened: page.PageSession) -> None:
    box = send(opened, "look", what="palette", text="alt+t")["html"]["box"]
    assert box.count("data-choice") == 1
    assert "<small>Alt+T</small>" in box


def test_a_registry_that_was_taken_is_told_where_another_file_dropped_with_it_is_broken(
    opened: page.PageSession,
) -> None:
    customers = {"name": "registry.toml", "text": (fixtures_dir() / "registry.toml").read_text("utf-8")}
    update = send(opened, "drop", files=[customers, {"name": "mia.yaml", "text": "- x: ["}])
    assert update["say"].startswith("Registro registry.toml: ")
    assert "mia.yaml:" in update["html"]["faults"]


def test_a_whole_folder_of_screens_is_taken_and_so_is_a_file_of_the_desk_alone(opened: page.PageSession) -> None:
    home = screens_dir()
    files = [{"name": f"mine/{one.relative_to(home)}", "text": one.read_text("utf-8")} for one in home.rglob("*.toml")]
    for dropped in (files, [{"name": "causes.toml", "text": (home / "desk" / "causes.toml").read_text("utf-8")}]):
        update = send(opened, "drop", files=dropped)
        assert update["say"].endswith(f": {len(dropped)} file.")
        assert "faults" not in update["html"]


def test_a_file_that_is_no_words_keeps_none_out_that_are_dropped_after_it(opened: page.PageSession) -> None:
    update = send(opened, "drop", files=[{"name": "contatto.toml", "text": ""}])
    assert "contatto.toml:1: [unknown-file]" in update["html"]["faults"]
    welcome = (screens_dir() / "welcome.toml").read_text("utf-8").replace('heading = "', 'heading = "Benvenuti! ')
    update = send(opened, "drop", files=[{"name": "welcome.toml", "text": welcome}])
    assert update["html"]["faults"] == ""
    assert "Benvenuti!" in update["html"]["phone"]
