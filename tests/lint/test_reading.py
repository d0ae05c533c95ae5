"""The Gulpease index."""

from __future__ import annotations

import pytest

from ac_tui.deck.lint.texts import gulpease


def test_the_formula_is_the_published_one() -> None:
    # 2 sentences, 6 words, 25 letters: 89 + (300 x 2 - 10 x 25) / 6 = 147.3, held to 100
    assert gulpease(["Apri la porta. Entra nella stanza."]) == (100, 6)
    # 1 sentence, 8 words, 56 letters: 89 + (300 - 560) / 8 = 56.5
    text = "Comunicazione relativa alle prestazioni dovute secondo contratto vigente."
    assert sum(map(str.isalpha, text)) == 65
    assert gulpease([text]) == (round(89 + (300 - 650) / 8), 8)


@pytest.mark.parametrize("texts", [[], [""], ["…", "?"]])
def test_nothing_to_read_is_easy(texts: list[str]) -> None:
    assert gulpease(texts) == (100, 0)


def test_every_text_ends_a_sentence() -> None:
    one = gulpease(["Apri la porta della camera e poi entra nella stanza"])
    two = gulpease(["Apri la porta della camera", "e poi entra nella stanza"])
    assert two[0] > one[0]
    assert two[1] == one[1]


def test_a_placeholder_is_a_word() -> None:
    assert gulpease(["Inviato al numero {mobile}."])[1] == 4


def test_hard_text_scores_low_and_never_below_zero() -> None:
    assert gulpease(["precipitevolissimevolmente " * 20])[0] == 0
