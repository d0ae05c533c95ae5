"""Flow files are YAML to every reader: libyaml, PyYAML's own, a device's (SnakeYAML, which is as strict)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ac_tui.assets import fixtures_dir
from ac_tui.cli import main
from ac_tui.flows import yaml_tree
from ac_tui.flows.as_flow import write_flow
from ac_tui.flows.load import check_flow, load_flow

LIBRARY = sorted((fixtures_dir() / "flows").rglob("*.yaml"))
LOADERS = {"pure": yaml.BaseLoader, "C": yaml.CBaseLoader}


@pytest.mark.parametrize("loader", LOADERS)
def test_the_library_is_read_by_either_loader(loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_tree, "_Loader", LOADERS[loader])
    assert len([load_flow(path) for path in LIBRARY]) == len(LIBRARY) > 130


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("env: {K: a?b}\n---\n- back\n", 2),
        ("env: {A: b, K: Perché?No1}\n---\n- back\n", 2),
        ("tags: [a?]\n---\n- back\n", 2),
        ("---\n- runFlow: {commands: [back], label: a? b}\n", 3),
        ("---\n- back\n- tapOn:\n    {\n      text: a?b\n    }\n", 6),
        ("env: {K: 'a?b'}\n---\n- inputText: a?b\n- tapOn: {text: \"a?b\"}\n", None),
        ("env: {K: 'a:b', L: a:b, M: a#b, N: -a}\n---\n- back\n", None),
    ],
)
def test_what_only_one_reader_takes_is_told_at_its_line(text: str, line: int | None, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(f"appId: test\n{text}", "utf-8")
    found = [(fault.line, fault.level) for fault in check_flow(path) if fault.rule == "yaml-quotes"]
    assert found == ([(line, "warning")] if line else [])


def test_a_part_that_a_flow_runs_is_told_of_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "_part.yaml").write_text("appId: test\n---\n- tapOn: {text: a?b}\n", "utf-8")
    (tmp_path / "a.yaml").write_text("appId: test\n---\n- runFlow: _part.yaml\n", "utf-8")
    assert main(["check", str(tmp_path)]) == 1
    assert f"{tmp_path / '_part.yaml'}:3: warning [yaml-quotes] " in capsys.readouterr().out


@given(st.text(st.sampled_from("aZ9é?:,[]{}#&*!|>'\"%@`-=~$ "), min_size=1, max_size=8))
def test_whatever_is_written_is_read_alike(text: str) -> None:
    written = write_flow("x", "", 0, [("tapOn", {"id": text}), ("inputText", text)], {"K": text})
    assert yaml_tree.unportable(written) is None
