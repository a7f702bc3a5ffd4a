// The screen of a device that has one: the card, or the document of APL that the skill sends.

import { by, element } from "./dom.js";
import { Document } from "./apl.js";

const RENDER = "Alexa.Presentation.APL.RenderDocument";
const COMMANDS = "Alexa.Presentation.APL.ExecuteCommands";

export class Screen {
  has = true;
  #document = null;

  constructor(touched) {
    this.touched = touched;
  }

  set isOn(has) {
    this.has = has;
    if (!has) this.#clear();
  }

  show(card, directives) {
    if (!this.has) return;
    if (card) {
      this.#clear();
      this.#put(element("p", { className: "card" }, element("b", {}, card.title), card.content));
    }
    for (const directive of directives) {
      if (directive.type === RENDER) this.#render(directive);
      if (directive.type === COMMANDS && directive.token === this.#document?.token) this.#document.run(directive.commands);
    }
  }

  #render({ token, document: source, datasources }) {
    this.#clear();
    this.#document = new Document(source, datasources ?? {}, token, (touched) => this.touched(touched));
    this.#put(this.#document.element);
    this.#document.begin();
  }

  #put(content) {
    by("screen").hidden = false;
    by("screen").replaceChildren(content);
  }

  #clear() {
    this.#document?.end();
    this.#document = null;
    by("screen").hidden = true;
    by("screen").replaceChildren();
  }
}
