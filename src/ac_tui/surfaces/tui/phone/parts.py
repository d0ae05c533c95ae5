"""A View as the parts of a page: what stands on it from top to bottom, each with the widget that shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rich.cells import cell_len
from textual.widget import Widget

from ac_tui.deck.arrangement import answer_buttons, side_by_side
from ac_tui.deck.view import Block, View
from ac_tui.surfaces.tui.phone.block import BlockWidget, widget_id
from ac_tui.surfaces.tui.phone.texts import Checklist, Notice, Remark, Sentence, Words
from ac_tui.surfaces.tui.phone.typeahead import TypeaheadFilter

Texts = Mapping[str, str]
"""What stands in the fields of a View, in clear, by block."""


LABELLED = ("field", "secret", "code")
"""Kinds whose label stands in their upper border, as long as there is room."""
SHORT = 20
"""Cells of a label that has room there on any phone."""


class Part(NamedTuple):
    """A piece of a page: the widget that shows it can be kept as long as the `key` is the same."""

    key: str
    kind: str
    blocks: tuple[Block, ...]


def parts_of(view: View) -> Iterator[Part]:
    """The parts of a View in their order."""
    if view.heading:
        yield Part("heading", "heading", (Block("heading", "text", view.heading),))
    answers, main = answer_buttons(view), main_button(view)
    for group in side_by_side(view):
        first = group[0]
        kind = first.kind if len(group) == 1 else _row_kind(group)
        if first.id in answers:
            kind = "answer"
        elif first.kind == "button":
            kind = "main" if first.id == main else "second"
        if kind in LABELLED and cell_len(first.text) > SHORT:
            yield Part(f"label {first.id}", "label", (first,))
        options = [option.id for option in first.options] if first.kind in ("tabs", "choice") else []
        yield Part(" ".join((kind, *(block.id for block in group), *options)), kind, group)
        for block in group:
            for remark in ("error", "hint"):
                if getattr(block, remark):
                    yield Part(f"{remark} {block.id}", remark, (block,))


def make(part: Part, texts: Texts, typeahead: TypeaheadFilter) -> Widget:
    """The widget that shows a part."""
    first = part.blocks[0]
    match part.kind:
        case "heading":
            return Words(first.text, id="heading", classes="heading")
        case "label":
            return Words(first.text, id=widget_id(first.id, "label"), classes="label")
        case "error" | "hint":
            return Remark(first, part.kind)
        case "row":
            from ac_tui.surfaces.tui.phone.rows import Row

            return Row(*(_single(block, block.kind, texts, typeahead) for block in part.blocks))
        case "consent":
            from ac_tui.surfaces.tui.phone.buttons import PhoneLink
            from ac_tui.surfaces.tui.phone.choices import Tick
            from ac_tui.surfaces.tui.phone.rows import Consent

            return Consent(Tick(first, typeahead, ""), PhoneLink(part.blocks[1], typeahead, ""))
        case _:
            return _single(first, part.kind, texts, typeahead)


def update(widget: Widget, part: Part, texts: Texts) -> None:
    """Show a part's blocks in the widget that shows it already."""
    if part.kind in ("heading", "label") and isinstance(widget, Words):
        widget.say(part.blocks[0].text)
        return
    shown = widget.children if part.kind in ("row", "consent") else (widget,)
    for one, block in zip(shown, part.blocks, strict=True):
        if isinstance(one, BlockWidget):
            one.show_block(block, texts.get(block.id, ""))
        elif isinstance(one, (Sentence, Notice, Checklist, Remark)):
            one.show(block)


def _single(block: Block, kind: str, texts: Texts, typeahead: TypeaheadFilter) -> Widget:
    """The widget of one block; what a step has no use for is not even imported."""
    text = texts.get(block.id, "")
    match kind:
        case "text":
            return Sentence(block)
        case "notice":
            return Notice(block)
        case "checklist":
            return Checklist(block)
        case "field" | "secret":
            from ac_tui.surfaces.tui.phone.fields import Field, Secret

            return (Field if kind == "field" else Secret)(block, typeahead, text)
        case "code":
            from ac_tui.surfaces.tui.phone.code import CodeField

            return CodeField(block, typeahead, text)
        case "tabs" | "choice" | "checkbox":
            from ac_tui.surfaces.tui.phone.choices import Choice, PhoneTabs, Tick

            return {"tabs": PhoneTabs, "choice": Choice, "checkbox": Tick}[kind](block, typeahead, text)
        case "answer":
            from ac_tui.surfaces.tui.phone.buttons import Answer

            return Answer(block, typeahead, text)
        case _:
            from ac_tui.surfaces.tui.phone.buttons import PhoneButton, PhoneLink

            widget = (PhoneLink if kind == "link" else PhoneButton)(block, typeahead, text)
            return widget.add_class(kind)


def _row_kind(group: tuple[Block, ...]) -> str:
    return "consent" if [block.kind for block in group] == ["checkbox", "link"] else "row"


def main_button(view: View) -> str:
    """The first button: what the screen is there for."""
    return next((block.id for block in view.blocks if block.kind == "button"), "")
