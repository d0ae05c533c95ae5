// Compiles the Python files of folders in place, by the very interpreter that will run them; the sources go.
//
//   node compile.mjs PYODIDE FOLDER…
//
// The same sources give the same bytes: checked against nothing when they are loaded, nothing of this machine in them.
// Which line is which is kept of ac-tui alone, for its reports of a crash: of all else nobody here would look it up.

const [home, ...folders] = process.argv.slice(2);
const { loadPyodide } = await import(`${home}/pyodide.mjs`);
const python = await loadPyodide({ indexURL: home, env: { PYTHONHASHSEED: "0" } });
python.FS.mkdir("/in");
python.runPython(`
import pathlib
from importlib._bootstrap_external import _code_to_hash_pyc
from importlib.util import source_hash
from types import CodeType

def without_lines(code):
    inner = tuple(without_lines(one) if isinstance(one, CodeType) else one for one in code.co_consts)
    whole, rest = divmod(len(code.co_code) // 2, 8)
    nowhere = b"\\xff" * whole + (bytes([0xf8 + rest - 1]) if rest else b"")  # "no location" for 8 instructions each
    return code.replace(co_linetable=nowhere, co_consts=inner)

def compile_all():
    for file in sorted(pathlib.Path("/in").rglob("*.py")):
        source, name = file.read_bytes(), str(file.relative_to("/in"))
        code = compile(source, name, "exec", dont_inherit=True, optimize=2)
        kept = code if name.startswith("ac_tui/") else without_lines(code)
        file.with_suffix(".pyc").write_bytes(_code_to_hash_pyc(kept, source_hash(source), checked=False))
        file.unlink()
`);
for (const folder of folders) {
  python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/in");
  python.runPython("compile_all()");
  python.FS.unmount("/in");
}
