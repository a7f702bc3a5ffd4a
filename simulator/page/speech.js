// Finds speech in what the microphone hears: it is louder than the background for a while.

const AROUND = 0.3; // seconds that are kept before and after the speech
const STARTING = 2; // how many loud blocks in a row are speech
const QUIETEST = 0.006; // what is certainly no speech, as a part of the loudest sound
const ABOVE = 3; // how many times louder than the background speech is
const FORGETS = 1.02; // how fast the background may become louder, each block
const WORD_ENDS = 0.15; // seconds in which the end of the wake word may still be heard

export class Speech {
  isHeard = false; // whether the last block was speech
  last = -1; // how many blocks there are up to the last speech
  #blocks = [];
  #background = Infinity;
  #loud = 0;
  #first = -1;
  #spared = 0; // seconds at the beginning that may be no speech yet

  // `blocks` are what was heard around the wake word; `from` is the block from which on it may be speech.
  constructor(rate, { blocks, from }) {
    this.rate = rate;
    for (const block of blocks.slice(0, from)) this.#follow(levelOf(block));
    if (from < blocks.length) this.#spared = WORD_ENDS;
    for (const block of blocks.slice(from)) this.hear(block);
  }

  // Takes a block; returns its level, 0 to 1.
  hear(block) {
    const level = levelOf(block);
    this.#blocks.push(block);
    this.#follow(level);
    const mayBe = this.#lasting(this.#blocks.length) > this.#spared;
    this.#loud = mayBe && level > this.#background * ABOVE && level > QUIETEST ? this.#loud + 1 : 0;
    this.isHeard = this.#loud >= STARTING;
    if (this.isHeard) {
      if (!this.hasBegun) this.#first = this.#blocks.length - this.#loud;
      this.last = this.#blocks.length;
    } else if (!this.hasBegun && !this.#spared && this.#lasting(this.#blocks.length) > 2 * AROUND) this.#blocks.shift();
    return level;
  }

  get hasBegun() {
    return this.#first >= 0;
  }

  // Seconds since it began, and since it was last heard.
  get seconds() {
    return this.hasBegun ? this.#lasting(this.#blocks.length - this.#first) : 0;
  }

  get silence() {
    return this.hasBegun ? this.#lasting(this.#blocks.length - this.last) : 0;
  }

  // What was heard of it, and a little before and after.
  get blocks() {
    const around = Math.ceil((AROUND * this.rate) / this.#blocks[0].length);
    return this.#blocks.slice(Math.max(0, this.#first - around), this.last + around);
  }

  #follow(level) {
    this.#background = Math.min(this.#background * FORGETS, Math.max(level, QUIETEST / ABOVE));
  }

  #lasting(count) {
    return (count * this.#blocks[0].length) / this.rate;
  }
}

function levelOf(block) {
  return Math.sqrt(block.reduce((sum, sample) => sum + sample * sample, 0) / block.length);
}
