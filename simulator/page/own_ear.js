// Listens with the speaker's own ear: records until a pause, and asks this machine's recognizer what was said.

import { sendSound } from "./calls.js";
import { mark } from "./dom.js";

const RATE = 16_000; // samples per second that the ear hears
const BEFORE = 0.3; // seconds that are kept before and after the speech
const LULL = 0.4; // seconds of silence after which the recognizer is asked, before it is sure that nothing more comes
const STARTING = 2; // how many loud blocks in a row are speech
const LONGEST = 29; // seconds
const QUIETEST = 0.006; // what is certainly no speech, as a part of the loudest sound
const ABOVE = 3; // how many times louder than the background speech is
const FORGETS = 1.02; // how fast the background may become louder, each block
const LONG = 8; // seconds in which a speech begins, unless the page waits for longer

export class OwnEar {
  room = null;
  pause = 0.8; // seconds of silence after which nothing more is expected
  isThere = Boolean(navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode);
  isWanted = false; // set by the first press to talk; before that, the page doesn't ask for the microphone
  isHearing = false;
  listensOn = true; // it listens again if nothing was said
  #stop = new AbortController();
  #finish = null;
  #context = null; // kept between recordings, as a browser takes long to make one

  constructor({ shows }) {
    this.shows = shows; // shows the level of the sound, 0 to 1; `null` when nothing is recorded
  }

  // Listens once; returns what was heard, and whether the ear is sure of it.
  async listen({ patience = LONG }) {
    this.stop();
    const { signal } = (this.#stop = new AbortController());
    const recorded = await this.#record(patience, signal);
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
  async #record(patience, signal) {
    const audio = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };
    const context = (this.#context ??= await made());
    const stream = await navigator.mediaDevices.getUserMedia({ audio });
    let source = null;
    try {
      if (signal.aborted) return null;
      source = context.createMediaStreamSource(stream);
      const recorder = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
      source.connect(recorder);
      return await this.#speech(recorder.port, context.sampleRate, patience, signal);
    } finally {
      for (const track of stream.getTracks()) track.stop();
      source?.disconnect();
      if (!this.isRecording) this.shows(null);
    }
  }

  #recognized(recorded) {
    const heard = at16kHz(recorded).then((samples) => sendSound(this.room, samples));
    heard.catch(() => {}); // it is told to whoever waits for it, if anybody does
    return heard;
  }

  // Collects blocks until a pause. In a lull the recognizer is asked already; that counts if nothing more is said.
  #speech(port, rate, patience, signal) {
    const blocks = [];
    const begun = performance.now();
    let [background, loud, first, last] = [Infinity, 0, -1, -1];
    let early = { last: -1 }; // what was asked in a lull
    const recognized = () => this.#recognized({ rate, blocks: between(blocks, first, last, rate) });
    return new Promise((done) => {
      const end = () => {
        signal.removeEventListener("abort", end);
        if (this.#finish === end) this.#finish = null;
        port.onmessage = null;
        mark("cut");
        if (first < 0 || signal.aborted) done(null);
        else done(early.last === last ? early : { recognized: recognized() });
      };
      this.#finish = end;
      signal.addEventListener("abort", end);
      this.shows(0);
      port.onmessage = ({ data }) => {
        const level = Math.sqrt(data.reduce((sum, sample) => sum + sample * sample, 0) / data.length);
        const seconds = data.length / rate;
        blocks.push(data);
        background = Math.min(background * FORGETS, Math.max(level, QUIETEST / ABOVE));
        loud = level > background * ABOVE && level > QUIETEST ? loud + 1 : 0;
        this.shows(Math.min(1, 4 * level));
        if (loud >= STARTING) {
          if (first < 0) first = blocks.length - loud;
          last = blocks.length;
          mark("spoken");
          this.isHearing = true;
        }
        const isLull = first >= 0 && (blocks.length - last) * seconds >= LULL;
        if (isLull && early.last !== last) early = { last, recognized: recognized() };
        const isOver = (blocks.length - last) * seconds >= this.pause || (blocks.length - first) * seconds > LONGEST;
        if (first < 0 ? patience && performance.now() - begun > 1000 * patience : isOver) end();
        else if (first < 0 && blocks.length * seconds > 2 * BEFORE) blocks.shift();
      };
    });
  }
}

async function made() {
  const context = new AudioContext();
  await context.audioWorklet.addModule("/page/recorder.js");
  return context;
}

const NOTHING = { words: "", isSure: true, others: [] };

function between(blocks, first, last, rate) {
  const more = Math.ceil((BEFORE * rate) / blocks[0].length);
  return blocks.slice(Math.max(0, first - more), last + more);
}

// Returns blocks of any rate as 16-bit samples at the ear's.
async function at16kHz({ rate, blocks }) {
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
  const samples = (await context.startRendering()).getChannelData(0);
  return Int16Array.from(samples, (sample) => Math.max(-1, Math.min(1, sample)) * 32_767);
}
