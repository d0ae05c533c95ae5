"""The storyboard's page in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.storyboard.worlds import made
from tests.web.browser import Page, browser


@pytest.fixture(scope="module")
def tab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A browser."""
    with browser(tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(tab: Page, tmp_path: Path) -> Page:
    """The browser with the page freshly opened."""
    return opened(tab, tmp_path)


def opened(tab: Page, folder: Path, *variants: str, width: int = 1440) -> Page:
    """Open the page in a window so wide."""
    file = folder / "index.html"
    file.write_text(made(*variants).html, "utf-8")
    tab.heard.clear()
    tab.open(file, width)
    tab.run("document.documentElement.style.scrollBehavior = 'auto'")
    return tab


def sheets(pdf: bytes) -> list[tuple[float, float]]:
    """The sizes of a PDF's pages, in points."""
    found = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(wide), float(high)) for wide, high in found]
