// Listens with the speaker's own ear: records until a pause, and asks this machine's recognizer what was said.

import { sendSound } from "./calls.js";
import { mark } from "./dom.js";
import { until } from "./pace.js";
import { Speech } from "./speech.js";

const RATE = 16_000; // samples per second that the ear hears
const LULL = 0.4; // seconds of silence after which the recognizer is asked, before it is sure that nothing more comes
const LONGEST = 29; // seconds
const LONG = 8; // seconds in which a speech begins, unless the page waits for longer

export class OwnEar {
  room = null;
  pause = 0.8; // seconds of silence after which nothing more is expected
  isWanted = false; // set by the first press to talk; before that, the page doesn't ask for the microphone
  isHearing = false;
  listensOn = true; // it listens again if nothing was said
  #stop = new AbortController();
  #finish = null;

  // `shows` shows the level of the sound, 0 to 1, and `null` when nothing is recorded.
  constructor({ microphone, shows }) {
    Object.assign(this, { microphone, shows });
  }

  get isThere() {
    return this.microphone.isThere;
  }

  // Listens once; returns what was heard, and whether the ear is sure of it. After the wake word, `earlier` is what was
  // heard by then, and the block from which on it may be speech.
  async listen({ patience = LONG, earlier = { blocks: [], from: 0 } }) {
    this.stop();
    const { signal } = (this.#stop = new AbortController());
    const recorded = await this.#record(patience, signal, earlier);
    if (!recorded || signal.aborted) return NOTHING;
    this.isHearing = true;
    try {
      const heard = await recorded.recognized;
      mark("heard");
      return signal.aborted ? NOTHING : heard;
    } finally {
      if (!signal.aborted) this.isHearing = false;
    }
  }

  // Takes what was said so far, without waiting for a pause.
  finish() {
    this.isWanted = this.isHearing; // who is done without a word wants to be heard no more
    this.#finish();
  }

  get isRecording() {
    return this.#finish !== null;
  }

  stop() {
    this.#stop.abort();
    this.isHearing = false;
  }

  // Records until a pause after speech; returns how that is being recognized, or null if there was none.
  async #record(patience, signal, earlier) {
    const over = new AbortController();
    const end = () => over.abort();
    const ended = new Promise((done) => over.signal.addEventListener("abort", done));
    signal.addEventListener("abort", end);
    this.#finish = end;
    if (patience) until(performance.now() + 1000 * patience, over.signal).then(() => speech?.hasBegun || end(), () => {});
    let speech = null;
    let early = { last: -1 }; // what was asked in a lull; it counts if nothing more is said
    const hears = (block) => {
      speech ??= new Speech(this.microphone.rate, earlier);
      this.shows(Math.min(1, 4 * speech.hear(block)));
      if (speech.isHeard) {
        mark("spoken");
        this.isHearing = true;
      }
      if (speech.silence >= LULL && early.last !== speech.last) early = this.#asked(speech);
      if (speech.hasBegun && (speech.silence >= this.pause || speech.seconds > LONGEST)) end();
    };
    try {
      this.shows(0);
      await this.microphone.listen(hears, over.signal, end);
      await ended;
    } finally {
      end();
      mark("cut");
      signal.removeEventListener("abort", end);
      if (this.#finish === end) this.#finish = null;
      if (!this.isRecording) this.shows(null);
    }
    if (!speech?.hasBegun || signal.aborted) return null;
    return early.last === speech.last ? early : this.#asked(speech);
  }

  #asked(speech) {
    const recognized = at16kHz(speech.blocks, speech.rate).then((samples) => sendSound(this.room, samples));
    recognized.catch(() => {}); // it is told to whoever waits for it, if anybody does
    return { last: speech.last, recognized };
  }
}

const NOTHING = { words: "", isSure: true };

// Returns blocks of any rate as 16-bit samples at the ear's.
async function at16kHz(blocks, rate) {
  const length = blocks.reduce((sum, block) => sum + block.length, 0);
  const context = new OfflineAudioContext(1, Math.ceil((length / rate) * RATE), RATE);
  const buffer = context.createBuffer(1, length, rate);
  let place = 0;
  for (const block of blocks) {
    buffer.copyToChannel(block, 0, place);
    place += block.length;
  }
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
  return as16Bit([(await context.startRendering()).getChannelData(0)]);
}

// Returns blocks of samples from -1 to 1 as 16-bit samples.
export function as16Bit(blocks) {
  const samples = new Int16Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let place = 0;
  for (const block of blocks) for (const one of block) samples[place++] = Math.max(-1, Math.min(1, one)) * 32_767;
  return samples;
}
