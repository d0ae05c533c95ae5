"""The JSON Schema of a screen file, for editors: stored beside the screens as schema.json."""

from __future__ import annotations

import json
from typing import Any

from ac_tui.deck.model import DEFINITIONS, REFERENCE, Screen

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def screen_schema() -> dict[str, Any]:
    """The JSON Schema of a screen file, with the names of facts, events, lists and steps that it may use."""
    schema = _tidied(Screen.model_json_schema())
    definitions = dict(sorted({**schema.pop("$defs"), **DEFINITIONS}.items()))
    return {"$schema": _DIALECT, "title": "A screen of ac-tui", **schema, "$defs": definitions}


def schema_text() -> str:
    """The schema as it is stored and printed."""
    return json.dumps(screen_schema(), ensure_ascii=False, indent=2) + "\n"


def _tidied(part: Any) -> Any:
    """The schema without the titles pydantic makes up, and with its marks turned into references."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    if REFERENCE in part and isinstance(part[REFERENCE], str):
        return {"$ref": f"#/$defs/{part[REFERENCE]}"}
    # A `title` that is a table is the property of that name.
    return {key: _tidied(value) for key, value in part.items() if key != "title" or isinstance(value, dict)}
