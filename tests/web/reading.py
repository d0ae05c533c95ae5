"""Reading HTML strictly: what is opened is closed, in order, and every element is kept with what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "input", "meta", "wbr"})


@dataclass
class Element:
    """One element: `content` is its text, that of elements in it with it."""

    tag: str
    attributes: dict[str, str]
    parents: tuple[Element, ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in it, its white space as a browser shows it."""
        return " ".join("".join(self.pieces).split())

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def within(self, tag: str) -> Element | None:
        """The element of a tag that it stands in, the innermost one."""
        return next((one for one in reversed(self.parents) if one.tag == tag), None)


class Html(HTMLParser):
    """A document or a piece of one, read; AssertionError where an element is not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        assert len(element.attributes) == len(attrs), (tag, attrs)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag, tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.pieces.append(data)

    def all(self, *tags: str) -> list[Element]:
        """Every element of these tags, in order."""
        return [element for element in self.elements if element.tag in tags]

    def of_class(self, name: str) -> list[Element]:
        """Every element of a class, in order."""
        return [element for element in self.elements if name in element.classes]

    def texts(self) -> Iterator[str]:
        """All that can be read: the text of each outermost element, and what stands in fields."""
        for element in self.elements:
            if not element.parents:
                yield element.text
            yield element.attributes.get("value", "")
            yield element.attributes.get("placeholder", "")


def assert_alone(html: Html) -> None:
    """Nothing is asked of anybody else, nothing runs, no name is given twice."""
    for element in html.elements:
        for name in ("src", "href", "xlink:href", "action", "data", "srcset", "poster", "background"):
            assert element.attributes.get(name, "#").startswith("#"), element
        assert not any(name.startswith("on") for name in element.attributes), element
        assert "style" not in element.attributes, element
    ids = [element.attributes["id"] for element in html.elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
