// The terminal in the page: xterm draws what the worker paints, and sends it keys, the mouse and what is pasted.
import { FitAddon } from "./xterm/addon-fit.mjs";
import { Terminal } from "./xterm/xterm.mjs";

// xterm writes its colours into <style> elements, which the page's policy forbids: they become sheets of the document.
const create = document.createElement.bind(document);
document.createElement = (tag, ...rest) => {
  if (tag !== "style") return create(tag, ...rest);
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  return Object.defineProperty(create("meta"), "textContent", { set: (css) => sheet.replaceSync(css), get: () => "" });
};

// The styles of its rows, which it sets as attributes, are set one by one.
const setAttribute = Element.prototype.setAttribute;
Element.prototype.setAttribute = function (name, value) {
  if (name === "style") this.style.cssText = value;
  else setAttribute.call(this, name, value);
};

export function open(worker, place, element, said, download) {
  const sheet = document.createElement("link");
  sheet.rel = "stylesheet";
  sheet.href = new URL("xterm/xterm.css", import.meta.url).href;
  sheet.onload = () => begin(worker, place, element, said, download);
  document.head.append(sheet);
}

function begin(worker, place, element, said, download) {
  const terminal = new Terminal({ fontSize: 15, scrollback: 0, allowProposedApi: true });
  const fit = new FitAddon();
  terminal.loadAddon(fit);
  terminal.open(element);
  fit.fit();
  terminal.focus();
  const tell = (message) => worker.postMessage(message);
  terminal.onData((key) => tell({ key }));
  terminal.onBinary((key) => tell({ key }));
  terminal.onResize(({ cols, rows }) => tell({ size: [cols, rows] }));
  new ResizeObserver(() => fit.fit()).observe(element);

  // Ctrl+V would be a key to xterm; it is the browser's, and what it pastes comes below.
  terminal.attachCustomKeyEventHandler((event) => !(event.ctrlKey && event.key.toLowerCase() === "v"));
  element.addEventListener("paste", (event) => {
    event.preventDefault();
    event.stopPropagation();
    tell({ paste: event.clipboardData.getData("text") });
  }, true);
  // Textual copies by OSC 52.
  terminal.parser.registerOscHandler(52, (data) => {
    const bytes = Uint8Array.from(atob(data.slice(data.indexOf(";") + 1)), (char) => char.charCodeAt(0));
    navigator.clipboard.writeText(new TextDecoder().decode(bytes)).catch(() => {});
    return true;
  });
  worker.addEventListener("message", ({ data }) => {
    if ("paint" in data) terminal.write(data.paint);
    else if (data.file) download(...data.file);
    else if (data.ended) said();
  });
  tell({ columns: terminal.cols, rows: terminal.rows, place });
}
