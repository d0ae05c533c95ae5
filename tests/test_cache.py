"""What was read is kept in the user's cache folder, where there is one; nothing of it is ever an error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest

from ac_tui import assets
from ac_tui.cli import main
from ac_tui.deck.deck import Deck
from ac_tui.deck.load import load_deck
from ac_tui.deck.ready import ready_deck
from ac_tui.flows import load
from ac_tui.flows.fixture import read_policy, read_registry
from ac_tui.registry.faults import FileError
from ac_tui.registry.load import parse_registry


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "ac-tui"


@pytest.fixture
def screens(tmp_path: Path) -> Path:
    return Path(shutil.copytree(assets.screens_dir(), tmp_path / "screens"))


def texts(deck: Deck) -> dict[str, object]:
    return {step: list(screen.texts()) for step, screen in deck.screens.items()}


def test_what_is_kept_says_what_was_read(cache: Path) -> None:
    for variant in ("", "en", "pseudo"):
        read = load_deck(variant=variant)
        for _ in range(2):
            kept = ready_deck(variant=variant)
            assert texts(kept) == texts(read)
            assert (kept.variant, dict(kept.desk)) == (variant, dict(read.desk))
            assert dict(kept.why) if variant else kept.advice("welcome") == read.advice("welcome")
            assert list(kept.messages.texts()) == list(read.messages.texts())
    file = assets.fixtures_dir() / "registry.toml"
    registry = parse_registry(file.read_text("utf-8"), str(file))
    assert [list(read_registry()) for _ in range(2)] == [list(registry)] * 2
    assert read_policy() == read_policy()
    assert len(list(cache.iterdir())) == 5


def test_what_is_kept_of_a_flow_is_what_was_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "sys", SimpleNamespace(modules={}))  # pydantic, which is here, is as good as not
    for file in sorted((assets.fixtures_dir() / "flows").glob("*.yaml")):
        read, kept = (msgspec.to_builtins(load.load_flow(file)) for _ in range(2))
        assert read == kept
    assert 0 < len(list(cache.iterdir())) < 30


def test_a_flow_is_read_again_where_a_file_that_it_runs_came_or_changed(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "sys", SimpleNamespace(modules={}))
    (tmp_path / "a.yaml").write_text("appId: a\n---\n- runFlow: b.yaml\n", "utf-8")
    for text in (None, "- back", "- tapOnn: A", "- scroll", None):
        (tmp_path / "b.yaml").unlink(missing_ok=True)
        if text is not None:
            (tmp_path / "b.yaml").write_text(f"appId: a\n---\n{text}\n", "utf-8")
        for _ in range(2):
            flow, faults = load.read_flow(tmp_path / "a.yaml")
            run = flow.commands[0].flow if flow.commands else None
            said = [fault.rule for fault in faults] or [
                f"- {command.name}" for command in (run.commands if run else ())
            ]
            assert said == [{None: "missing-file", "- tapOnn: A": "unknown-command"}.get(text, text)]
    assert cache.is_dir()


def test_a_file_that_changed_is_read_again_and_one_with_a_fault_is_refused(cache: Path, screens: Path) -> None:
    file, written = screens / "welcome.toml", (screens / "welcome.toml").read_text("utf-8")
    before = ready_deck(screens).screens["welcome"].heading
    file.write_text(written.replace(before, "Buongiorno", 1), "utf-8")
    assert ready_deck(screens).screens["welcome"].heading == "Buongiorno"
    file.write_text("heading = 5", "utf-8")
    with pytest.raises(FileError):
        ready_deck(screens)
    file.write_text(written, "utf-8")
    assert ready_deck(screens).screens["welcome"].heading == before
    (screens / "welcom.toml").write_text('heading = "x"', "utf-8")
    with pytest.raises(FileError, match="welcom"):
        ready_deck(screens)
    shutil.rmtree(screens)
    with pytest.raises(FileError, match="no such folder"):
        ready_deck(screens)
    assert cache.is_dir()


@pytest.mark.parametrize("damage", [b"", b"{}", b"x\n{}", b"\xff" * 50, b"0" * 32 + b'\n{"variant": 5}'])
def test_a_damaged_or_foreign_entry_is_as_none(damage: bytes, cache: Path) -> None:
    heading = ready_deck().screens["welcome"].heading
    for entry in cache.iterdir():
        entry.write_bytes(damage)
    assert ready_deck().screens["welcome"].heading == heading
    (entry,) = cache.iterdir()
    assert entry.read_bytes() != damage


def test_entries_do_not_pile_up(cache: Path, screens: Path) -> None:
    for number in range(40):
        (screens / "check.toml").write_text(f"# {number}\n", "utf-8")
        ready_deck(screens)
    assert len(list(cache.iterdir())) <= 24


@pytest.mark.parametrize("place", ["a file", "read-only", "nowhere", "relative", "no home"])
def test_without_a_cache_folder_all_goes_on(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a file").write_text("", "utf-8")
    (tmp_path / "read-only").mkdir(mode=0o500)
    named = {"nowhere": "/proc/none", "relative": "cache", "no home": ""}.get(place, str(tmp_path / place))
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    if place in ("no home", "relative"):
        monkeypatch.setenv("HOME", "" if place == "no home" else str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(["find", "Registrati"]) == 0
    assert "welcome" in capsys.readouterr().out
    assert not Path("cache").exists()


def test_the_first_screen_waits_for_no_library_that_only_checks(tmp_path: Path) -> None:
    """From the second start on, the files' checkers are not even imported."""
    program = (
        "import sys; from ac_tui.cli import main; from ac_tui.surfaces.tui.app import AcTui\n"
        "AcTui.run, sys.stdin.isatty, sys.stdout.isatty = (lambda *_, **how: None), (lambda: True), (lambda: True)\n"
        "main([])\n"
        "print(*{'pydantic', 'yaml', 'tomllib', 'tomlkit', 'phonenumbers', 'jinja2', 'hashlib'} & set(sys.modules))"
    )
    command, here = [sys.executable, "-c", program], {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    subprocess.run(command, env=here, stdout=subprocess.DEVNULL, check=True)
    assert subprocess.run(command, env=here, capture_output=True, text=True, check=True).stdout.split() == []
