// Plays pieces of an answer with the speaker's own voice, each at its sample on the clock of the sound card.

import { askForSound } from "./calls.js";
import { mark } from "./dom.js";
import { unless, until } from "./pace.js";

const AHEAD = 0.03; // seconds between now and the earliest sound
const KEPT = 200; // sounds
const STARTING = 1000; // milliseconds that a browser may take to let a page sound

export class Mouth {
  room = null;
  speed = 1;
  #context = null;
  #sounds = new Map();
  #playing = new Map(); // each sound, with the signal of its speech

  // Whether sounds can be played: a browser allows it once somebody has pressed something.
  async ready() {
    this.#context ??= new AudioContext();
    if (this.#context.state !== "running") await Promise.race([this.#context.resume(), until(performance.now() + STARTING)]);
    return this.#context.state === "running";
  }

  // Plays pieces; calls `begins` when each begins, with its length in seconds.
  async speak(pieces, signal, begins) {
    const fetched = this.#fetched(pieces, signal);
    const context = this.#context;
    let due = 0;
    try {
      for (const [place, piece] of pieces.entries()) {
        const { buffer, lasts } = await unless(signal, fetched[place]).catch(async (problem) => {
          if (!signal.aborted) await until(this.#heard(due), signal); // the piece before it still sounds
          throw problem;
        });
        due = Math.max(due, context.currentTime + AHEAD);
        if (buffer) this.#play(buffer, due, signal);
        await until(this.#heard(due), signal);
        mark("sounding");
        begins(piece, lasts);
        due += lasts;
      }
      await until(this.#heard(due), signal);
    } finally {
      if (signal.aborted) this.hush(signal);
    }
  }

  // Stops the sounds of a speech at once; without its signal, all sounds.
  hush(signal) {
    for (const [source, its] of this.#playing) if (!signal || its === signal) source.stop();
  }

  // Fetches the sounds in their order; a cue that comes again is fetched once. Nothing is fetched for a
  // speech that was interrupted.
  #fetched(pieces, signal) {
    let last = Promise.resolve();
    const all = pieces.map((piece) => (last = last.then(() => (signal.aborted ? {} : this.#sound(piece)))));
    for (const one of all) one.catch(() => {}); // it is told to whoever plays it
    return all;
  }

  async #sound({ words, silence, is_cue, rate, sound }) {
    const body = { room: this.room, piece: { words, silence, is_cue, rate, sound }, speed: this.speed };
    const key = JSON.stringify(body);
    const known = this.#sounds.get(key);
    if (known) return known;
    const { samples, rate: its, lasts } = await askForSound(body);
    const found = { buffer: samples.length ? this.#buffer(samples, its) : null, lasts: lasts / 1000 };
    this.#sounds.set(key, found);
    if (this.#sounds.size > KEPT) this.#sounds.delete(this.#sounds.keys().next().value);
    return found;
  }

  #buffer(samples, rate) {
    const buffer = this.#context.createBuffer(1, samples.length, rate);
    const channel = buffer.getChannelData(0);
    for (let place = 0; place < samples.length; place++) channel[place] = samples[place] / 32768;
    return buffer;
  }

  #play(buffer, due, signal) {
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#context.destination);
    source.onended = () => this.#playing.delete(source);
    this.#playing.set(source, signal);
    source.start(due);
  }

  // Converts a time of the sound card's clock to one on the `performance.now()` clock at which it is heard.
  #heard(due) {
    const { currentTime, outputLatency = 0 } = this.#context;
    return performance.now() + 1000 * (due - currentTime + outputLatency);
  }
}
