"""A page: one step as real widgets, top to bottom."""

from __future__ import annotations

from collections.abc import Iterator

from textual.containers import VerticalScroll
from textual.geometry import Region
from textual.widget import Widget

from ac_tui.deck.view import View
from ac_tui.surfaces.tui.phone.block import BlockWidget, Edit
from ac_tui.surfaces.tui.phone.parts import Part, Texts, make, parts_of, update
from ac_tui.surfaces.tui.phone.room import Room, share_out, stands_above
from ac_tui.surfaces.tui.phone.side_by_side import SideBySide
from ac_tui.surfaces.tui.phone.typeahead import TypeaheadFilter

_PATIENCE = 5
"""How many refreshes a widget that was just put on a page may take to be laid out."""


class Page(VerticalScroll, can_focus=False):
    """Shows the Views of one step; what a View leaves as it was is not touched."""

    ALLOW_MAXIMIZE = False

    def __init__(self, step: str, view: View, texts: Texts, typeahead: TypeaheadFilter) -> None:
        self._typeahead = typeahead
        self._view = view
        self._parts = {part.key: part for part in parts_of(view)}
        self._shown = {key: make(part, texts, typeahead) for key, part in self._parts.items()}
        self._blocks = list(self._find_blocks())
        self._room = Room()
        super().__init__(*self._shown.values(), id=f"step-{step}", classes=f"page {step}")

    def update(self, view: View, texts: Texts) -> bool:
        """Show a View in the widgets that are there; whether any has to come or to go, see `rearrange`."""
        for widget in self._blocks:
            if widget.WRITABLE and widget.block.id in texts:
                widget.hold(texts[widget.block.id])
        if _alike(self._view, view):
            return False
        self._view = view
        wanted = {part.key: part for part in parts_of(view)}
        for key, part in wanted.items():
            if key in self._shown and part != self._parts[key]:
                update(self._shown[key], part, texts)
        self._parts = wanted
        return list(wanted) != list(self._shown)

    async def rearrange(self, texts: Texts) -> None:
        """Take away the widgets of parts that are no more, and put in those of new ones."""
        gone = [self._shown.pop(key) for key in list(self._shown) if key not in self._parts]
        before: Widget | None = None
        coming: list[tuple[Widget | None, list[Widget]]] = []
        for key in reversed(self._parts):
            if key in self._shown:
                before = self._shown[key]
                continue
            widget = self._shown[key] = make(self._parts[key], texts, self._typeahead)
            if coming and coming[-1][0] is before:
                coming[-1][1].insert(0, widget)
            else:
                coming.append((before, [widget]))
        self._shown = {key: self._shown[key] for key in self._parts}
        self._blocks = list(self._find_blocks())
        self.space(self._room)
        for place, widgets in coming:
            await self.mount(*widgets, before=place)
        if gone:
            await self.remove_children(gone)

    def space(self, room: Room) -> None:
        """Part what is on the page as well as there is room for it."""
        self._room = room
        air = share_out(list(self._parts.values()), room)
        for key, widget in self._shown.items():
            widget.set_class(key in air.gaps, "-apart")
            if (part := self._parts[key]).kind == "label":
                widget.display = above = stands_above(part, room.width)
                if (field := self.find(part.blocks[0].id)) is not None:
                    field.carry_label(in_border=not above)
        self.set_class(air.tall, "-tall")

    @property
    def stops(self) -> list[BlockWidget]:
        """Everything that can have the focus, in the order of the page."""
        return [widget for widget in self._blocks if not widget.disabled]

    def shown(self) -> Iterator[tuple[Part, Widget]]:
        """The parts of the page from top to bottom, each with its widget."""
        return ((part, self._shown[key]) for key, part in self._parts.items() if key in self._shown)

    def find(self, block: str) -> BlockWidget | None:
        """The widget of a block that a person can act on."""
        return next((widget for widget in self._blocks if widget.block.id == block), None)

    def edits(self) -> list[Edit]:
        """What was changed since it was last shown."""
        return [edit for widget in self._blocks if (edit := widget.edit()) is not None]

    def forget(self) -> None:
        """Hold no secret while the page is out of sight."""
        for widget in self._blocks:
            widget.forget()

    def reveal(self, widget: BlockWidget) -> None:
        """Bring a widget into sight, with what is said of it, as soon as both are laid out."""
        self.call_after_refresh(self._bring_into_sight, widget, _PATIENCE)

    def _bring_into_sight(self, widget: BlockWidget, patience: int) -> None:
        parent = widget.parent
        outer = parent if isinstance(parent, Widget) and parent is not self else widget
        remarks = (self._shown.get(f"{remark} {widget.block.id}") for remark in ("error", "hint"))
        regions = [outer.virtual_region, *(said.virtual_region for said in remarks if said is not None)]
        if all(regions):
            self.scroll_to_region(Region.from_union(regions), animate=False, force=True, immediate=True)
        elif patience and widget.is_attached:
            self.call_after_refresh(self._bring_into_sight, widget, patience - 1)

    def _find_blocks(self) -> Iterator[BlockWidget]:
        for widget in self._shown.values():
            if isinstance(widget, BlockWidget):
                yield widget
            elif isinstance(widget, SideBySide):
                yield from (part for part in widget.parts if isinstance(part, BlockWidget))


def _alike(one: View, other: View) -> bool:
    """Whether two Views differ in nothing but what stands in fields."""
    if one.heading != other.heading or len(one.blocks) != len(other.blocks):
        return False
    for old, new in zip(one.blocks, other.blocks, strict=True):
        if old is not new and old != new and (not new.writable or old._replace(value=new.value) != new):
            return False
    return True
