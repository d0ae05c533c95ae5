"""Who is on the line: every customer with their story, and every flow of the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content

from ac_tui.surfaces.tui.dialogs.chooser import Chooser, Row, two_lines

if TYPE_CHECKING:
    from ac_tui.desk.stories import StoryEntry


class Chosen(NamedTuple):
    """What was chosen: an entry, and whether only its customer's data are wanted."""

    entry: StoryEntry
    data_only: bool


class StoriesDialog(Chooser["StoryEntry", Chosen]):
    """Enter returns a story to begin; another key only the customer's data, for the typing aid."""

    own_key = "f9"
    title_room = 34
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+f", "take_data", show=False, priority=True)]

    def __init__(
        self,
        words: Callable[..., str],
        look: Callable[[str], Sequence[StoryEntry]],
        kind: Callable[[StoryEntry], str],
    ) -> None:
        super().__init__(words("stories.title"), "stories")
        self._words = words
        self._look_for = look
        self._kind = kind

    def find(self, text: str) -> Sequence[StoryEntry]:
        """Those whose name, contacts, codes or story was typed."""
        return self._look_for(text)

    def row(self, entry: StoryEntry) -> Row:
        """A customer with their line, or a flow with its customer."""
        return Row(entry.title, entry.line, self._kind(entry))

    def result(self, entry: StoryEntry) -> Chosen:
        """The story, or the data where there is none."""
        return Chosen(entry, data_only=entry.flow is None)

    def told(self, entry: StoryEntry | None) -> Content:
        """The story's line in full, and what the keys do."""
        if entry is None:
            return two_lines("", self._words("stories.none"))
        flow = entry.flow
        said = flow.name if flow is not None and not entry.own else entry.customer.story
        return two_lines(said, self._words("stories.enter" if flow is not None else "stories.data_only"))

    async def action_take_data(self) -> None:
        """Return the customer's data alone."""
        await self.caught_up()
        if self.entry is not None:
            self.give(Chosen(self.entry, data_only=True))
