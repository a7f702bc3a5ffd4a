// Connects the parts of the page.

import { ask, call, keep } from "./calls.js";
import { by, element } from "./dom.js";
import { Ear } from "./ear.js";
import { Household } from "./household.js";
import { Inspector } from "./inspector.js";
import { Microphone } from "./microphone.js";
import { Mouth } from "./mouth.js";
import { OwnEar } from "./own_ear.js";
import { Replay } from "./replay.js";
import { Screen } from "./screen.js";
import { Speaker } from "./speaker.js";
import { Track } from "./track.js";
import { Transcript } from "./transcript.js";
import { Voice } from "./voice.js";
import { WakeWord } from "./wake_word.js";

const MOST_CARDS = 20;
const ROOM = "ready-room-speaker-room";

const voice = new Voice({ fails });
let ear = new Ear();
const transcript = new Transcript(by("transcript"));
const inspector = new Inspector();
const track = new Track({ shows, fails });
const screen = new Screen({
  touched: (event) => speaker.touch(event),
  speaks: (pieces, signal) => speaker.tell(pieces, signal),
  scaled: (ms) => voice.scaled(ms),
  left: () => speaker.leave(),
});
const speaker = new Speaker({ voice, ear, transcript, track, screen, shows });
const replay = new Replay(speaker, transcript, inspector);
const household = new Household({ rings, changes, fails });

// Shows everything in an answer except its speech.
function shows({ card, exchanges, screen: directives, isShown }) {
  exchanges.forEach((exchange) => inspector.add(exchange));
  screen.show(card, directives, isShown);
  if (!card) return;
  const list = by("cards");
  if (!list.querySelector("b")) list.replaceChildren();
  list.prepend(element("li", {}, element("b", {}, card.title), `\n${card.content}`));
  while (list.children.length > MOST_CARDS) list.lastElementChild.remove();
}

function rings({ at, text }) {
  transcript.aside(`Reminder, ${at}: ${text}`, "wrong").classList.add("rings");
  if (speaker.state !== "idle") return;
  const words = { words: `A reminder. ${text}`, silence: 0, is_cue: false, rate: 1, sound: "", seconds: 2 };
  voice.speak([words], new AbortController().signal, () => {}).catch(() => {});
}

let failure = "";

function fails({ message }) {
  if (message !== failure) transcript.aside(message, "wrong");
  failure = message;
}

function changes({ locale }) {
  failure = "";
  voice.language = locale;
}

by("talk").onsubmit = (event) => {
  event.preventDefault();
  const words = by("said").value.trim();
  by("said").value = "";
  speaker.say(words);
};
for (const button of by("suggestions").children) button.onclick = () => speaker.say(button.textContent);
// Opens the skill's page in a new tab, signed in with a code that the skill gives for it.
by("record").onsubmit = async (event) => {
  event.preventDefault();
  try {
    by("code").value = (await call("record", { room: speaker.room })).code;
    by("record").submit();
  } catch (problem) {
    fails(problem);
  }
  by("code").value = "";
};
by("quiet").onclick = () => speaker.say("stop");
by("pause").onclick = () => speaker.say("Alexa, pause");
by("resume").onclick = () => speaker.say("Alexa, resume");
by("press").onclick = () => {
  by("ear-note").hidden = ear === own?.ear;
  if (ear === own?.ear) wake(ear);
  if (own && voice.speed && voice.isAloud) wake(own.mouth);
  speaker.press();
};
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && speaker.state === "speaking") speaker.say("stop");
});

// The speaker's own voice and ear, if this machine has them.
let own = null;

function useOwn() {
  const microphone = new Microphone();
  own = { mouth: new Mouth(), ear: new OwnEar({ microphone, shows: showsLevel }) };
  own.wakeWord = new WakeWord({ microphone, isNeeded: () => !own.ear.isRecording, called: (earlier) => speaker.called(earlier), fails: hearsNothing });
  for (const one of Object.values(own)) one.room = speaker.room;
  voice.mouth = own.mouth;
  for (const id of ["own-ear", "own-note"]) by(id).hidden = false;
  by("called").hidden = !microphone.isThere;
  if (own.ear.isThere) ear = speaker.ear = own.ear;
  SETTINGS["pause-after"](by("pause-after").value);
  by("said").addEventListener("input", () => voice.speed && voice.isAloud && wake(own.mouth), { once: true });
}

// Loads an engine before it is needed.
function wake(one) {
  if (!one.isAwake) ask("wake", { room: speaker.room, ear: one === own.ear }).catch(fails);
  one.isAwake = true;
}

by("called-on").onchange = ({ target }) => {
  if (!target.checked) return own.wakeWord.turnOff();
  wake(own.ear);
  if (voice.speed && voice.isAloud) wake(own.mouth);
  own.wakeWord.turnOn();
};

function hearsNothing({ message }) {
  by("called-on").checked = false;
  transcript.aside(`It doesn't listen for its name (${message}).`, "wrong");
}

function showsLevel(level) {
  by("level").hidden = level === null;
  by("level").value = level ?? 0;
  by("press").textContent = level === null ? "Press and talk" : "Done";
}

// This tab's own settings, stored so that they survive a reload.
const SETTINGS = {
  speed: (value) => (voice.speed = Number(value)),
  patience: (value) => (speaker.patience = Number(value)),
  aloud: (value) => (voice.isAloud = value === "1"),
  viewport: (value) => (screen.kind = value),
  listens: (value) => (speaker.listensByItself = value === "1"),
  checks: (value) => (speaker.checks = value),
  "pause-after": (value) => own && (own.ear.pause = Number(value)),
};
for (const [name, applies] of Object.entries(SETTINGS)) {
  by(name).value = sessionStorage.getItem(name) ?? by(name).value;
  applies(by(name).value);
  by(name).onchange = ({ target }) => {
    sessionStorage.setItem(name, target.value);
    applies(target.value);
    if (name === "viewport") household.change("screen", target.value !== "none");
  };
}

async function begin() {
  const entered = await call("enter", { room: sessionStorage.getItem(ROOM) });
  keep();
  sessionStorage.setItem(ROOM, entered.room);
  for (const one of [speaker, track, household]) one.room = entered.room;
  by("room").textContent = entered.room;
  document.title = `Ready Room speaker: ${entered.room}`;
  speaker.invocation = entered.choices.invocation;
  inspector.limits = entered.choices.limits;
  replay.begin(entered.choices.plays);
  household.begin(entered);
  if (entered.settings.screen !== (by("viewport").value !== "none")) household.change("screen", by("viewport").value !== "none");
  if (entered.choices.aloud) useOwn();
  by("press").hidden = !ear.isThere;
  if (entered.isListening) await speaker.listenAgain();
  else speaker.state = "idle";
}

begin().catch(({ message }) => {
  by("head").textContent = message;
  by("head").className = "wrong";
  document.querySelector("main").inert = true;
});
