// Documents of APL: the components and commands that a pacer, a text and buttons need, and no more. What is not known is
// told to whoever looks after the page, and left out.

import { bound } from "./binding.js";
import { element } from "./dom.js";
import { until } from "./pace.js";

export const VIEWPORT = { shape: "rectangle", mode: "hub", width: 1280, height: 800, theme: "dark" };
const SIDES = ["left", "top", "right", "bottom"];
const PLACES = { start: "flex-start", end: "flex-end", center: "center", spaceBetween: "space-between", spaceAround: "space-around" };

export class Document {
  #stop = new AbortController();
  #parts = new Map();

  constructor(source, datasources, token, touched, viewport = VIEWPORT) {
    Object.assign(this, { source, token, touched, viewport });
    const { parameters = [], items, item } = source.mainTemplate;
    const given = Object.fromEntries(parameters.map((name) => [name, name === "payload" ? datasources : datasources[name]]));
    this.data = { viewport, environment: { aplVersion: "2024.3" }, ...given };
    this.element = element("div", { className: "apl" });
    Object.assign(this.element.style, { width: `${viewport.width}px`, height: `${viewport.height}px` });
    const [main] = this.#chosen(items ?? item, this.data);
    if (main) this.element.append(this.#made(main, this.data));
  }

  // Fits the document into its screen, and does what it is to do when it is mounted.
  begin() {
    const fit = () => (this.element.style.scale = this.element.parentElement.clientWidth / this.viewport.width);
    this.fitting = new ResizeObserver(fit);
    this.fitting.observe(this.element.parentElement);
    fit();
    return this.run(this.source.onMount ?? [], this.data);
  }

  end() {
    this.fitting?.disconnect();
    this.#stop.abort();
  }

  run(commands, data = this.data) {
    return this.#all(commands, data).catch((problem) => {
      if (!this.#stop.signal.aborted) throw problem;
    });
  }

  // Of several items the first whose condition holds; all of a container's.
  #chosen(items, data) {
    return [items ?? []].flat().filter((item) => item.when === undefined || bound(item.when, data));
  }

  #made({ items, item, onPress, onMount, ...own }, data) {
    const its = bound(own, data);
    const make = COMPONENTS[its.type];
    const made = make ? make(its) : element("div", { hidden: true });
    if (!make) console.warn(`APL: no component ${its.type} here`);
    style(made, its);
    const several = its.type === "Container" && Array.isArray(its.data) ? its.data : null;
    const children = several
      ? several.map((one, index) => [this.#chosen(items ?? item, { ...data, data: one, index })[0], { ...data, data: one, index }])
      : (its.type === "Container" ? this.#chosen(items ?? item, data) : this.#chosen(items ?? item, data).slice(0, 1)).map((one) => [one, data]);
    made.append(...children.filter(([one]) => one).map(([one, of]) => this.#made(one, of)));
    if (its.id) this.#parts.set(its.id, { made, its });
    if (onPress) made.onclick = () => this.run(onPress, { ...data, event: { source: { type: its.type, id: its.id, handler: "Press" } } });
    if (onMount) queueMicrotask(() => this.run(onMount, data));
    return made;
  }

  async #all(commands, data) {
    for (const command of [commands].flat()) await this.#one(command, data);
  }

  async #one(command, data) {
    const its = bound({ ...command, commands: undefined }, data);
    if (its.when === false) return;
    if (its.delay) await this.#pass(its.delay);
    const target = this.#parts.get(its.componentId);
    switch (its.type) {
      case "Sequential":
        for (let turn = 0; turn <= (its.repeatCount ?? 0); turn += 1) await this.#all(command.commands, data);
        return;
      case "Parallel":
        await Promise.all([command.commands].flat().map((one) => this.#one(one, data)));
        return;
      case "Idle":
        return;
      case "SetValue":
        if (target) Object.assign(target.its, { [its.property]: its.value }) && change(target, its.property, its.value);
        return;
      case "AnimateItem":
        return this.#animate(target, its);
      case "SendEvent":
        this.touched({ arguments: its.arguments ?? [], source: data.event?.source ?? {}, token: this.token });
        return;
      default:
        console.warn(`APL: no command ${its.type} here`);
    }
  }

  async #animate(target, { value, duration, easing = "linear" }) {
    if (!target) return;
    const frames = value.map(({ property, from, to }) => frame(property, from, to));
    const merged = frames.reduce((all, [first, last]) => [{ ...all[0], ...first }, { ...all[1], ...last }], [{}, {}]);
    target.made.animate(merged, { duration, easing: easing.startsWith("path") ? "linear" : easing, fill: "forwards" });
    await this.#pass(duration);
  }

  #pass(ms) {
    return until(performance.now() + ms, this.#stop.signal);
  }
}

const COMPONENTS = {
  Container: (its) => {
    const made = element("div", { className: "container" });
    Object.assign(made.style, {
      flexDirection: its.direction === "row" ? "row" : "column",
      alignItems: PLACES[its.alignItems] ?? "stretch",
      justifyContent: PLACES[its.justifyContent] ?? "flex-start",
    });
    return made;
  },
  Frame: (its) => {
    const made = element("div", { className: "frame" });
    Object.assign(made.style, { background: its.backgroundColor ?? its.background ?? "", borderRadius: size(its.borderRadius) ?? "" });
    if (its.borderWidth) made.style.border = `${size(its.borderWidth)} solid ${its.borderColor ?? "transparent"}`;
    return made;
  },
  Text: (its) => {
    const made = element("p", { textContent: its.text ?? "" });
    Object.assign(made.style, {
      fontSize: size(its.fontSize ?? 40),
      fontWeight: its.fontWeight ?? "",
      color: its.color ?? "",
      textAlign: its.textAlign ?? "",
    });
    return made;
  },
  TouchWrapper: () => element("button", { type: "button" }),
  ScrollView: () => element("div", { className: "scroll", tabIndex: 0 }),
};

function style(made, its) {
  for (const name of ["width", "height", "minWidth", "minHeight", "maxWidth", "maxHeight"]) if (its[name] !== undefined) made.style[name] = size(its[name]);
  if (its.position === "absolute") made.style.position = "absolute";
  for (const side of SIDES) if (its[side] !== undefined) made.style[side] = size(its[side]);
  for (const side of ["Left", "Top", "Right", "Bottom"]) {
    const padding = its[`padding${side}`] ?? its.padding;
    if (padding !== undefined) made.style[`padding${side}`] = size(padding);
  }
  if (its.grow) made.style.flexGrow = its.grow;
  if (its.alignSelf) made.style.alignSelf = PLACES[its.alignSelf];
  if (its.accessibilityLabel) made.setAttribute("aria-label", its.accessibilityLabel);
  for (const name of ["opacity", "display", "transform"]) if (its[name] !== undefined) change({ made }, name, its[name]);
}

function change({ made }, property, value) {
  if (property === "text") made.textContent = value;
  else if (property === "display") made.style.display = value === "none" ? "none" : "";
  else if (property === "transform") made.style.transform = transform(value);
  else if (property === "backgroundColor") made.style.background = value;
  else made.style[property] = typeof value === "number" && property !== "opacity" ? size(value) : value;
}

const frame = (property, from, to) => {
  const styled = (value) => (property === "transform" ? transform(value) : value);
  return [from === undefined ? {} : { [property]: styled(from) }, { [property]: styled(to) }];
};

const transform = (steps) =>
  steps
    .flatMap(Object.entries)
    .map(([name, value]) => `${name}(${name.startsWith("translate") ? size(value) : name === "rotate" ? `${value}deg` : value})`)
    .join(" ");

// A measure of APL: a number or "20dp" of the screen's, "50vw", "50vh", "50%".
function size(measure) {
  if (measure === undefined || measure === null) return undefined;
  if (typeof measure === "number") return `${measure}px`;
  const [, number, unit] = String(measure).match(/^([\d.]+)\s*(dp|px|vw|vh|%)?$/) ?? [];
  if (unit === "vw") return `${(number * VIEWPORT.width) / 100}px`;
  if (unit === "vh") return `${(number * VIEWPORT.height) / 100}px`;
  return number === undefined ? measure : `${number}${unit === "%" ? "%" : "px"}`;
}
