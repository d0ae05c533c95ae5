// Makes what is on the page read as new HTML says, and leaves alone what already does: focus, selection and what is
// typed stay where they are.

export function show(element, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  trim(fresh.content);
  children(element, fresh.content);
}

// White space between elements says nothing, and would be one more thing to compare.
function trim(node) {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === Node.TEXT_NODE && !child.data.trim() && (child.data.includes("\n") || !node.parentNode)) child.remove();
    else trim(child);
  }
}

function children(old, fresh) {
  const wanted = [...fresh.childNodes];
  wanted.forEach((node, place) => {
    const here = old.childNodes[place];
    if (!here) old.append(node);
    else if (alike(here, node)) update(here, node);
    else {
      const later = [...old.childNodes].slice(place + 1).find((one) => key(node) && alike(one, node));
      if (later) {
        while (old.childNodes[place] !== later) old.childNodes[place].remove();
        update(later, node);
      } else if (key(here) && wanted.slice(place + 1).some((one) => alike(here, one))) here.before(node);
      else here.replaceWith(node);
    }
  });
  while (old.childNodes.length > wanted.length) old.lastChild.remove();
}

function key(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node.id || node.dataset.block || node.dataset.number || node.dataset.run || "" : "";
}

function alike(one, other) {
  return one.nodeName === other.nodeName && key(one) === key(other) && one.dataset?.step === other.dataset?.step;
}

function update(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old.type === "checkbox" || old.type === "radio") old.checked = fresh.checked;
  children(old, fresh);
}
