"""Status: what says of itself that it is not ready is named, at the line that says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ac_tui.deck.files import Source
from ac_tui.deck.lint.check import unready
from ac_tui.deck.model import Status

TEXT = """\
status = "final"

[body.sent]
text   = "Inviato."
status = "review"
note   = "ask Anna"

[body.wait]
text = "Aspetta."
status = "draft"

[desk]
status = "final"
"""


def found(required: Status, text: str = TEXT) -> list[tuple[int, str]]:
    import tomllib

    source = Source(Path("a.toml"), text, tomllib.loads(text))
    return [(fault.line, fault.message) for fault in unready(source, required)]


@pytest.mark.parametrize(("required", "lines"), [("draft", []), ("review", [10]), ("final", [5, 10])])
def test_whatever_is_less_far_along_is_named(required: Status, lines: list[int]) -> None:
    assert [line for line, _ in found(required)] == lines


def test_the_message_says_what_how_far_and_the_note() -> None:
    assert found("final")[0][1] == "`body.sent` is `review`, not `final`: ask Anna"
    assert found("final", 'status = "draft"\n')[0][1] == "the screen is `draft`, not `final`"


def test_what_carries_no_status_is_ready() -> None:
    assert found("final", '[body.a]\ntext = "x"\n') == []
