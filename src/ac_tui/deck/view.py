"""What one phone screen shows, as plain data: comparable, printable, serialisable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from msgspec import Struct

Kind = Literal["text", "field", "secret", "tabs", "choice", "checklist", "checkbox", "code", "button", "link", "notice"]

WRITABLE: frozenset[str] = frozenset({"field", "secret", "code"})
"""Kinds that take typed text."""

INTERACTIVE: frozenset[str] = WRITABLE | {"tabs", "choice", "checkbox", "button", "link"}
"""Kinds a person can act on."""

BULLET = "•"


class BlockOption(NamedTuple):
    """One entry of tabs, a choice or a checklist; `group` is the heading it stands under, where there is one."""

    id: str
    text: str
    group: str = ""
    checked: bool = False


class Block(NamedTuple):
    """One piece of a screen with everything resolved: no placeholder, no condition left.

    `text` is the label or the sentence, `title` a notice's first line. `value` is what stands in a field; of a secret
    it holds bullets only; of a code the digits typed. `sends` names the event a button or link makes, `argument` its
    value. `beside` is the id of the block this one shares a row with, or in whose text it stands. `tone` is a notice's:
    "warning" or "done".
    """

    id: str
    kind: Kind
    text: str = ""
    title: str = ""
    value: str = ""
    placeholder: str = ""
    error: str = ""
    hint: str = ""
    checked: bool | None = None
    enabled: bool = True
    options: tuple[BlockOption, ...] = ()
    beside: str = ""
    sends: str = ""
    argument: str = ""
    digits: int = 0
    tone: Literal["", "warning", "done"] = ""

    @property
    def interactive(self) -> bool:
        """Whether a person can act on it now."""
        return self.kind in INTERACTIVE and self.enabled

    @property
    def writable(self) -> bool:
        """Whether it takes typed text now."""
        return self.kind in WRITABLE and self.enabled

    @property
    def safe_value(self) -> str:
        """The value as it may leave the phone: a code reads as its bullets, like a secret."""
        return BULLET * len(self.value) if self.kind == "code" else self.value


class View(Struct, frozen=True):
    """A whole phone screen.

    `clock` is the status bar's time ("9:41 AM"); `back` says whether going back leads anywhere; `focus` is the id of
    the block that has the cursor when the screen opens ("" for none: only code screens open with one); `open` is false
    while the app is closed, and then there are no blocks.
    """

    step: str
    heading: str
    blocks: tuple[Block, ...]
    clock: str = "9:41 AM"
    wordmark: str = "GENERALI"
    back: bool = False
    focus: str = ""
    open: bool = True

    @property
    def notice(self) -> Block | None:
        """The notice on show, if any."""
        return next((block for block in self.blocks if block.kind == "notice"), None)

    @property
    def by_id(self) -> dict[str, Block]:
        """The blocks by their id."""
        return {block.id: block for block in self.blocks}

    def block(self, block_id: str) -> Block | None:
        """The block with this id, or None."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        return None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every string a person can read, as (block id, text), in screen order; codes and secrets as bullets."""
        if self.heading:
            yield "heading", self.heading
        for block in self.blocks:
            for text in (block.title, block.text):
                if text:
                    yield block.id, text
            for option in block.options:
                if option.group:
                    yield block.id, option.group
                yield block.id, option.text
            for text in (block.safe_value, block.placeholder if not block.value else "", block.error, block.hint):
                if text:
                    yield block.id, text

    def as_dict(self) -> dict[str, Any]:
        """The view as JSON-ready data, codes and secrets as bullets."""
        data = {name: getattr(self, name) for name in ("step", "heading", "clock", "wordmark", "back", "focus", "open")}
        data["blocks"] = [
            block._asdict() | {"value": block.safe_value, "options": [option._asdict() for option in block.options]}
            for block in self.blocks
        ]
        return data
