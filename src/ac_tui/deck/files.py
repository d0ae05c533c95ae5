"""Finding and reading the files of a deck: their tables, their models, what is wrong with each, which were saved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from difflib import get_close_matches
from glob import iglob
from pathlib import Path
from typing import Any, Final, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ac_tui import assets
from ac_tui.assets import shown
from ac_tui.deck import model as m
from ac_tui.deck.rules import KeyProblem
from ac_tui.deck.text import meant
from ac_tui.registry.faults import Fault, FileError
from ac_tui.registry.toml import dotted, locate_toml, read_toml

VARIANTS = "variants"
RULES = "rules"  # what words are held to (`lint`): a folder, and files of screens/
WORKSHOP = ("check", "glossary")
DESK = ("words", "messages", "why", "advice", "causes")
"""The files of screens/desk/, by name."""

P = TypeVar("P", bound=m.FilePart)


@dataclass(slots=True)
class Source:
    """One TOML file as read; `faults` grows as more is found wrong with it."""

    path: Path
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file as faults call it: relative to the working folder where it lies inside."""
        return shown(self.path)

    def fault(self, path: m.Path, rule: str, message: str) -> None:
        """Note a fault at a key of the file."""
        self.faults.append(Fault(self.name, locate_toml(self.text, path), rule, message))


def read(path: Path, text: str | None = None) -> Source:
    """A TOML file as it stands, or as it would with another text; what cannot be read or parsed is a fault of it."""
    source = Source(path)
    try:
        source.text = assets.read_text(path) if text is None else text
        source.data = read_toml(source.text, source.name)
    except assets.AssetError as error:
        source.faults.append(Fault(source.name, error.line or 1, "unreadable", error.reason))
    except FileError as error:
        source.faults += error.faults
    return source


def find(directory: Path, *names: str) -> Path:
    """A file of a deck: the folder's own, else the one that ac-tui ships."""
    own = directory.joinpath(*names)
    return own if own.exists() else assets.screens_dir().joinpath(*names)


def flat(table: Mapping[str, Any], path: m.Path = ()) -> Iterator[tuple[m.Path, object]]:
    """The leaves of nested tables with their paths, in order."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, (*path, key))
        else:
            yield (*path, key), value


def laid_over(base: Mapping[str, Any], leaves: Iterable[tuple[m.Path, object]]) -> dict[str, Any]:
    """A file's tables with some leaves replaced; the file's own are left alone."""
    merged: dict[str, Any] = deepcopy(dict(base))
    for path, value in leaves:
        table = merged
        for key in path[:-1]:
            table = table.setdefault(str(key), {})
        table[str(path[-1])] = value
    return merged


class Watch:
    """Every .toml file under a folder of screens and the one ac-tui ships, and `others`, looked at again and again."""

    def __init__(self, directory: Path | None = None, others: Iterable[Path] = ()) -> None:
        self._homes = dict.fromkeys((directory or assets.screens_dir(), assets.screens_dir()))
        self._others = tuple(others)
        self._signs = self._now()

    def look(self) -> frozenset[Path]:
        """The files that came, went or changed since the last look."""
        before, self._signs = self._signs, self._now()
        return frozenset(Path(path) for path, _ in before.items() ^ self._signs.items())

    def _now(self) -> Mapping[str, tuple[int, int, int]]:
        """By file what tells one state of it from the next; the inode, for editors that save by renaming a new file."""
        states: dict[str, tuple[int, int, int]] = {}
        patterns = ["*/" * deep + "*.toml" for deep in range(4)]  # variants/NAME/desk/FILE.toml
        # Unlike `Path.glob` this one bears folders that go while it looks, and passes over hidden ones.
        found = (home / file for home in self._homes for pattern in patterns for file in iglob(pattern, root_dir=home))  # noqa: PTH207
        for file in (*self._others, *found):
            with suppress(OSError):
                state = file.stat()
                states[str(file)] = (state.st_mtime_ns, state.st_size, state.st_ino)
        return states


# From the tables of a file to its model, and from pydantic's errors to sentences for whoever wrote the file.

_KINDS: Final[Mapping[str, type[m.BlockModel]]] = {
    kind: block
    for block in get_args(get_args(m.AnyBlock)[0])
    for kind in get_args(block.model_fields["kind"].annotation)
}
_RULES: Final = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "union_tag_invalid": "unknown-kind",
    "union_tag_not_found": "missing-key",
}
_MESSAGES: Final = {
    "extra_forbidden": "unknown key {key}",
    "union_tag_invalid": "{key} is no kind of block: `{tag}`",
    "literal_error": "{key} must be {expected}",
    "greater_than_equal": "{key} must be at least {ge}",
    "less_than_equal": "{key} must be at most {le}",
    "too_short": "{key} needs at least {min_length}",
    "missing": "{key} is missing",
    "string_pattern_mismatch": "{key} must look like a name",
    r"^[1-9][0-9]?[ABC]$": "{key} must look like a step of the guide, such as 5A",
    r"^[a-z][a-z0-9_]*$": "{key} must look like a name: small letters, digits and underscores",
    "string_type": "{key} must be text, in quotes",
    "string_too_short": "{key} is empty",
    **dict.fromkeys(("int_type", "int_parsing"), "{key} must be a whole number"),
    "bool_type": "{key} must be true or false",
    "tuple_type": "{key} must be a list",
    **dict.fromkeys(("dict_type", "model_type", "model_attributes_type"), "{key} must be a table"),
    "union_tag_not_found": "{key} has no `kind`",
}


def shaped(source: Source, model: type[P]) -> P | None:
    """The file as its model; None, with the faults noted, where it cannot be."""
    return None if source.faults else validated(source.data, model, source.fault)


def validated(
    data: Any, model: type[P], fault: Callable[[m.Path, str, str], None], named: Callable[[m.Path], str] = dotted
) -> P | None:
    """Data as its model; None, with each `fault` noted at its key, which is `named` so, where it cannot be."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
        for slip in _one_each([_slip(detail, model, named) for detail in details], data):
            fault(*slip)
        return None


def _slip(detail: ErrorDetails, model: type[m.FilePart], named: Callable[[m.Path], str]) -> KeyProblem:
    kind, place, context = detail["type"], detail["loc"], detail.get("ctx", {})
    path = tuple(part for part in place if part != "[key]")
    if len(path) > 2 and path[0] == "body" and path[2] in _KINDS:
        path = path[:2] + path[3:]
    path = (*path, "kind") if kind == "union_tag_invalid" else path
    rule = _RULES.get(kind, "bad-value" if "_" in kind else kind)  # our own rules have hyphens, or one word
    usual = "{said}" if "whole" in context else "{key} {said}"
    said = _MESSAGES.get(str(context.get("pattern")), _MESSAGES.get(kind, usual))
    message = said.format_map({**context, "key": named(path), "said": detail["msg"]})
    if kind == "union_tag_invalid":
        message += meant(str(context["tag"]), _KINDS)
    elif kind == "extra_forbidden":
        message += meant(str(place[-1]), _known_keys(place, model))
    return KeyProblem(path, rule, message)


def _known_keys(place: tuple[int | str, ...], model: type[m.FilePart]) -> Iterable[str]:
    """The keys that may stand where an unknown one does."""
    models = [model]
    for part in place[:-1]:
        inside = [one.model_fields[part].annotation for one in models if part in one.model_fields]
        kind = _KINDS.get(str(part))
        models = [kind] if kind in models else [*_models(inside)] or models
    return {key: key for one in models for key in one.model_fields}


def _models(annotations: Iterable[Any]) -> Iterator[type[m.FilePart]]:
    """The models that stand anywhere in annotations."""
    for one in annotations:
        if isinstance(one, type) and issubclass(one, m.FilePart):
            yield one
        yield from _models(get_args(one))


def _one_each(slips: list[KeyProblem], data: Mapping[str, Any]) -> Iterator[KeyProblem]:
    """One slip is one finding: a mistyped key also seems to be missing, a wrong kind has none of its keys."""
    told: dict[m.Path, KeyProblem] = {}
    for path in dict.fromkeys(slip.path if slip.message.endswith("no `kind`") else slip.path[:-1] for slip in slips):
        told |= _wrong_table(path, [slip for slip in slips if slip.path[: len(path)] == path], data)
    yield from dict.fromkeys(told.values())
    slips = [slip for slip in slips if not any(slip.path[: len(path)] == path for path in told)]
    caused: set[KeyProblem] = set()
    others = [slip for slip in slips if slip.rule != "unknown-key"]
    for slip in (slip for slip in slips if slip.rule == "unknown-key"):
        *table, name = slip.path
        inside = [other for other in others if other.path[: len(table)] == tuple(table) != other.path]
        close = [other for other in inside if get_close_matches(str(name), [str(other.path[len(table)])])]
        caused.update(close)
        said = f"; did you mean `{close[0].path[len(table)]}`?" if close and "did you mean" not in slip.message else ""
        yield slip._replace(message=slip.message + said)
    yield from (slip for slip in others if slip not in caused)


def _wrong_table(path: m.Path, below: list[KeyProblem], data: Any) -> Mapping[m.Path, KeyProblem]:
    """The one slip that explains all that is wrong below a table, by the paths that it explains, if there is one."""
    for key in path[:-1]:
        data = data.get(key) if isinstance(data, Mapping) else None
    table = data.get(path[-1]) if path and isinstance(data, Mapping) else None
    if not isinstance(table, Mapping):
        return {}
    if len(path) == 2 and path[0] == "body" and {slip.rule for slip in below} == {"unknown-key", "missing-key"}:
        shapes = ((kind, shape.model_fields) for kind, shape in _KINDS.items())
        needed = ((kind, fields, {name for name in fields if fields[name].is_required()}) for kind, fields in shapes)
        if fitting := [f"`{kind}`" for kind, fields, required in needed if required <= set(table) <= set(fields)]:
            said = f"`{table.get('kind')}` has other keys than these: they are those of {' or '.join(fitting)}"
            return {path: KeyProblem((*path, "kind"), "unknown-kind", said)}
    lacking = [slip for slip in below if slip.rule == "missing-key" and path in (slip.path, slip.path[:-1])]
    if lacking and lacking[0].path == path and (close := get_close_matches("kind", table, n=1)):
        return {path: _mistyped((*path, close[0]), "kind")}
    tables = {name: one.values() for name, one in data.items() if isinstance(one, Mapping)}
    own = {name: sum(not isinstance(value, Mapping) for value in values) for name, values in tables.items()}
    close = get_close_matches(str(path[-1]), own.keys() - {path[-1]}, n=1, cutoff=0.8) if lacking else []
    if not close:
        return {}
    wrong, right = sorted((close[0], str(path[-1])), key=own.__getitem__, reverse=True)
    return dict.fromkeys((path, (*path[:-1], close[0])), _mistyped((*path[:-1], wrong), right))


def _mistyped(path: m.Path, right: str) -> KeyProblem:
    return KeyProblem(path, "unknown-key", f"unknown key {dotted(path)}; did you mean `{right}`?")
