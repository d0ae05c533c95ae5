"use strict";
(() => {
  const sections = [...document.querySelectorAll("section")];
  const screen = document.getElementById("screen");
  const why = document.getElementById("why");
  const search = document.getElementById("search");
  let current = 0;

  const draw = (number) =>
    screen.replaceChildren(document.getElementById(`screen${number}`).content.cloneNode(true));

  const choose = (button) => {
    document.querySelectorAll("button.chosen").forEach((other) => {
      other.classList.remove("chosen");
      other.removeAttribute("aria-current");
    });
    button.classList.add("chosen");
    button.setAttribute("aria-current", "step");
    draw(button.dataset.screen);
    why.replaceChildren();
    const template = button.parentElement.querySelector("template");
    if (template) why.append(template.content.cloneNode(true));
    button.scrollIntoView({ block: "nearest" });
  };

  const buttons = () => [...sections[current].querySelectorAll("button")];

  const show = (number, focus) => {
    if (!sections.length) return;
    current = (number + sections.length) % sections.length;
    sections.forEach((section, at) => section.classList.toggle("shown", at === current));
    document.querySelectorAll("nav a").forEach((link, at) => {
      if (at === current) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    history.replaceState(null, "", `#${sections[current].id}`);
    const all = buttons();
    const first = all.find((button) => button.classList.contains("failed")) || all[0];
    if (first) {
      choose(first);
      if (focus) first.focus();
    }
  };

  const move = (by) => {
    const all = buttons();
    const at = all.findIndex((button) => button.classList.contains("chosen"));
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next) {
      choose(next);
      next.focus();
    }
  };

  const nextFailure = () => {
    for (let by = 1; by <= sections.length; by += 1) {
      const at = (current + by) % sections.length;
      if (!sections[at].classList.contains("passed")) return show(at, true);
    }
    return undefined;
  };

  document.querySelector("main").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) choose(button);
  });
  document.querySelectorAll("nav a").forEach((link, at) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      show(at, true);
    }),
  );
  search.addEventListener("input", () => {
    const words = search.value.toLowerCase();
    document.querySelectorAll("nav li").forEach((item, at) => {
      item.hidden = !!words && !sections[at].textContent.toLowerCase().includes(words);
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.target === search) {
      if (event.key === "Escape") search.blur();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const keys = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      ArrowRight: () => show(current + 1, true),
      ArrowLeft: () => show(current - 1, true),
      f: nextFailure,
      "/": () => search.focus(),
    };
    if (keys[event.key]) {
      event.preventDefault();
      keys[event.key]();
    }
  });
  // The screen is looked at: nothing on it is ticked or chosen by a click.
  screen.addEventListener("click", (event) => event.preventDefault());
  const open = () => {
    const asked = sections.findIndex((section) => section.id === location.hash.slice(1));
    const failed = sections.findIndex((section) => !section.classList.contains("passed"));
    show(Math.max(0, asked >= 0 ? asked : failed), false);
  };
  addEventListener("hashchange", open);
  open();
})();
