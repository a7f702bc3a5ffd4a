// Replays a conversation of the tests: the speaker performs it with its own record, then the page shows and speaks it.

import { ask } from "./calls.js";
import { by, choose } from "./dom.js";

export class Replay {
  constructor(speaker, transcript, inspector) {
    Object.assign(this, { speaker, transcript, inspector });
    by("replay").onsubmit = (event) => {
      event.preventDefault();
      this.play(by("play").value);
    };
    by("end-play").onclick = () => speaker.cut();
  }

  begin(plays) {
    choose(by("play"), plays.map((one) => [one, one.replaceAll("-", " ")]));
  }

  async play(name) {
    const run = this.speaker.begins();
    this.transcript.list.scrollIntoView({ block: "nearest" });
    this.run = run;
    by("replayed").className = "";
    by("replayed").textContent = "Performing";
    by("end-play").hidden = false;
    try {
      const { title, begins, turns } = await ask("replay", { play: name });
      this.transcript.aside(`${title} (${begins})`);
      for (const turn of turns) await this.#show(turn, run.signal);
      this.#sum(turns);
    } catch (problem) {
      if (this.run === run) by("replayed").textContent = run.signal.aborted ? "Stopped." : problem.message;
    } finally {
      if (this.run === run) by("end-play").hidden = true;
      if (this.speaker.isStill(run)) this.speaker.state = "idle";
    }
  }

  async #show({ said, direction, text, problem, answer }, signal) {
    signal.throwIfAborted();
    if (direction) return this.transcript.aside(`(${direction})`);
    this.transcript.you(said);
    answer?.exchanges.forEach((exchange) => this.inspector.add(exchange));
    if (answer?.pieces.length) await this.speaker.speak(answer.pieces, signal);
    else this.transcript.aside(text);
    if (answer?.card) this.transcript.aside(`Card. ${answer.card.title}: ${answer.card.content}`);
    if (problem) this.transcript.aside(problem, "wrong");
  }

  #sum(turns) {
    const spoken = turns.filter(({ direction }) => !direction);
    const wrong = spoken.filter(({ problem }) => problem).length;
    by("replayed").className = wrong ? "wrong" : "right";
    by("replayed").textContent = wrong ? `${wrong} of ${spoken.length} turns differ.` : `${spoken.length} turns, all as written.`;
  }
}
