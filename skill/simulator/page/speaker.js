// The speaker: says what comes back, opens its microphone when it is asked to, and waits as a device does.

import { call, Problem } from "./calls.js";
import { by } from "./dom.js";
import { until } from "./pace.js";
import { place } from "./transcript.js";

const STATES = {
  idle: "Say: Alexa, open ready room.",
  listening: "Listening",
  thinking: "Thinking",
  speaking: "Speaking",
};
const STOP = /^(alexa,? )?(stop|be quiet|quiet|cancel|shut up)\W*$/i;
const MOMENT = 250; // milliseconds between looks at whether somebody has begun to answer

export class Speaker {
  patience = 8; // seconds that the microphone waits; 0: until something is said
  room = null;
  #speech = new AbortController();
  #isOpen = false;

  constructor({ voice, ear, transcript, track, shows }) {
    Object.assign(this, { voice, ear, transcript, track, shows });
  }

  get state() {
    return document.body.dataset.state;
  }

  set state(name) {
    document.body.dataset.state = name;
    by("status").textContent = STATES[name];
    by("quiet").hidden = name !== "speaking";
    if (name !== "speaking") this.#lead("", 0);
  }

  // Takes what was said; an empty utterance is silence.
  async say(words) {
    const wasSpeaking = this.state === "speaking";
    this.cut();
    if (words) this.transcript.you(words);
    if (wasSpeaking && !this.#isOpen && STOP.test(words)) return this.transcript.aside("(stopped)");
    await this.#ask("hear", { said: words, offsetMs: this.track.pauseForSpeech(words) });
  }

  async touch(touched) {
    this.cut();
    await this.#ask("touch", touched);
  }

  // Begins to say something that is no answer of the skill's; gives what stops it.
  begins() {
    this.cut();
    this.#isOpen = false;
    return (this.#speech = new AbortController());
  }

  // Cuts short what is being said, and closes the microphone.
  cut() {
    this.#speech.abort();
    this.ear.stop();
    this.voice.hush();
    this.state = "idle";
  }

  async #ask(name, asked) {
    if (!this.room) return this.transcript.aside("The speaker is not there yet.", "wrong");
    const speech = (this.#speech = new AbortController());
    this.state = "thinking";
    try {
      const answer = await call(name, { room: this.room, ...asked });
      if (!speech.signal.aborted) await this.take(answer, speech);
      else this.shows(answer);
    } catch (problem) {
      if (speech.signal.aborted) return;
      this.state = "idle";
      this.transcript.aside(problem instanceof Problem ? problem.message : String(problem), "wrong");
    }
  }

  // Says an answer, shows what comes with it, and listens if it asks for that.
  async take(answer, speech = (this.#speech = new AbortController())) {
    this.#isOpen = answer.isOpen;
    this.shows(answer);
    if (answer.remark) this.transcript.aside(answer.remark);
    await this.speak(answer.pieces, speech.signal);
    this.track.follow(answer.track);
    if (answer.isOpen) await this.#listen(speech.signal);
    else this.state = "idle";
  }

  // Says pieces; cut short, it stops with an AbortError.
  async speak(pieces, signal) {
    if (!pieces.length) return;
    const parts = this.transcript.room(pieces);
    let lit = null;
    this.state = "speaking";
    try {
      await this.voice.speak(pieces, signal, (piece, seconds) => {
        lit?.classList.remove("saying");
        lit = parts[place(pieces, piece)];
        lit?.classList.add("saying");
        this.#lead(piece.is_cue ? piece.words : "", seconds);
        document.dispatchEvent(new CustomEvent("piece", { detail: { ...piece, at: performance.now() } }));
      });
    } catch (problem) {
      if (signal.aborted) this.transcript.aside("(cut short)");
      throw problem;
    } finally {
      lit?.classList.remove("saying");
    }
  }

  // Shows a cue in the ring, and the light going round once while it lasts.
  #lead(words, seconds) {
    const sweep = document.querySelector(".sweep");
    by("cue").textContent = words;
    sweep.classList.remove("leads");
    if (!words) return;
    sweep.style.setProperty("--lasts", `${seconds}s`);
    void sweep.offsetWidth; // begins the animation anew
    sweep.classList.add("leads");
  }

  async #listen(signal) {
    this.state = "listening";
    document.querySelector(".sweep").style.setProperty("--lasts", this.patience ? `${this.patience}s` : "0s");
    if (this.ear.isThere && this.ear.isWanted) this.hearWith(signal);
    let heardLast = performance.now();
    while (!this.patience || performance.now() - heardLast < this.patience * 1000) {
      await until(performance.now() + MOMENT, signal);
      if (by("said").value || this.ear.isHearing) heardLast = performance.now(); // somebody has begun to answer
    }
    await this.say("");
  }

  // Opens the ear; what it hears is said.
  async hearWith(signal) {
    const words = await this.ear.listen(this.voice.language, (heard) => (by("said").placeholder = heard));
    if (words && !signal?.aborted) await this.say(words);
  }
}
