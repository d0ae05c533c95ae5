"""The picture of a screen: it has a colour for everything that can be drawn."""

from ac_tui.deck.layout_sheet import ROLES
from ac_tui.reports.phone_svg import INKS


def test_every_role_has_its_ink() -> None:
    assert set(ROLES) <= set(INKS)
