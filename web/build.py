"""`make site`: the simulator as a folder of static files, from lock files alone, byte for byte the same each time.

What Python needs travels in packs, one file each: a list that says where every file is, then the files, compiled and
not compressed, because hosts compress and browsers keep what they have unpacked. `html.pack` is what the page
needs, `terminal.pack` what Textual needs besides.
"""

from __future__ import annotations

import ast
import gzip
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
WEB: Final = ROOT / "web"
WORK: Final = ROOT / "build" / "site"
LIBRARY: Final = "lib/python3.14/site-packages"
"""Where Pyodide looks for packages."""

PAGE: Final = "ac_tui.surfaces.web.page"
"""What the page begins with: of ac-tui only what it imports travels, early or late, and all that the terminal does."""
NOT_NEEDED: Final = (
    *("editables", "hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers"),  # they build the package
    *("et-xmlfile", "openpyxl", "pyspellchecker", "tomlkit"),  # they write sheets and screens, and check them
    *(
        "linkify-it-py",
        "markdown-it-py",
        "mdit-py-plugins",
        "mdurl",
        "pygments",
        "uc-micro-py",
    ),  # nothing is highlighted
    "dnspython",  # no mail server is asked
)
"""Distributions of the runtime lock that stay at home."""
C_PARTS: Final = ("markupsafe", "pyyaml")
"""Distributions with C parts that nobody builds for a browser; they do without."""
FOR_EMSCRIPTEN: Final = ("--platform", "pyemscripten_2026_0_wasm32")
FOR_ANY_C: Final = ("--platform", "manylinux2014_x86_64", "--platform", "manylinux_2_17_x86_64")
LEFT_OUT: Final = re.compile(
    r"phonenumbers/(carrierdata|geodata|tzdata)/|phonenumbers/carrier\.|phonenumbers/shortdata/region_(?!IT)|pydantic/(v1|mypy|color|experimental)|jinja2/(ext|sandbox|meta|constants|nativetypes)|textual/(demo|tree-sitter)/"
    r"|stdnum/(?!it/|[a-z]+\.py)|rich/_unicode_data/unicode(?!17)|(?<!wasm32-emscripten)\.so$|\.(pyx|pxd|pyi|c|h|typed)$"
)
"""Files of wheels that nothing here reads: places of telephones, other countries' numbers, what only compilers want."""
TERMINAL: Final = re.compile(r"(textual|platformdirs)/|rich/(?!(__init__|_extension|cells)\.|_unicode_data/)")
STDLIB_LEFT_OUT: Final = re.compile(
    r"_pyrepl/(?!__init__|pager|trace|types)|(ctypes|multiprocessing|unittest|xml|xmlrpc|wsgiref|sqlite3|__phello__|html|email/mime)/|http/(?!__init__)"
    r"|asyncio/(windows|proactor)|logging/(config|handlers)|compression/zstd|json/tool"
    r"|concurrent/futures/(process|interpreter)\.|concurrent/interpreters|pathlib/__pycache__"
    r"|encodings/(?!__init__|aliases|ascii|cp437|idna|latin_1|punycode|raw_unicode|undefined|unicode|utf_)"
    r"|email/(_header_value_parser|contentmanager|headerregistry|generator|parser|feedparser)|urllib/(request|robotparser)"
    r"|(antigravity|argparse|gettext|bdb|cmd|cProfile|code|configparser|doctest|filecmp|ftplib|imaplib|mailbox|modulefinder|netrc|optparse|pdb"
    r"|pickletools|plistlib|poplib|profile|pstats|pyclbr|_pydatetime|_pyio|rlcompleter|shelve|smtplib|socketserver"
    r"|statistics|tabnanny|tarfile|this|timeit|trace|tracemalloc|turtle|wave|webbrowser|zipapp|__hello__)\.py"
)
"""What no module in the packs imports of the standard library."""


def main(target: Path) -> int:
    """Build the page into a folder, which is replaced; the exit code."""
    shutil.rmtree(WORK, ignore_errors=True)
    npm, library, stdlib = WORK / "npm", WORK / "library", WORK / "stdlib"
    _install_npm(npm)
    modules = npm / "node_modules"
    _unpack_wheels(library)
    app = _copy_app(library)
    with zipfile.ZipFile(modules / "pyodide" / "python_stdlib.zip") as archive:
        archive.extractall(stdlib, [n for n in archive.namelist() if not STDLIB_LEFT_OUT.match(n)])
    _run("node", str(WEB / "compile.mjs"), str(modules / "pyodide"), str(library), str(stdlib))

    site = WORK / "site"
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        _put(site / "python" / name, (modules / "pyodide" / name).read_bytes())
    _put(site / "python" / "stdlib.zip", _stored_zip(stdlib))
    _put(site / "python" / "lock.json", _pyodide_lock(modules / "pyodide" / "pyodide-lock.json"))
    _put(site / "python" / "html.pack", _pack(library, app, terminal=False))
    _put(site / "python" / "terminal.pack", _pack(library, app, terminal=True))
    for file in ("@xterm/xterm/lib/xterm.mjs", "@xterm/xterm/css/xterm.css", "@xterm/addon-fit/lib/addon-fit.mjs"):
        _put(site / "xterm" / Path(file).name, _without_map((modules / file).read_bytes()))
    _put(site / "licences.txt", _licences(modules))
    _write_page(site)

    shutil.rmtree(target, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(site, target)
    return _tell(target)


def _run(*command: str, folder: Path = ROOT) -> None:
    """Run a program; what it says is shown where it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(f"{done.stdout}{done.stderr}")
        raise SystemExit(f"make site: {command[0]} ended with {done.returncode}")


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _install_npm(folder: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        _put(folder / name, (WEB / name).read_bytes())
    _run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder)


def _unpack_wheels(library: Path) -> None:
    """Fetch what the runtime lock names, by name, version and hash, and lay it out; C parts for elsewhere are left."""
    blocks = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text("utf-8").strip())
    wanted = {block.partition("==")[0]: block for block in blocks if not block.startswith(("#", " "))}
    wanted = {name: block for name, block in wanted.items() if name not in NOT_NEEDED}
    for number, (names, platform) in enumerate(
        ((wanted.keys() - set(C_PARTS), FOR_EMSCRIPTEN), (set(C_PARTS), FOR_ANY_C))
    ):
        lock, wheels = WORK / f"{number}.lock", WORK / f"wheels-{number}"
        _put(lock, "\n".join(wanted[name] for name in sorted(names)).encode())
        _run(
            *(sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--require-hashes"),
            *(
                "--no-deps",
                "--only-binary=:all:",
                "--python-version=3.14",
                "--implementation=cp",
                "--abi=cp314",
                *platform,
            ),
            *("--requirement", str(lock), "--dest", str(wheels)),
        )
        for wheel in sorted(wheels.glob("*.whl")):
            with zipfile.ZipFile(wheel) as archive:
                names_in = [name for name in archive.namelist() if not _left_out(name)]
                archive.extractall(library, names_in)
    for metadata in library.glob("*.dist-info/METADATA"):  # the head alone: what a version is asked of
        metadata.write_bytes(metadata.read_bytes().partition(b"\n\n")[0] + b"\n")


def _left_out(name: str) -> bool:
    """Whether a file of a wheel stays at home; of what is about the wheel itself, its metadata alone travel."""
    return not name.endswith("/METADATA") if ".dist-info/" in name else LEFT_OUT.search(name) is not None


def _copy_app(library: Path) -> tuple[frozenset[str], frozenset[str]]:
    """ac-tui itself, laid out as its wheel lays it out; the files that the page needs, and those the terminal does."""
    package = library / "ac_tui"
    ignore = shutil.ignore_patterns("__pycache__", "*.pyc", "font", "schema.json")
    shutil.copytree(ROOT / "src" / "ac_tui", package, ignore=ignore)
    for room in ("screens", "fixtures"):
        shutil.copytree(ROOT / room, package / "_assets" / room, ignore=ignore)
    page = _reached(library, PAGE)
    widgets = (package / "surfaces" / "tui").rglob("*.py")  # some are imported by names that are put together
    roots = (".".join(file.relative_to(library).with_suffix("").parts) for file in widgets)
    terminal = frozenset().union(*(_reached(library, root) for root in roots))
    rooms = {str(PurePosixPath(name).parent) for name in page | terminal}
    for name, _ in list(_files(package)):
        path = PurePosixPath("ac_tui", name)
        assets = name.startswith("_assets/")
        if not assets and (str(path) not in page | terminal if path.suffix == ".py" else str(path.parent) not in rooms):
            (package / name).unlink()
    return page, terminal - page


def _reached(library: Path, root: str) -> frozenset[str]:
    """The files of ac-tui that a module imports, directly or not, at once or later; never those for type checkers."""
    found: set[str] = set()
    waiting = [root]
    while waiting:
        name = waiting.pop()
        path = library.joinpath(*name.split("."))
        file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        here = file.relative_to(library).as_posix()
        if not file.is_file() or here in found:
            continue
        found.add(here)
        waiting += [parent for parent in (name.rpartition(".")[0],) if parent]
        waiting += _imports(ast.parse(file.read_text("utf-8")))
    return frozenset(found)


def _imports(node: ast.AST) -> Iterator[str]:
    """The modules of ac-tui that code names in its imports."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.startswith("ac_tui"))
    elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("ac_tui"):
        yield str(node.module)
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for inner in ast.iter_child_nodes(node):
        yield from _imports(inner)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of a folder with their names in it, folder by folder, in an order that is always the same."""
    for file in sorted(folder.rglob("*"), key=lambda path: (path.parent.as_posix(), path.name)):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _pack(library: Path, app: tuple[frozenset[str], frozenset[str]], *, terminal: bool) -> bytes:
    """A pack: the length of its list in 8 bytes, the list [[folder, [[name, size], …]], …], then the files."""
    folders: dict[str, list[tuple[str, int]]] = {}
    body = bytearray()
    for name, data in _files(library):
        source = f"{name.removesuffix('c')}" if name.endswith(".pyc") else ""
        late = TERMINAL.match(name) is not None or source in app[1] or name.endswith(".tcss")
        if late is terminal:
            path = PurePosixPath(LIBRARY, name)
            folders.setdefault(f"/{path.parent}", []).append((path.name, len(data)))
            body += data
    listed = json.dumps(list(folders.items()), separators=(",", ":")).encode()
    return len(listed).to_bytes(8, "little") + listed + bytes(body)


def _stored_zip(folder: Path) -> bytes:
    """A folder as a zip archive that is not compressed: its modules are read where they lie."""
    file = WORK / "stdlib.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in _files(folder):
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.read_bytes()


def _pyodide_lock(file: Path) -> bytes:
    """What Pyodide wants to know of itself; it is asked for no package."""
    return json.dumps({"info": json.loads(file.read_bytes())["info"], "packages": {}}, sort_keys=True).encode()


def _without_map(data: bytes) -> bytes:
    return re.sub(rb"\n//# sourceMappingURL=.*\s*$", b"\n", data)


def _licences(modules: Path) -> bytes:
    """Whose work the page carries, and on which terms."""
    found: list[str] = []
    for package in ("pyodide", "@xterm/xterm", "@xterm/addon-fit"):
        about = json.loads((modules / package / "package.json").read_bytes())
        found.append(f"{about['name']} {about['version']}: {about.get('license', 'MIT')}")
    for metadata in sorted((WORK / "library").glob("*.dist-info/METADATA")):
        fields = dict(
            re.findall(r"^(Name|Version|License-Expression|License): (.*)$", metadata.read_text("utf-8"), re.MULTILINE)
        )
        terms = fields.get("License-Expression") or fields.get("License") or "see its package"
        found.append(f"{fields['Name']} {fields['Version']}: {terms}")
    own = [(ROOT / name).read_text("utf-8") for name in ("LICENSE", "src/ac_tui/surfaces/web/font/OFL.txt")]
    return ("\n".join(sorted(found)) + "\n\n" + "\n\n".join(own)).encode()


def _write_page(site: Path) -> None:
    """The page's own files: its HTML in the deck's words, styles, scripts, and the worker that keeps them all."""
    from ac_tui.surfaces.web.html import shell

    here = ROOT / "src" / "ac_tui" / "surfaces" / "web"
    for face in ("Regular", "SemiBold"):
        _put(site / f"Inter-{face}.woff2", (here / "font" / f"Inter-{face}.woff2").read_bytes())
    _put(site / "phone.css", (here / "phone.css").read_bytes())
    for file in sorted((WEB / "page").iterdir()):
        _put(site / file.name, file.read_bytes())
    _put(site / "index.html", shell().encode())
    sizes = {name: len(data) for name, data in _files(site) if name not in ("service_worker.js", "sizes.js")}
    _put(site / "sizes.js", f"export const SIZES = {json.dumps(sizes)};\n".encode())
    version = sha256(b"".join(sha256(name.encode() + data).digest() for name, data in _files(site))).hexdigest()[:16]
    worker = (site / "service_worker.js").read_text("utf-8")
    names = ["./", *(name for name in [*sizes, "sizes.js"] if name != "index.html")]
    worker = worker.replace('"VERSION"', json.dumps(version)).replace('["FILES"]', json.dumps(names))
    _put(site / "service_worker.js", worker.encode())


def _tell(site: Path) -> int:
    """Say how much travels, compressed as hosts do it, for the page and with the terminal."""
    packed = {name: len(gzip.compress(data, 9, mtime=0)) for name, data in _files(site)}
    terminal = sum(size for name, size in packed.items() if name.startswith("xterm") or "terminal" in name)
    rest = sum(packed.values()) - terminal
    files = len(packed)
    whole = rest + terminal
    sys.stdout.write(f"{site}: {files} files; gzip {rest / 1e6:.2f} MB, with the terminal {whole / 1e6:.2f} MB\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]).resolve()))
