"""How far along texts are: `status = "draft"`, `"review"` or `"final"`, on a block, advice, a message or a screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

from ac_tui.deck import model as m
from ac_tui.deck.files import Source
from ac_tui.deck.shape import dotted
from ac_tui.registry.faults import Fault
from ac_tui.registry.toml import locate_toml

ORDER: Final[tuple[m.Status, ...]] = get_args(m.Status)
"""From first to last: draft, review, final. What carries no status is final: nothing is left to say of it."""


def unready(sources: Iterable[Source], required: m.Status) -> Iterator[Fault]:
    """`status`: whatever in these files says itself that it is less far along than required, with its note."""
    for source in sources:
        for path, table in _tables(source.data, ()):
            status = table.get("status")
            if status in ORDER and ORDER.index(status) < ORDER.index(required):
                what = dotted(path) if path else "the screen"
                note = table.get("note")
                said = f"{what} is `{status}`, not `{required}`" + (
                    f": {note}" if isinstance(note, str) and note else ""
                )
                yield Fault(source.name, locate_toml(source.text, (*path, "status")), "status", said)


def _tables(table: Mapping[str, Any], path: m.Path) -> Iterator[tuple[m.Path, Mapping[str, Any]]]:
    yield path, table
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _tables(value, (*path, key))
