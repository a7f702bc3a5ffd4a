// The microphone: hands what it hears to whoever listens, in blocks of samples. It is open as long as somebody does.

const ASKED = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export class Microphone {
  isThere = Boolean(navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode);
  #listeners = new Set();
  #opened = null; // a promise of what closes it
  #context = null; // kept while it is closed, as a browser takes long to make one

  // Samples a second.
  get rate() {
    return this.#context.sampleRate;
  }

  // Calls `hears` with each block until the signal is aborted. Resolves when it is open; rejects if it can't be opened.
  async listen(hears, signal) {
    if (signal.aborted) return;
    this.#listeners.add(hears);
    const leave = () => {
      this.#listeners.delete(hears);
      if (!this.#listeners.size) this.#close();
    };
    signal.addEventListener("abort", leave, { once: true });
    try {
      await (this.#opened ??= this.#open());
    } catch (problem) {
      leave();
      throw problem;
    }
  }

  #close() {
    this.#opened?.then((close) => close(), () => {});
    this.#opened = null;
  }

  async #open() {
    const context = (this.#context ??= await made());
    const stream = await navigator.mediaDevices.getUserMedia({ audio: ASKED });
    const source = context.createMediaStreamSource(stream);
    const recorder = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
    recorder.port.onmessage = ({ data }) => this.#listeners.forEach((hears) => hears(data));
    source.connect(recorder);
    return () => {
      for (const track of stream.getTracks()) track.stop();
      source.disconnect();
      recorder.port.onmessage = null;
    };
  }
}

async function made() {
  const context = new AudioContext();
  await context.audioWorklet.addModule("/page/recorder.js");
  return context;
}
