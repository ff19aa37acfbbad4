// How a page of the room speaks with the server: the state, acts, the stream, and what was heard while there was none.
// The exchange is written down in docs/api/room.md.
const AGAIN_MS = [300, 1000, 2000, 4000];
const ASK_MS = 3000; // between two questions while the stream is away

export class Refused extends Error {
  constructor(answer) {
    super(answer.detail ?? "");
    this.code = answer.code;
    this.problems = answer.problems ?? [];
  }
}

export class Link extends EventTarget {
  #stream = null;
  #asking = 0;

  constructor(base, token) {
    super();
    this.base = base;
    this.token = token;
    this.after = 0;
    this.isLive = false;
  }

  async state() {
    const answer = await this.#untilAnswered("state/", {});
    if (!answer.ok) throw new Refused({ code: String(answer.status) });
    return answer.json();
  }

  // Sent again with the same key until there is an answer: nothing is lost, and nothing is done twice.
  async act(act, inputs = {}) {
    return this.#told(await this.#untilAnswered("act/", this.#post(JSON.stringify({ act, inputs, key: key() }), "application/json")));
  }

  async send(place, form) {
    if (!form.has("key")) form.set("key", key());
    return this.#told(await this.#untilAnswered(place, this.#post(form)));
  }

  async ice() {
    const answer = await fetch(`${this.base}ice/`).catch(() => null);
    return answer?.ok ? (await answer.json()).ice : [];
  }

  // The state brings servers; later connections ask for fresh ones, because their credentials end.
  servers(fromState) {
    let kept = fromState;
    return async () => {
      const ice = kept ?? (await this.ice());
      kept = null;
      return ice ?? [];
    };
  }

  // One stream a tab. What was heard of this session is known up to `after`; an older stream is closed.
  listen(address, session, after) {
    this.close();
    this.after = session === this.session ? Math.max(this.after, after) : after;
    this.session = session;
    const stream = (this.#stream = new EventSource(address));
    stream.addEventListener("open", () => this.#nowLive(true));
    stream.addEventListener("error", () => this.#fell(stream));
    stream.addEventListener("happening", (event) => this.#heard(JSON.parse(event.data)));
    for (const name of ["present", "out", "changed"]) stream.addEventListener(name, (event) => this.#tell(name, JSON.parse(event.data)));
    this.#askMeanwhile();
  }

  close() {
    this.#stream?.close();
    this.#stream = null;
    this.isLive = false;
    clearTimeout(this.#asking);
  }

  #post(body, type) {
    const headers = { "X-CSRFToken": this.token, Accept: "application/json" };
    if (type) headers["Content-Type"] = type;
    return { method: "POST", body, headers };
  }

  async #untilAnswered(place, options) {
    for (let round = 0; ; round += 1) {
      const answer = await fetch(this.base + place, options).catch(() => null);
      if (answer && answer.status < 500 && answer.status !== 429) return answer;
      this.#tell("trouble", {});
      await pause(AGAIN_MS[Math.min(round, AGAIN_MS.length - 1)]);
    }
  }

  async #told(answer) {
    const told = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new Refused(told);
    return told;
  }

  #heard(one) {
    if (one.seq <= this.after) return;
    this.after = one.seq;
    this.#tell("happening", one);
  }

  #nowLive(isLive) {
    this.isLive = isLive;
    this.#tell("live", { isLive });
  }

  // The browser tries again by itself unless it was turned away; then the state says whether there is another stream.
  #fell(stream) {
    if (stream !== this.#stream) return;
    this.#nowLive(false);
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => this.#tell("lost", {}), AGAIN_MS[2]);
    this.#askMeanwhile();
  }

  #askMeanwhile() {
    clearTimeout(this.#asking);
    this.#asking = setTimeout(async () => {
      if (this.isLive || !this.#stream) return;
      const answer = await fetch(`${this.base}happenings/?after=${this.after}`).catch(() => null);
      if (answer?.ok) for (const one of (await answer.json()).items) this.#heard(one);
      this.#askMeanwhile();
    }, ASK_MS);
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function key() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
