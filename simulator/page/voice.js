// Speaks an answer piece by piece: words aloud, silences in real time, and sounds. The speaker's own voice comes first,
// then one of the browser's, then none.
//
// A browser's voice differs from Alexa's. A sentence takes as long as it takes, but a breathing cue starts on time and
// its phase lasts as long as in Alexa's voice, so that a round stays on time in any voice.

import { unless, until } from "./pace.js";

export class Voice {
  // `fails` is told why the speaker's own voice did not speak.
  constructor({ fails }) {
    this.fails = fails;
  }

  speed = 1; // 0 means no waiting
  isAloud = true;
  language = "en-US";
  mouth = null; // the speaker's own voice, if it has one

  // Returns a local voice, so that no words leave this machine.
  get #voice() {
    const voices = window.speechSynthesis?.getVoices().filter(({ localService }) => localService) ?? [];
    const speaks = (language) => voices.find(({ lang }) => lang.replace("_", "-").startsWith(language));
    return speaks(this.language) ?? speaks(this.language.slice(0, 2));
  }

  // Speaks pieces; calls `begins` at the start of each with its length in seconds.
  async speak(pieces, signal, begins) {
    let begun = 0;
    if (this.mouth && this.isAloud && this.speed && (await this.mouth.ready())) {
      this.mouth.speed = this.speed;
      try {
        return await this.mouth.speak(pieces, signal, (piece, seconds) => (begun++, begins(piece, seconds)));
      } catch (problem) {
        if (signal.aborted) throw problem;
        this.fails(problem); // and the rest is spoken without it
      }
    }
    await this.#speak(pieces.slice(begun), signal, begins);
  }

  async #speak(pieces, signal, begins) {
    let due = performance.now();
    try {
      for (const piece of pieces) {
        const lasts = this.#scaled(piece.seconds);
        begins(piece, lasts / 1000);
        if (piece.is_cue) {
          this.#utter(piece, lasts).catch(() => {});
          due += lasts;
        } else {
          if (piece.sound) await this.#sound(piece.sound, signal);
          else await unless(signal, this.#utter(piece, this.#scaled(piece.seconds - piece.silence)));
          due = performance.now() + this.#scaled(piece.silence);
        }
        await until(due, signal);
      }
    } finally {
      if (signal.aborted) this.hush();
    }
  }

  hush() {
    this.mouth?.hush();
    window.speechSynthesis?.cancel();
  }

  // Converts milliseconds to this page's speed.
  scaled(ms) {
    return this.speed ? ms / this.speed : 0;
  }

  #scaled(seconds) {
    return this.scaled(seconds * 1000);
  }

  async #utter(piece, lasts) {
    const voice = this.#voice;
    if (!this.isAloud || !voice || !this.speed) return until(performance.now() + lasts);
    const utterance = new SpeechSynthesisUtterance(piece.words);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    utterance.rate = Math.min(4, piece.rate * this.speed);
    const said = new Promise((done) => {
      utterance.onend = utterance.onerror = done;
    });
    speechSynthesis.speak(utterance);
    return Promise.race([said, until(performance.now() + 3 * lasts + 5000)]); // some voices never report their end
  }

  async #sound(url, signal) {
    if (!this.isAloud || !this.speed) return;
    const sound = new Audio(url);
    sound.playbackRate = this.speed;
    const ended = new Promise((done) => {
      sound.onended = sound.onerror = done;
    });
    try {
      await sound.play().catch(() => sound.onerror());
      await unless(signal, ended);
    } finally {
      sound.pause();
    }
  }
}
