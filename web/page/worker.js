// Python, in a worker: it is loaded with real progress, then takes messages and posts what changed on the page.
import { loadPyodide } from "./python/pyodide.mjs";
import { SIZES } from "./sizes.js";

const TERMINAL = self.name === "terminal";
const PACKS = TERMINAL ? ["python/html.pack", "python/terminal.pack"] : ["python/html.pack"];
const PARTS = ["python/pyodide.asm.mjs", "python/pyodide.asm.wasm", "python/stdlib.zip", ...PACKS];
const START_SHARE = 20; // of a hundred: what is left to do once everything is here

const total = PARTS.reduce((sum, name) => sum + SIZES[name], 0);
const here = new Map();
const address = (name) => new URL(name, import.meta.url).href;

function progress(name, bytes) {
  here.set(name, bytes);
  const sum = [...here.values()].reduce((all, one) => all + one, 0);
  postMessage({ progress: Math.round(((100 - START_SHARE) * sum) / total) });
}

// What Pyodide fetches by itself is known to be here when the browser tells.
new PerformanceObserver((list) => {
  for (const { name } of list.getEntries()) {
    const part = PARTS.find((one) => address(one) === name);
    if (part && !here.has(part)) progress(part, SIZES[part]);
  }
}).observe({ type: "resource", buffered: true });

async function read(name) {
  const response = await fetch(address(name));
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const data = new Uint8Array(SIZES[name]);
  let size = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return data;
    data.set(value, size);
    size += value.length;
    progress(name, size);
  }
}

// A pack: the length of its list in 8 bytes, the list [[folder, [[name, size], …]], …], the files one after another.
function unpack(FS, data) {
  const length = Number(new DataView(data.buffer).getBigUint64(0, true));
  const folders = JSON.parse(new TextDecoder().decode(data.subarray(8, 8 + length)));
  let at = 8 + length;
  for (const [folder, files] of folders) {
    FS.mkdirTree(folder);
    for (const [name, size] of files) {
      FS.writeFile(`${folder}/${name}`, data.subarray(at, at + size), { canOwn: true });
      at += size;
    }
  }
}

async function boot() {
  const packs = Promise.all(PACKS.map(read));
  const python = await loadPyodide({
    indexURL: address("python/"),
    stdLibURL: address("python/stdlib.zip"),
    lockFileContents: fetch(address("python/lock.json")).then((response) => response.text()),
    packageBaseUrl: address("python/"),
    env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1", TERM: "xterm-256color", COLORTERM: "truecolor" },
  });
  for (const pack of await packs) unpack(python.FS, pack);
  python.FS.mkdirTree("/call");
  python.FS.chdir("/call");
  return python;
}

const REST = 250; // milliseconds after the last letter when the desk catches up with what was written

async function serve(python) {
  const take = python.runPython("from ac_tui.surfaces.web.page import PageSession\nPageSession().take");
  const tell = (message) => postMessage(JSON.parse(take(JSON.stringify(message))));
  let resting = 0;
  let passed = performance.now();
  onmessage = ({ data }) => {
    tell(data);
    clearTimeout(resting);
    if (data.kind === "write") resting = setTimeout(tell, REST, { kind: "rest" });
  };
  postMessage({ ready: true }); // what is sent before somebody listens is lost
  setInterval(() => {
    const seconds = Math.floor((performance.now() - passed) / 1000);
    passed += seconds * 1000;
    if (seconds > 0) tell({ kind: "tick", seconds });
  }, 1000);
}

async function serveTerminal(python) {
  python.globals.set("post", (text) => postMessage({ paint: text }));
  python.globals.set("hand_over", (name, text) => postMessage({ file: [name, text] }));
  const door = python.runPython("from ac_tui.surfaces.tui.in_page import Door\nDoor(post, hand_over)");
  const size = new Promise((resolve) => {
    onmessage = ({ data }) => resolve(data);
  });
  postMessage({ ready: true });
  const { columns, rows, place } = await size;
  onmessage = ({ data }) => door.take(JSON.stringify(data));
  await door.run(columns, rows, JSON.stringify(place));
  postMessage({ ended: true });
}

boot().then(TERMINAL ? serveTerminal : serve).catch((error) => {
  console.error(error);
  postMessage({ failed: true });
});
