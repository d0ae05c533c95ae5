"""Faults of a TOML text's syntax, in words that writers know."""

from __future__ import annotations

import pytest

from ac_tui.registry.faults import FileError
from ac_tui.registry.toml import read_toml


@pytest.mark.parametrize("text", ['a = 1\nb = "x\nc = "y"\n', 'a = 1\r\nb = "x\r\nc = 2\r\n'])
def test_a_text_that_its_line_ends_lacks_a_quote(text: str) -> None:
    with pytest.raises(FileError) as raised:
        read_toml(text, "a.toml")
    (fault,) = raised.value.faults
    assert (fault.line, fault.rule) == (2, "toml-syntax")
    assert "is a quote missing?" in fault.message
