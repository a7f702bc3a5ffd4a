// APL documents: their components and data binding. Anything this page doesn't support is left out, with a warning in
// the console.

import { bound, isBound, within } from "./binding.js";
import { Commands } from "./commands.js";
import { make, put } from "./components.js";
import { element } from "./dom.js";

const VERSION = "2024.3";
const WITHIN = ["item", "items", "data", "bind", "type", "when", "description", "parameters"];

export class Document {
  parts = new Map(); // components by id
  #all = [];

  // Makes a document. `speaks` speaks pieces, `touched` sends an event to the skill, and `scaled` converts milliseconds
  // of the document's time to the page's.
  constructor(source, datasources, token, viewport, { speaks, touched, scaled }) {
    Object.assign(this, { source, token, viewport, speaks, touched, scaled });
    const { parameters = [], items, item } = source.mainTemplate;
    const given = Object.fromEntries(parameters.map((name) => [name, name === "payload" ? datasources : datasources[name]]));
    this.data = within(null, { viewport, environment: { aplVersion: VERSION }, ...given });
    Object.assign(this.data, this.#resources());
    this.element = element("div", { className: `apl ${viewport.shape}` });
    Object.assign(this.element.style, { width: `${viewport.width}px`, height: `${viewport.height}px`, background: source.background ?? "" });
    for (const [name, unit] of [["vw", viewport.width], ["vh", viewport.height]]) this.element.style.setProperty(`--${name}`, `${unit / 100}px`);
    this.commands = new Commands(this);
    const [main] = this.#chosen(items ?? item, this.data);
    if (main) this.element.append(this.#made(main, this.data, {}));
  }

  // Scales the document to its screen and keeps it scaled.
  fit() {
    const fit = () => (this.element.style.scale = this.element.parentElement.clientWidth / this.viewport.width);
    this.fitting = new ResizeObserver(fit);
    this.fitting.observe(this.element.parentElement);
    fit();
  }

  // Runs the document's onMount commands.
  begin() {
    return this.commands.run(this.source.onMount ?? [], this.data);
  }

  end() {
    this.fitting?.disconnect();
    return this.commands.end();
  }

  // Changes a property of a component, or a bound variable of it or its parents.
  set(part, name, value) {
    const scope = scopeOf(part.data, name);
    if (scope) {
      scope[name] = value;
      this.#refresh();
    } else {
      part.set.add(name);
      part.its[name] = value;
      put(part.made, name, value, part.inRow);
    }
  }

  // Returns the resources by name; a later one replaces an earlier one of the same name.
  #resources() {
    const blocks = (this.source.resources ?? []).filter(({ when }) => when === undefined || bound(when, this.data));
    const groups = blocks.flatMap((block) => Object.values(block).filter((group) => typeof group === "object"));
    return Object.fromEntries(groups.flatMap(Object.entries).map(([name, value]) => [`@${name}`, bound(value, this.data)]));
  }

  // Returns the items whose `when` conditions hold.
  #chosen(items, data) {
    return [items ?? []].flat().filter((item) => item.when === undefined || bound(item.when, data));
  }

  #made(item, data, around) {
    const layout = this.source.layouts?.[item.type];
    if (layout) return this.#laidOut(layout, item, data, around);
    const known = within(data, {});
    for (const { name, value } of item.bind ?? []) known[name] = bound(value, known);
    const raw = Object.fromEntries(Object.entries(item).filter(([name]) => !WITHIN.includes(name) && !/^on[A-Z]/.test(name)));
    const made = make(item.type);
    const part = { type: item.type, made, raw, data: known, its: {}, set: new Set(), isBound: isBound(raw), inRow: around.inRow, states: {} };
    if (raw.inheritParentState) part.states = around.states;
    this.#all.push(part);
    this.#update(part);
    if (part.its.id) this.parts.set(part.its.id, part);
    made.append(...this.#children(item, known, part));
    if (item.type === "TouchWrapper") this.#feel(part, item.onPress ?? []);
    return made;
  }

  // Makes a layout: properties that aren't its parameters go to the component inside.
  #laidOut(layout, item, data, around) {
    const { type, when, ...given } = item;
    const known = within(data, {});
    for (const parameter of layout.parameters ?? []) {
      const { name, default: otherwise } = typeof parameter === "string" ? { name: parameter } : parameter;
      known[name] = bound(given[name] ?? otherwise, data);
      delete given[name];
    }
    const [own] = this.#chosen(layout.items ?? layout.item, known);
    return this.#made({ ...own, ...given }, known, around);
  }

  #children(item, data, part) {
    const around = { inRow: item.direction === "row", states: part.states };
    const within_ = item.items ?? item.item;
    const chosen = this.#chosen(within_, data);
    if (item.type !== "Container") return chosen.slice(0, 1).map((one) => this.#made(one, data, around));
    if (item.data === undefined) return chosen.map((one) => this.#made(one, data, around));
    const several = bound(bound(item.data, data), data); // APL evaluates a list's data twice
    return several.flatMap((one, index) => {
      const known = within(data, { data: one, index, length: several.length });
      return this.#chosen(within_, known).slice(0, 1).map((its) => this.#made(its, known, around));
    });
  }

  // Applies the current values of a component's style and properties.
  #update(part) {
    const named = part.raw.style ? this.#style(bound(part.raw.style, part.data), part) : {};
    for (const [name, value] of Object.entries({ ...named, ...part.raw })) {
      if (name === "style" || part.set.has(name)) continue;
      const is = bound(value, part.data);
      if (name in part.its && JSON.stringify(part.its[name]) === JSON.stringify(is)) continue;
      part.its[name] = is;
      put(part.made, name, is, part.inRow);
    }
  }

  #style(name, { data, states }) {
    const style = this.source.styles?.[name] ?? {};
    const state = { pressed: false, focused: false, disabled: false, checked: false, karaoke: false, ...states };
    return Object.assign({}, ...this.#chosen(style.values ?? style.value, within(data, { state })));
  }

  #refresh() {
    for (const part of this.#all) if (part.isBound) this.#update(part);
  }

  // Makes a component respond to touch and focus.
  #feel(part, onPress) {
    const { made, states } = part;
    const feels = (name, is) => () => {
      states[name] = is;
      for (const one of this.#all) if (one.states === states && one.raw.style) this.#update(one);
    };
    for (const [event, name, is] of [["focus", "focused", true], ["blur", "focused", false], ["pointerdown", "pressed", true], ["pointerup", "pressed", false], ["pointerleave", "pressed", false]]) {
      made.addEventListener(event, feels(name, is));
    }
    const source = { type: part.type, id: part.its.id, handler: "Press", value: false };
    made.onclick = () => this.commands.run(onPress, within(part.data, { event: { source } }));
  }
}

// Returns the innermost scope that defines a name.
function scopeOf(data, name) {
  for (let one = data; one; one = Object.getPrototypeOf(one)) if (Object.hasOwn(one, name)) return one;
  return null;
}
