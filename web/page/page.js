// The page: what a person does goes to the worker as messages, what comes back is shown. No word and no rule is here.
import { show } from "./morph.js";

const asked = new URLSearchParams(location.search);
const TERMINAL = asked.get("view") === "terminal";
const place = Object.fromEntries(["story", "step", "variant"].map((name) => [name, asked.get(name) ?? ""]));
const $ = (id) => document.getElementById(id);
const box = $("box");
const WIDTHS = { narrow: 100, wide: 160 }; // as columns: on a narrow page two phones stand one below the other

const worker = new Worker(new URL("worker.js", import.meta.url), { type: "module", name: TERMINAL ? "terminal" : "page" });
let sent = 0;
let keys = {};
let asking = "";
let unsaved = false;

function send(kind, told = {}) {
  sent += 1;
  worker.postMessage({ kind, n: sent, ...told });
}

worker.onmessage = ({ data }) => {
  if ("progress" in data) $("progress").value = data.progress;
  else if (data.failed) fail();
  else if (data.broken) fail(data.broken);
  else if (data.ready) TERMINAL ? openTerminal() : send("open", place);
  else if (!TERMINAL) apply(data);
};
worker.onerror = () => fail();

function fail(report = "") {
  $("loading").hidden = false;
  $("desk").hidden = true;
  $("loading-said").textContent = $("loading-said").dataset.failed;
  $("progress").hidden = true;
  if (report) {
    const told = document.createElement("pre");
    told.textContent = report;
    $("loading").append(told);
  }
}

async function openTerminal() {
  const { open } = await import("./terminal.js");
  $("loading").hidden = true;
  $("terminal").hidden = false;
  open(worker, place, $("terminal"), () => location.assign("."), download);
}

// What changed.

function apply(update) {
  for (const [region, html] of Object.entries(update.html)) {
    const element = $(region);
    show(element, html);
    if (["beside", "faults"].includes(region)) element.hidden = !html;
  }
  for (const [block, value] of Object.entries(update.values)) fill($(`phone-${block}`), value, update.n);
  document.title = update.title;
  document.documentElement.lang = update.language;
  unsaved = update.unsaved;
  keys = update.keys ?? keys;
  if ($("desk").hidden) {
    $("loading").hidden = true;
    $("desk").hidden = false;
    bring("phone");
  }
  if ("say" in update) say(update.say);
  if ("alert" in update) $("alert").textContent = update.alert;
  if (update.copy) copy(update.copy);
  for (const [name, text] of update.files ?? []) download(name, text);
  if (update.show) open(update.show);
  if (update.html.box && asking && !box.open) box.showModal();
  else if (update.html.box === "" && box.open) box.close();
  if (update.arrived && !update.show) bring("phone");
  point(update);
  pointAtFault(update.n);
}

// What is typed meanwhile is newer than what the worker had read.
function fill(input, value, read) {
  if (input && input.value !== value && (read === sent || input !== document.activeElement)) input.value = value;
}

// Once a form was sent, the first field that is wrong has the cursor.
let pointing = false;
function pointAtFault(read) {
  if (!pointing || read !== sent) return;
  pointing = false;
  box.querySelector("[aria-invalid]")?.focus();
}

function point({ focus, option, arrived, html }) {
  if (box.open || (focus === undefined && !arrived)) return;
  const block = focus ? document.querySelector(`#phone [data-block="${CSS.escape(focus)}"]`) : null;
  const inside = option ? block?.querySelector(`[data-option="${CSS.escape(option)}"]`) : null;
  const target = inside ?? (block?.matches("button, a") ? block : block?.querySelector("input, button, a"));
  const heading = arrived ? document.querySelector("#phone h2, #phone .reopen") : null;
  (target ?? heading)?.focus({ preventScroll: !target });
  if (arrived && !target) scrollTo(0, 0);
}

function say(text) {
  $("said").textContent = text;
}

const DIALOGS = new Set(["phone", "theme"]);

function open(what) {
  if (what === "theme") {
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark" || (!root.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    root.theme = dark ? "light" : "dark";
  } else if (what === "phone" || $(`panel-${what}`)) bring(what);
  else {
    asking = what;
    send("look", { what, text: "" });
  }
}
const root = document.documentElement.dataset;

function bring(panel) {
  document.body.dataset.front = panel;
  for (const tab of $("tabs").querySelectorAll("button")) {
    if (tab.dataset.panel === panel) tab.setAttribute("aria-current", "true");
    else tab.removeAttribute("aria-current");
  }
  if (panel !== "phone") $(`panel-${panel}`).focus();
}

async function copy(text) {
  const whole = text.startsWith("?") ? new URL(text, location.href.split(/[?#]/)[0]).href : text;
  try {
    await navigator.clipboard.writeText(whole);
  } catch {
    const shown = document.createElement("textarea");
    shown.readOnly = true;
    shown.value = whole;
    say($("said").dataset.copy);
    $("said").append(shown);
    shown.select();
  }
}

function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  setTimeout(URL.revokeObjectURL, 60_000, link.href);
}

// What a person does.

const blockOf = (node) => node.closest("#phone [data-block]")?.dataset.block ?? "";
const narrow = matchMedia("(max-width: 720px)");

function run(command, text = "") {
  say("");
  const front = narrow.matches ? document.body.dataset.front : "phone";
  const panel = front === "phone" ? "" : front;
  const width = narrow.matches ? WIDTHS.narrow : WIDTHS.wide;
  send("run", { command, text, panel, width, block: blockOf(document.activeElement) });
}

document.addEventListener("click", (event) => {
  const target = event.target.closest("button, a");
  if (!target || target.disabled) return;
  const { run: command, block, option, panel, code, link, choice } = target.dataset;
  if (target.matches("#phone a")) event.preventDefault();
  if (command) run(command);
  else if (panel) bring(panel);
  else if (code) send("code", { number: Number(code) });
  else if (link) send("link", { number: Number(link) });
  else if (choice) choose(Number(choice));
  else if ("close" in target.dataset) send("faults");
  else if (target.matches("#phone .back")) send("back");
  else if (target.closest("#phone")) {
    say("");
    if (!target.hasAttribute("aria-disabled")) send("tap", { block: block ?? blockOf(target), option: option ?? "" });
  }
});

$("phone").addEventListener("change", ({ target }) => {
  if (target.type === "checkbox") send("tap", { block: blockOf(target) });
  else if (target.type === "radio") send("tap", { block: blockOf(target), option: target.dataset.option });
});

$("phone").addEventListener("submit", (event) => event.preventDefault());

const isCode = (input) => input.matches(".code input");

$("phone").addEventListener("input", ({ target }) => {
  if (target.type === "checkbox" || target.type === "radio") return;
  if (isCode(target)) target.value = target.value.replace(/[^0-9]/g, "");
  send("write", { block: blockOf(target), text: target.value });
});

$("phone").addEventListener("paste", (event) => {
  if (!isCode(event.target)) return;
  event.preventDefault();
  send("paste", { block: blockOf(event.target), text: event.clipboardData.getData("text") });
});

$("phone").addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (key === "Enter" && target.matches("input") && !event.isComposing) {
    event.preventDefault();
    send("enter");
  }
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  const tabs = step ? target.closest(".tabs") : null;
  if (tabs) {
    const all = [...tabs.children];
    all[(all.indexOf(target) + step + all.length) % all.length].focus();
  }
});

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.metaKey || event.getModifierState("AltGraph")) return;
  const name = `${event.ctrlKey ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}${event.shiftKey && event.key.length > 1 ? "shift+" : ""}${event.key.toLowerCase()}`;
  const command = keys[name];
  if (!command || box.open) return;
  if (["ctrl+z", "ctrl+y"].includes(name) && event.target.matches("#panels input")) return;
  event.preventDefault();
  run(command);
});

// What is typed in a panel, and in the box.

$("panels").addEventListener("submit", (event) => {
  event.preventDefault();
  const input = event.target.querySelector("input");
  if (input.value.trim()) run("remark", input.value);
  input.value = "";
});

box.addEventListener("input", ({ target }) => {
  if (target.id === "box-text") send("look", { what: asking, text: target.value });
});

box.addEventListener("submit", (event) => {
  if (event.target.id !== "caller") return;
  event.preventDefault();
  send("fill_in", { fields: Object.fromEntries(new FormData(event.target)) });
  pointing = true;
});

box.addEventListener("change", ({ target }) => {
  if (target.id === "files") take([...target.files].map((file) => [file.name, file]));
});

box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const choices = [...box.querySelectorAll("[data-choice]")];
  if (step && choices.length) {
    event.preventDefault();
    const now = choices.indexOf(document.activeElement);
    const next = now + step;
    if (next < 0) $("box-text").focus();
    else choices[Math.min(next, choices.length - 1)].focus();
  } else if (event.key === "Enter" && event.target.id === "box-text") {
    event.preventDefault();
    if (choices.length) choose(0);
  }
});

box.addEventListener("close", () => {
  asking = "";
  box.replaceChildren();
});

function choose(number) {
  box.close();
  say("");
  send("choose", { number });
}

// Files of one's own.

let inside = 0;
addEventListener("dragenter", () => { inside += 1; $("drop").hidden = false; });
addEventListener("dragleave", () => { inside -= 1; $("drop").hidden = inside > 0; });
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", async (event) => {
  event.preventDefault();
  inside = 0;
  $("drop").hidden = true;
  const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = entries.length ? (await Promise.all(entries.map(walk))).flat() : [...event.dataTransfer.files].map((file) => [file.name, file]);
  take(files);
});

async function walk(entry) {
  if (entry.isFile) return [[entry.fullPath.slice(1), await new Promise((done, failed) => entry.file(done, failed))]];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return (await Promise.all(found.map(walk))).flat();
    found.push(...some);
  }
}

async function take(files) {
  box.close();
  const read = await Promise.all(files.map(async ([name, file]) => ({ name, text: await file.text() })));
  send("drop", { files: read });
}

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});

// Offline after the first visit; a new version is offered, and taken when one wants it.

if ("serviceWorker" in navigator) {
  let wanted = false;
  const offer = (waiting) => {
    $("update").hidden = false;
    $("update").querySelector("button").onclick = () => {
      wanted = true;
      waiting.postMessage("take over");
    };
  };
  navigator.serviceWorker.addEventListener("controllerchange", () => wanted && location.reload());
  navigator.serviceWorker.register(new URL("service_worker.js", import.meta.url)).then((known) => {
    if (known.waiting && navigator.serviceWorker.controller) offer(known.waiting);
    known.addEventListener("updatefound", () => {
      const fresh = known.installing;
      fresh.addEventListener("statechange", () => {
        if (fresh.state === "installed" && navigator.serviceWorker.controller) offer(fresh);
      });
    });
  }, () => {});
}
