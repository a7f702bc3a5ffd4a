// Helpers for the page's elements.

export const by = (id) => document.getElementById(id);

// Tells who measures the page that something happens.
export const mark = (name, at = performance.now()) => document.dispatchEvent(new CustomEvent("moment", { detail: { name, at } }));

// Makes an element. Text children are never parsed as HTML.
export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

export function fill(list, entries, otherwise) {
  list.replaceChildren(...(entries.length ? entries : [element("li", {}, otherwise)]));
}

export function choose(select, choices, chosen) {
  const options = choices.map(([value, name]) => element("option", { value, textContent: name, selected: value === chosen }));
  select.replaceChildren(...options);
}
