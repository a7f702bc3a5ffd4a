// The device's screen, which shows a card or the skill's APL document.

import { Document } from "./apl.js";
import { by, element } from "./dom.js";

const RENDER = "Alexa.Presentation.APL.RenderDocument";
const COMMANDS = "Alexa.Presentation.APL.ExecuteCommands";
const IDLE_TIMEOUT = 30_000; // milliseconds that a document stays when nothing happens, by default

export const VIEWPORTS = {
  round: { shape: "round", mode: "hub", width: 480, height: 480, theme: "dark" },
  hub: { shape: "rectangle", mode: "hub", width: 1280, height: 800, theme: "dark" },
  low: { shape: "rectangle", mode: "hub", width: 960, height: 480, theme: "dark" },
  mobile: { shape: "rectangle", mode: "mobile", width: 411, height: 731, theme: "dark" },
  tv: { shape: "rectangle", mode: "tv", width: 960, height: 540, theme: "dark" },
};

export class Screen {
  viewport = VIEWPORTS.hub; // null without a screen
  #document = null;
  #leaving = 0;

  // `touched` sends an event to the skill, `speaks` speaks a document's pieces, `scaled` converts milliseconds of its
  // time to the page's, and `left` is called when a document closes because nothing happened.
  constructor({ touched, speaks, scaled, left }) {
    Object.assign(this, { touched, speaks, scaled, left });
  }

  get isShowing() {
    return this.#document !== null;
  }

  set kind(name) {
    this.viewport = VIEWPORTS[name] ?? null;
    this.clear();
  }

  // Shows an answer's card and documents; removes a document that the device no longer has.
  show(card, directives, isShown) {
    if (!isShown && this.#document) this.clear();
    if (!this.viewport) return;
    if (card) {
      this.clear();
      this.#put(element("p", { className: "card" }, element("b", {}, card.title), card.content));
    }
    for (const directive of directives) if (directive.type === RENDER) this.#render(directive);
  }

  // Runs an answer's commands after its speech. They end if the signal is aborted.
  async run(directives, signal) {
    const document = this.#document;
    const ends = () => document.commands.end();
    const commands = directives.filter(({ type, token }) => type === COMMANDS && token === document?.token).flatMap((one) => one.commands);
    if (!document || signal.aborted) return;
    signal.addEventListener("abort", ends);
    await document.mounted;
    if (commands.length && !signal.aborted) await document.commands.run(commands, document.data);
    signal.removeEventListener("abort", ends);
    if (document === this.#document) this.#wait();
    signal.throwIfAborted();
  }

  #render({ token, document: source, datasources }) {
    this.clear();
    this.#document = new Document(source, datasources ?? {}, token, this.viewport, this);
    this.#put(this.#document.element);
    this.#document.fit();
    this.#document.mounted = this.#document.begin();
  }

  // Closes the document when nothing has happened for its idle timeout.
  #wait() {
    clearTimeout(this.#leaving);
    this.#leaving = setTimeout(() => {
      this.clear();
      this.left();
    }, this.#document.source.settings?.idleTimeout ?? IDLE_TIMEOUT);
  }

  #put(content) {
    const screen = by("screen");
    screen.hidden = false;
    screen.className = this.viewport.shape;
    screen.style.aspectRatio = `${this.viewport.width} / ${this.viewport.height}`;
    screen.style.maxWidth = this.viewport.width < 600 ? `${this.viewport.width}px` : "";
    screen.replaceChildren(content);
  }

  clear() {
    clearTimeout(this.#leaving);
    this.#document?.end();
    this.#document = null;
    by("screen").hidden = true;
    by("screen").replaceChildren();
  }
}
