// Listens with the browser's speech recognition, if it has one; locally if it can.

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;

const QUIET = new Set(["no-speech", "aborted"]); // nothing was said, or listening was stopped

export class Ear {
  isWanted = false; // set by the first press to talk; before that, the page doesn't ask for the microphone
  isHearing = false;
  #recognition = null;

  get isThere() {
    return Boolean(Recognition);
  }

  // Listens once; returns what was heard, or an empty text, and that there is nothing to put right.
  async listen({ language, hears }) {
    return { words: await this.#listen(language, hears), isSure: true };
  }

  async #listen(language, hears) {
    this.stop();
    const recognition = (this.#recognition = new Recognition());
    recognition.lang = language;
    recognition.interimResults = true;
    if (await isLocal(language)) recognition.processLocally = true;
    if (recognition !== this.#recognition) return "";
    return new Promise((done, fails) => {
      let heard = "";
      recognition.onresult = ({ results }) => {
        heard = [...results].map(([best]) => best.transcript).join(" ");
        this.isHearing = true;
        hears(heard);
      };
      recognition.onerror = ({ error }) => (QUIET.has(error) ? done("") : fails(new Error(error)));
      recognition.onend = () => {
        this.isHearing = false;
        done(recognition === this.#recognition ? heard : "");
      };
      recognition.start();
    });
  }

  stop() {
    this.#recognition?.abort();
    this.#recognition = null;
    this.isHearing = false;
  }
}

async function isLocal(language) {
  try {
    return (await Recognition.available({ langs: [language], processLocally: true })) === "available";
  } catch {
    return false;
  }
}
