// The page's calls to the speaker. The key of this run comes in the address and is stored for other tabs.

const KEY = "ready-room-speaker";

const token = location.hash.slice(1) || localStorage.getItem(KEY) || "";
if (location.hash) history.replaceState(null, "", location.pathname);
addEventListener("hashchange", () => location.reload()); // a restarted speaker has a new key
performance.setResourceTimingBufferSize(0); // the page makes too many calls to record them all

// Stores the key after the first successful call.
export function keep() {
  localStorage.setItem(KEY, token);
}

export class Problem extends Error {}

let last = Promise.resolve();

// Makes a call after all earlier ones, so that a setting takes effect before the next utterance.
export function call(name, body) {
  last = last.then(() => ask(name, body), () => ask(name, body));
  return last;
}

// Makes a call at once.
export async function ask(name, body = {}) {
  const response = await fetched(name, JSON.stringify(body), "application/json");
  return response.json();
}

// Asks for a sound: its samples, their rate, and after how many milliseconds the next one begins.
export async function askForSound(body) {
  const response = await fetched("say", JSON.stringify(body), "application/json");
  const [rate, lasts] = ["X-Rate", "X-Lasts-Ms"].map((name) => Number(response.headers.get(name)));
  return { samples: new Int16Array(await response.arrayBuffer()), rate, lasts };
}

// Sends a recording of 16 000 samples a second; returns what was heard.
export async function sendSound(room, samples) {
  const response = await fetched(`listen?room=${encodeURIComponent(room)}`, samples, "application/octet-stream");
  return response.json();
}

// Sends more of what a microphone hears; returns how many seconds ago the wake word was over, if it was said.
export async function sendForCall(room, rate, begins, samples) {
  const asked = new URLSearchParams({ room, rate, begins: begins ? 1 : 0 });
  const response = await fetched(`called?${asked}`, samples, "application/octet-stream");
  return response.json();
}

async function fetched(name, body, type) {
  let response;
  try {
    response = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": type, "X-Speaker-Token": token },
      body,
    });
  } catch {
    throw new Problem("The speaker doesn't answer. Is it still running?");
  }
  if (response.ok) return response;
  const { problem } = await response.json().catch(() => ({}));
  throw new Problem(problem ?? `The speaker answered ${response.status}.`);
}
