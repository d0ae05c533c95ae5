"""Where a rule stands: a step of the guide whose own words say it, or an assumption of ours."""

from __future__ import annotations

import re
from typing import Final

STEPS: Final = (
    *(f"{number}A" for number in range(1, 11)),
    *(f"{number}B" for number in range(1, 11)),
    *(f"{number}C" for number in range(1, 7)),
)
"""The steps of the guide: a private customer's, a business customer's, those of whom the system does not recognise."""

STEPS_SAID: Final = "1A to 10A, 1B to 10B, 1C to 6C"
"""The same, to be read."""

ASSUMPTION: Final = "assumption"

_OF_A_PERSON: Final = re.compile(r"guide ([0-9]+)A")


def is_source(text: str) -> bool:
    """Whether it is a source: "assumption", or "guide 5A" with a step that the guide has."""
    return text == ASSUMPTION or (text.removeprefix("guide ") in STEPS and text.startswith("guide "))


def for_customer(source: str, business: bool) -> str:
    """The source as part A or part B of the guide has it: "guide 4A" is "guide 4B" for a business customer."""
    return _OF_A_PERSON.sub(r"guide \1B", source) if business else source
