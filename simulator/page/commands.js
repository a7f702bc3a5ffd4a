// The commands of an APL document. Each sequencer runs one list of commands at a time; a new list ends the one before.
//
// Command times are calculated, not measured: a command starts when the one before it was due to end, so that delays in
// the page don't add up.

import { bound, within } from "./binding.js";
import { transform } from "./components.js";
import { until } from "./pace.js";

const MAIN = "MAIN";
const MOMENT = 100; // milliseconds
const FAST = { isFast: true, sequencer: "", signal: new AbortController().signal };
const LATER = ["commands", "command", "catch", "finally", "otherwise"]; // evaluated only when they run

export class Commands {
  #running = new Map();

  constructor(document) {
    this.document = document;
  }

  // Ends whatever runs on the sequencer, then runs commands. Resolves when they are done or ended.
  async run(commands, data, sequencer = MAIN) {
    await this.#halt(sequencer);
    const stop = new AbortController();
    const done = this.#series(commands, data, { signal: stop.signal, sequencer }, performance.now()).catch((problem) => {
      if (!stop.signal.aborted) throw problem;
    });
    const run = { stop, done: done.finally(() => this.#running.get(sequencer) === run && this.#running.delete(sequencer)) };
    this.#running.set(sequencer, run);
    return run.done;
  }

  // Ends all running commands.
  async end() {
    await Promise.all([...this.#running.keys()].map((sequencer) => this.#halt(sequencer)));
  }

  async #halt(sequencer) {
    for (let run; (run = this.#running.get(sequencer)); ) {
      run.stop.abort();
      await run.done;
    }
  }

  async #series(commands, data, run, at) {
    let end = at;
    for (const command of [commands ?? []].flat()) end = await this.#one(command, data, run, end);
    return end;
  }

  // Runs a command that starts at a time; returns the time at which it ends.
  async #one(command, data, run, at) {
    run.signal.throwIfAborted();
    const its = bound(Object.fromEntries(Object.entries(command).filter(([name]) => !LATER.includes(name))), data);
    if (its.when === false) return at;
    if (its.sequencer && its.sequencer !== run.sequencer) {
      this.run(command, data, its.sequencer);
      return at;
    }
    const begins = its.delay && !run.isFast ? await this.#pass(its.delay, run, at) : at;
    if (Object.hasOwn(KINDS, its.type)) return (await KINDS[its.type].call(this, its, command, data, run, begins)) ?? begins;
    const own = this.document.source.commands?.[its.type];
    if (own) return this.#series(own.commands ?? own.command, within(data, given(own, its)), run, begins);
    console.warn(`APL: no command ${its.type} here`);
    return begins;
  }

  part({ componentId }, data) {
    return this.document.parts.get(componentId ?? data.event?.source?.id);
  }

  async several(commands, data, run, at) {
    return this.#series(commands, data, run, at);
  }

  async together(commands, data, run, at) {
    return Math.max(at, ...(await Promise.all([commands ?? []].flat().map((one) => this.#one(one, data, run, at)))));
  }

  // Sets a component's properties to their final values, and shows the animation until then.
  async animate(part, { value, duration, easing = "linear" }, run, at) {
    const ms = this.document.scaled(duration);
    const frames = value.map(({ property, from, to }) => frame(property, from, to));
    for (const { property, to } of value) this.document.set(part, property, to);
    if (run.isFast || !ms) return at;
    const [first, last] = [0, 1].map((place) => Object.assign({}, ...frames.map((one) => one[place])));
    const moves = part.made.animate([first, last], { duration: ms, easing: easing.startsWith("path") ? "linear" : easing });
    try {
      return await this.#pass(duration, run, at);
    } finally {
      moves.cancel();
    }
  }

  // Scrolls text along while it is spoken, if it is longer than its container.
  async follow(part, pieces, { signal }) {
    const place = part.made.closest(".scroll");
    const [begun, lasts] = [performance.now(), this.document.scaled(1000 * pieces.reduce((sum, { seconds }) => sum + seconds, 0))];
    for (let gone = 0; place && gone < 1; await until(performance.now() + MOMENT, signal)) {
      gone = lasts ? Math.min(1, (performance.now() - begun) / lasts) : 1;
      place.scrollTop = gone * (place.scrollHeight - place.clientHeight);
    }
  }

  async #pass(ms, { signal }, at) {
    const end = at + this.document.scaled(ms);
    await until(end, signal);
    return end;
  }
}

// The commands by type. Each takes its evaluated properties, its source, the scope, its run and its start time.
const KINDS = {
  Idle() {},
  async Sequential({ repeatCount = 0 }, { commands, catch: caught, finally: last }, data, run, at) {
    let end = at;
    try {
      for (let turn = 0; turn <= repeatCount; turn += 1) end = await this.several(commands, data, run, end);
    } catch (problem) {
      if (run.signal.aborted) await this.several([caught ?? [], last ?? []].flat(), data, FAST, end);
      throw problem;
    }
    return this.several(last, data, run, end);
  },
  Parallel(_its, { commands }, data, run, at) {
    return this.together(commands, data, run, at);
  },
  SetValue(its, _command, data) {
    const part = this.part(its, data);
    if (part) this.document.set(part, its.property, its.value);
  },
  SetFocus(its, _command, data) {
    this.part(its, data)?.made.focus({ preventScroll: true });
  },
  async SpeakItem(its, _command, data, run) {
    const part = this.part(its, data);
    const pieces = part?.its.speech?.pieces;
    if (run.isFast || !pieces) return undefined;
    this.follow(part, pieces, run).catch(() => {});
    await this.document.speaks(pieces, run.signal);
    return performance.now();
  },
  AnimateItem(its, _command, data, run, at) {
    const part = this.part(its, data);
    return part && this.animate(part, its, run, at);
  },
  SendEvent(its, _command, data, run) {
    if (run.isFast) return;
    this.document.touched({ arguments: its.arguments ?? [], source: data.event?.source ?? {}, token: this.document.token });
  },
};

// Returns the arguments of a command that the document defines.
function given({ parameters = [] }, its) {
  const named = parameters.map((one) => (typeof one === "string" ? { name: one } : one));
  return Object.fromEntries(named.map(({ name, default: otherwise }) => [name, its[name] ?? otherwise]));
}

function frame(property, from, to) {
  const styled = (value) => (property === "transform" ? transform(value) : value);
  return [from === undefined ? {} : { [property]: styled(from) }, { [property]: styled(to) }];
}
