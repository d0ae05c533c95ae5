"""The page: whole, alone, the same every time, searchable, without a secret."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape
from html.parser import HTMLParser

import pytest

from ac_tui.deck.lint.texts import entries
from ac_tui.reports.storyboard.page import ON_A_SHEET
from ac_tui.reports.storyboard.stills import PARTS, guide_numbers
from tests.storyboard.worlds import everything, flows, made, stills, world

HTML = made().html
VOID = {"meta", "input", "wbr", "br"}


class Reader(HTMLParser):
    """Reads a page strictly: what is opened is closed, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.tags if name == tag]


READ = Reader(HTML)


def test_nothing_outside_it() -> None:
    for _, attributes in READ.tags:
        for name in ("src", "href", "xlink:href", "action", "data", "srcset"):
            assert attributes.get(name, "#").startswith("#"), attributes
        assert not any(name.startswith("on") for name in attributes)
        assert "style" not in attributes
    assert not re.search(r"(?i)https?:|@import|url\((?!data:font/woff2;base64,|#)", HTML)


def test_it_forbids_itself_all_but_its_own_style_script_and_face() -> None:
    (policy,) = (meta["content"] for meta in READ.all("meta") if "http-equiv" in meta)
    assert policy.startswith("default-src 'none'; font-src data:; ")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", HTML, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy


def test_every_link_leads_somewhere_and_no_name_is_given_twice() -> None:
    names = [attributes["id"] for _, attributes in READ.tags if "id" in attributes]
    assert len(names) == len(set(names))
    assert {link["href"].removeprefix("#") for link in READ.all("a")} <= set(names)


def test_every_state_has_its_phone_and_its_place() -> None:
    figures = READ.all("figure")
    assert [figure["id"] for figure in figures] == [f"p{number}" for number in range(1, len(stills()) + 1)]
    pictures = sum(attributes.get("class") == "phone" for attributes in READ.all("svg"))
    assert pictures == len(list(everything())) == made().pictures
    for part in PARTS:
        assert f'id="part-{part.lower()}"' in HTML


def test_six_phones_a_sheet_of_paper() -> None:
    sheets = HTML.split('<div class="sheet">')[1:]
    wanted = sum(-(-sum(still.part == part for still in stills()) // ON_A_SHEET) for part in PARTS)
    assert len(sheets) == wanted
    assert max(sheet.count("<figcaption>") for sheet in sheets) == ON_A_SHEET


def test_every_text_on_a_phone_can_be_searched_for() -> None:
    groups = [div["data-find"] for div in READ.all("div") if div.get("class") == "phones"]
    for still, said in zip(everything(), groups, strict=True):
        for _, text in still.views[0].texts():
            assert text in said


def test_guide_numbers_and_keys_can_be_searched_for() -> None:
    for still, figure in zip(stills(), READ.all("figure"), strict=True):
        assert figure["data-guide"].split() == list(guide_numbers(still, world().stage.deck))
        assert set(figure["data-keys"].split()) == {f"{still.step}.{key}" for key in still.form.keys}


def test_what_differs_between_variants_is_marked_and_can_be_had_alone() -> None:
    html = made("", "gentile").html
    steps = {figure["data-step"] for figure in Reader(html).all("figure") if "data-differs" in figure}
    assert steps == {"no_mobile", "link_expired", "service_error"} & {still.step for still in stills()}
    assert 'id="differing"' in html
    assert 's-differs"' in html
    for other in (HTML, made("", "en").html, made("", "pseudo").html):
        assert 'id="differing"' not in other
        assert 'class="s-differs"' not in other


def test_every_word_the_customer_may_read_is_in_the_table() -> None:
    rows = [row["data-find"] for row in READ.all("tr") if row.get("class") == "words"]
    texts = [e for e in entries(world().stage.deck) if e.reader == "customer" and e.place != "desk/words"]
    assert rows == [entry.key for entry in texts]
    table = HTML[HTML.index("<table>") :]
    for entry in texts:
        assert f'lang="it">{escape(entry.text)}</td><td>{len(entry.text)}' in table, entry.key


def test_the_table_says_where_a_text_is_shown() -> None:
    row = re.search(r'<tr class="words" data-find="link_expired\.heading">.*?</tr>', HTML)
    (number,) = (n for n, still in enumerate(stills(), start=1) if still.step == "link_expired")
    assert row
    assert f'<a href="#p{number}">{number}</a>' in row[0]
    never = re.search(r'<tr class="words" data-find="identity\.body\.first_name\.error\.digits">.*?</tr>', HTML)
    assert never
    assert '<em class="never">mai</em>' in never[0]


def test_the_table_says_how_texts_read() -> None:
    row = re.search(r'<tr class="words" data-find="identity\.body\.first_name\.error\.digits">.*?</tr>', HTML)
    assert row
    # "Il nome non può contenere numeri.": 6 words, 27 letters, 1 sentence.
    assert f"<td>{round(89 + (300 - 10 * 27) / 6)}</td>" in row[0]
    label = re.search(r'<tr class="words" data-find="identity\.body\.first_name\.label">.*?</tr>', HTML)
    assert label
    assert "<td>4/20</td><td></td>" in label[0]  # one word: no index, but a longest length


def test_it_says_that_the_data_are_invented() -> None:
    said = world().stage.deck.words("simulation.invented")
    assert HTML.count(said) == 2 + HTML.count('<div class="sheet">')  # above, below, and on every sheet of paper


def test_no_secret_is_on_it() -> None:
    words = re.sub(r"base64,[^)]*", "", HTML)
    for secret in ("Prova1234", "Nuova5678", "Sbagliata1", "111111", "12345<", "12345 "):
        assert secret not in words
    for flow in flows():
        simulation = world().stage.simulation_for(flow)
        assert simulation.world.codes.code(1) not in words


def test_flows_and_variants_are_named() -> None:
    assert "Flusso: Cliente privata senza cellulare<" in HTML
    assert [flow.name for flow in flows()] == [w for w in READ.words if w in {flow.name for flow in flows()}]


def test_variants_stand_side_by_side() -> None:
    html = made("", "en", "gentile").html
    read = Reader(html)
    assert (
        sum(attributes.get("class") == "phone" for attributes in read.all("svg")) == made("", "en", "gentile").pictures
    )
    assert 'class="decks-3"' in html
    assert html.count('<div lang="en">') == html.count('<p class="deck" lang="it">Originale</p>') > 0
    assert "Torniamo subito" in html
    assert '<p class="deck" lang="it">gentile</p>' in html
    assert '<p class="deck" lang="it">gentile: come l&#x27;originale</p>' in html
    assert '<th colspan="4" scope="colgroup">gentile</th>' in html
    sheets = html.split('<div class="sheet">')[1:]
    assert max(sheet.count("<figcaption>") for sheet in sheets) == ON_A_SHEET // 3


@pytest.mark.slow
def test_however_many_work_on_it_the_page_is_the_same() -> None:
    assert made(jobs=2).html == HTML
