"""The form of a caller: what the Agenzia has of somebody, made from nothing or set right."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ac_tui.deck.cells import drawable
from ac_tui.desk.case import FIELDS, form_of, read_form, take_form
from ac_tui.surfaces.tui.dialogs.dialog import Dialog
from ac_tui.surfaces.tui.keys import LineInput, caught_up

if TYPE_CHECKING:
    from ac_tui.desk.session import Session


class CallerDialog(Dialog):
    """One line a field; Enter returns the act that puts the customer on the line, once nothing is wrong any more."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("down,tab", "app.focus_next", show=False, priority=True),
        Binding("up,shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(session, "caller", session.words("caller.title"))
        self._inputs = {name: LineInput() for name in FIELDS}
        self._faults = {name: Static(markup=False, classes="fault") for name in FIELDS}

    def compose(self) -> ComposeResult:
        """Labels, fields, and below each what is wrong with it."""
        words, given = self.session.words, form_of(self.session)
        lines = VerticalScroll(id="caller-scroll", can_focus=False)
        for name in FIELDS:
            self._inputs[name].value = given.get(name, "")
            label = Static(Content(drawable(words(f"caller.{name}"))), markup=False, classes="label")
            lines.compose_add_child(Horizontal(label, self._inputs[name], classes="row"))
            lines.compose_add_child(self._faults[name])
        yield self.framed(lines, Static(Content(drawable(words("caller.keys"))), markup=False, classes="told"))

    def on_mount(self) -> None:
        """Show no fault before anything was tried."""
        self._tell({})

    def _tell(self, faults: Mapping[str, str]) -> None:
        for name, shown in self._faults.items():
            shown.display = name in faults
            shown.update(Content(drawable(faults.get(name, ""))))

    async def action_take(self) -> None:
        """Take the form, or say what is wrong and go to the first field that is."""
        focused = self.focused
        if isinstance(focused, LineInput):
            await caught_up(focused, around=False)
        filled = read_form(self.session, {name: field.value for name, field in self._inputs.items()})
        self._tell(filled.faults)
        customer = filled.customer
        if customer is not None:
            self.give(lambda session: take_form(session, customer))
        elif filled.faults:
            self.set_focus(self._inputs[next(name for name in FIELDS if name in filled.faults)])
