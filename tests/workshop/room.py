"""A copy of the screens for the tests, to spoil and mend."""

from __future__ import annotations

import shutil
from pathlib import Path

from ac_tui.assets import screens_dir


def replace(path: Path, old: str, new: str) -> None:
    """Save a file with words replaced; they must be there, or a test would see nothing happen and be glad."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} does not say {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def copied(folder: Path) -> Path:
    """A copy of the screens that ac-tui ships."""
    shutil.copytree(screens_dir(), folder / "screens")
    return folder / "screens"
