"use strict";
(() => {
  // Case, accents, spaces and the kind of an apostrophe are no difference.
  const plain = (text) =>
    text.replace(/[‘’ʼ`´]/g, "'").normalize("NFKD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").toLowerCase();
  // What can be read on phones, what stands in their fields with it; the status bar is the same on all.
  const said = (node) =>
    Array.from(node.querySelectorAll(".screen, .closed, .screen :is(input, textarea)"), (one) =>
      "value" in one ? `${one.value} ${one.placeholder}` : one.textContent).join(" ");
  const search = document.getElementById("search");
  const found = document.getElementById("found");
  const differing = document.getElementById("differing");
  const nothing = document.getElementById("nothing");
  const flows = Array.from(document.querySelectorAll("#flows li"), (item) => item.textContent);
  const phones = Array.from(document.querySelectorAll("figure"), (figure) => {
    const { step, keys, guide, flows: numbers } = figure.dataset;
    const from = numbers.split(" ").map((number) => flows[Number(number)]);
    const caption = figure.querySelector("figcaption");
    const data = Array.from(figure.querySelectorAll(".phones"), (node) => ({ node, text: plain(said(node)) }));
    return {
      node: figure,
      about: plain([step, caption.textContent, ...from].join(" ")),
      keys: plain(keys),
      guide: plain(guide).split(" "),
      data,
      place: document.createComment(""),
    };
  });
  for (const { data, place } of phones) data[0].node.before(place);
  const words = Array.from(document.querySelectorAll("tr.words"), (row) => ({
    node: row,
    text: plain(`${row.dataset.find} ${row.textContent}`),
  }));
  const groups = [];
  for (const node of document.querySelectorAll(".sheet, .part")) {
    groups.push({ node, items: Array.from(node.querySelectorAll("figure")) });
  }
  for (const node of document.querySelectorAll("#words tbody, #words")) {
    groups.push({ node, items: Array.from(node.querySelectorAll("tr.words")) });
  }

  const hits = () => phones.filter((phone) => !phone.node.hidden);
  let at = -1;

  // A key has dots, a number of the guide stands alone: neither is looked for within other words.
  const says = (item, word, text) =>
    text.includes(word) || item.guide.includes(word) || (/[._]/.test(word) && item.keys.includes(word));
  const shown = (item, asked) =>
    item.data.find(({ text }) => asked.every((word) => says(item, word, `${item.about} ${text}`)));

  // Of a state with several data the phone that was searched for stands in front.
  const put = ({ data, place, node }, front) => {
    if (place.nextSibling === front.node) return;
    const more = node.querySelector(".more");
    for (const other of data) if (other !== front) more.append(other.node);
    place.after(front.node);
  };

  const show = () => {
    const asked = plain(search.value).trim().split(" ").filter(Boolean);
    const wanted = (item) => !(differing && differing.checked) || "differs" in item.node.dataset;
    for (const item of phones) {
      const front = wanted(item) ? shown(item, asked) : undefined;
      item.node.hidden = !front;
      put(item, front || item.data[0]);
    }
    for (const item of words) item.node.hidden = !(wanted(item) && asked.every((word) => item.text.includes(word)));
    for (const { node, items } of groups) node.hidden = items.every((item) => item.hidden);
    const filtered = asked.length > 0 || Boolean(differing && differing.checked);
    document.body.classList.toggle("filtered", filtered);
    const count = hits().length;
    nothing.hidden = count > 0 || words.some((row) => !row.node.hidden);
    found.textContent = filtered
      ? found.dataset.said.replace("{n}", count).replace("{all}", phones.length)
      : "";
    mark(-1);
  };

  const mark = (index) => {
    for (const node of document.querySelectorAll("figure.here")) node.classList.remove("here");
    at = index;
    if (index < 0) return;
    const { node } = hits()[index];
    node.classList.add("here");
    node.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${node.id}`);
  };

  const step = (by) => {
    const count = hits().length;
    if (count) mark((at + by + count) % count);
  };

  const clear = () => {
    search.value = "";
    if (differing) differing.checked = false;
    show();
  };

  search.addEventListener("input", show);
  if (differing) differing.addEventListener("change", show);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      step(event.shiftKey ? (at < 0 ? 0 : -1) : 1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      clear();
      search.blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === search || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "/") {
      event.preventDefault();
      search.focus();
      search.select();
    } else if (event.key === "Escape") {
      clear();
    } else if (["ArrowLeft", "ArrowRight"].includes(event.key) && !event.target.matches("input, .map-frame, .table")) {
      event.preventDefault();
      const address = decodeURIComponent(location.hash.slice(1));
      if (at < 0) at = hits().findIndex((phone) => phone.node.id === address);
      step(event.key === "ArrowRight" || at < 0 ? 1 : -1);
      if (at >= 0) hits()[at].node.focus({ preventScroll: true });
    }
  });

  // A link to a phone or a step shows it, whatever was searched for before.
  const reveal = (address) => {
    const target = document.getElementById(decodeURIComponent(address));
    if (target && target.closest("[hidden]")) clear();
    return target;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) reveal(link.getAttribute("href").slice(1));
    // Phones are looked at: nothing on them is ticked or chosen by a click.
    else if (event.target.closest(".phone")) event.preventDefault();
  });
  addEventListener("hashchange", () => {
    mark(-1);
    const target = reveal(location.hash.slice(1));
    if (target && target.matches("figure")) target.scrollIntoView({ block: "center" });
  });

  const nodes = Array.from(document.querySelectorAll(".map [data-step]"));
  const ways = Array.from(document.querySelectorAll(".map .way"));
  const light = (step) => {
    for (const way of ways) way.classList.toggle("lit", step === way.dataset.from || step === way.dataset.to);
    document.querySelector(".map").classList.toggle("lighting", Boolean(step));
  };
  for (const node of nodes) {
    node.addEventListener("mouseenter", () => light(node.dataset.step));
    node.addEventListener("mouseleave", () => light(""));
    node.addEventListener("focusin", () => light(node.dataset.step));
    node.addEventListener("focusout", () => light(""));
  }

  const dark = document.getElementById("dark");
  dark.checked = matchMedia("(prefers-color-scheme: dark)").matches;
  dark.addEventListener("change", () => { document.documentElement.dataset.theme = dark.checked ? "dark" : "light"; });

  // A screen that is longer than a phone has to be printed smaller.
  addEventListener("beforeprint", () => {
    const phones = Array.from(document.querySelectorAll(".phones > .phone, .phones > div > .phone"));
    const sizes = phones.map(({ offsetWidth, offsetHeight }) => offsetHeight / offsetWidth);
    phones.forEach((phone, number) => {
      phone.classList.toggle("tall", sizes[number] > 2.3);
      phone.classList.toggle("taller", sizes[number] > 2.8);
    });
  });

  const printed = document.getElementById("print-words");
  printed.addEventListener("change", () => document.body.classList.toggle("with-words", printed.checked));
  document.body.classList.toggle("with-words", printed.checked);
  if (search.value || (differing && differing.checked)) show();
})();
