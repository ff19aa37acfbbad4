// The pictures of those who are in: one seat a guest, with name, side, and in words what cannot be seen.
export class Seats {
  #seats = new Map();
  #streams = new Map();
  #unreached = new Set();

  constructor(list, words) {
    Object.assign(this, { list, words, me: null });
  }

  show(state, present) {
    this.me = state.me;
    const inside = state.guests.filter((one) => ["main", "caucus"].includes(one.place) && (one.by_phone || one.id === state.me.guest || present.has(one.id) || present.size === 0));
    for (const [id, seat] of this.#seats) if (!inside.some((one) => one.id === id)) this.#leave(id, seat);
    for (const one of inside) this.#fill(this.#seat(one), one);
    this.list.dataset.count = inside.length;
  }

  picture(id, stream) {
    if (stream) this.#streams.set(id, stream);
    else this.#streams.delete(id);
    this.#play(id);
  }

  // One's own picture is shown, never one's own voice.
  own(id, track) {
    if (id) this.picture(id, track ? new MediaStream([track]) : null);
  }

  reach(id, isReached) {
    if (isReached) this.#unreached.delete(id);
    else this.#unreached.add(id);
    this.#play(id);
  }

  speaking(levels) {
    for (const [id, seat] of this.#seats) seat.toggleAttribute("data-speaking", (levels.get(id) ?? 0) > 0.02);
  }

  pictures() {
    return [...this.list.querySelectorAll("video")].filter((video) => video.videoWidth && !video.hidden);
  }

  voices(own) {
    const others = [...this.#streams].filter(([id]) => id !== this.me.guest).map(([, stream]) => stream);
    return own ? [...others, new MediaStream([own])] : others;
  }

  #seat(one) {
    if (!this.#seats.has(one.id)) {
      const seat = document.getElementById("room-seat").content.firstElementChild.cloneNode(true);
      seat.dataset.guest = one.id;
      seat.querySelector("video").muted = one.id === this.me.guest;
      this.#seats.set(one.id, seat);
      this.list.append(seat);
      this.#play(one.id);
    }
    return this.#seats.get(one.id);
  }

  #fill(seat, one) {
    const mine = one.id === this.me.guest;
    const isElsewhere = one.place !== this.me.place;
    seat.dataset.side = one.side;
    seat.toggleAttribute("data-elsewhere", isElsewhere);
    seat.querySelector("[data-char]").textContent = this.words.chars[one.side];
    seat.querySelector("[data-char]").dataset.kind = this.words.kinds[one.side];
    seat.querySelector("[data-name]").textContent = mine ? `${one.name}${this.words.me}` : one.name;
    const notes = [isElsewhere && this.words.elsewhere, one.by_phone && this.words.phone, one.is_muted && this.words.muted, one.is_hand_raised && this.words.hand, one.is_sharing && this.words.sharing];
    seat.querySelector("[data-notes]").textContent = notes.filter(Boolean).join(" · ");
    seat.querySelector("[data-side-name]").textContent = this.words.sides[one.side];
  }

  #play(id) {
    const seat = this.#seats.get(id);
    if (!seat) return;
    const video = seat.querySelector("video");
    const stream = this.#streams.get(id) ?? null;
    if (video.srcObject !== stream) video.srcObject = stream;
    video.play?.().catch(() => {});
    seat.toggleAttribute("data-unreached", this.#unreached.has(id));
    seat.querySelector("[data-reach]").textContent = this.#unreached.has(id) ? this.words.unreached : "";
  }

  #leave(id, seat) {
    seat.remove();
    this.#seats.delete(id);
    this.#streams.delete(id);
  }
}
