"""What is told of an error of the program's own: where it came from, and nothing that was typed."""

from __future__ import annotations


def crash_line(error: Exception) -> str:
    """An error of the program's own in one line, by kind and place: its words may hold a secret."""
    from traceback import walk_tb

    *_, (frame, line) = walk_tb(error.__traceback__)
    return f"the program failed: {type(error).__name__} at {frame.f_globals.get('__name__', '?')}:{line}"


def crash_report(error: BaseException | None) -> str:
    """Where an error and its causes came from: types, files, lines and functions, and nothing that was typed."""
    from traceback import TracebackException

    lines = ["ac-tui stopped on an error of its own; nothing of what was typed is shown here."]
    told = None if error is None else TracebackException.from_exception(error, capture_locals=False)
    while told is not None:
        lines.append(told.exc_type_str if hasattr(told, "exc_type_str") else told.exc_type.__name__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in told.stack]
        told = told.__cause__ or (None if told.__suppress_context__ else told.__context__)
    return "\n".join(lines)
