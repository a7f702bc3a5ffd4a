// The speaker: speaks answers, opens its microphone for questions and waits as a device does.

import { call, Problem } from "./calls.js";
import { by, element, mark } from "./dom.js";
import { until } from "./pace.js";
import { place } from "./transcript.js";

const STATES = {
  idle: "Say: Alexa, open ready room.",
  listening: "Listening; it waits while you type.",
  checking: "Sent in a moment. Type to put it right.",
  thinking: "Thinking",
  speaking: "Speaking",
};
const WAKE_WORD = "alexa";
const CALLED = /^(hey )?alexa\b/i;
const STOP = /^(alexa,? )?(stop|be quiet|quiet|cancel|shut up)\W*$/i;
const MOMENT = 250; // milliseconds between checks whether an answer has begun
const TO_CHECK = 2500; // milliseconds in which what was heard can be put right
const TYPING = ["keydown", "input", "pointerdown"];

export class Speaker {
  patience = 8; // seconds that the microphone waits; 0 means forever
  listensByItself = true; // after a question, once somebody has pressed to talk
  checks = "unsure"; // when what was heard can be put right before it is sent: "always", "unsure" or "never"
  room = null;
  #speech = new AbortController();
  #isOpen = false;
  #wasInterrupted = false; // whether it spoke, with its microphone closed, when it was called
  #plays = false; // whether a track plays after the speech
  #entry = null; // the transcript's entry of the current answer

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

  // Handles an utterance; an empty one is silence.
  async say(words) {
    const speaks = this.state === "speaking" && !this.#isOpen;
    if (words) this.transcript.you(words);
    if ((speaks || this.state === "thinking") && !STOP.test(words) && !this.#isCalled(words)) {
      return this.transcript.aside("Not heard: the microphone is closed. Begin with: Alexa.");
    }
    this.cut();
    const hasStopped = this.#wasInterrupted || (speaks && !this.#plays && !this.screen.isShowing);
    this.#wasInterrupted = false;
    if (hasStopped && STOP.test(words)) return this.transcript.aside("(stopped)");
    await this.#ask("hear", { said: words, offsetMs: this.track.pauseForSpeech(words) });
  }

  #isCalled(words) {
    return CALLED.test(words) || words.toLowerCase().includes(this.invocation);
  }

  async touch(event) {
    this.cut();
    await this.#ask("touch", event);
  }

  // Reports that the screen's document closed because nothing happened.
  async leave() {
    await call("leave", { room: this.room }).catch(() => {});
  }

  // Whether this speech is still the current one.
  isStill({ signal }) {
    return this.#speech.signal === signal;
  }

  // Starts speech that isn't an answer of the skill; returns its abort controller.
  begins() {
    this.cut();
    this.#isOpen = false;
    return (this.#speech = new AbortController());
  }

  // Interrupts speech and closes the microphone.
  cut() {
    this.#speech.abort();
    this.ear.stop();
    this.voice.hush();
    this.state = "idle";
  }

  async #ask(name, body) {
    if (!this.room) return this.transcript.aside("The speaker isn't ready yet.", "wrong");
    const speech = (this.#speech = new AbortController());
    this.state = "thinking";
    try {
      const answer = await call(name, { room: this.room, ...body });
      mark("answered");
      if (!speech.signal.aborted) await this.take(answer, speech);
      else this.#miss(answer);
    } catch (problem) {
      if (speech.signal.aborted) return;
      this.state = "idle";
      this.transcript.aside(problem instanceof Problem ? problem.message : String(problem), "wrong");
    }
  }

  // Shows an answer that came after the next utterance.
  #miss(answer) {
    this.shows(answer);
    if (answer.pieces.length) this.transcript.room(answer.pieces)[0].append(element("i", {}, "(not spoken)"));
  }

  // Opens the microphone again that was open before the page was reloaded.
  async listenAgain() {
    this.#isOpen = true;
    this.transcript.aside("The microphone is still open for your answer.");
    await this.#listen((this.#speech = new AbortController()).signal).catch(() => {});
  }

  // Speaks an answer, shows the rest of it, and listens if its microphone is open.
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

  // Runs an answer's commands on the screen, which may speak.
  async #perform(directives, signal) {
    this.state = "speaking";
    await this.screen.run(directives, signal);
  }

  // Speaks pieces; throws an AbortError if it is interrupted.
  async speak(pieces, signal) {
    if (!pieces.length) return;
    const [entry, parts] = this.transcript.room(pieces);
    this.#entry = entry;
    this.state = "speaking";
    await this.#say(pieces, signal, entry, (piece) => parts[place(pieces, piece)]);
  }

  // Speaks a document's pieces, as part of the answer that it came with.
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
      if (signal.aborted) entry.append(element("i", {}, "(interrupted)"));
      throw problem;
    } finally {
      lit?.classList.remove("saying");
    }
  }

  // Shows a cue in the ring, with the light going round once while it lasts.
  #lead(words, seconds) {
    const sweep = document.querySelector(".sweep");
    by("cue").textContent = words;
    sweep.classList.remove("leads");
    if (!words) return;
    sweep.style.setProperty("--lasts", `${seconds}s`);
    void sweep.offsetWidth; // restarts the animation
    sweep.classList.add("leads");
  }

  async #listen(signal) {
    this.state = "listening";
    document.querySelector(".sweep").style.setProperty("--lasts", this.patience ? `${this.patience}s` : "0s");
    if (this.ear.isThere && this.ear.isWanted && this.listensByItself) this.#hearOut(signal);
    let heardLast = performance.now();
    while (!this.patience || performance.now() - heardLast < this.patience * 1000) {
      await until(performance.now() + MOMENT, signal);
      if (by("said").value || this.ear.isHearing) heardLast = performance.now(); // an answer has begun
    }
    await this.say("");
  }

  // Listens after a press to talk.
  async press() {
    if (this.ear.isRecording) this.ear.finish();
    else await this.#listenOnce();
  }

  // Listens after somebody else has said its wake word; `earlier` is what was heard by then.
  async called(earlier) {
    if (this.state !== "speaking" || !by("caption").textContent.toLowerCase().includes(WAKE_WORD)) await this.#listenOnce(earlier);
  }

  // Listens whatever it is doing, then returns to the state before.
  async #listenOnce(earlier) {
    const interrupted = this.state === "speaking" && !this.#isOpen && !this.#plays && !this.screen.isShowing;
    this.cut();
    const { signal } = (this.#speech = new AbortController());
    this.state = "listening";
    this.ear.isWanted = true;
    this.#wasInterrupted = interrupted;
    await this.#hear(signal, this.patience || undefined, earlier);
    if (signal.aborted) return;
    if (this.#isOpen) await this.#listen(signal).catch(() => {});
    else this.state = "idle";
  }

  // Listens until something was said.
  async #hearOut(signal) {
    do await this.#hear(signal, 0);
    while (this.ear.listensOn && this.ear.isWanted && !signal.aborted && this.state === "listening" && !by("said").value);
  }

  // Listens, with the speaker's own ear or the browser's, and says what it hears.
  async #hear(signal, patience, earlier) {
    try {
      const hears = (heard) => (by("caption").textContent = heard);
      const heard = await this.ear.listen({ language: this.voice.language, hears, patience, earlier });
      if (heard.words && !signal.aborted) await this.#sayHeard(heard, signal);
    } catch (problem) {
      this.ear.isWanted = false;
      if (!signal.aborted) this.transcript.aside(`Nothing could be heard (${problem.message}). You can type.`, "wrong");
    }
  }

  // Says what was heard. If it may be wrong, it first stands in the text box for a moment, to be put right.
  async #sayHeard({ words, isSure }, signal) {
    const box = by("said");
    if (box.value) return; // somebody is typing
    if (this.checks === "always" || (this.checks === "unsure" && !isSure)) {
      box.value = words;
      this.state = "checking";
      const typing = new AbortController();
      for (const event of TYPING) box.addEventListener(event, () => typing.abort(), { once: true, signal: typing.signal });
      await until(performance.now() + TO_CHECK, AbortSignal.any([signal, typing.signal])).catch(() => {});
      if (signal.aborted) {
        if (!typing.signal.aborted) {
          box.value = "";
          this.transcript.aside(`Not sent: ${words}`, "wrong"); // it was called again before that
        }
        return;
      }
      this.state = "listening";
      if (typing.signal.aborted) return;
      typing.abort();
      box.value = "";
    }
    await this.say(words);
  }
}
