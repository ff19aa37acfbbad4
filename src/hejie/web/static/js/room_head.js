// The head of the room and the buttons under it: what holds for a while, what may be done, camera and microphone.
import { showOnly } from "./room_focus.js";

export class Head {
  #part;
  #room;
  #words;
  #tell;
  #askedAt = 0;

  // `tell` says a line to whoever listens to the page.
  constructor(room, words, tell) {
    this.#room = room;
    this.#words = words;
    this.#tell = tell;
    this.#part = (name) => room.querySelector(`[data-part="${name}"]`);
  }

  // Whether there may be a recording is asked from this happening on.
  askToRecord(seq) {
    this.#askedAt = seq;
  }

  show(state) {
    const session = state.session;
    this.#part("number").textContent = session ? this.#words.number.replace("{n}", session.number) : "";
    this.#note("recording", Boolean(session?.is_recording));
    this.#part("alone").lastElementChild.textContent = this.#words.alone[session?.caucus] ?? "";
    this.#note("alone", state.me.place === "caucus");
    this.#note("aside", state.me.place === "main" && Boolean(session?.caucus));
    this.#part("consent").hidden = !isOpen(state, "agree_recording") || !this.#isAskedToRecord(state.me);
  }

  // What holds for a while stands at the head of the room; when it begins it is told too.
  #note(name, isShown) {
    const note = this.#part(name);
    if (isShown && note.hidden) this.#tell(note.textContent.trim());
    note.hidden = !isShown;
  }

  #isAskedToRecord(me) {
    return this.#askedAt > 0 && !me.has_agreed && me.side !== "mediator";
  }

  buttons(state, devices) {
    showOnly(this.#room.querySelectorAll("[data-do]"), (button) => isOpen(state, button.dataset.do));
    for (const kind of ["audio", "video"]) this.#device(kind, devices);
    const caucus = state.session?.caucus ?? "main";
    const circles = this.#part("circles");
    circles.hidden = state.me.side !== "mediator";
    for (const button of circles.querySelectorAll("[data-circle]")) button.setAttribute("aria-pressed", String(button.dataset.circle === caucus));
  }

  #device(kind, devices) {
    const button = this.#part(kind);
    button.hidden = !devices[kind];
    button.setAttribute("aria-pressed", String(devices.isOn(kind)));
    button.lastElementChild.textContent = this.#words[kind][devices.isOn(kind) ? "on" : "off"];
  }
}

const isOpen = (state, key) => state.acts.some((one) => one.act === key);
