// What was said, the latest last; only so much of it is kept.

import { element } from "./dom.js";

const KEPT = 60;

export class Transcript {
  counts = {};

  constructor(list) {
    this.list = list;
  }

  add(kind, who, ...content) {
    const entry = element("div", { className: kind }, who ? element("b", {}, who) : "", ...content);
    this.counts[kind] = (this.counts[kind] ?? 0) + 1;
    entry.dataset.number = this.counts[kind];
    this.list.append(entry);
    while (this.list.children.length > KEPT) this.list.firstElementChild.remove();
    this.list.scrollTop = this.list.scrollHeight;
    return entry;
  }

  you(words) {
    return this.add("you", "You", words || "(silence)");
  }

  aside(words, kind = "") {
    return this.add(`aside ${kind}`, "", words);
  }

  // Writes down in an entry what is said besides, as it is said; of a cue that was said before, gives the same words.
  further(entry, pieces) {
    return pieces.map((piece) => {
      const said = piece.is_cue && [...entry.querySelectorAll(".cue")].find(({ textContent }) => textContent === piece.words);
      if (said) return said;
      const part = element("span", { className: piece.is_cue ? "cue" : "" }, text(piece));
      entry.append(part, " ");
      this.list.scrollTop = this.list.scrollHeight;
      return part;
    });
  }

  // Writes pieces down; gives the entry, and for each piece its words on the page, to be lit up while they are said.
  room(pieces) {
    const parts = gathered(pieces).map((piece) => element("span", {}, text(piece)));
    return [this.add("room", "Ready Room", ...parts.flatMap((part) => [part, " "])), parts];
  }
}

// Sentences as they are; of cues, which are said again and again, every piece has the same place.
function gathered(pieces) {
  const first = pieces.find((piece) => piece.is_cue);
  const seconds = pieces.filter((piece) => piece.is_cue).reduce((sum, piece) => sum + piece.seconds, 0);
  return pieces.filter((piece) => !piece.is_cue || piece === first).map((piece) => (piece === first ? { ...piece, leads: seconds } : piece));
}

export function place(pieces, piece) {
  const kept = gathered(pieces);
  return piece.is_cue ? kept.findIndex((one) => one.is_cue) : kept.indexOf(piece);
}

function text(piece) {
  if (piece.leads) return `(breathing, ${Math.round(piece.leads)} seconds)`;
  return piece.sound ? "(sound)" : piece.words;
}
