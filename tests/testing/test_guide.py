"""docs/testing.md, typed line by line in an empty folder."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = (Path(__file__).parents[2] / "docs" / "testing.md").read_text("utf-8")
BLOCK = re.compile(r"(?:`(?P<file>[\w./]+)`:\n\n)?```(?P<kind>\w+)\n(?P<body>.*?)```", re.DOTALL)
FAILING = ("pytest  ", "ac-tui test flows --screens words")
"""The commands that play the flow that is wrong, and so end with 1."""


@pytest.mark.slow
def test_the_guide_for_testers_does_what_it_says(tmp_path: Path) -> None:
    said: dict[str, str] = {}
    for block in BLOCK.finditer(GUIDE):
        if block["file"]:
            path = tmp_path / block["file"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block["body"], "utf-8")
        elif block["kind"] == "sh" and "pip install" not in block["body"]:
            for line in block["body"].splitlines():
                said |= typed(line, tmp_path)
    whole = next(text for line, text in said.items() if line.startswith("pytest  "))
    assert "1 failed, 3 passed" in whole
    assert "flows/sbaglia.yaml:4: tapOn: Registratti" in whole
    assert "'Registratti' is not on the screen 'welcome'; did you mean 'Registrati'?" in whole
    assert "│ La tua Area Clienti" in whole
    assert (tmp_path / "report" / "junit.xml").read_text("utf-8").count("<testsuite ") == 2
    assert (
        "[unknown-customer] the registry has no customer 'mario-rossi'"
        in said["ac-tui test flows/nome.yaml --registry mine.toml -e NOME=Anna"]
    )


def typed(line: str, folder: Path) -> dict[str, str]:
    """What a command of the guide said, having ended as the guide has it."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "TEXTUAL_"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        line,
        shell=True,
        cwd=folder,
        env=own | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    expected = 2 if "--registry mine.toml" in line else int(line.startswith(FAILING))
    assert done.returncode == expected, (line, done.stdout, done.stderr)
    return {line: done.stdout + done.stderr}
