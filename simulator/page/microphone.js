// The microphone: hands what it hears to whoever listens, in blocks of samples. It is open as long as somebody does.

const ASKED = { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export class Microphone {
  isThere = Boolean(navigator.mediaDevices?.getUserMedia && window.AudioWorkletNode);
  #listeners = new Map(); // whom it tells what it hears, and who else is told when it is lost
  #opened = null; // a promise of what closes it
  #making = null; // a promise of the context
  #context = null; // kept while the microphone is closed, as a browser takes long to make one

  // Samples a second.
  get rate() {
    return this.#context.sampleRate;
  }

  // Calls `hears` with each block until the signal is aborted, and `lost` if the microphone is taken away. Resolves when
  // it is open; rejects if it can't be opened.
  async listen(hears, signal, lost = () => {}) {
    if (signal.aborted) return;
    this.#listeners.set(hears, lost);
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

  #lose() {
    const told = [...this.#listeners.values()];
    this.#close();
    for (const lost of told) lost();
  }

  #close() {
    this.#opened?.then((close) => close(), () => {});
    this.#opened = null;
  }

  async #open() {
    const context = await (this.#making ??= made());
    this.#context = context;
    if (context.state !== "running") await context.resume();
    const stream = await navigator.mediaDevices.getUserMedia({ audio: ASKED });
    const source = context.createMediaStreamSource(stream);
    const recorder = new AudioWorkletNode(context, "recorder", { numberOfOutputs: 0 });
    recorder.port.onmessage = ({ data }) => {
      for (const hears of [...this.#listeners.keys()]) hears(data);
    };
    for (const track of stream.getTracks()) track.onended = () => this.#lose();
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
