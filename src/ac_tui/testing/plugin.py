"""The pytest plugin: `pytest flows/` plays every flow file as a test, and only then imports what it needs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest

_HEADER: Final = re.compile(r"^(?:appId|url)\s*:.*?^---\s*$", re.DOTALL | re.MULTILINE)
"""What tells a flow from any other YAML file: a header that names an app, and the line that ends it."""
_TAGS: Final = re.compile(r"^tags\s*:(?P<inline>[^\n]*)\n(?P<listed>(?:[ \t]*-[^\n]*\n)*)", re.MULTILINE)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say what flows are played against, and where."""
    group = parser.getgroup("ac-tui", "flows of ac-tui")
    group.addoption("--ac-tui-registry", metavar="FILE", help="the customers that flows know (ac-tui's own)")
    group.addoption("--ac-tui-screens", metavar="DIR", help="the folder of the words on the screens (ac-tui's own)")
    group.addoption("--ac-tui-variant", metavar="NAME", default="", help="a variant of the words")
    group.addoption(
        "--ac-tui-surface", choices=["model", "tui", "plain"], default="model", help="where flows are played (model)"
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a flow's file; parts (`_name.yaml`) and YAML files of other kinds are left alone."""
    root = parent.config.rootpath
    parts = file_path.relative_to(root).parts if file_path.is_relative_to(root) else (file_path.name,)
    if file_path.suffix not in (".yaml", ".yml") or any(part.startswith(("_", ".")) for part in parts):
        return None
    header = None
    with suppress(OSError), file_path.open(encoding="utf-8", errors="replace") as file:
        header = _HEADER.search(file.read(16_384))
    if header is None:
        return None
    collected = FlowFile.from_parent(parent, path=file_path)
    if tags := _TAGS.search(header[0]):  # for -k
        collected.extra_keyword_matches.update(re.findall(r"[\w-]+", f"{tags['inline']} {tags['listed']}"))
    return collected


class FlowFile(pytest.File):
    """A flow's file: one test."""

    def collect(self) -> Iterable[FlowItem]:
        """The flow itself."""
        yield FlowItem.from_parent(self, name=self.path.stem)


class FlowItem(pytest.Item):
    """A flow as a test."""

    def runtest(self) -> None:
        """Play it; raises FlowFailure, or FileError for a flow that cannot be played."""
        from ac_tui.flows.variables import given_by
        from ac_tui.testing import play

        names = ("surface", "registry", "screens", "variant")
        options = {name: self.config.getoption(f"--ac-tui-{name}") for name in names}
        play(self.path, env=given_by(os.environ), **options)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: str | None = None) -> str:
        """What went wrong as `ac-tui test` tells it; of a fault of the program, where it arose and no value."""
        from ac_tui.assets import AssetError
        from ac_tui.flows.results import crash_report
        from ac_tui.testing import FlowFailure

        if isinstance(excinfo.value, FlowFailure | AssetError | ValueError):
            return str(excinfo.value)
        return crash_report(excinfo.value)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the flow begins, and its name."""
        return self.path, 0, f"flow: {self.name}"
