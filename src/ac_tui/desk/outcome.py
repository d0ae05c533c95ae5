"""What goes into a command of the desk, and what comes out of it: plain data that any surface can carry out."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Request(NamedTuple):
    """What a surface knows when a command is given: what was typed after a slash word, the block that has the focus,
    the panel in front ("" where the phone is), the columns of the terminal (0 where that means nothing).
    """

    text: str = ""
    block: str = ""
    panel: str = ""
    width: int = 0


NO_REQUEST = Request()


class Outcome(NamedTuple):
    """What a surface is to carry out after a command; "" is nothing.

    `say` is a deck key, and `values` fills it. `show` is "phone", the id of a panel or of a dialog, "theme" or "quit".
    `focus` is the block to put the focus on, `option` the option in it; `copy` is for the clipboard.
    """

    say: str = ""
    values: Mapping[str, object] = MappingProxyType({})
    show: str = ""
    focus: str = ""
    option: str = ""
    copy: str = ""


def said(key: str, /, show: str = "", **values: object) -> Outcome:
    """An outcome that has something to say."""
    return Outcome(key, values, show)


def unsaved(key: str, error: Exception) -> Outcome:
    """What is said of a file that cannot be written, and why."""
    return said(key, why=getattr(error, "strerror", None) or type(error).__name__)
