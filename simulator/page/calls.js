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
  let response;
  try {
    response = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Speaker-Token": token },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Problem("The speaker doesn't answer. Is it still running?");
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Problem(answer.problem ?? `The speaker answered ${response.status}.`);
  return answer;
}
