// Everybody by name; the mediator lets in, mutes and asks out from here. And the buttons of acts without a place.
import { exchange } from "./room_focus.js";

const LED = ["admit", "turn_away", "mute", "unmute", "lower_hand", "remove"];

export class People {
  // `open(act, inputs)` does an act, or asks first for what is missing.
  constructor(room, words, open) {
    const part = (name) => room.querySelector(`[data-part="${name}"]`);
    Object.assign(this, { words, open, list: part("people"), knocking: part("knocking"), more: part("more") });
  }

  // `others`: open acts that have no button of their own.
  show(state, others) {
    const acts = new Map(state.acts.map((one) => [one.act, one]));
    exchange(this.list, state.guests.filter((one) => one.place !== "outside" || one.link).map((one) => this.#row(one, acts)));
    this.knocking.hidden = !state.guests.some((one) => one.place === "lobby");
    exchange(this.more, others.map((one) => plain(one.label, () => this.open(one.act))));
    this.more.closest("details").hidden = !others.length;
  }

  row(guest) {
    return this.list.querySelector(`[data-guest="${guest}"]`);
  }

  #row(one, acts) {
    const { words } = this;
    const row = document.createElement("li");
    row.className = "grid gap-1 border-t border-line py-2";
    row.dataset.guest = one.id;
    row.tabIndex = -1;
    const line = document.createElement("p");
    const notes = [words.sides[one.side], words.places[one.place], one.link && words.awaited, words.known[one.identity], one.by_phone && words.phone, one.is_muted && words.muted, one.is_hand_raised && words.hand];
    line.textContent = `${one.name} · ${notes.filter(Boolean).join(" · ")}`;
    const buttons = document.createElement("div");
    buttons.className = "flex flex-wrap gap-2";
    for (const key of LED) {
      if (!acts.get(key)?.inputs.properties.guest?.enum?.includes(one.id)) continue;
      buttons.append(plain(acts.get(key).label, () => this.open(key, { guest: one.id }), one.name));
    }
    if (one.link) buttons.append(this.#link(one));
    row.append(line, buttons);
    return row;
  }

  #link(one) {
    const input = Object.assign(document.createElement("input"), { className: "hj-input", readOnly: true, value: new URL(one.link, location.href).href });
    input.setAttribute("aria-label", `${this.words.link} ${one.name}`);
    input.addEventListener("focus", () => input.select());
    return input;
  }
}

function plain(label, act, about = "") {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-outline h-auto! min-h-11 py-1.5 whitespace-normal!", textContent: label });
  if (about) button.append(Object.assign(document.createElement("span"), { className: "sr-only", textContent: ` ${about}` }));
  button.addEventListener("click", act);
  return button;
}
