// The audio player's track: plays it on the page and reports playback events to the skill.

import { call } from "./calls.js";
import { by } from "./dom.js";

const NEARLY = 10; // seconds before the end

export class Track {
  room = null;
  #track = null;
  #reported = new Set(); // the events since the track started: after buffering, a browser reports "playing" again

  constructor({ shows, fails }) {
    Object.assign(this, { sound: by("sound"), shows, fails });
    this.sound.onplaying = () => this.#reportOnce("PlaybackStarted");
    this.sound.onended = () => this.#report("PlaybackFinished");
    this.sound.onerror = () => this.#track?.activity === "PLAYING" && this.#report("PlaybackFailed");
    this.sound.ontimeupdate = () => this.#progress();
  }

  // Pauses the sound for an utterance; returns its position in milliseconds.
  pauseForSpeech(words) {
    if (!words || this.#track?.activity !== "PLAYING") return null;
    this.sound.pause();
    return Math.round(this.sound.currentTime * 1000);
  }

  // Follows the state of the device's player.
  follow(track) {
    const isOther = track?.token !== this.#track?.token || track?.url !== this.#track?.url;
    this.#track = track;
    by("track").hidden = !track || track.activity === "FINISHED";
    const [shown, other] = track?.activity === "PLAYING" ? [by("pause"), by("resume")] : [by("resume"), by("pause")];
    shown.hidden = false;
    if (document.activeElement === other) shown.focus();
    other.hidden = true;
    if (track?.activity !== "PLAYING") return this.sound.pause();
    if (!isOther && !this.sound.paused) return; // it is already playing
    this.#reported.clear();
    if (isOther || !this.sound.src) this.sound.src = track.url;
    this.sound.currentTime = track.offset_ms / 1000;
    this.sound.play().catch(({ name, message }) => name === "AbortError" || this.fails({ message: `No sound: ${message}` }));
    by("track-title").textContent = track.title || "Sound";
  }

  #progress() {
    const { currentTime, duration } = this.sound;
    by("track-time").textContent = clock(currentTime);
    if (duration - currentTime < NEARLY) this.#reportOnce("PlaybackNearlyFinished");
  }

  #reportOnce(event) {
    if (!this.#reported.has(event)) this.#report(event);
    this.#reported.add(event);
  }

  async #report(event) {
    const offsetMs = Math.round(this.sound.currentTime * 1000);
    try {
      const answer = await call("playback", { room: this.room, event, offsetMs });
      this.shows(answer);
      this.follow(answer.track);
    } catch (problem) {
      this.fails(problem);
    }
  }
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
