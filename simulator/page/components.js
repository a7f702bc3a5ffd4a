// The APL components that a pacer, text and buttons need, as elements of the page.

import { element } from "./dom.js";

const SIDES = ["left", "top", "right", "bottom"];
const PLACES = { start: "flex-start", end: "flex-end", center: "center", spaceBetween: "space-between", spaceAround: "space-around" };
const SIZES = ["width", "height", "minWidth", "minHeight", "maxWidth", "maxHeight"];

const COMPONENTS = {
  Container: () => element("div", { className: "container" }),
  Frame: () => element("div", { className: "frame" }),
  Text: () => element("p"),
  TouchWrapper: () => element("button", { type: "button" }),
  ScrollView: () => element("div", { className: "scroll", tabIndex: 0 }),
};

// Makes the element of a component; a hidden one if the component isn't supported.
export function make(type) {
  if (type in COMPONENTS) return COMPONENTS[type]();
  console.warn(`APL: no component ${type} here`);
  return element("div", { hidden: true });
}

// Applies a component's property to its element, which stands in a row or a column.
export function put(made, name, value, inRow) {
  if (value === undefined || value === null) return;
  const { style } = made;
  if (SIZES.includes(name) || SIDES.includes(name)) style[name] = size(value);
  else if (name === "spacing") style[inRow ? "marginLeft" : "marginTop"] = size(value);
  else if (name in LOOKS) LOOKS[name](style, value);
  else if (name.startsWith("padding")) style[name] = size(value);
  else if (name === "text") made.textContent = plain(String(value));
  else if (name === "accessibilityLabel") made.setAttribute("aria-label", value);
}

const LOOKS = {
  position: (style, value) => (style.position = value === "absolute" ? "absolute" : "relative"),
  grow: (style, value) => (style.flexGrow = value),
  shrink: (style, value) => (style.flexShrink = value),
  alignSelf: (style, value) => (style.alignSelf = PLACES[value] ?? value),
  alignItems: (style, value) => (style.alignItems = PLACES[value] ?? value),
  justifyContent: (style, value) => (style.justifyContent = PLACES[value] ?? value),
  direction: (style, value) => (style.flexDirection = value === "row" ? "row" : "column"),
  opacity: (style, value) => (style.opacity = value),
  display: (style, value) => {
    style.display = value === "none" ? "none" : "";
    style.visibility = value === "invisible" ? "hidden" : "";
  },
  transform: (style, value) => (style.transform = transform(value)),
  background: (style, value) => (style.background = value),
  backgroundColor: (style, value) => (style.background = value),
  borderRadius: (style, value) => (style.borderRadius = size(value)),
  borderColor: (style, value) => (style.borderColor = value),
  borderWidth: (style, value) => (style.borderWidth = size(value)),
  color: (style, value) => (style.color = value),
  fontSize: (style, value) => (style.fontSize = size(value)),
  fontWeight: (style, value) => (style.fontWeight = value),
  textAlign: (style, value) => (style.textAlign = value),
  textAlignVertical: (style, value) => (style.alignContent = PLACES[value] ?? (value === "bottom" ? "end" : "start")),
};

export const transform = (steps) =>
  [steps ?? []]
    .flat()
    .flatMap(Object.entries)
    .map(([name, value]) => `${name}(${name.startsWith("translate") ? size(value) : name === "rotate" ? `${value}deg` : value})`)
    .join(" ");

// Converts an APL dimension: a number or "20dp" in the screen's units, "50vw", "50vh" or "50%".
function size(dimension) {
  if (typeof dimension === "number") return `${dimension}px`;
  const [, number, unit] = String(dimension).match(/^([\d.]+)\s*(dp|px|vw|vh|%)?$/) ?? [];
  if (unit === "vw" || unit === "vh") return `calc(${number} * var(--${unit}))`;
  return number === undefined ? dimension : `${number}${unit === "%" ? "%" : "px"}`;
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

// Returns a text as it is shown: without markup, and with character references replaced.
export function plain(text) {
  return text
    .replace(/<br\s*\/?>/g, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/&(?:#x([\da-f]+)|#(\d+)|([a-z]+));/gi, (all, hex, decimal, name) =>
      name ? (ENTITIES[name] ?? all) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
    );
}
