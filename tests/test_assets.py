"""Finding and reading the assets, and what is said where that fails."""

import os
from pathlib import Path

import pytest

from ac_tui import assets
from ac_tui.assets import AssetError, fixtures_dir, read_text, screens_dir

ROOT = Path(__file__).resolve().parents[1]


def test_a_checkout_uses_its_own_folders() -> None:
    assert screens_dir() == ROOT / "screens"
    assert fixtures_dir() == ROOT / "fixtures"


def test_an_installed_package_uses_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "ac_tui"
    (package / "_assets" / "screens").mkdir(parents=True)
    (package / "_assets" / "fixtures").mkdir()
    (tmp_path / "screens").mkdir()  # a folder of that name near the installation is somebody else's
    monkeypatch.setattr(assets, "_PACKAGE", package)
    assert screens_dir() == package / "_assets" / "screens"
    assert fixtures_dir() == package / "_assets" / "fixtures"


def test_a_broken_installation_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "ac_tui")
    with pytest.raises(AssetError, match="no such folder: the installation is incomplete") as caught:
        screens_dir()
    assert caught.value.path == tmp_path / "ac_tui" / "_assets" / "screens"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("perché\n".encode(), "perché\n"),
        (b"\xef\xbb\xbfa = 1\n", "a = 1\n"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"", ""),
    ],
    ids=["plain", "byte order mark", "foreign line ends", "empty"],
)
def test_text_is_read(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    assert read_text(path) == text


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without mark", "with mark"])
def test_what_is_not_utf8_is_named_with_its_line(tmp_path: Path, mark: bytes) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes(mark + b"a = 1\nb = 'perch\xe9'\n")
    with pytest.raises(AssetError) as caught:
        read_text(path)
    assert str(caught.value) == f"{path}:2: not UTF-8 text (byte 0xe9)"
    assert (caught.value.path, caught.value.line) == (path, 2)
    assert caught.value.reason == "not UTF-8 text (byte 0xe9)"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssetError) as caught:
        read_text(tmp_path / "absent.toml")
    assert str(caught.value) == f"{tmp_path / 'absent.toml'}: no such file"
    assert caught.value.line is None


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match=r"a folder, not a file$"):
        read_text(tmp_path)


def test_a_name_the_system_refuses(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="cannot be read: "):
        read_text(tmp_path / ("x" * 5000))
    with pytest.raises(AssetError, match="NUL"):
        read_text(tmp_path / "a\0b")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:  # stands in for the system, which refuses root nothing
        raise PermissionError(13, "Permission denied")

    (tmp_path / "secret.toml").touch()
    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(AssetError, match=r"may not be read: permission denied$"):
        read_text(tmp_path / "secret.toml")


def test_a_path_cannot_speak_to_the_terminal(tmp_path: Path) -> None:
    name = os.fsdecode(b"a\n\x1b[31m\xff.toml")
    with pytest.raises(AssetError) as caught:
        read_text(tmp_path / name)
    assert str(caught.value) == f"{tmp_path}/a\\n\\x1b[31m\\udcff.toml: no such file"
