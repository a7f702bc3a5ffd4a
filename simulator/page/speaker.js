// The speaker: says what comes back, opens its microphone when it is asked to, and waits as a device does.

import { call, Problem } from "./calls.js";
import { by, element } from "./dom.js";
import { until } from "./pace.js";
import { place } from "./transcript.js";

const STATES = {
  idle: "Say: Alexa, open ready room.",
  listening: "Listening; it waits while you type.",
  thinking: "Thinking",
  speaking: "Speaking",
};
const CALLED = /^(hey )?alexa\b/i;
const STOP = /^(alexa,? )?(stop|be quiet|quiet|cancel|shut up)\W*$/i;
const MOMENT = 250; // milliseconds between looks at whether somebody has begun to answer

export class Speaker {
  patience = 8; // seconds that the microphone waits; 0: until something is said
  room = null;
  #speech = new AbortController();
  #isOpen = false;
  #plays = false; // whether a track plays when all is said
  #entry = null; // where the answer that is being said is written

  invocation = "";

  constructor({ voice, ear, transcript, track, screen, shows }) {
    Object.assign(this, { voice, ear, transcript, track, screen, shows });
  }

  get state() {
    return document.body.dataset.state;
  }

  set state(name) {
    document.body.dataset.state = name;
    by("status").textContent = STATES[name];
    if (name !== "speaking" && document.activeElement === by("quiet")) by("said").focus();
    by("quiet").hidden = name !== "speaking";
    if (name !== "speaking") this.#lead("", 0);
  }

  // Takes what was said; an empty utterance is silence.
  async say(words) {
    const speaks = this.state === "speaking" && !this.#isOpen;
    if (words) this.transcript.you(words);
    if ((speaks || this.state === "thinking") && !STOP.test(words) && !this.#isCalled(words)) {
      return this.transcript.aside("Not heard: its microphone is closed. Begin with: Alexa.");
    }
    this.cut();
    if (speaks && STOP.test(words) && !this.#plays && !this.screen.isShowing) return this.transcript.aside("(stopped)");
    await this.#ask("hear", { said: words, offsetMs: this.track.pauseForSpeech(words) });
  }

  #isCalled(words) {
    return CALLED.test(words) || words.toLowerCase().includes(this.invocation);
  }

  async touch(touched) {
    this.cut();
    await this.#ask("touch", touched);
  }

  // Tells that the screen's document was left, as nothing happened.
  async leave() {
    await call("leave", { room: this.room }).catch(() => {});
  }

  // Whether nothing else was begun since.
  isStill({ signal }) {
    return this.#speech.signal === signal;
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
      else this.#miss(answer);
    } catch (problem) {
      if (speech.signal.aborted) return;
      this.state = "idle";
      this.transcript.aside(problem instanceof Problem ? problem.message : String(problem), "wrong");
    }
  }

  // Shows an answer that came when somebody had already said something else.
  #miss(answer) {
    this.shows(answer);
    if (answer.pieces.length) this.transcript.room(answer.pieces)[0].append(element("i", {}, "(not said)"));
  }

  // Opens the microphone that was open when the page was loaded again.
  async listenAgain() {
    this.#isOpen = true;
    this.transcript.aside("It still waits for your answer.");
    await this.#listen((this.#speech = new AbortController()).signal).catch(() => {});
  }

  // Says an answer, shows what comes with it, and listens if it asks for that.
  async take(answer, speech = (this.#speech = new AbortController())) {
    this.#isOpen = answer.isOpen;
    this.#plays = answer.track?.activity === "PLAYING";
    this.shows(answer);
    if (answer.remark) this.transcript.aside(answer.remark);
    this.#entry = null;
    try {
      await this.speak(answer.pieces, speech.signal);
    } finally {
      this.track.follow(answer.track);
    }
    if (answer.screen.length) await this.#perform(answer.screen, speech.signal);
    if (answer.isOpen) await this.#listen(speech.signal);
    else this.state = "idle";
  }

  // Lets the screen do what came with an answer, and say what it has to say.
  async #perform(directives, signal) {
    this.state = "speaking";
    await this.screen.run(directives, signal);
  }

  // Says pieces; cut short, it stops with an AbortError.
  async speak(pieces, signal) {
    if (!pieces.length) return;
    const [entry, parts] = this.transcript.room(pieces);
    this.#entry = entry;
    this.state = "speaking";
    await this.#say(pieces, signal, entry, (piece) => parts[place(pieces, piece)]);
  }

  // Says what a document speaks, which belongs to the answer that it came with.
  async tell(pieces, signal) {
    this.#entry ??= this.transcript.room([])[0];
    const entry = this.#entry;
    const parts = this.transcript.further(entry, pieces);
    await this.#say(pieces, signal, entry, (piece) => parts[pieces.indexOf(piece)]);
  }

  async #say(pieces, signal, entry, part) {
    let lit = null;
    try {
      await this.voice.speak(pieces, signal, (piece, seconds) => {
        lit?.classList.remove("saying");
        lit = part(piece);
        lit?.classList.add("saying");
        this.#lead(piece.is_cue ? piece.words : "", seconds);
        by("caption").textContent = piece.is_cue ? "" : piece.words;
        document.dispatchEvent(new CustomEvent("piece", { detail: { ...piece, at: performance.now() } }));
      });
    } catch (problem) {
      if (signal.aborted) entry.append(element("i", {}, "(cut short)"));
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
    if (this.ear.isThere && this.ear.isWanted) this.#hear(signal);
    let heardLast = performance.now();
    while (!this.patience || performance.now() - heardLast < this.patience * 1000) {
      await until(performance.now() + MOMENT, signal);
      if (by("said").value || this.ear.isHearing) heardLast = performance.now(); // somebody has begun to answer
    }
    await this.say("");
  }

  // Listens because somebody pressed to talk; afterwards all is as it was.
  async press() {
    this.cut();
    const { signal } = (this.#speech = new AbortController());
    this.state = "listening";
    this.ear.isWanted = true;
    await this.#hear(signal);
    if (signal.aborted) return;
    if (this.#isOpen) await this.#listen(signal).catch(() => {});
    else this.state = "idle";
  }

  // Opens the ear; what it hears is said.
  async #hear(signal) {
    try {
      const words = await this.ear.listen(this.voice.language, (heard) => (by("caption").textContent = heard));
      if (words && !signal.aborted) await this.say(words);
    } catch (problem) {
      this.ear.isWanted = false;
      if (!signal.aborted) this.transcript.aside(`Your browser did not listen (${problem.message}). You can type.`, "wrong");
    }
  }
}
