"""The page: whole, alone, the same every time, searchable, without a secret."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256

from ac_tui.deck.lint.texts import deck_texts
from ac_tui.reports.storyboard.page import ON_A_SHEET, make
from ac_tui.reports.storyboard.states import PARTS
from tests.storyboard.worlds import everything, flows, made, order, states
from tests.web.reading import Element, Html, assert_alone


@cache
def page() -> Html:
    return Html(made().html)


def test_nothing_outside_it_and_no_name_is_given_twice() -> None:
    assert_alone(page())
    assert not re.search(r"(?i)https?:|@import|url\((?!data:font/woff2;base64,|#)", made().html.replace(XHTML, ""))


XHTML = "http://www.w3.org/1999/xhtml"
"""A name, which no browser asks for."""


def test_it_forbids_itself_all_but_its_own_style_script_and_font() -> None:
    (policy,) = (one.attributes["content"] for one in page().all("meta") if "http-equiv" in one.attributes)
    assert policy.startswith("default-src 'none'; font-src data:; ")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", made().html, re.DOTALL)
        assert f"{tag}-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" in policy


def test_every_link_leads_somewhere() -> None:
    names = {one.attributes["id"] for one in page().elements if "id" in one.attributes}
    assert {one.attributes["href"].removeprefix("#") for one in page().all("a") if "href" in one.attributes} <= names


def test_every_state_has_its_phone_its_place_and_its_address() -> None:
    figures = page().all("figure")
    assert [figure.attributes["id"] for figure in figures] == [f"state={state.address}" for state in states()]
    links = [one.attributes["href"] for one in page().of_class("address")]
    assert links == [f"#state={state.address}" for state in states()]
    assert len(page().of_class("phone")) == len(list(everything())) == made().phones
    assert {f"part-{part.lower()}" for part in PARTS} <= {one.attributes.get("id") for one in page().all("section")}


def test_six_phones_a_sheet_of_paper() -> None:
    sheets = made().html.split('<div class="sheet">')[1:]
    wanted = sum(-(-sum(state.part == part for state in states()) // ON_A_SHEET) for part in PARTS)
    assert len(sheets) == wanted
    assert max(sheet.count("<figcaption>") for sheet in sheets) == ON_A_SHEET


def test_guide_numbers_and_keys_can_be_searched_for() -> None:
    for state, figure in zip(states(), page().all("figure"), strict=True):
        guide = order().fixture.deck.screens[state.step].guide
        assert figure.attributes["data-guide"].split() == [name for name in guide if state.part in ("own", name[-1])]
        assert set(figure.attributes["data-keys"].split()) == {f"{state.step}.{key}" for key in state.keys}


def test_what_differs_between_variants_is_marked_and_can_be_had_alone() -> None:
    read = Html(made("", "gentile").html)
    steps = {one.attributes["data-step"] for one in read.all("figure") if "data-differs" in one.attributes}
    assert steps == {"no_mobile", "link_expired", "service_error"} & {state.step for state in states()}
    assert any(one.attributes.get("id") == "differing" for one in read.elements)
    assert any("data-differs" in one.attributes for one in read.all("h4", "p"))
    for other in (page(), Html(made("", "en").html), Html(made("", "pseudo").html)):
        assert not any(one.attributes.get("id") == "differing" for one in other.elements)
        assert not any("data-differs" in one.attributes for one in other.all("h4", "p", "figure"))


@cache
def rows() -> dict[str, list[Element]]:
    """The cells of each row of the word table, by key."""
    found: dict[str, list[Element]] = {row.attributes["data-find"]: [] for row in page().of_class("words")}
    for cell in page().all("td"):
        row = cell.within("tr")
        assert row is not None
        found[row.attributes["data-find"]].append(cell)
    return found


def test_every_word_the_customer_may_read_is_in_the_table() -> None:
    texts = [e for e in deck_texts(order().fixture.deck) if e.reader == "customer" and e.place != "desk/words"]
    assert list(rows()) == [entry.key for entry in texts]
    cells = [one for one in page().all("td") if "said" in one.classes]
    for entry, cell in zip(texts, cells, strict=True):
        assert "".join(cell.pieces) == entry.text
        assert rows()[entry.key][2].text.partition("/")[0] == str(len(entry.text))


def test_the_table_says_where_a_text_is_shown() -> None:
    ((number, state),) = ((n, one) for n, one in enumerate(states(), start=1) if one.step == "link_expired")
    shown = rows()["link_expired.heading"][0]
    (link,) = (one for one in page().all("a") if shown in one.parents)
    assert (link.text, link.attributes["href"]) == (str(number), f"#state={state.address}")
    assert rows()["identity.body.first_name.error.digits"][0].text == "mai"


def test_the_table_says_how_texts_read() -> None:
    # "Il nome non può contenere numeri.": 6 words, 27 letters, 1 sentence.
    assert rows()["identity.body.first_name.error.digits"][3].text == str(round(89 + (300 - 10 * 27) / 6))
    _, _, length, ease, _ = rows()["identity.body.first_name.label"]
    assert (length.text, ease.text) == ("4/20", "")  # one word: no index, but a longest length


def test_it_says_that_the_data_are_invented() -> None:
    said = order().fixture.deck.words("simulation.invented")
    assert made().html.count(said) == 2 + made().html.count(
        '<div class="sheet">'
    )  # above, below, and on every sheet of paper


def test_no_secret_is_on_it() -> None:
    words = re.sub(r"base64,[^)]*", "", made().html)
    for secret in ("Prova1234", "Nuova5678", "Sbagliata1", "111111", "12345<", "12345 "):
        assert secret not in words
    for flow in flows():
        simulation = order().fixture.simulation(flow.setting.seed)
        assert simulation.world.codes.code(1) not in words


def test_flows_and_variants_are_named() -> None:
    assert any(one.text == "Flusso: Cliente privata senza cellulare" for one in page().all("small"))
    names = {flow.name for flow in flows()}
    assert [flow.name for flow in flows()] == [one.text for one in page().all("li") if one.text in names]


def test_variants_stand_side_by_side() -> None:
    html = made("", "en", "gentile").html
    read = Html(html)
    assert len(read.of_class("phone")) == made("", "en", "gentile").phones
    assert "decks-3" in read.all("body")[0].classes
    under = [one.text for one in read.of_class("deck")]
    assert len(under) == made("", "en", "gentile").phones
    assert {"Originale", "en", "gentile", "gentile: come l'originale"} == set(under)
    assert {one.attributes["lang"] for one in read.of_class("phone")} == {"it", "en"}
    assert "Torniamo subito" in html
    assert '<th colspan="4" scope="colgroup">gentile</th>' in html
    sheets = html.split('<div class="sheet">')[1:]
    assert max(sheet.count("<figcaption>") for sheet in sheets) == ON_A_SHEET // 3


def test_the_same_order_gives_the_same_page() -> None:
    assert make(order()).html == made().html
