// The transcript, the latest entry last; old entries are removed.

import { element } from "./dom.js";

const LIMIT = 60;

export class Transcript {
  counts = {};

  constructor(list) {
    this.list = list;
  }

  add(kind, speaker, ...content) {
    const entry = element("div", { className: kind }, speaker ? element("b", {}, speaker) : "", ...content);
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    entry.dataset.number = this.counts[kind];
    this.list.append(entry);
    while (this.list.children.length > LIMIT) this.list.firstElementChild.remove();
    this.list.scrollTop = this.list.scrollHeight;
    return entry;
  }

  you(words) {
    return this.add("you", "You", words || "(silence)");
  }

  aside(words, kind = "") {
    return this.add(`aside ${kind}`, "", words);
  }

  // Adds further speech to an entry; a repeated cue reuses its earlier element.
  further(entry, pieces) {
    return pieces.map((piece) => {
      const earlier = piece.is_cue && [...entry.querySelectorAll(".cue")].find(({ textContent }) => textContent === piece.words);
      if (earlier) return earlier;
      const part = element("span", { className: piece.is_cue ? "cue" : "" }, text(piece));
      entry.append(part, " ");
      this.list.scrollTop = this.list.scrollHeight;
      return part;
    });
  }

  // Writes pieces; returns the entry and each piece's element, which is highlighted while it is spoken.
  room(pieces) {
    const parts = gathered(pieces).map((piece) => element("span", {}, text(piece)));
    return [this.add("room", "Ready Room", ...parts.flatMap((part) => [part, " "])), parts];
  }
}

// Keeps sentences as they are; all cues share one place, because they repeat.
function gathered(pieces) {
  const first = pieces.find((piece) => piece.is_cue);
  const seconds = pieces.filter((piece) => piece.is_cue).reduce((sum, piece) => sum + piece.seconds, 0);
  return pieces.filter((piece) => !piece.is_cue || piece === first).map((piece) => (piece === first ? { ...piece, leads: seconds } : piece));
}

export function place(pieces, piece) {
  const entries = gathered(pieces);
  return piece.is_cue ? entries.findIndex((one) => one.is_cue) : entries.indexOf(piece);
}

function text(piece) {
  if (piece.leads) return `(breathing, ${Math.round(piece.leads)} seconds)`;
  return piece.sound ? "(sound)" : piece.words;
}
