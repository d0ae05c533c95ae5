"""What the desk's commands do about a call: find, go there, tell a story, type the right data, take notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import timedelta

    from ac_tui.desk.arrive import Goal
    from ac_tui.desk.story import Story
    from ac_tui.flows.model import Flow
    from ac_tui.surfaces.tui.screens.desk import Desk

_PHONE = "phone"


# What lies over the desk.


def show_find(desk: Desk) -> None:
    """Look for what the caller reads aloud."""
    from ac_tui.surfaces.tui.widgets.find import Find

    desk.lay_over(Find(desk))


def show_stories(desk: Desk) -> None:
    """Choose who is on the line, and their story."""
    from ac_tui.surfaces.tui.widgets.stories import Stories

    desk.lay_over(Stories(desk))


def show_time(desk: Desk) -> None:
    """Ask how much time is to pass."""
    from ac_tui.surfaces.tui.widgets.time import Time

    desk.lay_over(Time(desk))


# Going somewhere else.


def look_up(desk: Desk, goal: Goal) -> None:
    """Go to a very screen, and say as whom."""
    found = desk.call.look_up(goal)
    desk.bring(_PHONE)
    if found is None:
        desk.say("said.unreachable", screen=desk.words(f"screen.{goal.step}"))
    else:
        customer = desk.call.customer
        who = customer.display_name if customer is not None else ""
        desk.say("said.arrived" if found else "said.arrived_near", screen=desk.words(f"screen.{goal.step}"), who=who)


# Stories.


def tell(desk: Desk, flow: Flow) -> None:
    """Begin a story, its steps beside the phone where there is room."""
    remarks = bool(desk.call.remarks)
    desk.call.tell(flow)
    desk.new_call()
    desk.say("said.new_story" if remarks else "said.story", name=flow.name)


def next_step(desk: Desk) -> None:
    """Play a story's next step."""
    story = desk.call.story
    if story is None:
        desk.say("said.no_story")
    elif story.over:
        desk.say("said.story_over")
    elif not desk.call.play(lambda story: story.next()) or story.trouble:
        desk.say("said.story_stuck")
    _point(desk)


def last_step(desk: Desk) -> None:
    """Take a story's last step back."""
    if desk.call.story is None:
        desk.say("said.no_story")
    elif not desk.call.play(lambda story: story.back()):
        desk.say("said.story_begin")
    _point(desk)


def to_the_end(desk: Desk) -> None:
    """Play a story to its end."""
    story = desk.call.story
    if story is None:
        desk.say("said.no_story")
    else:
        desk.call.play(_rest)
        desk.say("said.story_over" if story.over else "said.story_stuck")
    _point(desk)


def _rest(story: Story) -> bool:
    """Play all that is left of a story; whether that was anything."""
    played = story.next()
    story.to_the_end()
    return played


def _point(desk: Desk) -> None:
    """Put the finger where the story has it."""
    story = desk.call.story
    desk.hand.settle()
    if story is not None and story.focus:
        desk.hand.visit(story.focus)


# The typing aid.


def type_aid(desk: Desk) -> None:
    """Write what the customer rightly would where the focus is, else in the first field still empty, and go on.

    Where there is nothing to write but a profile to choose, the finger goes to the customer's own.
    """
    hand, call = desk.hand, desk.call
    desk.bring(_PHONE)
    if call.turn_tab() and (contact := next(call.to_fill(), None)) is not None:
        hand.visit(contact.id)
    hand.settle()
    focus = hand.stop.block
    if not call.type_for(focus):
        empty = next(call.to_fill(), None)
        if empty is None or not call.type_for(empty.id):
            if call.customer is None or not hand.visit(call.customer.profile):
                desk.say("said.nothing_to_type")
            return
    hand.settle()
    button = (block for block in desk.simulation.view.blocks if block.kind == "button" and block.enabled)
    onto = next(call.to_fill(), None) or next(button, None)
    if onto is not None:
        hand.visit(onto.id, onto.options[0].id if onto.kind == "choice" and onto.options else "")


# Time.


def pass_time(desk: Desk, span: timedelta) -> None:
    """Let a typed amount of time pass."""
    desk.close_overlay()
    desk.pass_time(span)


# Notes.

Form = Literal["md", "json"]


def copy_notes(desk: Desk) -> None:
    """Copy the notes of the call, as the terminal's clipboard allows."""
    desk.copy(_notes(desk, "md"))
    desk.say("said.notes_copied")


def save_notes(desk: Desk, form: Form) -> None:
    """Save the notes of the call in the folder that the program was started in."""
    from ac_tui.desk.notebook import save_notes as save

    try:
        file = save(_notes(desk, form), desk.simulation.journey.now, form)
    except OSError as error:
        desk.say("said.notes_unsaved", why=error.strerror or type(error).__name__)
        return
    desk.say("said.notes_saved", file=file)


def _notes(desk: Desk, form: Form) -> str:
    import json

    from ac_tui.desk.notes import as_json, as_markdown, take_notes

    notes = take_notes(desk.simulation, desk.call.remarks, desk.call.secrecy)
    if form == "json":
        return json.dumps(as_json(notes), ensure_ascii=False, indent=2) + "\n"
    return as_markdown(desk.simulation.deck, notes)
