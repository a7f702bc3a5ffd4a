// Speaks an answer piece by piece: words aloud where the browser has a voice, silences in real time, sounds.
//
// A browser's voice is not Alexa's. A sentence takes as long as it takes; a cue that leads the breath begins when it is due
// and its phase lasts as long as with Alexa's voice, so that a round keeps its time whatever the voice.

import { unless, until } from "./pace.js";

export class Voice {
  speed = 1; // 0: do not wait
  isAloud = true;
  language = "en-US";

  // A voice of this machine's own: what is said here is sent to nobody.
  get #voice() {
    const voices = window.speechSynthesis?.getVoices().filter(({ localService }) => localService) ?? [];
    const speaks = (language) => voices.find(({ lang }) => lang.replace("_", "-").startsWith(language));
    return speaks(this.language) ?? speaks(this.language.slice(0, 2));
  }

  // Speaks pieces; tells of each when it begins, with how many seconds it is to last.
  async speak(pieces, signal, begins) {
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
    window.speechSynthesis?.cancel();
  }

  // How long so many milliseconds are, as fast as it goes here.
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
    return Promise.race([said, until(performance.now() + 3 * lasts + 5000)]); // some voices never say that they are done
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
