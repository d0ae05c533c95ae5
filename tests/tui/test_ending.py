"""However the terminal ends, remarks that no file holds are saved."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ac_tui.surfaces.tui.app import AcTui, make_app
from tests.desk_session.sessions import new_simulation


def saved(folder: Path) -> list[str]:
    """The names of the files in a folder."""
    return [file.name for file in folder.iterdir()]


async def crash(app: AcTui) -> None:
    """Run an app, take a note, and let it stop on an error of its own."""
    async with app.run_test() as pilot:
        app.session.remark("da richiamare")
        app.call_later(lambda: 1 / 0)
        await pilot.pause()


@pytest.mark.parametrize("way", ["command", "signal", "gone"])
async def test_remarks_are_saved_before_the_end(way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = make_app(new_simulation(), now=lambda: 0.0)
    async with app.run_test() as pilot:
        app.session.remark("da richiamare")
        if way == "command":
            await pilot.press("ctrl+q")
        else:
            app.end(129, tell=way == "signal")
    assert app.return_code == (0 if way == "command" else 129)
    assert saved(tmp_path) == ["note-2026-01-15-0941.md"]


async def test_a_crash_loses_no_remark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ZeroDivisionError):
        await crash(make_app(new_simulation(), now=lambda: 0.0))
    assert saved(tmp_path) == ["note-2026-01-15-0941.md"]


@pytest.mark.parametrize("turns", range(0, 120, 6))
async def test_it_ends_as_it_was_told_while_it_is_still_being_put_up(turns: int) -> None:
    app = make_app(new_simulation(), now=lambda: 0.0)

    async def end(pilot: Pilot[object]) -> None:
        for _ in range(turns):
            await asyncio.sleep(0)
        app.exit(None, 7)

    await app.run_async(headless=True, size=(80, 24), auto_pilot=end)
    assert app.return_code == 7
