"""From the tables of a file to its model, and from pydantic's errors to sentences for whoever wrote the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ac_tui.deck import model as m
from ac_tui.deck.files import Source, read
from ac_tui.deck.rules import KeyProblem, meant
from ac_tui.registry.faults import FileError

P = TypeVar("P", bound=m.FilePart)

_KINDS: Final[Mapping[str, type[m.BlockModel]]] = {
    get_args(block.model_fields["kind"].annotation)[0]: block for block in get_args(get_args(m.AnyBlock)[0])
}
_RULES: Final = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "union_tag_invalid": "unknown-kind",
    "union_tag_not_found": "missing-key",
}
_MESSAGES: Final = {
    "missing": "is missing",
    "string_type": "must be text, in quotes",
    "string_too_short": "is empty",
    "int_type": "must be a whole number",
    "tuple_type": "must be a list",
    "dict_type": "must be a table",
    "model_type": "must be a table",
    "model_attributes_type": "must be a table",
    "union_tag_not_found": "has no `kind`",
}


def shaped(source: Source, model: type[P]) -> P | None:
    """The file as its model; None, with the faults noted, where it cannot be."""
    if source.faults:
        return None
    try:
        return model.model_validate(source.data)
    except ValidationError as error:
        for slip in _one_each(_slips(error, model), source.data):
            source.fault(*slip)
        return None


def read_model(path: Path, model: type[P]) -> tuple[P, Source]:
    """A file as its model, and as it was read; raises FileError with every fault of it."""
    source = read(path)
    part = shaped(source, model)
    if part is None:
        raise FileError(source.faults)
    return part, source


def _slips(error: ValidationError, model: type[m.FilePart]) -> list[KeyProblem]:
    details = error.errors(include_url=False, include_input=False)
    return [KeyProblem(path := _path(detail), _rule(detail), _message(detail, path, model)) for detail in details]


def _one_each(slips: list[KeyProblem], data: Mapping[str, Any]) -> Iterator[KeyProblem]:
    """One slip is one finding: a mistyped key also seems to be missing, a wrong kind has none of its keys."""
    told = dict(_wrong_kinds(slips, data)) | dict(_mistyped_tables(slips, data))
    yield from dict.fromkeys(told.values())
    slips = [slip for slip in slips if not any(slip.path[: len(path)] == path for path in told)]
    unknown = [slip for slip in slips if slip.rule == "unknown-key"]
    meant_by: dict[m.Path, str] = {}
    for slip in slips:
        for other in unknown:
            *table, name = other.path
            inside = len(slip.path) > len(table) and slip.path[: len(table)] == tuple(table)
            if slip is not other and inside and get_close_matches(str(name), [str(slip.path[len(table)])], n=1):
                meant_by.setdefault(slip.path, "")
                meant_by.setdefault(other.path, str(slip.path[len(table)]))
    for slip in slips:
        if slip in unknown:
            said = "" if "did you mean" in slip.message else meant_by.get(slip.path, "")
            yield slip._replace(message=slip.message + (f"; did you mean `{said}`?" if said else ""))
        elif slip.path not in meant_by:
            yield slip


def _wrong_kinds(slips: list[KeyProblem], data: Mapping[str, Any]) -> Iterator[tuple[m.Path, KeyProblem]]:
    """Blocks whose keys are not those of their kind, but all those of another."""
    blocks = {slip.path[:2] for slip in slips if slip.path[:1] == ("body",) and len(slip.path) > 2}
    for path in blocks:
        rules = {slip.rule for slip in slips if slip.path[:2] == path}
        block = data["body"].get(path[1])
        if rules != {"unknown-key", "missing-key"} or not isinstance(block, Mapping):
            continue
        fitting = [f"`{kind}`" for kind, shape in _KINDS.items() if kind != block.get("kind") and _fits(block, shape)]
        if fitting:
            said = f"`{block.get('kind')}` has other keys than these: they are those of {' or '.join(fitting)}"
            yield path, KeyProblem((*path, "kind"), "unknown-kind", said)


def _mistyped_tables(slips: list[KeyProblem], data: Mapping[str, Any]) -> Iterator[tuple[m.Path, KeyProblem]]:
    """Tables that lack keys because another beside them, nearly of that name, has them; `kind` under another name."""
    for path in dict.fromkeys(slip.path if slip.message.endswith("no `kind`") else slip.path[:-1] for slip in slips):
        lacking = [slip for slip in slips if slip.rule == "missing-key" and path in (slip.path, slip.path[:-1])]
        beside, table = _at(data, path[:-1]), _at(data, path)
        if not lacking or not path or not isinstance(beside, Mapping) or not isinstance(table, Mapping):
            continue
        if lacking[0].path == path and (kind := get_close_matches("kind", table, n=1)):
            said = f"unknown key {dotted((*path, kind[0]))}; did you mean `kind`?"
            yield path, KeyProblem((*path, kind[0]), "unknown-key", said)
            continue
        others = [name for name, value in beside.items() if name != path[-1] and isinstance(value, Mapping)]
        for other in get_close_matches(str(path[-1]), others, n=1, cutoff=0.8):
            names = sorted((other, str(path[-1])), key=lambda name: -_own_keys(beside[name]))
            at = (*path[:-1], names[0])
            said = f"unknown key {dotted(at)}; did you mean `{names[1]}`?"
            slip = KeyProblem(at, "unknown-key", said)
            yield path, slip
            yield (*path[:-1], other), slip


def _at(data: object, path: m.Path) -> object:
    for key in path:
        data = data.get(key) if isinstance(data, Mapping) else None
    return data


def _own_keys(table: Mapping[str, Any]) -> int:
    return sum(not isinstance(value, Mapping) for value in table.values())


def _fits(block: Mapping[str, Any], shape: type[m.BlockModel]) -> bool:
    required = {name for name, known in shape.model_fields.items() if known.is_required()}
    return required <= set(block) <= set(shape.model_fields)


def _path(detail: ErrorDetails) -> m.Path:
    """Where in the file: pydantic puts a block's kind and the mark of a bad key into the path as well."""
    path = tuple(part for part in detail["loc"] if part != "[key]")
    if len(path) > 2 and path[0] == "body" and path[2] in _KINDS:
        path = path[:2] + path[3:]
    return (*path, "kind") if detail["type"] == "union_tag_invalid" else path


def _rule(detail: ErrorDetails) -> str:
    kind = detail["type"]
    return _RULES.get(kind, "bad-value" if "_" in kind else kind)  # our own rules have hyphens, or one word


def _message(detail: ErrorDetails, path: m.Path, model: type[m.FilePart]) -> str:
    kind, key = detail["type"], dotted(path)
    context = detail.get("ctx", {})
    if kind == "extra_forbidden":
        return f"unknown key {key}{_meant_key(detail, model)}"
    if kind == "union_tag_invalid":
        return f"{key} is no kind of block: `{context['tag']}`{meant(str(context['tag']), _KINDS)}"
    if kind == "literal_error":
        return f"{key} must be {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{key} must look like {_EXAMPLES.get(str(context['pattern']), 'a name')}"
    if kind in ("greater_than_equal", "less_than_equal"):
        return f"{key} must be {'at least' if 'ge' in context else 'at most'} {context.get('ge', context.get('le'))}"
    if kind == "too_short":
        return f"{key} needs at least {context['min_length']}"
    return f"{key} {_MESSAGES.get(kind, detail['msg'])}"


_EXAMPLES: Final = {
    r"^[1-9][0-9]?[ABC]$": "a step of the guide, such as 5A",
    r"^[a-z][a-z0-9_]*$": "a name: small letters, digits and underscores",
}


def _meant_key(detail: ErrorDetails, model: type[m.FilePart]) -> str:
    known = _known_keys(detail["loc"], model)
    return meant(str(detail["loc"][-1]), known)


def _known_keys(location: tuple[int | str, ...], model: type[BaseModel]) -> tuple[str, ...]:
    """The keys that the model at fault has; none where it is not found this simply."""
    if len(location) >= 4 and location[0] == "body" and location[2] in _KINDS:
        model = _KINDS[str(location[2])]
        return tuple(model.model_fields) if len(location) == 4 else ()
    if location[0] == "desk" and model is m.Screen:
        return tuple((m.Desk if len(location) == 2 else m.AdviceText).model_fields)
    return tuple(model.model_fields) if len(location) == 1 else ()


def dotted(path: m.Path) -> str:
    """A key path as people write it, safe to print: `body.code.error.wrong`."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
    return f"`{text}`" if text.isprintable() else ascii(text)
