// Waiting on the page, and ending a wait early.

const ticker = new Worker("/page/ticker.js");
const waiting = new Map();
let last = 0;

ticker.onmessage = ({ data: id }) => {
  waiting.get(id)?.();
  waiting.delete(id);
};

// Waits until a time on the `performance.now()` clock. If the signal is aborted, rejects with its reason.
export function until(moment, signal) {
  const ms = moment - performance.now();
  return new Promise((go, stop) => {
    if (signal?.aborted) return stop(signal.reason);
    if (!(ms > 0)) return go();
    const id = ++last;
    const halt = () => {
      waiting.delete(id);
      stop(signal.reason);
    };
    waiting.set(id, () => {
      signal?.removeEventListener("abort", halt);
      go();
    });
    signal?.addEventListener("abort", halt, { once: true });
    ticker.postMessage({ id, ms });
  });
}

// Waits for a promise. If the signal is aborted first, rejects with its reason.
export function unless(signal, promise) {
  return new Promise((go, stop) => {
    if (signal.aborted) return stop(signal.reason);
    const halt = () => stop(signal.reason);
    signal.addEventListener("abort", halt, { once: true });
    promise.finally(() => signal.removeEventListener("abort", halt)).then(go, stop);
  });
}
