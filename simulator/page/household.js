// The household's settings, reminders and clock.

import { ask, call } from "./calls.js";
import { by, choose, element, fill } from "./dom.js";

const ELICITATIONS = {
  honour: "takes it, except for commands",
  ignore: "matches the model's samples",
  greedy: "takes everything, even commands",
};
const EVERY = 1000; // milliseconds between updates

export class Household {
  room = null;
  #changes = 0; // counts when a change of settings starts and when it ends

  constructor({ rings, changes, fails }) {
    Object.assign(this, { rings, changes, fails });
    const set = (name, value) => this.change(name, value);
    by("person").onchange = ({ target }) => set("person", target.value || null);
    by("add-voice").onsubmit = (event) => {
      event.preventDefault();
      if (by("voice").value.trim()) set("person", by("voice").value);
      by("voice").value = "";
    };
    for (const name of ["locale", "zone", "elicitation"]) by(name).onchange = ({ target }) => set(name, target.value);
    for (const name of ["audio", "reminders"]) by(`${name}-on`).onchange = ({ target }) => set(name, target.checked);
    for (const button of document.querySelectorAll("[data-later]")) {
      button.onclick = () => this.#do("pass_time", { seconds: Number(button.dataset.later) });
    }
  }

  begin({ choices, ...state }) {
    choose(by("locale"), choices.locales.map((one) => [one, one]));
    choose(by("zone"), choices.zones.map((one) => [one, one.replaceAll("_", " ")]));
    choose(by("elicitation"), choices.elicitations.map((one) => [one, ELICITATIONS[one]]));
    this.show(state);
    this.#lookAgain();
  }

  // Updates after a while and keeps doing so, one update at a time.
  #lookAgain() {
    setTimeout(() => this.look().finally(() => this.#lookAgain()), EVERY);
  }

  async look() {
    const changes = this.#changes;
    try {
      const state = await ask("state", { room: this.room });
      state.rings.forEach((one) => this.rings(one));
      if (changes === this.#changes) this.show({ ...state, rings: [] }); // else it is older than the change
    } catch (problem) {
      this.fails(problem);
    }
  }

  // Changes a setting.
  change(name, value) {
    return this.#do("set", { name, value });
  }

  async #do(name, body) {
    this.#changes += 1;
    try {
      this.show(await call(name, { room: this.room, ...body }));
    } catch (problem) {
      this.fails(problem);
    } finally {
      this.#changes += 1;
    }
  }

  show({ rings, reminders, now, ahead, settings }) {
    const voices = [["", "an unrecognized voice"], ...settings.voices.map((one) => [one, one])];
    if (by("person").options.length !== voices.length) choose(by("person"), voices);
    by("person").value = settings.person ?? "";
    for (const name of ["locale", "zone", "elicitation"]) if (document.activeElement !== by(name)) by(name).value = settings[name];
    for (const name of ["audio", "reminders"]) by(`${name}-on`).checked = settings[name];
    setText(by("now"), now);
    by("ahead").hidden = !ahead;
    const set = reminders.map(({ at, text }) => `${at}: ${text}`);
    if (set.join() !== this.set) fill(by("reminders"), set.map((one) => element("li", {}, one)), "None is set.");
    this.set = set.join();
    this.changes(settings);
    for (const one of rings) this.rings(one);
  }
}

function setText(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
