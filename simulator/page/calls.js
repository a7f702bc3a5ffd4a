// What the page asks the speaker for. The key of this start comes in the address; it is kept for further tabs.

const KEY = "ready-room-speaker";

const token = location.hash.slice(1) || localStorage.getItem(KEY) || "";
if (location.hash) history.replaceState(null, "", location.pathname);
addEventListener("hashchange", () => location.reload()); // a speaker that was started anew has another key
performance.setResourceTimingBufferSize(0); // of the many calls the browser need not keep a record

// Keeps the key, once it has opened.
export function keep() {
  localStorage.setItem(KEY, token);
}

export class Problem extends Error {}

let last = Promise.resolve();

// Asks for something, after what was asked for before: what is set is set before the next word is heard.
export function call(name, asked) {
  last = last.then(() => ask(name, asked), () => ask(name, asked));
  return last;
}

// Asks for something at once.
export async function ask(name, asked = {}) {
  let answer;
  try {
    answer = await fetch(`/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Speaker-Token": token },
      body: JSON.stringify(asked),
    });
  } catch {
    throw new Problem("The speaker does not answer. Was it ended?");
  }
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Problem(told.problem ?? `The speaker answered ${answer.status}.`);
  return told;
}
