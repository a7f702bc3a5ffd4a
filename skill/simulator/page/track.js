// The sound track of the audio player: it plays here, and the skill is told what it does.

import { call } from "./calls.js";
import { by } from "./dom.js";

const NEARLY = 10; // seconds before the end

export class Track {
  room = null;
  #track = null;
  #toldNearly = false;

  constructor(takes) {
    this.sound = by("sound");
    this.takes = takes;
    this.sound.onplaying = () => this.#tell("PlaybackStarted");
    this.sound.onended = () => this.#tell("PlaybackFinished");
    this.sound.onerror = () => this.#track?.activity === "PLAYING" && this.#tell("PlaybackFailed");
    this.sound.ontimeupdate = () => this.#progress();
  }

  // Stops the sound while somebody speaks; gives where it is, in milliseconds.
  pauseForSpeech(words) {
    if (!words || this.#track?.activity !== "PLAYING") return null;
    this.sound.pause();
    return Math.round(this.sound.currentTime * 1000);
  }

  // Does what the device's player does.
  follow(track) {
    const isOther = track?.token !== this.#track?.token || track?.url !== this.#track?.url;
    this.#track = track;
    by("track").hidden = !track || track.activity === "FINISHED";
    by("pause").hidden = track?.activity !== "PLAYING";
    by("resume").hidden = track?.activity === "PLAYING";
    if (track?.activity !== "PLAYING") return this.sound.pause();
    if (!isOther && !this.sound.paused) return; // it sounds already
    if (isOther) this.#toldNearly = false;
    if (isOther || !this.sound.src) this.sound.src = track.url;
    this.sound.currentTime = track.offset_ms / 1000;
    this.sound.play().catch(() => {});
    by("track-title").textContent = track.title || "Sound";
  }

  #progress() {
    const { currentTime, duration } = this.sound;
    by("track-time").textContent = clock(currentTime);
    if (this.#toldNearly || !(duration - currentTime < NEARLY)) return;
    this.#toldNearly = true;
    this.#tell("PlaybackNearlyFinished");
  }

  async #tell(event) {
    const offsetMs = Math.round(this.sound.currentTime * 1000);
    const answer = await call("playback", { room: this.room, event, offsetMs }).catch(() => null);
    if (!answer) return;
    this.takes(answer);
    if (event !== "PlaybackStarted") this.follow(answer.track);
  }
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
