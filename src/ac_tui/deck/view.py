"""What one phone screen shows, as plain data: comparable, printable, serialisable."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

Kind = Literal["text", "field", "secret", "tabs", "choice", "checklist", "checkbox", "code", "button", "link", "notice"]

WRITABLE: frozenset[str] = frozenset({"field", "secret", "code"})
"""Kinds that take typed text."""
ASKED: frozenset[str] = WRITABLE | {"tabs", "choice", "checkbox"}
"""Kinds that ask for something: an answer, a tick or a choice."""

BULLET = "•"


class BlockOption(NamedTuple):
    """One entry of tabs, a choice or a checklist; `group` is the heading it stands under, where there is one."""

    id: str
    text: str
    group: str = ""
    checked: bool = False


class Block(NamedTuple):
    """One piece of a screen with everything resolved: no placeholder, no condition left.

    `value` is what stands in a field: bullets only of a secret, the digits typed of a code. `sends` names the event
    that a button or link makes. `beside` is the id of the block this one shares a row with, or in whose text it stands.
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
        return self.enabled and self.kind not in ("text", "checklist", "notice")

    @property
    def writable(self) -> bool:
        """Whether it takes typed text now."""
        return self.kind in WRITABLE and self.enabled

    @property
    def safe_value(self) -> str:
        """The value as it may leave the phone: a code reads as its bullets, like a secret."""
        return BULLET * len(self.value) if self.kind == "code" else self.value


class View(Struct, frozen=True):
    """A whole phone screen; `clock` is the status bar's time ("9:41 AM"), `back` whether going back leads anywhere,
    `focus` the block with the cursor ("" for none); while the app is closed it is not `open`, and has no blocks.
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
    def by_id(self) -> dict[str, Block]:
        """The blocks by their id."""
        return {block.id: block for block in self.blocks}

    @property
    def notice(self) -> Block | None:
        """The notice on show, if any."""
        return next((block for block in self.blocks if block.kind == "notice"), None)

    def block(self, block_id: str) -> Block | None:
        """The block with this id, or None."""
        for block in self.blocks:  # asked all the time: a generator takes half as long again
            if block.id == block_id:
                return block
        return None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every string a person can read, as (block id, text), in screen order; codes and secrets as bullets."""
        yield from (("heading", self.heading),) if self.heading else ()
        for block in self.blocks:
            said = [block.title, block.text]
            for option in block.options:
                said += [option.group, option.text]
            said += [block.safe_value, "" if block.value else block.placeholder, block.error, block.hint]
            yield from ((block.id, text) for text in said if text)


# How blocks stand to each other, whatever they are drawn with.


def answer_buttons(view: View) -> frozenset[str]:
    """The ids of the buttons that are several answers to one question: they look alike, none is the main one."""
    sends = [block.sends for block in view.blocks if block.kind == "button"]
    return frozenset(b.id for b in view.blocks if b.kind == "button" and b.sends and sends.count(b.sends) > 1)


def side_by_side(view: View) -> list[tuple[Block, ...]]:
    """The blocks in order, each with the ones that stand beside it; a link is never an owner."""
    groups: dict[str, list[Block]] = {}
    owner: dict[str, str] = {}
    for block in view.blocks:
        target = owner.get(block.beside, block.beside)
        if target in groups:
            groups[target].append(block)
            owner[block.id] = target
        else:
            groups[block.id] = [block]
    return [tuple(group) for group in groups.values()]


def runs(text: str, links: Sequence[Block]) -> Iterator[tuple[str, Block | None]]:
    """A text in pieces, each with the link it is: links stand where their words occur in the text, else after it."""
    found: list[tuple[int, Block]] = []
    for link in links:
        if (at := text.find(link.text)) < 0:
            text = f"{text} {link.text}" if text else link.text
            at = len(text) - len(link.text)
        found.append((at, link))
    done = 0
    for at, link in sorted(found, key=lambda run: run[0]):
        if at > done:
            yield text[done:at], None
        yield link.text, link
        done = at + len(link.text)
    if done < len(text):
        yield text[done:], None


def differences(one: View, other: View) -> frozenset[tuple[str, str]]:
    """The words that differ, as (block or "heading", part of `texts_of`), the part "" where only one has the block."""
    found = {("heading", "")} if one.heading != other.heading else set()
    for name in one.by_id.keys() | other.by_id.keys():
        first, second = one.block(name), other.block(name)
        if first is None or second is None or first.kind != second.kind:
            found.add((name, ""))
        else:
            found |= {(name, part) for part, _ in texts_of(first).items() ^ texts_of(second).items()}
    return frozenset(found)


def texts_of(block: Block) -> Mapping[str, str]:
    """What a block says, by the part that says it; "" where it says nothing."""
    said = {part: getattr(block, part) for part in ("title", "text", "placeholder", "error", "hint")}
    group = ""
    for option in block.options:
        if option.group and option.group != group:
            group = said[f"group {option.id}"] = option.group
        said[f"option {option.id}"] = option.text
    return said
