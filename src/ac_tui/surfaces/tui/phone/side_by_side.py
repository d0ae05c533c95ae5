"""Blocks that stand side by side."""

from __future__ import annotations

from textual.widget import Widget


class SideBySide(Widget):
    """Holds the widgets of several blocks; `parts` are they, in order."""

    def __init__(self, *parts: Widget, classes: str) -> None:
        super().__init__(*parts, classes=classes)
        self.parts = parts
