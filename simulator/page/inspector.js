// The requests to the skill and its answers, the latest first, and how often an utterance was not understood.

import { by, element } from "./dom.js";

const LIMIT = 30;

export class Inspector {
  counts = { turns: 0, breakdowns: 0, broken: 0 };
  limits = { characters: 0, bytes: 0, seconds: 0 };

  add(exchange) {
    this.counts.turns += 1;
    this.counts.breakdowns += exchange.isBreakdown ? 1 : 0;
    this.counts.broken += exchange.broken.length;
    const list = by("exchanges");
    list.prepend(this.#entry(exchange));
    while (list.children.length > LIMIT) list.lastElementChild.remove();
    this.#count();
  }

  #count() {
    const { turns, breakdowns, broken } = this.counts;
    const red = element("span", { className: broken ? "wrong" : "" }, `${broken} of Alexa's rules broken`);
    by("counts").replaceChildren(`${turns} ${turns === 1 ? "request" : "requests"}, ${breakdowns} not understood, `, red);
  }

  #entry(exchange) {
    const { limits } = this;
    const slots = Object.entries(exchange.slots).map(([name, value]) => `${name}: ${value}`).join(", ");
    const figures = [
      `${Math.round(exchange.seconds * 1000)} ms of ${limits.seconds * 1000}`,
      `${exchange.characters} characters of ${limits.characters}`,
      `${exchange.bytes} bytes of ${limits.bytes}`,
      exchange.ledger === null ? "" : `ledger: ${exchange.ledger.join(", ") || "nothing"}`,
    ];
    return element(
      "li",
      {},
      element("p", {}, exchange.utterance ? `“${exchange.utterance}” → ` : "", element("b", {}, exchange.intent), ` ${matched(exchange)}`, slots ? ` (${slots})` : ""),
      element("p", { className: "note" }, figures.filter(Boolean).join(" · ")),
      ...exchange.broken.map((rule) => element("p", { className: "wrong" }, `Alexa's rule: ${rule}`)),
      json("Session", exchange.session),
      json("Request", exchange.request),
      json("Answer", exchange.answer),
    );
  }
}

function matched({ isIntent, intent, sample }) {
  if (!isIntent) return "";
  if (intent === "AMAZON.FallbackIntent" && !sample) return "no sample matched, so Fallback";
  return sample ? `by “${sample}”` : "elicited free text";
}

// Shows JSON, rendered only when it is opened.
function json(name, value) {
  const details = element("details", {}, element("summary", {}, name));
  details.addEventListener("toggle", () => details.append(element("pre", { tabIndex: 0 }, JSON.stringify(value, null, 2))), { once: true });
  return details;
}
