// Waits for the wake word: hands what the microphone hears to this machine's own process, and remembers the last seconds.

import { Problem, sendForCall } from "./calls.js";
import { as16Bit } from "./own_ear.js";

const EVERY = 0.2; // seconds of sound that are handed over at a time
const BEHIND = 2; // seconds that may wait to be handed over; of more, the last
const REMEMBERED = 3; // seconds
const LOCK = "wake word"; // whichever tab of this origin has it listens, as one call is for one device

export class WakeWord {
  room = null;
  #on = null; // aborted when it is switched off
  #blocks = [];
  #count = 0; // of all blocks
  #waiting = []; // to be handed over
  #begins = true;
  #isAsking = false;
  #isFirst = false; // no other tab listens

  // `isNeeded` tells whether nobody else listens; `called` gets what was heard, and the block where the word ended.
  constructor({ microphone, isNeeded, called, fails }) {
    Object.assign(this, { microphone, isNeeded, called, fails });
  }

  async turnOn() {
    this.turnOff();
    const { signal } = (this.#on = new AbortController());
    this.#waitForOthers(signal).catch((problem) => this.#fail(problem));
    try {
      await this.microphone.listen((block) => this.#take(block), signal, () => this.#fail(new Problem("the microphone is gone")));
    } catch (problem) {
      this.#fail(problem);
    }
  }

  turnOff() {
    this.#on?.abort();
    this.#on = null;
    this.#isFirst = false;
    this.#blocks = [];
    this.#forget();
  }

  // Listens when the other tabs that do are closed or have switched it off.
  async #waitForOthers(signal) {
    const switchedOff = new Promise((end) => signal.addEventListener("abort", end));
    try {
      await navigator.locks.request(LOCK, { signal }, () => {
        this.#isFirst = true;
        return switchedOff;
      });
    } catch (problem) {
      if (!signal.aborted) throw problem;
    }
  }

  #forget() {
    this.#waiting = [];
    this.#begins = true;
  }

  #fail(problem) {
    if (!this.#on) return;
    this.turnOff();
    this.fails(problem);
  }

  #take(block) {
    const seconds = (blocks) => (blocks.length * block.length) / this.microphone.rate;
    this.#blocks.push(block);
    this.#count += 1;
    if (seconds(this.#blocks) > REMEMBERED) this.#blocks.shift();
    if (!this.#isFirst || !this.isNeeded()) return this.#forget();
    this.#waiting.push(block);
    if (seconds(this.#waiting) > BEHIND) {
      this.#waiting.shift();
      this.#begins = true;
    }
    if (seconds(this.#waiting) >= EVERY && !this.#isAsking) this.#ask().catch((problem) => this.#fail(problem));
  }

  async #ask() {
    const [blocks, begins, upTo, { signal }] = [this.#waiting, this.#begins, this.#count, this.#on];
    const { rate } = this.microphone;
    [this.#waiting, this.#begins, this.#isAsking] = [[], false, true];
    let ago;
    try {
      ({ ago } = await sendForCall(this.room, rate, begins, as16Bit(blocks)));
    } finally {
      this.#isAsking = false;
    }
    if (ago === null || signal.aborted || !this.isNeeded()) return;
    const since = this.#count - upTo + Math.ceil((ago * rate) / blocks[0].length);
    const heard = [...this.#blocks];
    this.#forget();
    this.called({ blocks: heard, from: Math.max(0, heard.length - since) });
  }
}
