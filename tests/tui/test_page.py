"""The phone as a tester drives it: by the ids of blocks, through Textual's own pilot."""

from __future__ import annotations

from textual.widgets import Button, Checkbox, Input

from ac_tui.surfaces.tui.app import make_app
from tests.shipped import simulation
from tests.tui.driver import Time


async def test_mario_rossi_gets_from_welcome_to_home_by_clicks_and_typing() -> None:
    time = Time()
    app = make_app(simulation(), now=time)
    async with app.run_test(size=(100, 40)) as pilot:

        async def click(block: str) -> None:
            time.seconds += 1
            await pilot.click(f"#{block}")
            await pilot.pause()

        async def write(block: str, text: str) -> None:
            await click(block)
            await pilot.press(*text)
            assert app.query_one(f"#{block}", Input).value == text

        await click("register")
        assert app.query_one("#step-profile")
        await click("person")
        await write("first_name", "Mario")
        await write("last_name", "Rossi")
        await click("continue")
        await write("email", "mario.rossi@mail.it")
        await write("password", "Prova1234")
        await click("privacy")
        assert app.query_one("#privacy", Checkbox).value
        await click("register")
        await write("code", app.simulation.messages[-1].code)
        await click("continue")
        await write("user", "mario.rossi@mail.it")
        await write("password", "Prova1234")
        await click("login")
        await write("code", app.simulation.messages[-1].code)
        await click("continue")
        assert app.simulation.view.step == "home"
        assert app.query_one("#operation", Button).region.height > 0
