"""Faults read as `file:line: [rule] message`, in the order in which a reader meets them."""

from ac_tui.registry.faults import Fault, FileError


def test_a_fault_is_one_line() -> None:
    fault = Fault("a.toml", 3, "bad-id", "must be lower-case")
    assert str(fault) == "a.toml:3: [bad-id] must be lower-case"
    assert fault.level == "error"


def test_faults_come_by_file_then_line_then_as_found() -> None:
    faults = [Fault("b", 1, "x", "1"), Fault("a", 9, "x", "2"), Fault("a", 10, "z", "3"), Fault("a", 10, "y", "4")]
    error = FileError(faults)
    assert [fault.message for fault in error.faults] == ["2", "3", "4", "1"]
    assert str(error) == "a:9: [x] 2\na:10: [z] 3\na:10: [y] 4\nb:1: [x] 1"
